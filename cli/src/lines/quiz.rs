//! Questions of a quiz, and what is said of an answer.

use codezest_core::course::model::{Question, QuestionKind};
use codezest_core::learning::quiz::gaps::{Piece, pieces};
use codezest_core::learning::quiz::grade::{Graded, expected};
use codezest_core::learning::quiz::order::ShownQuestion;
use codezest_core::text::clean;

use super::markdown::{self, Look, hang, sentence};
use crate::ui::{Role, Styled};
use crate::views::quiz::points;

/// The place of a question, and what it is worth if that is not one point.
#[must_use]
pub fn head(place: usize, of: usize, worth: u32) -> Vec<Styled> {
    let head = format!("Question {place} of {of}");
    let worth = match worth {
        1 => String::new(),
        worth => format!("  {worth} points"),
    };
    let line = Styled::new().role(Role::Title, &head);
    vec![line.role(Role::Dim, &worth)]
}

/// The text of a question, with the code it asks about.
#[must_use]
pub fn question(shown: &ShownQuestion<'_>, look: Look) -> Vec<Styled> {
    let question = shown.question;
    let mut text = with_gaps(&question.text);
    if let QuestionKind::Output { code, language, .. } = &question.kind {
        let language = language.as_deref().unwrap_or("");
        text.push_str(&format!("\n\n```{language}\n{}\n```\n", code.trim_end()));
    }
    markdown::lines(&text, look)
}

/// The options as they are shown, with the numbers that choose them.
#[must_use]
pub fn options(shown: &ShownQuestion<'_>, look: Look) -> Vec<Styled> {
    let choices = shown.question.kind.options();
    let texts = shown
        .options
        .iter()
        .filter_map(|id| choices.iter().find(|choice| choice.id == *id));
    (1..)
        .zip(texts)
        .flat_map(|(number, choice)| labelled(&format!("  {number}  "), &choice.text, look))
        .collect()
}

/// A short Markdown text behind a label; its further lines begin where the
/// first one does.
fn labelled(label: &str, text: &str, look: Look) -> Vec<Styled> {
    let first = Styled::new().text(&clean(label));
    let rest = Styled::new().text(&" ".repeat(first.width()));
    hang(&first, &rest, look, |look| markdown::lines(text, look))
}

/// Gap marks as people fill them in: `__1__`.
fn with_gaps(text: &str) -> String {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.to_owned(),
            Piece::Gap(number) => format!("\\_\\_{number}\\_\\_"),
        })
        .collect()
}

/// What is right, and why, for those who gave no answer.
#[must_use]
pub fn answer(question: &Question, look: Look) -> Vec<Styled> {
    let mut lines: Vec<Styled> = match &question.kind {
        QuestionKind::Order { options } => (1..)
            .zip(options)
            .flat_map(|(place, option)| labelled(&format!("  {place}. "), &option.text, look))
            .collect(),
        QuestionKind::Single { options } | QuestionKind::Multiple { options } => options
            .iter()
            .filter(|option| option.correct)
            .flat_map(|option| labelled("  right: ", &option.text, look))
            .collect(),
        kind => words("right", &expected(kind), look),
    };
    lines.extend(markdown::lines(&question.explanation, look));
    lines
}

/// Whether an answer was right, and why.
#[must_use]
pub fn feedback(question: &Question, graded: &Graded, look: Look) -> Vec<Styled> {
    let mut lines = vec![verdict(graded, look)];
    let several = matches!(question.kind, QuestionKind::Multiple { .. });
    for verdict in &graded.options {
        let mut choices = question.kind.options().iter();
        let text = choices.find(|option| option.id == verdict.id);
        if let (true, Some(option)) = (verdict.chosen != verdict.correct, text) {
            let lead = match (verdict.chosen, several) {
                (true, _) => "you chose",
                (false, true) => "also right",
                (false, false) => "right",
            };
            let why = verdict.why.as_deref();
            let why = why.map_or_else(String::new, |why| format!(" — {why}"));
            let said = format!("{}{why}", option.text);
            lines.extend(labelled(&format!("  {lead}: "), &said, look));
        }
    }
    if let (false, Some(why)) = (graded.correct, &graded.why) {
        lines.extend(markdown::lines(why, look));
    }
    if !graded.correct && graded.options.is_empty() && !graded.expected.is_empty() {
        lines.extend(words("expected", &graded.expected, look));
    }
    lines.extend(markdown::lines(&graded.explanation, look));
    lines
}

/// Words of an answer behind a label.
fn words(label: &str, words: &[String], look: Look) -> Vec<Styled> {
    let said = format!("  {label}: {}", words.join(" | "));
    sentence(&said, Role::Text, look)
}

fn verdict(graded: &Graded, look: Look) -> Styled {
    let line = if graded.correct {
        Styled::new().role(Role::Good, "✓ Right.")
    } else if graded.earned_milli > 0 {
        let share = format!(
            "◐ Partly: {} of {} points.",
            points(graded.earned_milli),
            points(graded.possible_milli)
        );
        Styled::new().role(Role::Warning, &share)
    } else {
        Styled::new().role(Role::Bad, "✗ Not quite.")
    };
    line.in_words(look)
}
