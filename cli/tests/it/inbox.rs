//! `codezest inbox`.

use crate::support::Home;

const ITEM: &str = "sql-first-steps/first-answer";

#[test]
fn what_waits_to_be_handed_in_is_listed_newest_first() {
    let home = Home::new();
    let empty = home.run("inbox --json").ok().json();
    assert_eq!(empty["submissions"], serde_json::json!([]));
    let said = home.run("inbox").ok().stdout;
    assert!(said.contains("No messages"), "{said}");

    home.run(&format!("start {ITEM}")).ok();
    home.run(&format!("submit {ITEM} --force")).ok();
    home.set_clock("2026-03-03T09:00:00+01:00");
    home.solve(ITEM);
    home.run(&format!("submit {ITEM}")).ok();
    let inbox = home.run("inbox --json").ok().json();
    let waiting = inbox["submissions"].as_array().unwrap();
    assert_eq!(waiting.len(), 2);
    for (one, passed) in waiting.iter().zip([1, 0]) {
        assert_eq!(one["item"], ITEM);
        assert_eq!(one["counts"]["passed"], passed);
    }
    assert_eq!(waiting[0]["at"], "2026-03-03T08:00:00Z");
    assert_eq!(home.run("status --json").ok().json()["queue"]["pending"], 2);

    let lines = home.run("inbox").ok().stdout;
    for part in ["2026-03-03 09:00", "FAILED 0 of 1 tests", ITEM] {
        assert!(lines.contains(part), "{part}: {lines}");
    }
    // Without the course its id still says what it was.
    home.run("course remove sql-first-steps --yes").ok();
    let gone = home.run("inbox --json").ok().json();
    let first = &gone["submissions"][0];
    assert_eq!(first["item"], serde_json::Value::Null);
    assert_eq!(first["title"], "first-answer");
}
