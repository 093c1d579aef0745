//! Quizzes: `NAME.quiz.toml`.

use super::module::Setting;
use super::table::{Table, with_toml};
use super::{files, question};
use crate::course::diagnostics::Code;
use crate::course::model::{Item, ItemBody, Question, Quiz};
use crate::ids::ItemId;
use crate::limits::DEFAULT_PASS_PERCENT;

const KEYS: &[&str] = &[
    "title",
    "id",
    "pass",
    "minutes",
    "attempts",
    "shuffle",
    "graded",
    "withheld",
    "tags",
    "hidden",
    "difficulty",
    "question",
];

/// Most questions of one quiz.
const MAX_QUESTIONS: usize = 500;

/// Reads the quiz at `path`.
pub(super) fn read(setting: Setting<'_>, path: String, default_id: ItemId) -> Option<Item> {
    let source = files::text(setting.tree, &path, setting.sink)?;
    with_toml(source, source.text, setting.sink, |table| {
        table.only(KEYS);
        let (title, graded) = (table.title(), graded(&table));
        let id = if table.has("id") {
            table.id("id")
        } else {
            Some(default_id)
        };
        let (tags, hidden) = (table.texts("tags"), table.bool("hidden").unwrap_or(false));
        let difficulty = table.word("difficulty").unwrap_or(setting.difficulty);
        let minutes = table.number("minutes", 1..=100_000);
        let quiz = Quiz {
            pass: pass(&table),
            minutes,
            attempts: table.number("attempts", 1..=1_000),
            shuffle: table.bool("shuffle").unwrap_or(true),
            graded,
            questions: questions(setting, &path, &table, withheld(&table, graded)),
        };
        Some(Item {
            id: id?,
            path: path.clone(),
            title: title?,
            minutes,
            tags,
            difficulty,
            points: quiz
                .questions
                .iter()
                .map(|question| question.points)
                .fold(0, u32::saturating_add),
            hidden,
            body: ItemBody::Quiz(quiz),
        })
    })
}

fn pass(table: &Table<'_>) -> u8 {
    table
        .number("pass", 0..=100)
        .and_then(|pass| u8::try_from(pass).ok())
        .unwrap_or(DEFAULT_PASS_PERCENT)
}

fn graded(table: &Table<'_>) -> bool {
    match table.raw("graded").as_deref() {
        None => false,
        Some("server") => true,
        Some(_) => {
            table.bad(
                "graded",
                "the only value of `graded` is \"server\"; leave it out for practice",
            );
            false
        }
    }
}

fn withheld(table: &Table<'_>, graded: bool) -> bool {
    let withheld = table.bool("withheld").unwrap_or(false);
    if withheld && !graded {
        table.bad(
            "withheld",
            "only a graded quiz (`graded = \"server\"`) comes without answers",
        );
    }
    withheld
}

fn questions(setting: Setting<'_>, path: &str, table: &Table<'_>, withheld: bool) -> Vec<Question> {
    let tables = table.tables("question");
    if tables.is_empty() || tables.len() > MAX_QUESTIONS {
        table.bad(
            "question",
            format!("a quiz has between 1 and {MAX_QUESTIONS} questions, written `[[question]]`"),
        );
        return Vec::new();
    }
    let mut questions: Vec<Question> = Vec::new();
    for table in &tables {
        let reader = question::Reader {
            tree: setting.tree,
            path,
            table,
            withheld,
        };
        let Some(question) = reader.read() else {
            continue;
        };
        if questions.iter().any(|other| other.id == question.id) {
            let message = format!("two questions have the id `{}`", question.id);
            table
                .sink
                .error(Code::Duplicate, table.place("id"), message, None);
        }
        questions.push(question);
    }
    questions
}
