//! Quizzes for tests, with a question of every kind.

use codezest_core::course::model::{Choice, Difficulty, ItemKind, Question, QuestionKind};
use codezest_core::ids::{OptionId, QuestionId};
use codezest_core::learning::progress::ItemStatus;
use codezest_core::time::Timestamp;

use crate::views::attempt::{QuestionView, QuizView, Terms};
use crate::views::home::NextView;
use crate::views::list::ItemLine;
use crate::views::quiz::AttemptLine;

/// The quiz's name.
pub(super) const ITEM: &str = "garden/asking-quiz";

pub(super) fn line(kind: ItemKind, title: &str) -> ItemLine {
    ItemLine {
        id: "asking-quiz".to_owned(),
        name: ITEM.to_owned(),
        number: 8,
        kind,
        title: title.to_owned(),
        language: "sql".to_owned(),
        course: "garden".to_owned(),
        module: "asking".to_owned(),
        difficulty: Difficulty::Beginner,
        status: ItemStatus::New,
        points: 5,
        hidden: false,
    }
}

pub(super) fn quiz_view() -> QuizView {
    QuizView {
        item: line(ItemKind::Quiz, "Asking questions"),
        course_title: "First steps in SQL".to_owned(),
        terms: Terms {
            questions: 5,
            pass: 70,
            minutes: Some(10),
        },
        left: Some(2),
        interrupted: None,
        graded: false,
        attempts: Vec::new(),
        missed: Vec::new(),
        next: Some(NextView {
            item: line(ItemKind::Material, "Counting and adding up"),
            command: "codezest show garden/counting".to_owned(),
        }),
    }
}

pub(super) fn attempt(percent: u8, passed: bool) -> AttemptLine {
    AttemptLine {
        id: String::new(),
        at: String::new(),
        when: "2026-03-02 09:00".to_owned(),
        percent,
        passed,
    }
}

pub(super) fn option(id: &str, text: &str, correct: bool, why: Option<&str>) -> Choice {
    Choice {
        id: OptionId::new(id).unwrap(),
        text: text.to_owned(),
        correct,
        why: why.map(str::to_owned),
    }
}

pub(super) fn clauses() -> Vec<Choice> {
    vec![
        option("where", "`where`", true, None),
        option(
            "select",
            "`select`",
            false,
            Some("`select` chooses **columns**."),
        ),
        option("having", "`having`, of groups", true, None),
    ]
}

pub(super) fn kind(name: &str) -> (&'static str, QuestionKind) {
    match name {
        "single" => (
            "Which part of a query decides which **rows** you see?",
            QuestionKind::Single {
                options: clauses()
                    .into_iter()
                    .map(|option| Choice {
                        correct: option.id.as_str() == "where",
                        ..option
                    })
                    .collect(),
            },
        ),
        "multiple" => (
            "Which parts take rows away?",
            QuestionKind::Multiple { options: clauses() },
        ),
        "order" => (
            "Put the parts in the order in which you write them.",
            QuestionKind::Order {
                options: vec![
                    option("select", "`select name`", true, None),
                    option("from", "`from tools`", true, None),
                    option("where", "`where fee > 0`", true, None),
                ],
            },
        ),
        "true-false" => (
            "`null = null` is true.",
            QuestionKind::TrueFalse {
                answer: Some(false),
                why: Some("Nothing is known of `null`, so nothing equals it.".to_owned()),
            },
        ),
        "short" => (
            "Which word renames a column?",
            QuestionKind::Short {
                answers: vec!["as".to_owned()],
                case: false,
            },
        ),
        "numeric" => (
            "How many rows has a table with three tools?",
            QuestionKind::Numeric {
                answer: Some(3.0),
                tolerance: 0.0,
            },
        ),
        "gap" => (
            "`{{1}} name {{2}} tools` shows the names.",
            QuestionKind::Gap {
                gaps: vec![vec!["select".to_owned()], vec!["from".to_owned()]],
                case: false,
            },
        ),
        "output" => (
            "What does this print?",
            QuestionKind::Output {
                code: "for n in range(2):\n    print(n)\n".to_owned(),
                language: Some("python".to_owned()),
                answers: vec!["0\n1\n".to_owned()],
            },
        ),
        other => panic!("{other}"),
    }
}

pub(super) fn question(name: &str) -> Question {
    let (text, kind) = kind(name);
    Question {
        id: QuestionId::new(name).unwrap(),
        text: text.to_owned(),
        points: 2,
        explanation: "The words of a query have one order, and each has *one* job.".to_owned(),
        withheld: false,
        kind,
    }
}

pub(super) fn question_view(name: &str) -> QuestionView {
    let question = question(name);
    let mut options: Vec<OptionId> = question
        .kind
        .options()
        .iter()
        .map(|option| option.id.clone())
        .collect();
    if !options.is_empty() {
        options.rotate_left(1);
    }
    QuestionView {
        item: ITEM.to_owned(),
        question,
        options,
        place: 2,
        of: 5,
        started: Timestamp(0),
        minutes: Some(10),
        now: Timestamp(90_500),
    }
}
