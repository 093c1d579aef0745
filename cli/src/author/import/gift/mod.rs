//! Converting question banks in GIFT, Moodle's text format.
//!
//! A file becomes a module, a **category** (`$CATEGORY:`) a quiz in it.
//!
//! | Module | Does |
//! |---|---|
//! | [`lex`] | takes a file apart: questions, categories, comments |
//! | [`answers`] | reads what stands between the braces |
//! | [`question`] | makes one of our questions of it |
//! | [`text`] | HTML, Markdown and plain texts |

mod answers;
mod lex;
mod question;
mod text;

use std::collections::BTreeSet;

use codezest_core::course::tree::CourseTree;
use serde::Serialize;

use super::build::{Builder, Course, title_of, unique};
use super::{Converted, Options, SourceKind};
use question::Question;

/// Most questions that one of our quizzes has.
const MAX_QUESTIONS: usize = 500;

#[derive(Serialize)]
struct Quiz<'a> {
    title: String,
    id: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    question: &'a [Question],
}

/// A quiz being filled.
#[derive(Debug, Default)]
struct Bank {
    title: String,
    questions: Vec<Question>,
    tags: BTreeSet<String>,
    /// The file of the first question.
    file: String,
}

/// Whether there are question banks in `tree`: files named `.gift`, or a text
/// file that is all there is and looks like one.
pub fn is_bank(tree: &CourseTree) -> bool {
    tree.iter().any(|(path, _)| is_gift(path)) || lone_text(tree).is_some()
}

fn is_gift(path: &str) -> bool {
    path.to_ascii_lowercase().ends_with(".gift")
}

fn lone_text(tree: &CourseTree) -> Option<&str> {
    let (path, file) = tree.iter().next().filter(|_| tree.len() == 1)?;
    let text = std::str::from_utf8(&file.bytes).ok()?;
    let marks = ["::", "$CATEGORY:", "{=", "{~", "{T", "{F", "{#"]
        .iter()
        .any(|mark| text.contains(mark));
    (path.ends_with(".txt") && marks && text.contains('}')).then_some(path)
}

/// Converts the banks in `source`.
#[must_use]
pub fn convert(source: &CourseTree, options: &Options) -> Converted {
    let mut builder = Builder::new(SourceKind::Gift);
    let lone = lone_text(source);
    let mut tags = BTreeSet::new();
    for (path, file) in source.iter() {
        if !is_gift(path) && lone != Some(path) {
            if !super::is_about_the_source(path) {
                builder.note(path, "is no question bank; left out");
            }
            continue;
        }
        let text = String::from_utf8_lossy(&file.bytes);
        if std::str::from_utf8(&file.bytes).is_err() {
            builder.note(path, "is not UTF-8; unreadable characters were replaced");
        }
        convert_file(&mut builder, path, &text, &mut tags);
    }
    let title = options.title("Question bank");
    let course = Course {
        id: title.clone(),
        title,
        language: options.language("text"),
        tags: vec!["gift".to_owned()],
        source: options.address(),
        ..Course::default()
    };
    builder.finish(course, &options.identity("gift"), source)
}

fn convert_file(builder: &mut Builder, path: &str, text: &str, tags: &mut BTreeSet<String>) {
    let name = stem(path);
    let banks = read(builder, path, text);
    if banks.is_empty() {
        builder.note(path, "has no question that could be taken over");
        return;
    }
    builder.module(name, &name.replace(['-', '_'], " "), "");
    for bank in banks {
        tags.extend(bank.tags.iter().cloned());
        write(builder, &bank);
    }
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The questions of a file by category, in order of their first question.
fn read(builder: &mut Builder, path: &str, text: &str) -> Vec<Bank> {
    let mut banks: Vec<Bank> = Vec::new();
    for block in lex::blocks(text) {
        let place = format!("{path}:{}", block.line);
        let mut lost = Vec::new();
        let question = match question::read(&block, &mut lost) {
            Ok(question) => question,
            Err(reason) => {
                builder.note(place, format!("left out: {reason}"));
                continue;
            }
        };
        for loss in lost {
            builder.note(place.clone(), loss);
        }
        let title = category(block.category.as_deref())
            .unwrap_or_else(|| title_of(&stem(path).replace(['-', '_'], " ")));
        let index = banks
            .iter()
            .position(|bank| bank.title == title)
            .unwrap_or_else(|| {
                banks.push(Bank {
                    title,
                    file: place,
                    ..Bank::default()
                });
                banks.len().saturating_sub(1)
            });
        if let Some(bank) = banks.get_mut(index) {
            bank.tags.extend(block.tags);
            bank.push(question);
        }
    }
    banks
}

/// The last parts of a category path, without Moodle's own words.
fn category(path: Option<&str>) -> Option<String> {
    let own = |part: &&str| {
        !part.is_empty() && !matches!(*part, "$course$" | "$system$" | "$module$" | "top")
    };
    let parts: Vec<&str> = path?.split('/').map(str::trim).filter(own).collect();
    (!parts.is_empty()).then(|| title_of(&parts.join(": ")))
}

impl Bank {
    fn push(&mut self, mut question: Question) {
        question.id = unique(&question.id, |id| {
            self.questions.iter().any(|other| other.id == id)
        });
        self.questions.push(question);
    }
}

fn write(builder: &mut Builder, bank: &Bank) {
    let parts = bank.questions.len().div_ceil(MAX_QUESTIONS);
    if parts > 1 {
        builder.note(
            bank.file.clone(),
            format!("a quiz has at most {MAX_QUESTIONS} questions; this category became {parts}"),
        );
    }
    let tags: Vec<String> = bank.tags.iter().map(|tag| title_of(tag)).collect();
    for (number, questions) in (1..).zip(bank.questions.chunks(MAX_QUESTIONS)) {
        let title = if parts > 1 {
            format!("{} ({number})", bank.title)
        } else {
            bank.title.clone()
        };
        let id = builder.id(&title);
        builder.quiz(
            &id,
            &Quiz {
                title,
                id: &id,
                tags: &tags,
                question: questions,
            },
        );
    }
}

#[cfg(test)]
mod tests;
