//! That what learners read says something.

use codezest_core::course::markdown::body;
use codezest_core::course::model::{Course, ItemBody, Question, QuestionKind};
use codezest_core::course::tree::CourseTree;
use pulldown_cmark::{Event, Parser, Tag};

use super::model::{Finding, Level};

/// Hints and questions of which nothing is to be seen.
pub(super) fn check(course: &Course, tree: &CourseTree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (_, item) in course.items() {
        match &item.body {
            ItemBody::Assignment(_) => {
                for (name, file) in tree.below(&format!("{}/hints", item.path)) {
                    if !shows(body(&String::from_utf8_lossy(&file.bytes))) {
                        let path = format!("{}/hints/{name}", item.path);
                        found.push(Finding::new(
                            Level::Warning,
                            "empty-text",
                            path,
                            "the hint shows nothing",
                        ));
                    }
                }
            }
            ItemBody::Quiz(quiz) => {
                for (question, what) in quiz.questions.iter().filter_map(|q| Some((q, silent(q)?)))
                {
                    let message = format!("{what} of the question `{}` shows nothing", question.id);
                    found.push(Finding::new(
                        Level::Warning,
                        "empty-text",
                        &item.path,
                        message,
                    ));
                }
            }
            ItemBody::Material(_) => {}
        }
    }
    found
}

/// The part of a question of which nothing is to be seen.
fn silent(question: &Question) -> Option<&'static str> {
    if !shows(&question.text) {
        return Some("the text");
    }
    match &question.kind {
        QuestionKind::Single { options }
        | QuestionKind::Multiple { options }
        | QuestionKind::Order { options } => options
            .iter()
            .any(|option| !shows(&option.text))
            .then_some("an option"),
        _ => None,
    }
}

/// Whether a text has anything to show once it is rendered.
fn shows(text: &str) -> bool {
    Parser::new(text).any(|event| match event {
        Event::Text(text) | Event::Code(text) => !text.trim().is_empty(),
        Event::Start(Tag::Image { .. }) | Event::Rule => true,
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_seen_counts() {
        for text in [
            "a",
            "`a`",
            "![](x.png)",
            "    code",
            "| a |\n|---|\n| b |",
            "1. x",
        ] {
            assert!(shows(text), "{text}");
        }
        for text in ["", " \n", "<!-- later -->", "[x]: y"] {
            assert!(!shows(text), "{text}");
        }
    }
}
