//! What a shell is told when Tab is pressed.

use crate::support::Home;

/// The candidates for the last word of `line`, as bash asks for them.
fn complete(home: &Home, line: &str) -> Vec<String> {
    let words: Vec<&str> = line.split(' ').collect();
    let mut ask = home
        .command("--")
        .env("COMPLETE", "bash")
        .env("_CLAP_IFS", "\n")
        .env("_CLAP_COMPLETE_INDEX", (words.len() - 1).to_string())
        .env("_CLAP_COMPLETE_COMP_TYPE", "9")
        .env("_CLAP_COMPLETE_SPACE", "true");
    for word in words {
        ask = ask.arg(word);
    }
    let output = ask.run().ok();
    assert_eq!(output.stderr, "", "{line}");
    output.stdout.lines().map(str::to_owned).collect()
}

#[test]
fn names_on_this_machine_are_offered() {
    let home = Home::new();
    home.run("list").ok();
    let cases = [
        ("codezest test first-a", vec!["first-answer"]),
        ("codezest test cur", vec!["current"]),
        ("codezest show sql-first-s", vec!["sql-first-steps/"]),
        (
            "codezest test sql-first-steps/first",
            vec!["sql-first-steps/first-answer"],
        ),
        (
            "codezest test sql-first-steps/asking/first",
            vec!["sql-first-steps/asking/first-answer"],
        ),
        ("codezest restore --run 1 cheap-g", vec!["cheap-garden"]),
        ("codezest list sq", vec!["sql", "sql-first-steps"]),
        (
            "codezest list sql-first-steps/as",
            vec!["sql-first-steps/asking"],
        ),
        ("codezest search --course py", vec!["python-first-steps"]),
        ("codezest config get day", vec!["day_start_hour"]),
        ("codezest help exit", vec!["exit-codes"]),
        ("codezest test no-such", vec![]),
        ("codezest test no-such/a", vec![]),
    ];
    for (line, offered) in cases {
        assert_eq!(complete(&home, line), offered, "{line}");
    }
    let all = complete(&home, "codezest test ");
    for name in ["first-answer", "next", "rust-first-steps/"] {
        assert!(all.iter().any(|one| one == name), "{name}: {all:?}");
    }
}

#[test]
fn titles_explain_the_names() {
    let home = Home::new();
    home.run("list").ok();
    let output = home
        .command("-- codezest test first-answer")
        .env("COMPLETE", "fish")
        .run()
        .ok();
    assert_eq!(output.stdout, "first-answer\tYour first answer\n");
}

#[test]
fn nothing_is_made_or_said_without_courses() {
    let home = Home::new();
    assert_eq!(complete(&home, "codezest test first-a"), [""; 0]);
    assert!(!home.data().exists());
    std::fs::create_dir_all(home.data()).unwrap();
    std::fs::write(home.data().join("content.db"), "no database").unwrap();
    assert_eq!(complete(&home, "codezest test first-a"), [""; 0]);
}
