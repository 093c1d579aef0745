use codezest_core::course::model::{Choice, QuestionKind};
use codezest_core::ids::OptionId;
use codezest_core::learning::quiz::answer::Answer as Given;
use codezest_core::learning::quiz::earned::Earned;
use codezest_core::learning::quiz::grade::grade;
use codezest_core::learning::quiz::score::Score;

use super::samples::{ITEM, attempt, option, question_view, quiz_view};
use super::*;
use crate::tui::model::Model;
use crate::tui::msg::Msg;
use crate::tui::testing::{model, press_keys, shown, text};
use crate::tui::update::update;
use crate::views::attempt::QuestionView;

fn answer(model: &mut Model, answer: Answer) -> Vec<Effect> {
    update(model, Msg::Answer(Box::new(answer)))
}

fn terms(view: QuizView) -> Model {
    model(Box::new(Quiz::new(view)), (80, 24))
}

fn asking(name: &str) -> Model {
    let mut model = terms(quiz_view());
    let asked = answer(&mut model, Answer::Question(Box::new(question_view(name))));
    assert_eq!(asked, []);
    model
}

fn verdict(name: &str, given: &Given, last: bool) -> Answer {
    let view = question_view(name);
    Answer::Answered {
        item: ITEM.to_owned(),
        answered: Box::new(answered(view, given)),
        of: 5,
        last,
    }
}

fn answered(view: QuestionView, given: &Given) -> Answered {
    Answered {
        graded: grade(&view.question, given).unwrap(),
        question: view.question,
        options: view.options,
        place: view.place,
        answer: given.clone(),
    }
}

fn after(name: &str, keys: &str) -> Model {
    let mut model = asking(name);
    let given = given(&press_keys(&mut model, keys));
    answer(&mut model, verdict(name, &given, false));
    model
}

/// The answer that was handed in; none when none was.
fn given(effects: &[Effect]) -> Given {
    match effects {
        [Effect::AnswerQuestion { item, answer, .. }] if item == ITEM => answer.clone(),
        other => panic!("{other:?}"),
    }
}

fn options(ids: &[&str]) -> Given {
    Given::Options(ids.iter().map(|id| OptionId::new(*id).unwrap()).collect())
}

fn texts(texts: &[&str]) -> Given {
    Given::Gaps(texts.iter().map(|text| (*text).to_owned()).collect())
}

#[test]
fn every_kind_is_answered_by_keys() {
    // Shown are `select`, `having`, `where`, and for the order `from`,
    // `where`, `select`.
    let cases: &[(&str, &str, Given)] = &[
        ("single", "3", options(&["where"])),
        ("single", "j j enter", options(&["where"])),
        ("single", "G k enter", options(&["having"])),
        ("single", "s", Given::Skipped),
        ("multiple", "3 2 enter", options(&["having", "where"])),
        (
            "multiple",
            "space j space space enter",
            options(&["select"]),
        ),
        ("multiple", "1 1 enter", Given::Skipped),
        ("order", "enter", options(&["from", "where", "select"])),
        (
            "order",
            "3 k up enter enter",
            options(&["select", "from", "where"]),
        ),
        (
            "order",
            "J j K shift-up enter",
            options(&["select", "where", "from"]),
        ),
        (
            "order",
            "space j space j K enter",
            options(&["where", "select", "from"]),
        ),
        ("true-false", "t", Given::TrueFalse(true)),
        ("true-false", "f", Given::TrueFalse(false)),
        ("true-false", "j enter", Given::TrueFalse(false)),
        ("short", "=as enter", Given::Text("as".to_owned())),
        (
            "short",
            "=qntj? backspace enter",
            Given::Text("qntj".to_owned()),
        ),
        ("short", "enter", Given::Skipped),
        ("numeric", "=1e3 enter", Given::Number(1_000.0)),
        (
            "gap",
            "=select enter =from enter",
            texts(&["select", "from"]),
        ),
        (
            "gap",
            "tab =from tab =a;b down enter",
            texts(&["a;b", "from"]),
        ),
        ("gap", "enter enter", Given::Skipped),
        (
            "output",
            "=0 enter =1 enter enter",
            Given::Text("0\n1\n".to_owned()),
        ),
        (
            "output",
            "=0 down down =1 enter enter",
            Given::Text("0\n\n1\n".to_owned()),
        ),
        (
            "output",
            "=0 enter backspace =1 up =2 down enter",
            Given::Text("012\n".to_owned()),
        ),
        ("output", "enter", Given::Skipped),
    ];
    for (name, keys, wanted) in cases {
        let mut model = asking(name);
        assert_eq!(
            given(&press_keys(&mut model, keys)),
            *wanted,
            "{name}: {keys}"
        );
    }
}

#[test]
fn keys_that_lead_away_elsewhere_do_not_lose_a_question() {
    for name in ["single", "multiple", "order", "true-false"] {
        let mut model = asking(name);
        assert_eq!(press_keys(&mut model, "n left right 9 0"), [], "{name}");
        assert!(text(&model).contains("Question 2 of 5"), "{name}");
    }
    let mut model = asking("short");
    assert_eq!(press_keys(&mut model, "=nlqt tab up"), []);
    assert!(text(&model).contains("▸ nlqt"), "{}", text(&model));
}

#[test]
fn what_cannot_be_read_is_said_and_costs_nothing() {
    let mut model = asking("numeric");
    assert_eq!(press_keys(&mut model, "=1,000 enter"), []);
    assert!(
        text(&model).contains("✗ \"1,000\" can be"),
        "{}",
        text(&model)
    );
    press_keys(&mut model, "ctrl-u =3");
    assert!(!text(&model).contains('✗'), "{}", text(&model));
    assert_eq!(given(&press_keys(&mut model, "enter")), Given::Number(3.0));
}

#[test]
fn feedback_says_how_much_was_right_and_why() {
    let cases = [
        ("single", "3", "✓ Right."),
        ("single", "1", "you chose: select"),
        ("multiple", "3 enter", "◐ Partly: 1 of 2 points."),
        ("multiple", "3 enter", "also right: having"),
        ("order", "enter", "The right order:"),
        ("true-false", "t", "Nothing is known of null"),
        ("short", "=like enter", "expected: as"),
        ("short", "enter", "No answer."),
        ("gap", "=select enter enter", "◐ Partly: 1 of 2 points."),
        ("output", "=01 enter enter", "✗ Not quite."),
    ];
    for (name, keys, said) in cases {
        let shown = text(&after(name, keys));
        assert!(shown.contains(said), "{name}: {keys}\n{shown}");
        assert!(shown.contains("one job"), "{name}: {keys}\n{shown}");
        assert!(shown.contains("enter next question"), "{shown}");
    }
    let mut model = after("single", "3");
    let next = [Effect::NextQuestion(ITEM.to_owned())];
    assert_eq!(press_keys(&mut model, "enter"), next);
    assert_eq!(press_keys(&mut model, "n"), next);
}

#[test]
fn escape_in_the_middle_leaves_and_says_that_answers_are_kept() {
    for (name, keys) in [("single", "esc"), ("short", "=a esc"), ("gap", "esc")] {
        let mut model = asking(name);
        model.screens.insert(0, Box::new(Quiz::new(quiz_view())));
        press_keys(&mut model, keys);
        assert_eq!(model.screens.len(), 1, "{name}");
        let said = model.notice.unwrap().text;
        assert!(said.contains("answers are kept"), "{said}");
    }
}

#[test]
fn a_quiz_begins_goes_on_and_reviews() {
    let mut fresh = terms(quiz_view());
    assert_eq!(
        press_keys(&mut fresh, "enter"),
        [Effect::BeginQuiz(ITEM.to_owned())]
    );
    assert_eq!(press_keys(&mut fresh, "v"), []);
    assert_eq!(fresh.notice.clone().unwrap().text, "nothing was missed");
    let mut again = terms(taken_before());
    press_keys(&mut again, "v");
    assert!(text(&again).contains("Missed: 1 of 2"), "{}", text(&again));
    press_keys(&mut again, "enter");
    assert!(text(&again).contains("Missed: 2 of 2"), "{}", text(&again));
    press_keys(&mut again, "left");
    assert!(text(&again).contains("Missed: 1 of 2"), "{}", text(&again));
    press_keys(&mut again, "enter enter");
    assert!(text(&again).contains("attempt 1: 40 %"), "{}", text(&again));
    press_keys(&mut again, "v esc");
    assert!(text(&again).contains("attempt 1: 40 %"), "{}", text(&again));
}

#[test]
fn the_time_is_shown_and_its_end_hands_in() {
    let mut model = asking("single");
    assert!(text(&model).contains("8:30 left"), "{}", text(&model));
    assert_eq!(model.wakes_after(), Some(Duration::from_secs(1)));
    assert_eq!(update(&mut model, Msg::Tick(599_001)), []);
    assert!(text(&model).contains("0:01 left"), "{}", text(&model));
    let next = [Effect::NextQuestion(ITEM.to_owned())];
    assert_eq!(update(&mut model, Msg::Tick(600_000)), next);
    let mut untimed = terms(quiz_view());
    let mut view = question_view("single");
    view.minutes = None;
    answer(&mut untimed, Answer::Question(Box::new(view)));
    assert_eq!(untimed.wakes_after(), None);
}

#[test]
fn answers_about_another_quiz_change_nothing() {
    let mut model = terms(quiz_view());
    let mut view = question_view("single");
    view.item = "garden/other".to_owned();
    answer(&mut model, Answer::Question(Box::new(view)));
    assert!(!text(&model).contains("Question"), "{}", text(&model));
}

fn taken_before() -> QuizView {
    QuizView {
        attempts: vec![attempt(40, false)],
        missed: vec![
            answered(question_view("single"), &options(&["select"])),
            answered(question_view("short"), &Given::Skipped),
        ],
        interrupted: Some(3),
        ..quiz_view()
    }
}

fn ended(passed: bool) -> Model {
    let mut model = terms(quiz_view());
    let answers = [
        ("single", options(&["where"])),
        ("multiple", options(&["where"])),
        ("gap", Given::Skipped),
    ];
    let answered: Vec<Answered> = (1..)
        .zip(answers)
        .map(|(place, (name, given))| Answered {
            place,
            ..answered(question_view(name), &given)
        })
        .filter(|one| !passed || one.graded.correct)
        .collect();
    let earned: Earned = answered.iter().map(|one| one.graded.earned()).sum();
    let result = ResultView {
        item: ITEM.to_owned(),
        score: Score::new(earned, 70),
        time_up: !passed,
        answered,
    };
    let effects = answer(&mut model, Answer::QuizEnded(Box::new(result)));
    let refresh = [Effect::Refresh(Place::Item(ITEM.to_owned()))];
    assert_eq!(effects, refresh);
    model
}

#[test]
fn the_end_leads_to_the_mistakes_or_on() {
    let mut failed = ended(false);
    assert!(text(&failed).contains("Time is up."), "{}", text(&failed));
    assert!(
        text(&failed).contains("✗ 50 %: not enough yet."),
        "{}",
        text(&failed)
    );
    press_keys(&mut failed, "enter");
    assert!(
        text(&failed).contains("Missed: 1 of 2"),
        "{}",
        text(&failed)
    );
    press_keys(&mut failed, "esc");
    assert_eq!(
        press_keys(&mut failed, "r"),
        [Effect::BeginQuiz(ITEM.to_owned())]
    );
    assert_eq!(press_keys(&mut failed, "n"), [Effect::Open(Place::Next)]);
    let mut passed = ended(true);
    assert!(
        text(&passed).contains("✓ Passed with 100 %."),
        "{}",
        text(&passed)
    );
    assert_eq!(
        press_keys(&mut passed, "enter"),
        [Effect::Open(Place::Next)]
    );
}

#[test]
fn a_click_answers_as_a_key_does() {
    let mut model = asking("single");
    let click = Msg::Pointed(Pointed::Click, Some(Target::Row(2)));
    assert_eq!(given(&update(&mut model, click)), options(&["where"]));
    let mut model = asking("gap");
    let click = Msg::Pointed(Pointed::Click, Some(Target::Row(1)));
    update(&mut model, click);
    assert_eq!(
        given(&press_keys(&mut model, "=from enter")),
        texts(&["", "from"])
    );
}

#[test]
fn pasted_output_keeps_its_lines() {
    let mut model = asking("output");
    update(&mut model, Msg::Paste("0\n1\n".to_owned()));
    assert_eq!(
        given(&press_keys(&mut model, "enter enter")),
        Given::Text("0\n1\n".to_owned())
    );
}

#[test]
fn the_option_under_the_cursor_is_always_seen() {
    let mut view = question_view("multiple");
    let many: Vec<Choice> = (0..20)
        .map(|n| option(&format!("o{n}"), &format!("option {n}"), true, None))
        .collect();
    view.options = many.iter().map(|option| option.id.clone()).collect();
    view.question.kind = QuestionKind::Multiple { options: many };
    let mut model = terms(quiz_view());
    update(&mut model, Msg::Resized(60, 15));
    answer(&mut model, Answer::Question(Box::new(view)));
    for at in 0..20 {
        let shown = text(&model);
        assert!(shown.contains(&format!("option {at}")), "{shown}");
        press_keys(&mut model, "j");
    }
    press_keys(&mut model, "g");
    assert!(text(&model).contains("option 0"), "{}", text(&model));
}

#[test]
fn every_state_looks_as_it_should() {
    shown("quiz-terms", || terms(quiz_view()));
    shown("quiz-terms-again", || terms(taken_before()));
    shown("quiz-graded", || {
        terms(QuizView {
            graded: true,
            left: None,
            ..quiz_view()
        })
    });
    for (name, keys) in [
        ("single", "j"),
        ("multiple", "1 3"),
        ("order", "2"),
        ("true-false", "j"),
        ("short", "=a"),
        ("numeric", "=12,345 enter"),
        ("gap", "=select tab =fro"),
        ("output", "=0 enter =1"),
    ] {
        shown(&format!("quiz-{name}"), || {
            let mut model = asking(name);
            press_keys(&mut model, keys);
            model
        });
    }
    for (name, keys) in [
        ("single", "1"),
        ("multiple", "3 enter"),
        ("order", "enter"),
        ("short", "=as enter"),
    ] {
        shown(&format!("quiz-{name}-answered"), || after(name, keys));
    }
    shown("quiz-passed", || ended(true));
    shown("quiz-failed", || ended(false));
    shown("quiz-mistake", || {
        let mut model = ended(false);
        press_keys(&mut model, "enter");
        model
    });
}
