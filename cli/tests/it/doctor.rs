//! `codezest doctor`.

use std::fs;

use serde_json::Value;

use crate::support::Home;

fn check<'a>(diagnosis: &'a Value, name: &str) -> &'a Value {
    let checks = diagnosis["checks"].as_array().unwrap();
    let found = checks.iter().find(|check| check["name"] == name);
    found.unwrap_or_else(|| panic!("no check {name}: {diagnosis}"))
}

fn course<'a>(diagnosis: &'a Value, id: &str) -> &'a Value {
    let courses = diagnosis["courses"].as_array().unwrap();
    courses.iter().find(|course| course["id"] == id).unwrap()
}

#[test]
fn sql_works_on_a_bare_machine() {
    let home = Home::new();
    let empty = home.root().join("tmp");
    let doctor = || home.command("doctor --json").env("PATH", &empty).run();
    let diagnosis = doctor().ok().json();
    assert_eq!(diagnosis["works"], true);
    assert_eq!(diagnosis["isolation"], "basic");
    assert_eq!(course(&diagnosis, "sql-first-steps")["ready"], true);
    let rust = course(&diagnosis, "rust-first-steps");
    assert_eq!(
        (&rust["ready"], &rust["begun"]),
        (&false.into(), &false.into())
    );
    assert!(
        rust["missing"]
            .as_array()
            .unwrap()
            .contains(&"cargo".into())
    );
    for language in diagnosis["languages"].as_array().unwrap() {
        let built_in = language["tools"].as_array().unwrap().is_empty();
        assert_eq!(language["ready"], built_in, "{language}");
        for tool in language["tools"].as_array().unwrap() {
            assert!(!tool["install"].as_str().unwrap().is_empty(), "{tool}");
        }
    }
    // Looking made no log.
    assert_eq!(check(&diagnosis, "progress")["detail"], "not made yet");
    assert!(!home.data().join("accounts").exists());

    // A course that was begun and cannot go on is worth an exit code.
    home.run("start rust-first-steps/lighthouse").ok();
    let diagnosis = doctor().exits(8).json();
    assert_eq!(course(&diagnosis, "rust-first-steps")["begun"], true);
    let lines = home
        .command("doctor")
        .env("PATH", &empty)
        .run()
        .exits(8)
        .stdout;
    assert!(lines.contains("rust-first-steps needs cargo"), "{lines}");
    assert!(lines.contains("basic: limits only"), "{lines}");
}

#[test]
fn a_damaged_database_is_reported_and_not_touched() {
    let home = Home::new();
    home.run("complete sql-first-steps/meet-the-shed").ok();
    let file = home.data().join("accounts/anonymous.db");
    fs::write(&file, "this is no database, but something else entirely").unwrap();
    let diagnosis = home.run("doctor --json").exits(70).json();
    let progress = check(&diagnosis, "progress");
    assert_eq!(progress["state"], "problem");
    assert!(
        progress["fix"].as_str().unwrap().contains("mv "),
        "{progress}"
    );
    assert_eq!(diagnosis["works"], false);
    assert_eq!(check(&diagnosis, "courses")["state"], "ok");
    let text = fs::read_to_string(&file).unwrap();
    assert_eq!(text, "this is no database, but something else entirely");
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let home = Home::new();
    let file = home.home().join("taken");
    fs::write(&file, "").unwrap();
    let output = home
        .command("doctor --json --workspace")
        .arg(file.join("work"))
        .run()
        .exits(70);
    let folder = check(&output.json(), "working files").clone();
    assert_eq!(folder["state"], "problem");
    assert!(
        folder["fix"]
            .as_str()
            .unwrap()
            .contains("config set workspace")
    );
}

#[test]
fn what_the_terminal_cannot_show_is_said() {
    let home = Home::new();
    let output = home
        .command("doctor --json")
        .env("LANG", "C")
        .env("EDITOR", "no-such-editor -w")
        .run();
    let diagnosis = output.ok().json();
    assert_eq!(check(&diagnosis, "characters")["state"], "note");
    let editor = check(&diagnosis, "editor");
    assert_eq!(
        (&editor["state"], &editor["detail"]),
        (&"note".into(), &"no-such-editor -w is not installed".into())
    );
}
