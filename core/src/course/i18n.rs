//! Translations: `i18n/TAG/…` holds texts for learners of another language.
//!
//! A Markdown overlay replaces the whole text of its file. A TOML overlay
//! replaces titles, summaries and the texts of quizzes and checks; whatever
//! else it says (ids, answers, rules) is ignored and warned about.

use toml::{Table, Value};

use super::diagnostics::{Code, Place, Sink, Source};
use super::model::{Choice, Course, ItemBody, Question, QuestionKind, Quiz};
use super::tree::CourseTree;
use crate::learning::quiz::gaps;
use crate::limits::MAX_TEXT_FILE_BYTES;
use crate::text::clean;

/// Whether `text` looks like a language tag (BCP 47): `de`, `pt-BR`,
/// `zh-Hant`.
#[must_use]
pub fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or("");
    (2..=3).contains(&language.len())
        && language.chars().all(|c| c.is_ascii_lowercase())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
        })
}

/// The languages a course is translated into.
#[must_use]
pub fn tags(tree: &CourseTree) -> Vec<&str> {
    let mut tags: Vec<&str> = tree
        .below("i18n")
        .filter_map(|(path, _)| path.split_once('/'))
        .map(|(tag, _)| tag)
        .collect();
    tags.dedup();
    tags
}

/// The path of the overlay of `path` for `tag`, or for its language alone
/// (`de` for `de-AT`).
#[must_use]
pub fn overlay(tree: &CourseTree, path: &str, tag: &str) -> Option<String> {
    let language = tag.split('-').next().unwrap_or(tag);
    [tag, language]
        .into_iter()
        .map(|tag| format!("i18n/{tag}/{path}"))
        .find(|path| tree.get(path).is_some())
}

/// The path whose text learners of `tag` read: the overlay's, or `path`.
#[must_use]
pub fn localised_path(tree: &CourseTree, path: &str, tag: &str) -> String {
    overlay(tree, path, tag).unwrap_or_else(|| path.to_owned())
}

/// The course with the titles and quiz texts of `tag`. Markdown stays in its
/// files: see [`localised_path`].
#[must_use]
pub fn localised(course: &Course, tree: &CourseTree, tag: &str) -> Course {
    let mut course = course.clone();
    let table = |path: &str| overlay(tree, path, tag).and_then(|path| read(tree, &path));
    if let Some(texts) = table("course.toml") {
        replace(&mut course.title, &texts, "title");
        replace(&mut course.summary, &texts, "summary");
    }
    for module in &mut course.modules {
        if let Some(texts) = table(&format!("{}/module.toml", module.path)) {
            replace(&mut module.title, &texts, "title");
            replace(&mut module.summary, &texts, "summary");
        }
        for item in &mut module.items {
            let file = match item.body {
                ItemBody::Assignment(_) => format!("{}/assignment.toml", item.path),
                _ => item.path.clone(),
            };
            let Some(texts) = table(&file) else { continue };
            replace(&mut item.title, &texts, "title");
            match &mut item.body {
                ItemBody::Quiz(quiz) => translate_quiz(quiz, &texts),
                ItemBody::Assignment(assignment) => {
                    for check in &mut assignment.checks {
                        let Some(texts) = by_key(&texts, "check", "name", &check.name) else {
                            continue;
                        };
                        check.help = text(texts, "help").or(check.help.take());
                    }
                }
                ItemBody::Material(_) => {}
            }
        }
    }
    course
}

fn translate_quiz(quiz: &mut Quiz, texts: &Table) {
    for question in &mut quiz.questions {
        if let Some(texts) = by_key(texts, "question", "id", question.id.as_str()) {
            translate_question(question, texts);
        }
    }
}

fn translate_question(question: &mut Question, texts: &Table) {
    if let Some(translated) = text(texts, "text") {
        // A gap that is lost in translation could not be answered.
        let same_gaps = |text: &str| {
            let mut numbers = gaps::numbers(text);
            numbers.sort_unstable();
            numbers
        };
        let gap = matches!(question.kind, QuestionKind::Gap { .. });
        if !gap || same_gaps(&translated) == same_gaps(&question.text) {
            question.text = translated;
        }
    }
    replace(&mut question.explanation, texts, "explanation");
    match &mut question.kind {
        QuestionKind::Single { options }
        | QuestionKind::Multiple { options }
        | QuestionKind::Order { options } => options
            .iter_mut()
            .for_each(|option| translate_option(option, texts)),
        QuestionKind::TrueFalse { why, .. } => *why = text(texts, "why").or(why.take()),
        _ => {}
    }
}

fn translate_option(option: &mut Choice, question: &Table) {
    if let Some(texts) = by_key(question, "option", "id", option.id.as_str()) {
        replace(&mut option.text, texts, "text");
        option.why = text(texts, "why").or(option.why.take());
    }
}

/// The table of the list `list` whose `key` is `value`.
fn by_key<'a>(table: &'a Table, list: &str, key: &str, value: &str) -> Option<&'a Table> {
    let tables = table
        .get(list)?
        .as_array()?
        .iter()
        .filter_map(Value::as_table);
    tables
        .into_iter()
        .find(|table| table.get(key).and_then(Value::as_str) == Some(value))
}

fn text(table: &Table, key: &str) -> Option<String> {
    table
        .get(key)
        .and_then(Value::as_str)
        .filter(|text| !text.trim().is_empty())
        .map(clean)
}

fn replace(field: &mut String, table: &Table, key: &str) {
    if let Some(text) = text(table, key) {
        *field = text;
    }
}

/// The TOML of an overlay: the whole file, or the front matter of Markdown.
fn read(tree: &CourseTree, path: &str) -> Option<Table> {
    parse(path, text_of(tree, path)?)?.ok()
}

fn text_of<'a>(tree: &'a CourseTree, path: &str) -> Option<&'a str> {
    let bytes = &tree.get(path)?.bytes;
    let small = u64::try_from(bytes.len()).is_ok_and(|size| size <= MAX_TEXT_FILE_BYTES);
    std::str::from_utf8(bytes).ok().filter(|_| small)
}

fn parse(path: &str, text: &str) -> Option<Result<Table, toml::de::Error>> {
    if path.ends_with(".toml") {
        return Some(text.parse());
    }
    match super::markdown::split_front_matter(text) {
        super::markdown::FrontMatter::Found(front) => Some(front.toml.parse()),
        _ => None,
    }
}

/// A quiz overlay without what could tell an answer; nothing when it cannot be
/// read.
pub(crate) fn without_answers(bytes: &[u8]) -> String {
    let table = std::str::from_utf8(bytes)
        .ok()
        .and_then(|text| text.parse::<Table>().ok());
    let mut table = table.unwrap_or_default();
    take_out(&mut table);
    toml::to_string(&table).unwrap_or_default()
}

fn take_out(table: &mut Table) {
    table.retain(|key, _| ["title", "summary", "text"].contains(&key) || PATH_KEYS.contains(&key));
    for value in table
        .iter_mut()
        .filter_map(|(_, value)| value.as_array_mut())
        .flatten()
    {
        if let Some(table) = value.as_table_mut() {
            take_out(table);
        }
    }
}

/// Keys that an overlay may set.
const TEXT_KEYS: &[&str] = &["title", "summary", "text", "explanation", "why", "help"];
/// Keys that lead to them.
const PATH_KEYS: &[&str] = &["id", "name", "question", "option", "check"];

/// Reports overlays of nothing and overlays that would change more than text.
pub(crate) fn check(tree: &CourseTree, course: Option<&Course>, sink: &Sink) {
    for (path, _) in tree.below("i18n") {
        let full = format!("i18n/{path}");
        let warn =
            |message: String| sink.warn(Code::Translation, Place::file(&full), message, None);
        let Some((tag, original)) = path.split_once('/') else {
            warn("translations stand in a folder named by a language tag".to_owned());
            continue;
        };
        if !is_tag(tag) {
            warn(format!(
                "{tag:?} is no language tag such as `de` or `pt-BR`"
            ));
        } else if tree.get(original).is_none() {
            warn(format!("there is no {original} to translate"));
        } else if full.ends_with(".toml") || full.ends_with(".md") {
            check_overlay(tree, course, &full, original, sink);
        }
    }
}

fn check_overlay(
    tree: &CourseTree,
    course: Option<&Course>,
    full: &str,
    original: &str,
    sink: &Sink,
) {
    let Some(text) = text_of(tree, full) else {
        if full.ends_with(".md") {
            // Reported where its links are checked.
            return;
        }
        sink.warn(
            Code::NotUtf8,
            Place::file(full),
            "the translation is not UTF-8 text, or too large",
            None,
        );
        return;
    };
    match parse(full, text) {
        None => {}
        Some(Err(error)) => {
            let place = match full.ends_with(".toml") {
                true => Source::new(full, text).place(&error.span().unwrap_or(0..0)),
                false => Place::file(full),
            };
            sink.warn(
                Code::Translation,
                place,
                format!("the translation cannot be read: {}", error.message()),
                None,
            );
        }
        Some(Ok(table)) => {
            only_texts(&table, full, sink);
            if let Some(quiz) = course.and_then(|course| quiz_at(course, original)) {
                known_questions(&table, quiz, full, sink);
            }
        }
    }
}

fn only_texts(table: &Table, full: &str, sink: &Sink) {
    for (key, value) in table {
        let nested = value
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_table);
        if !TEXT_KEYS.contains(&key.as_str()) && !PATH_KEYS.contains(&key.as_str()) {
            let message =
                format!("a translation cannot change `{key}`; it stays that of the original");
            sink.warn(Code::Translation, Place::file(full), message, None);
        } else {
            nested.for_each(|table| only_texts(table, full, sink));
        }
    }
}

fn quiz_at<'a>(course: &'a Course, path: &str) -> Option<&'a Quiz> {
    course
        .items()
        .find(|(_, item)| item.path == path)
        .and_then(|(_, item)| item.quiz())
}

fn known_questions(table: &Table, quiz: &Quiz, full: &str, sink: &Sink) {
    let questions = table
        .get("question")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    for id in questions
        .filter_map(|question| question.get("id"))
        .filter_map(Value::as_str)
    {
        if !quiz
            .questions
            .iter()
            .any(|question| question.id.as_str() == id)
        {
            let message = format!("there is no question `{id}` to translate");
            sink.warn(Code::Translation, Place::file(full), message, None);
        }
    }
}
