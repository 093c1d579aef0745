//! `codezest course convert` and `add` with sources in other formats.

use std::fs;

use crate::support::{Home, with_rustup};

#[test]
fn a_question_bank_is_converted_and_says_what_is_lost() {
    let home = Home::new();
    let bank = "::Sum::One and one?{=2#Yes ~3#Too many}\n\nWrite an essay.{}\n";
    fs::write(home.home().join("sums.gift"), bank).unwrap();
    let output = home.run("course add sums.gift").ok();
    assert!(
        output.stderr.contains(
            "converted from a GIFT question bank: 1 modules, 0 materials, 0 assignments, 1 quizzes"
        ),
        "{}",
        output.stderr
    );
    assert!(
        output.stderr.contains("sums.gift:3: left out: an essay"),
        "{}",
        output.stderr
    );
    let converted = home
        .run("course convert sums.gift out --language python --json")
        .ok()
        .json();
    assert_eq!(converted["quizzes"], 1);
    home.run("course check out --no-run").ok();
    assert_eq!(
        home.run("course convert sums.gift out").code,
        2,
        "a folder in use stays"
    );
    let preview = home.run("course preview out --item sums").ok();
    assert!(
        preview.stdout.contains("One and one?"),
        "{}",
        preview.stdout
    );
}

/// Writes files below the home folder.
fn write(home: &Home, folder: &str, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = home.home().join(folder).join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

#[test]
fn a_classroom_assignment_is_judged_as_its_tests_say() {
    let home = Home::new();
    let tests = r#"{"tests": [
        {"name": "greets", "setup": "echo Ann > name.txt; echo noise", "run": "bash greet.sh", "input": "Hi\n", "output": "Hi, Ann", "comparison": "included", "timeout": 1, "points": 2},
        {"name": "ends well", "setup": "", "run": "bash greet.sh", "input": "", "output": "", "comparison": "included", "timeout": 1}
    ]}"#;
    let starter = "read -r word\nexit 1\n";
    write(
        &home,
        "task",
        &[
            (".github/classroom/autograding.json", tests),
            ("README.md", "# Greet\n\nGreet whoever is in `name.txt`.\n"),
            ("greet.sh", starter),
        ],
    );
    home.run("course convert task out").ok();
    let check = home.run("course check out --json").ok().json();
    assert_eq!(check["assignments"][0]["verdict"], "no-solution", "{check}");
    let solution = "read -r word\necho \"$word, $(cat name.txt 2>/dev/null)\"\n";
    write(
        &home,
        "out/01-assignments/01-task",
        &[("solution/greet.sh", solution)],
    );
    let check = home.run("course check out --json").ok().json();
    // An empty script ends well, and does not greet.
    assert_eq!(check["assignments"][0]["verdict"], "proved", "{check}");
    assert_eq!(check["assignments"][0]["runs"][0]["passed"], 2, "{check}");
}

#[test]
fn rustlings_are_judged_as_rustlings_does() {
    let home = Home::new();
    let info = r#"
format_version = 1
[[exercises]]
name = "bang"
test = false
hint = "Which mark makes a macro?"
[[exercises]]
name = "double"
hint = "Twice."
"#;
    let test = "\nfn main() {}\n\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn doubles() {\n        assert_eq!(super::double(4), 8);\n    }\n}\n";
    let double =
        |body: &str| format!("// Double it.\nfn double(n: u32) -> u32 {{\n    {body}\n}}\n{test}");
    write(
        &home,
        "little",
        &[
            ("info.toml", info),
            (
                "exercises/bang.rs",
                "fn main() {\n    println(\"hello\");\n}\n",
            ),
            (
                "solutions/bang.rs",
                "fn main() {\n    println!(\"hello\");\n}\n",
            ),
            ("exercises/double.rs", &double("n")),
            ("solutions/double.rs", &double("n * 2")),
        ],
    );
    home.run("course convert little out").ok();
    let output = with_rustup(home.command("course check out --json")).run();
    let check = output.json();
    assert_eq!(check["valid"], true, "{check}");
    assert!(
        check["counts"]["proved"] == 2 || output.code == 8,
        "{check}"
    );
}

#[test]
fn offline_means_that_nothing_is_fetched() {
    let home = Home::new();
    for source in [
        "https://example.org/course.git",
        "exercism:python",
        "git@example.org:course",
    ] {
        let refused = home.run(&format!("course add --offline {source}"));
        assert_eq!(refused.code, 5, "{source}: {}", refused.stderr);
    }
    home.run("course new shop --language sql").ok();
    home.run("course add --offline shop").ok();
}
