//! `codezest course`: what authors and learners do with courses.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Home, with_rustup};

/// A new course in the home folder.
fn new_course(home: &Home, name: &str, language: &str) -> PathBuf {
    home.run(&format!("course new {name} --language {language}"))
        .ok();
    home.home().join(name)
}

fn item(course: &Path) -> PathBuf {
    course.join("01-first-steps/03-greeting")
}

/// Whether the languages of the skeletons are here is the machine's business;
/// SQL needs nothing, and Bash is there wherever these tests run.
#[test]
fn a_new_course_is_proved_as_it_is() {
    let home = Home::new();
    for language in ["sql", "bash"] {
        let name = format!("my-{language}");
        new_course(&home, &name, language);
        let check = home
            .run(&format!("course check {name} --json --strict --repeat 2"))
            .ok()
            .json();
        assert_eq!(check["valid"], true, "{check}");
        assert_eq!(check["counts"]["proved"], 1, "{check}");
        assert_eq!(check["counts"]["notes"], 0, "{check}");
        let runs: Vec<_> = check["assignments"][0]["runs"]
            .as_array()
            .unwrap()
            .iter()
            .map(|run| {
                (
                    run["of"].as_str().unwrap().to_owned(),
                    run["outcome"].as_str().unwrap().to_owned(),
                )
            })
            .collect();
        assert_eq!(runs.len(), 4, "{runs:?}");
        assert_eq!(runs[0], ("solution".to_owned(), "passed".to_owned()));
        assert!(
            runs[2..].iter().all(|(_, outcome)| outcome != "passed"),
            "{runs:?}"
        );
    }
}

#[test]
fn the_other_skeletons_are_proved_or_said_to_be_unproved() {
    let home = Home::new();
    for language in ["python", "rust", "javascript", "c"] {
        let name = format!("my-{language}");
        new_course(&home, &name, language);
        let command = home.command(&format!("course check {name} --json"));
        let output = with_rustup(command).run();
        let check = output.json();
        assert_eq!(check["valid"], true, "{check}");
        let proved = check["counts"]["proved"] == 1;
        assert_eq!(output.code, if proved { 0 } else { 8 }, "{check}");
        assert!(
            proved || check["assignments"][0]["verdict"] == "cannot-prove-here",
            "{check}"
        );
    }
}

#[test]
fn check_finds_what_only_running_shows() {
    let home = Home::new();
    let solution = |course: &Path| item(course).join("solution/greeting.sh");
    let starter = |course: &Path| item(course).join("starter/greeting.sh");
    type Fault<'a> = (&'a str, &'a dyn Fn(&Path));
    let faults: [Fault<'_>; 3] = [
        ("solution-fails", &|course| {
            fs::write(solution(course), "echo no\n").unwrap()
        }),
        ("starter-passes", &|course| {
            fs::copy(solution(course), starter(course)).unwrap();
        }),
        ("empty-passes", &|course| {
            let toml = "title = \"A\"\nlearner = [\"greeting.sh\"]\nrunner = \"bash\"\n[[check]]\nname = \"runs\"\nexit = 0\n";
            fs::write(item(course).join("assignment.toml"), toml).unwrap();
        }),
    ];
    for (code, break_it) in faults {
        let course = new_course(&home, &format!("broken-{code}"), "bash");
        break_it(&course);
        let output = home.run(&format!("course check broken-{code} --json"));
        assert_eq!(output.code, 9, "{code}: {}", output.stdout);
        let check = output.json();
        let found: Vec<_> = check["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|f| f["code"].as_str().unwrap().to_owned())
            .collect();
        assert!(found.iter().any(|found| found == code), "{code}: {found:?}");
        let unrun = home.run(&format!("course check broken-{code} --json --no-run"));
        assert_eq!(unrun.code, 0, "{code}: {}", unrun.stdout);
    }
}

#[test]
fn a_refactoring_may_begin_with_code_that_passes() {
    let home = Home::new();
    let course = new_course(&home, "tidy", "bash");
    fs::copy(
        item(&course).join("solution/greeting.sh"),
        item(&course).join("starter/greeting.sh"),
    )
    .unwrap();
    let path = item(&course).join("assignment.toml");
    let toml = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("tags = [\"refactoring\"]\n{toml}")).unwrap();
    home.run("course check tidy").ok();
}

#[test]
fn changes_that_no_test_notices_are_named() {
    let home = Home::new();
    let course = new_course(&home, "weak", "bash");
    let solution =
        "read -r name\nif [ ${#name} -gt 40 ]; then\n  name=you\nfi\necho \"Hello, $name!\"\n";
    fs::write(item(&course).join("solution/greeting.sh"), solution).unwrap();
    let check = home.run("course check weak --json --mutate").ok().json();
    let survivors: Vec<_> = check["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["code"] == "mutant-survives")
        .collect();
    assert!(survivors.iter().any(|f| f["line"] == 2), "{check}");
    assert!(
        !survivors.iter().any(|f| f["line"] == 1 || f["line"] == 5),
        "{check}"
    );
    let mutants = &check["assignments"][0]["mutants"];
    assert!(
        mutants["tried"].as_u64() > mutants["noticed"].as_u64(),
        "{mutants}"
    );
}

#[test]
fn ids_that_vanish_are_named() {
    let home = Home::new();
    let course = new_course(&home, "moved", "sql");
    home.run("course pack moved -o old.czpack").ok();
    fs::rename(item(&course), course.join("01-first-steps/03-farewell")).unwrap();
    let check = home
        .run("course check moved --no-run --previous old.czpack --json")
        .ok()
        .json();
    assert!(
        check["findings"].to_string().contains("vanished-id"),
        "{check}"
    );
}

#[test]
fn a_course_is_packed_signed_added_updated_and_removed() {
    let home = Home::new();
    let course = new_course(&home, "shop", "sql");
    let packed = home.run("course pack shop --sign --json").ok().json();
    let signer = packed["signer"].as_str().unwrap().to_owned();
    assert_eq!(packed["path"], "shop-0.1.0.czpack");
    let added = home.run("course add shop-0.1.0.czpack --json").ok().json();
    assert_eq!(
        (
            added["course"].as_str(),
            added["change"].as_str(),
            added["signer"].as_str()
        ),
        (Some("shop"), Some("added"), Some(signer.as_str()))
    );
    assert_eq!(
        home.run("course add shop-0.1.0.czpack --json").ok().json()["change"],
        "unchanged"
    );

    let listed = home.run("course list --json").ok().json();
    let names: Vec<_> = listed["courses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["name"].as_str().unwrap().to_owned())
        .collect();
    assert!(names.contains(&"shop".to_owned()), "{names:?}");

    fs::write(
        course.join("01-first-steps/04-more.md"),
        "+++\ntitle = \"More\"\n+++\nMore.\n",
    )
    .unwrap();
    home.run("course pack shop -o shop-0.1.0.czpack").ok();
    assert_eq!(
        home.run("course update shop --json").ok().json()["courses"][0]["change"],
        "updated"
    );
    home.run("show shop/more --raw").ok();

    home.run("start shop/greeting").ok();
    home.run("course remove shop").ok();
    assert_eq!(home.run("show shop/more").code, 3);
    assert!(
        home.working_folder("shop/greeting/greeting.sql").exists(),
        "the learner's files stay"
    );
}

#[test]
fn another_course_of_the_same_name_needs_a_name_of_its_own() {
    let home = Home::new();
    fs::create_dir_all(home.home().join("a")).unwrap();
    fs::create_dir_all(home.home().join("b")).unwrap();
    home.run("course new a/shop --language sql").ok();
    home.run("course new b/shop --language bash").ok();
    home.run("course add a/shop").ok();
    let refused = home.run("course add b/shop");
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("--as"), "{}", refused.stderr);
    home.run("course add b/shop --as other-shop").ok();
    home.run("show other-shop/welcome --raw").ok();
}

#[test]
fn a_damaged_or_foreign_source_changes_nothing() {
    let home = Home::new();
    new_course(&home, "shop", "sql");
    home.run("course pack shop -o shop.czpack").ok();
    let mut bytes = fs::read(home.home().join("shop.czpack")).unwrap();
    bytes.truncate(bytes.len() / 2);
    fs::write(home.home().join("half.czpack"), bytes).unwrap();
    fs::write(home.home().join("notes.txt"), "just notes").unwrap();
    fs::create_dir(home.home().join("empty")).unwrap();
    for (source, code) in [
        ("half.czpack", 9),
        ("notes.txt", 9),
        ("empty", 9),
        ("nowhere", 3),
        ("none.czpack", 3),
    ] {
        let refused = home.run(&format!("course add {source}"));
        assert_eq!(refused.code, code, "{source}: {}", refused.stderr);
        assert!(
            refused.stderr.contains("next:"),
            "{source}: {}",
            refused.stderr
        );
    }
    let listed = home.run("course list --json").ok().json();
    assert!(
        listed["courses"]
            .as_array()
            .unwrap()
            .iter()
            .all(|course| course["bundled"] == true),
        "{listed}"
    );
}
