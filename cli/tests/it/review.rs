//! `codezest review`: what was missed comes back, and a rating moves it.

use std::fs;

use serde_json::{Value, json};

use crate::support::{Home, answers};

const QUIZ: &str = "sql-first-steps/asking-quiz";
const FILE: &str = "sql-first-steps/01-asking/08-asking.quiz.toml";
const TASK: &str = "sql-first-steps/first-answer";
const TUESDAY: &str = "2026-03-03T09:00:00+01:00";

/// A home in which one question was missed on Monday, and an assignment
/// failed before it was passed.
fn learner() -> Home {
    let home = Home::new();
    let file = home.root().join("answers.json");
    fs::write(&file, answers::without(FILE, "which-word").to_string()).unwrap();
    let quiz = format!("quiz {QUIZ} --answers");
    home.command(&quiz).arg(&file).run();
    home.run(&format!("start {TASK}")).ok();
    home.run(&format!("test {TASK}")).exits(1);
    home.solve(TASK);
    home.run(&format!("test {TASK}")).ok();
    home
}

fn due(home: &Home) -> Value {
    home.run("review --json").ok().json()
}

/// How many cards the status says are due.
fn waiting(home: &Home) -> Value {
    home.run("status --json").ok().json()["due"].clone()
}

/// Which questions are due; nothing for an item's own card.
fn questions(due: &Value) -> Vec<&Value> {
    let cards = due["cards"].as_array().unwrap();
    cards.iter().map(|card| &card["question"]).collect()
}

#[test]
fn what_was_missed_is_due_on_the_day_after() {
    let home = learner();
    assert_eq!(due(&home)["due"], 0);
    assert_eq!(waiting(&home), 0);
    let nothing = home.run("review").ok().stdout;
    assert!(nothing.starts_with("Nothing to review today."), "{nothing}");
    assert!(!home.run("status").ok().stdout.contains("to review"));

    home.set_clock(TUESDAY);
    let all = due(&home);
    assert_eq!(questions(&all), [&json!("which-word"), &Value::Null]);
    let card = &all["cards"][0];
    assert_eq!(
        (&card["item"], &card["kind"]),
        (&json!(QUIZ), &json!("quiz"))
    );
    assert_eq!(card["due"], "2026-03-03");
    assert!(card["text"].as_str().unwrap().starts_with("Which part"));
    assert_eq!(all["cards"][1]["item"], TASK);
    assert_eq!(waiting(&home), 2);
    for line in ["status", ""] {
        let said = home.run(line).ok().stdout;
        let expected = "2 cards to review today: codezest review";
        assert!(said.contains(expected), "{said}");
    }
    let one = home.run("review --json --limit 1").ok().json();
    assert_eq!((questions(&one).len(), &one["due"]), (1, &json!(2)));
    let listed = home.run("review --limit 1").ok().stdout;
    assert_eq!(listed.lines().count(), 3, "{listed}");
    assert!(listed.contains("... and 1 more"), "{listed}");
}

#[cfg(unix)]
#[test]
fn a_rating_moves_a_card_and_q_stops() {
    use expectrl::Expect;

    let home = learner();
    home.set_clock(TUESDAY);
    let mut session = home.command("review").env("NO_COLOR", "1").on_terminal();
    session.expect("Card 1 of 2").unwrap();
    session.expect("Which part of a query").unwrap();
    session.expect("Number: ").unwrap();
    session.send_line("nonsense").unwrap();
    session.expect("Try again").unwrap();
    session.send_line("").unwrap();
    session.expect("right: ").unwrap();
    session.expect("tests every row").unwrap();
    session
        .expect("1 again 1 d  2 hard 1 d  3 good 2 d  4 easy 8 d")
        .unwrap();
    session.send_line("7").unwrap();
    session.expect("A number from 1").unwrap();
    session.send_line("3").unwrap();
    session.expect("Card 2 of 2").unwrap();
    session.expect("Enter shows the other side").unwrap();
    session.send_line("").unwrap();
    session
        .expect("codezest solution sql-first-steps/first-answer")
        .unwrap();
    session.send_line("q").unwrap();
    session.expect("Reviewed 1 card; 1 still due").unwrap();
    session.expect(expectrl::Eof).unwrap();

    assert_eq!(questions(&due(&home)), [&Value::Null]);
    home.set_clock("2026-03-04T09:00:00+01:00");
    assert_eq!(questions(&due(&home)), [&Value::Null]);
    home.set_clock("2026-03-05T09:00:00+01:00");
    assert_eq!(questions(&due(&home)), [&Value::Null, &json!("which-word")]);

    // The same elsewhere, and after the events came in once more.
    let other = Home::new();
    other.set_clock("2026-03-05T09:00:00+01:00");
    let events = home.run("progress export").ok().stdout;
    for _ in 0..2 {
        other
            .command("progress import -")
            .stdin(events.as_str())
            .run()
            .ok();
        assert_eq!(due(&other), due(&home));
    }

    let mut session = home
        .command("review --limit 2")
        .env("NO_COLOR", "1")
        .on_terminal();
    session.expect("Enter shows the other side").unwrap();
    session.send_line("").unwrap();
    session.expect("q stops: ").unwrap();
    session.send_line("4").unwrap();
    session.expect("Number: ").unwrap();
    session.send_line("where").unwrap();
    session.expect("Right.").unwrap();
    session.send_line("2").unwrap();
    session
        .expect("Reviewed 2 cards; nothing more is due")
        .unwrap();
    session.expect(expectrl::Eof).unwrap();
    assert_eq!(due(&home)["due"], 0);
}

#[test]
fn a_reset_takes_the_cards_of_its_items() {
    let home = learner();
    home.set_clock(TUESDAY);
    home.run(&format!("reset {QUIZ} --progress")).ok();
    assert_eq!(questions(&due(&home)), [&Value::Null]);
    home.run("reset sql-first-steps --course --progress --yes")
        .ok();
    assert_eq!(due(&home)["due"], 0);
}

#[test]
fn what_is_not_in_a_course_any_more_is_not_asked() {
    let home = Home::new();
    let gift = "::sum::What is 1 + 1? {=2 ~3}\n\n::product::What is 2 * 3? {=6 ~5}\n";
    fs::write(home.home().join("sums.gift"), gift).unwrap();
    home.run("course convert sums.gift sums --language sql")
        .ok();
    home.run("course add sums").ok();
    let items = home.run("list sums --kind quiz --json").ok().json();
    let quiz = items["items"][0]["name"].as_str().unwrap().to_owned();
    let none = home.root().join("answers.json");
    fs::write(&none, "{}").unwrap();
    home.command(&format!("quiz {quiz} --answers"))
        .arg(&none)
        .run()
        .exits(1);
    home.set_clock(TUESDAY);
    assert_eq!(questions(&due(&home)), [&json!("product"), &json!("sum")]);

    let one = gift.lines().next().unwrap();
    fs::write(home.home().join("sums.gift"), one).unwrap();
    fs::remove_dir_all(home.home().join("sums")).unwrap();
    home.run("course convert sums.gift sums --language sql")
        .ok();
    home.run("course update sums").ok();
    assert_eq!(questions(&due(&home)), [&json!("sum")]);
    assert_eq!(waiting(&home), 1);

    home.run("course remove sums --yes").ok();
    assert_eq!(
        (due(&home)["due"].clone(), waiting(&home)),
        (json!(0), json!(0))
    );
}
