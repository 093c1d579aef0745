//! What `--json` prints is what `codezest schema` publishes.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::support::{Home, Output, validate};

const ITEM: &str = "sql-first-steps/first-answer";

/// A home, and which schemas were proved in it.
struct Proof {
    home: Home,
    proved: RefCell<BTreeSet<String>>,
}

impl Proof {
    /// Validates what a command printed against a published schema.
    fn fits(&self, schema: &str, value: &Value) {
        let published = self.home.run(&format!("schema {schema}")).ok().json();
        let wrong = validate(&published, value);
        assert!(wrong.is_empty(), "{schema}: {wrong:#?}\n{value}");
        let versioned = value["schema_version"] == 1 || schema == "error";
        assert!(versioned, "{schema}: {value}");
        self.proved.borrow_mut().insert(schema.to_owned());
    }

    fn command(&self, schema: &str, line: &str) -> Value {
        self.output(schema, &self.home.run(&format!("{line} --json")).ok())
    }

    fn output(&self, schema: &str, output: &Output) -> Value {
        let value = output.json();
        self.fits(schema, &value);
        value
    }
}

#[test]
fn every_command_prints_what_is_published() {
    let proof = Proof {
        home: Home::new(),
        proved: RefCell::default(),
    };
    learner(&proof);
    author(&proof);
    support(&proof);
    let names = proof.home.run("schema --json").ok().json();
    let published: BTreeSet<String> = names["schemas"]
        .as_array()
        .unwrap()
        .iter()
        .map(|name| name.as_str().unwrap().to_owned())
        .collect();
    let unproved: Vec<_> = published
        .difference(&proof.proved.borrow())
        // It prints the same as `test`, again and again; see `watch.rs`.
        .filter(|name| *name != "watch")
        .cloned()
        .collect();
    assert!(unproved.is_empty(), "no test runs these: {unproved:?}");
}

fn learner(proof: &Proof) {
    let home = &proof.home;
    proof.command("learn", "");
    proof.command("list", "list");
    proof.command("search", "search shed");
    proof.command("show", "show meet-the-shed");
    proof.command("next", "next");
    proof.command("start", &format!("start {ITEM}"));
    proof.command("current", "current");
    proof.command("path", "path");
    proof.command("hint", &format!("hint {ITEM}"));
    let failed = home.run(&format!("test {ITEM} --json")).exits(1);
    proof.output("test", &failed);
    home.solve(ITEM);
    proof.command("test", &format!("test {ITEM}"));
    proof.command("test-all", "test --all");
    proof.command("solution", &format!("solution {ITEM}"));
    proof.command("history", &format!("history {ITEM}"));
    let run = home.run(&format!("history {ITEM} --run 1 --json"));
    proof.output("history-run", &run);
    let restored = proof.command("restore", &format!("restore {ITEM} --run 3 --dry-run"));
    assert_eq!(restored["written"], serde_json::json!(["names.sql"]));
    proof.command("restore", &format!("restore {ITEM} --run 3"));
    let kept = proof.command("reset", &format!("reset {ITEM} --progress"));
    assert_eq!(kept["progress"], true);
    home.solve(ITEM);
    proof.command("submit", &format!("submit {ITEM} --dry-run"));
    proof.command("submit", &format!("submit {ITEM}"));
    proof.command("complete", "complete meet-the-shed");

    proof.command("quiz-review", "quiz asking-quiz --review");
    let answers = home.root().join("answers.json");
    fs::write(&answers, "{}").unwrap();
    let quiz = home
        .command("quiz asking-quiz --json --answers")
        .arg(&answers)
        .run();
    proof.output("quiz", &quiz.exits(1));
    let review = proof.command("quiz-review", "quiz asking-quiz --review");
    assert!(!review["missed"].as_array().unwrap().is_empty());

    home.set_clock("2026-03-03T09:00:00+01:00");
    let due = proof.command("review", "review");
    assert!(!due["cards"].as_array().unwrap().is_empty());

    proof.command("status", "status");
    proof.command("stats", "stats");
    proof.command("inbox", "inbox");
    proof.command("query", &format!("query {ITEM} .tables"));
}

fn author(proof: &Proof) {
    let home = &proof.home;
    proof.command("course-new", "course new shop --language sql");
    proof.command("course-check", "course check shop");
    proof.command("course-preview", "course preview shop");
    proof.command("course-pack", "course pack shop");
    proof.command("course-add", "course add shop-0.1.0.czpack");
    proof.command("course-list", "course list");
    proof.command("course-update", "course update shop");
    proof.command("course-remove", "course remove shop");
    let gift = "::sum::What is 1 + 1? {=2 ~3}\n";
    fs::write(home.home().join("sums.gift"), gift).unwrap();
    proof.command(
        "course-convert",
        "course convert sums.gift sums --language sql",
    );
}

fn support(proof: &Proof) {
    let home = &proof.home;
    proof.command("config", "config");
    proof.command("config-get", "config get jobs");
    proof.command("config-get", "config set jobs 2");
    proof.command("config-get", "config set keys.hint z");
    proof.command("config", "config");
    proof.command("config-path", "config path");
    proof.command("clean", "clean --dry-run");
    proof.command("doctor", "doctor");
    proof.command("version", "version");
    proof.command("schema", "schema");
    proof.command("progress-export", "progress export progress.jsonl");
    proof.command("progress-import", "progress import progress.jsonl");
    for line in ["show no-such-item --json", "test --no-such-option --json"] {
        let output = home.run(line);
        let error: Value = serde_json::from_str(&output.stderr).unwrap();
        proof.fits("error", &error);
    }
}
