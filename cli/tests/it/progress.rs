//! `codezest progress export` and `import`.

use std::fs;

use crate::support::Home;

const READ: &str = "sql-first-steps/meet-the-shed";
const SOLVED: &str = "sql-first-steps/first-answer";

/// A home in which something was read, solved and failed, on two days.
fn learner() -> Home {
    let home = Home::new();
    home.run(&format!("complete {READ}")).ok();
    home.solve(SOLVED);
    home.run(&format!("test {SOLVED}")).ok();
    home.set_clock("2026-03-03T20:00:00+01:00");
    home.run("hint sql-first-steps/cheap-garden").ok();
    home.run("start sql-first-steps/cheap-garden").ok();
    home.run("test sql-first-steps/cheap-garden").exits(1);
    home
}

/// What a learner sees of their progress, and what may not depend on the
/// machine.
fn seen(home: &Home) -> Vec<String> {
    let mut seen: Vec<String> = ["status --json", "stats --json", "list --json"]
        .iter()
        .map(|line| home.run(line).ok().stdout)
        .collect();
    for item in [SOLVED, "sql-first-steps/cheap-garden"] {
        let mut history = home.run(&format!("history {item} --json")).ok().json();
        for run in history["runs"].as_array_mut().unwrap() {
            // Files of runs stay on the machine that made them, and streams
            // are what a machine writes.
            run["restorable"] = false.into();
            run["device"] = serde_json::Value::Null;
        }
        seen.push(history.to_string());
    }
    seen
}

#[test]
fn what_was_exported_is_the_same_progress_elsewhere() {
    let home = learner();
    let file = home.root().join("progress.jsonl");
    let exported = home
        .command("progress export --json")
        .arg(&file)
        .run()
        .ok()
        .json();
    let events = exported["events"].as_u64().unwrap();
    assert!(events >= 5, "{exported}");
    let text = fs::read_to_string(&file).unwrap();
    assert_eq!(u64::try_from(text.lines().count()).unwrap(), events + 1);
    assert_eq!(home.run("progress export").ok().stdout, text);

    let other = Home::new();
    other.set_clock("2026-03-03T20:00:00+01:00");
    let import = |file: &std::path::Path| {
        let output = other.command("progress import --json").arg(file).run();
        output.ok().json()
    };
    let first = import(&file);
    assert_eq!(first["new"].as_u64(), Some(events));
    // `current` is where one stands on this machine, not progress.
    other.run("start sql-first-steps/cheap-garden").ok();
    assert_eq!(seen(&home), seen(&other));
    let again = import(&file);
    assert_eq!(
        (&again["new"], again["known"].as_u64()),
        (&0.into(), Some(events))
    );
    assert_eq!(seen(&home), seen(&other));
    // And back: the log is the same set of events, so the file is the same.
    assert_eq!(other.run("progress export").ok().stdout, text);
}

#[test]
fn standard_input_can_be_imported() {
    let text = learner().run("progress export -").ok().stdout;
    let other = Home::new();
    let output = other.command("progress import -").stdin(text).run().ok();
    assert!(output.stdout.contains("0 were here already"), "{output:?}");
}

#[test]
fn a_file_that_exists_is_left_as_it_is() {
    let home = learner();
    let file = home.root().join("progress.jsonl");
    fs::write(&file, "mine").unwrap();
    let output = home.command("progress export").arg(&file).run().exits(2);
    assert!(output.stderr.contains("--yes"), "{}", output.stderr);
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    home.command("progress export --yes").arg(&file).run().ok();
    assert!(
        fs::read_to_string(&file)
            .unwrap()
            .contains("codezest-progress")
    );
}

#[test]
fn one_bad_line_is_named_and_nothing_is_taken_in() {
    let text = learner().run("progress export").ok().stdout;
    let lines: Vec<&str> = text.lines().collect();
    let cut = lines[3].get(..lines[3].len() / 2).unwrap();
    let cases = [
        (
            format!("{}\n{}\n{}\n{cut}\n", lines[0], lines[1], lines[2]),
            "line 4",
        ),
        ("hello\n".to_owned(), "line 1"),
        (String::new(), "line 1"),
        (
            text.replacen("\"version\":1", "\"version\":99", 1),
            "version 99",
        ),
    ];
    let other = Home::new();
    for (text, place) in cases {
        let output = other
            .command("progress import -")
            .stdin(text)
            .run()
            .exits(2);
        assert!(output.stderr.contains(place), "{}", output.stderr);
        assert!(
            output.stderr.contains("next: nothing was taken in"),
            "{}",
            output.stderr
        );
    }
    let bytes = [lines[0].as_bytes(), b"\n\xff\xfe\n"].concat();
    let output = other
        .command("progress import -")
        .stdin(bytes)
        .run()
        .exits(2);
    assert!(output.stderr.contains("line 2"), "{}", output.stderr);
    other
        .command("progress import")
        .arg("missing.jsonl")
        .run()
        .exits(3);
    assert_eq!(other.run("progress export").ok().stdout.lines().count(), 1);
}
