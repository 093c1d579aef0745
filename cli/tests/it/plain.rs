//! A session of appended lines, on a terminal.

use std::time::Duration;

use expectrl::process::unix::WaitStatus;
use expectrl::session::OsSession;
use expectrl::{ControlCode, Eof, Expect};

use crate::support::Home;

const FIRST: &str = "sql-first-steps/first-answer";

/// A session, and everything it printed.
struct Lines {
    terminal: OsSession,
    printed: String,
}

impl Lines {
    fn begin(home: &Home, line: &str) -> Self {
        let command = home.command(line).env("TERM", "xterm-256color");
        let mut terminal = command.on_terminal();
        terminal.set_expect_timeout(Some(Duration::from_secs(60)));
        Self {
            terminal,
            printed: String::new(),
        }
    }

    /// Waits until `said` is printed.
    #[track_caller]
    fn says(&mut self, said: &str) {
        let found = self.terminal.expect(said);
        let found = found.unwrap_or_else(|error| panic!("{said:?}: {error}\n{}", self.printed));
        self.printed
            .push_str(&String::from_utf8_lossy(found.as_bytes()));
    }

    /// Types a line, and waits until `said` is printed.
    #[track_caller]
    fn types(&mut self, typed: &str, said: &str) {
        self.terminal.send_line(typed).unwrap();
        self.says(said);
    }

    /// Waits for the end; it was a good one.
    #[track_caller]
    fn ends(mut self) -> String {
        let rest = self.terminal.expect(Eof).unwrap();
        self.printed
            .push_str(&String::from_utf8_lossy(rest.as_bytes()));
        let status = self.terminal.get_process().wait().unwrap();
        assert!(matches!(status, WaitStatus::Exited(_, 0)), "{status:?}");
        self.printed
    }
}

/// Whether a character moves, colours or draws.
fn is_drawn(c: &char) -> bool {
    *c == '\u{1b}' || *c == '\u{8}' || ('\u{2500}'..='\u{259f}').contains(c)
}

#[test]
fn the_whole_journey_is_lines() {
    let home = Home::new();
    let mut lines = Lines::begin(&home, "--plain");
    lines.says("1  Next: Meet the Lending Shed");
    lines.says("q leave");
    lines.types("l", "SQL: First Steps, sql, 0 of 34 done");
    lines.says("q leave");
    lines.types("3", "1  Asking questions, 0 of 8 done");
    lines.types("1", "2  new Your first answer, assignment");
    lines.types("f material shed", "1  new Meet the Lending Shed");
    lines.types("1", "Enter reads on");
    lines.types("", "Enter ");
    lines.types("c", "Meet the Lending Shed is read");
    lines.types("n", "names.sql");
    lines.says("0 of 2 hints seen");
    lines.types("t", "0 passed, 1 failed, 0 skipped");
    lines.types("h", "Hint 1 of 2");
    lines.types("s", "is shown once its tests pass");
    home.solve(FIRST);
    lines.types("t", "1 passed, 0 failed, 0 skipped");
    lines.types("d", "names.sql");
    lines.types("Q", "sql> ");
    lines.types("select count(*) from tools", "16");
    lines.types("", "> ");
    lines.types("/ safe behind", "The safe behind the desk, assignment");
    lines.types("learn asking-quiz", "Enter begins");
    lines.types("", "an empty answer skips; Ctrl-D leaves");
    lines.says("Question 1 of 7");
    // The question with two gaps takes two lines.
    for _ in 0..8 {
        lines.terminal.send_line("").unwrap();
    }
    lines.says("0 %: not enough yet.");
    lines.types("v", "Missed in the last attempt: 7 questions");
    lines.types("p", "2 completed on 1 day");
    lines.types("config set jobs 2", "jobs is now");
    lines.types(",", "jobs");
    lines.types("t", "t does nothing here");
    lines.types("99", "there is no choice 99 here");
    lines.terminal.send_line("q").unwrap();
    let printed = lines.ends();
    let drawn: Vec<char> = printed.chars().filter(is_drawn).collect();
    assert!(drawn.is_empty(), "{drawn:?}\n{printed}");
}

#[test]
fn the_end_of_input_leaves_and_an_interrupt_does_not() {
    let home = Home::new();
    let mut lines = Lines::begin(&home, &format!("learn {FIRST} --plain"));
    lines.says("0 of 2 hints seen");
    lines.says("q leave");
    lines.says("> ");
    lines.terminal.send(ControlCode::EndOfText).unwrap();
    lines.says("q leaves, and so does Ctrl-D");
    lines.says("> ");
    lines.types("o", "1  Next: ");
    lines.terminal.send(ControlCode::EndOfTransmission).unwrap();
    lines.ends();
}

#[test]
fn without_a_terminal_it_stays_the_status() {
    let home = Home::new();
    let output = home.run("--plain").ok();
    assert!(
        output.stdout.starts_with("Welcome to CodeZest"),
        "{}",
        output.stdout
    );
    assert!(!output.stderr.contains("> "), "{}", output.stderr);
}

#[test]
fn an_answer_after_the_time_does_not_count() {
    let home = Home::new();
    home.run("course new timed --language sql").ok();
    let quiz = home
        .home()
        .join("timed/01-first-steps/02-warm-up.quiz.toml");
    std::fs::write(&quiz, TIMED).unwrap();
    home.run("course add ./timed").ok();
    let mut lines = Lines::begin(&home, "quiz timed/warm-up --plain");
    lines.says("2 questions, 60 % to pass, 10 minutes");
    lines.says("true or false: ");
    lines.types("t", "ok Right.");
    lines.says("true or false: ");
    lines.terminal.send(ControlCode::EndOfTransmission).unwrap();
    lines.ends();
    home.set_clock("2026-03-02T09:10:00+01:00");
    let answers = home.root().join("answers.json");
    std::fs::write(&answers, r#"{"one": true, "two": true}"#).unwrap();
    let late = home.command("quiz timed/warm-up --json --answers");
    let late = late.arg(&answers).run().exits(1).json();
    assert_eq!(late["percent"], 50, "{late}");
    assert_eq!(late["questions"].as_array().unwrap().len(), 0, "{late}");
}

const TIMED: &str = r#"
id = "warm-up"
title = "Warm up"
pass = 60
minutes = 10

[[question]]
id = "one"
kind = "true-false"
text = "One is one."
answer = true
explanation = "It is."

[[question]]
id = "two"
kind = "true-false"
text = "Two is two."
answer = true
explanation = "It is, too."
"#;
