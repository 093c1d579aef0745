//! A learner's first module, from an empty home: read, fail, take a hint,
//! pass, take the quiz, look around, hand in, bring an older run back.

use std::fs;

use crate::support::{Home, answers};

const FIRST: &str = "sql-first-steps/first-answer";
const QUIZ: &str = "sql-first-steps/01-asking/08-asking.quiz.toml";

#[test]
fn the_first_module_by_commands() {
    let home = Home::new();

    let welcome = home.run("").ok();
    assert!(
        welcome
            .stdout
            .contains("codezest show sql-first-steps/meet-the-shed"),
        "{}",
        welcome.stdout
    );
    home.run("show meet-the-shed").ok();
    let next = home.run("complete meet-the-shed").ok();
    assert!(
        next.stdout.contains(&format!("codezest start {FIRST}")),
        "{}",
        next.stdout
    );

    let started = home.run(&format!("start {FIRST}")).ok();
    let folder = home.working_folder(FIRST);
    assert_eq!(started.lines().last().copied(), folder.to_str());
    assert_eq!(home.run("path .").exits(3).stdout, "");
    let here = home.command("path .").current_dir(&folder).run().ok();
    assert_eq!(here.stdout.trim(), folder.to_str().unwrap());

    // Fail: the reason is in words, and the last line counts.
    let file = folder.join("names.sql");
    let starter = fs::read_to_string(&file).unwrap();
    let failed = home.command("test").current_dir(&folder).run().exits(1);
    assert_eq!(
        failed.lines().last().copied(),
        Some("0 passed, 1 failed, 0 skipped")
    );
    assert!(failed.stdout.contains("shelf"), "{}", failed.stdout);

    let hint = home.run("hint").ok();
    assert!(hint.stdout.contains("Hint 1 of 2"), "{}", hint.stdout);
    home.run(&format!("solution {FIRST}")).exits(1);

    // Pass.
    fs::write(&file, starter.replace("shelf", "name")).unwrap();
    let passed = home.run(&format!("test {FIRST} --json")).ok().json();
    assert_eq!(passed["outcome"], "passed");
    assert_eq!(passed["item"], FIRST);
    assert_eq!(passed["counts"]["total"], 1);
    home.run(&format!("solution {FIRST}")).ok();

    // The rest of the module.
    for name in ["choosing-rows", "putting-in-order"] {
        home.run(&format!("complete sql-first-steps/{name}")).ok();
    }
    for name in ["cheap-garden", "top-deposits", "row-b"] {
        let item = format!("sql-first-steps/{name}");
        home.solve(&item);
        home.run(&format!("test {item}")).ok();
    }
    let file_of_answers = home.root().join("answers.json");
    fs::write(&file_of_answers, answers::right(QUIZ).to_string()).unwrap();
    let quiz = home
        .command("quiz asking-quiz --json --answers")
        .arg(&file_of_answers)
        .run()
        .ok()
        .json();
    assert_eq!(
        (&quiz["passed"], &quiz["percent"]),
        (&true.into(), &100.into())
    );

    let status = home.run("status --json").ok().json();
    let course = &status["courses"][0];
    assert_eq!(course["id"], "sql-first-steps");
    assert_eq!(
        (
            &course["modules"][0]["done"],
            &course["modules"][0]["total"]
        ),
        (&8.into(), &8.into())
    );
    assert_eq!(status["streak"]["current"], 1);
    assert_eq!(status["next"]["item"]["id"], "counting-and-adding");

    let found = home.run("search --json deposit").ok().json();
    let hits = found["hits"].as_array().unwrap();
    assert!(
        hits.iter()
            .any(|hit| hit["item"] == "sql-first-steps/top-deposits"),
        "{found}"
    );

    let submitted = home.run(&format!("submit {FIRST}")).ok();
    assert!(
        submitted.stdout.contains("names.sql"),
        "{}",
        submitted.stdout
    );
    assert!(
        submitted.stdout.contains("Saved here"),
        "{}",
        submitted.stdout
    );
    assert_eq!(home.run("status --json").ok().json()["queue"]["pending"], 1);

    // The files of the failed run come back; today's are kept.
    let history = home.run(&format!("history {FIRST} --json")).ok().json();
    let runs = history["runs"].as_array().unwrap();
    assert_eq!(
        runs.len(),
        3,
        "one failed, one passed, one of the submission"
    );
    let first = runs.last().unwrap();
    assert_eq!(first["outcome"], "failed");
    home.run(&format!(
        "restore {FIRST} --run {}",
        first["id"].as_str().unwrap()
    ))
    .ok();
    assert_eq!(fs::read_to_string(&file).unwrap(), starter);
    // What was not tested yet is kept by restoring, too.
    fs::write(&file, "-- not tested\n").unwrap();
    let restored = home
        .run(&format!("restore {FIRST} --run 3 --json"))
        .ok()
        .json();
    let before = restored["before"].as_str().unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), starter);
    home.run(&format!("restore {FIRST} --run {before}")).ok();
    assert_eq!(fs::read_to_string(&file).unwrap(), "-- not tested\n");
    // A pass stays a pass.
    let list = home.run("list sql-first-steps --json").ok().json();
    let item = list["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["id"] == "first-answer")
        .unwrap();
    assert_eq!(item["status"], "passed");
    home.run(&format!("restore {FIRST} --run 1")).ok();
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        starter.replace("shelf", "name")
    );
}

#[test]
fn only_some_tests_never_pass_an_assignment() {
    let home = Home::new();
    home.solve("sql-first-steps/row-b");
    let some = home.run("test sql-first-steps/row-b --only row").ok();
    assert!(
        some.stdout.ends_with("0 failed, 0 skipped\n"),
        "{}",
        some.stdout
    );
    let list = home
        .run("list sql-first-steps --status started --json")
        .ok()
        .json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1, "{list}");
}

#[test]
fn a_failed_quiz_tells_what_was_missed_and_can_be_taken_again() {
    let home = Home::new();
    let file = home.root().join("answers.json");
    fs::write(&file, "{}").unwrap();
    let failed = home
        .command("quiz asking-quiz --answers")
        .arg(&file)
        .run()
        .exits(1);
    assert!(failed.stdout.contains("0 %"), "{}", failed.stdout);
    fs::write(&file, answers::without(QUIZ, "which-word").to_string()).unwrap();
    home.command("quiz asking-quiz --answers")
        .arg(&file)
        .run()
        .ok();
    let review = home.run("quiz asking-quiz --review").ok();
    assert!(
        review
            .stdout
            .contains("Missed in the last attempt: 1 question"),
        "{}",
        review.stdout
    );
    assert!(review.stdout.contains("decides which"), "{}", review.stdout);
}

#[test]
fn resetting_keeps_the_learners_files() {
    let home = Home::new();
    home.solve(FIRST);
    let folder = home.working_folder(FIRST);
    let solved = fs::read_to_string(folder.join("names.sql")).unwrap();
    home.run(&format!("test {FIRST}")).ok();
    home.run(&format!("reset {FIRST} --progress")).ok();
    let starter = fs::read_to_string(folder.join("names.sql")).unwrap();
    assert_ne!(starter, solved);
    let copies: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().contains("yours"))
        .collect();
    assert_eq!(copies.len(), 1, "{copies:?}");
    assert_eq!(fs::read_to_string(&copies[0]).unwrap(), solved);
    let list = home.run("list sql-first-steps --json").ok().json();
    let item = list["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["id"] == "first-answer")
        .unwrap();
    assert_eq!(item["status"], "new");
}
