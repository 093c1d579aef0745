//! Questions of a quiz, and what is said of an answer.

use codezest_core::course::model::{Choice, Question, QuestionKind};
use codezest_core::learning::quiz::answer::Answer;
use codezest_core::learning::quiz::gaps::{Piece, pieces};
use codezest_core::learning::quiz::grade::{Graded, expected};
use codezest_core::learning::quiz::order::ShownQuestion;
use codezest_core::learning::quiz::score::Score;
use codezest_core::text::clean;

use super::home::count;
use super::markdown::{self, Look, hang, sentence};
use crate::learn::quiz::Answered;
use crate::ui::{Role, Styled};
use crate::views::attempt::{QuizView, ResultView, Terms};
use crate::views::quiz::{AttemptLine, points};

/// What an attempt at a quiz is, in a few words.
#[must_use]
pub fn terms(terms: Terms) -> String {
    let questions = u32::try_from(terms.questions).unwrap_or(u32::MAX);
    let time = terms.minutes.map_or_else(String::new, |minutes| {
        format!(", {}", count(minutes, "minute"))
    });
    format!(
        "{}, {} % to pass{time}",
        count(questions, "question"),
        terms.pass
    )
}

/// One attempt among those made.
#[must_use]
pub fn attempt(number: usize, attempt: &AttemptLine) -> Styled {
    let (role, mark) = sign(attempt.passed, false);
    Styled::new().role(role, mark).text(&format!(
        " attempt {number}: {} %, {}",
        attempt.percent, attempt.when
    ))
}

/// The attempts made, and what the last of them missed.
#[must_use]
pub fn attempts(attempts: &[AttemptLine], missed: usize) -> Vec<Styled> {
    let mut lines: Vec<Styled> = (1..)
        .zip(attempts)
        .map(|(number, one)| attempt(number, one))
        .collect();
    if lines.is_empty() {
        return lines;
    }
    lines.push(Styled::new());
    lines.push(match missed {
        0 => Styled::from("Nothing was missed."),
        missed => {
            let missed = count(u32::try_from(missed).unwrap_or(u32::MAX), "question");
            Styled::new().role(
                Role::Strong,
                &format!("Missed in the last attempt: {missed}"),
            )
        }
    });
    lines
}

/// A quiz before an attempt.
#[must_use]
pub fn introduction(view: &QuizView, look: Look) -> Vec<Styled> {
    let mut lines = vec![Styled::new().role(Role::Title, &view.item.title)];
    let mut said = terms(view.terms);
    if let Some(left) = view.left {
        said.push_str(&format!(", {} left", count(left, "attempt")));
    }
    lines.extend(sentence(&said, Role::Dim, look));
    lines.push(Styled::new());
    if view.graded {
        let said = "It is graded: it is taken in a class, with its server.";
        lines.extend(sentence(said, Role::Warning, look));
    }
    match view.interrupted {
        Some(answered) => {
            let of = view.terms.questions;
            let said = format!("You left an attempt with {answered} of {of} questions answered.");
            lines.extend(sentence(&said, Role::Strong, look));
        }
        None if view.left == Some(0) => {
            lines.extend(sentence("No attempts are left.", Role::Warning, look));
        }
        None if !view.graded => {
            let said = "Every answer is explained at once, and kept: you can leave at any time.";
            lines.extend(sentence(said, Role::Text, look));
        }
        None => {}
    }
    if !view.attempts.is_empty() {
        lines.push(Styled::new());
        lines.extend(attempts(&view.attempts, view.missed.len()));
    }
    in_words(lines, look)
}

/// What an attempt came to: the score, and a mark for each question.
#[must_use]
pub fn result(view: &ResultView, look: Look) -> Vec<Styled> {
    let mut lines = Vec::new();
    if view.time_up {
        lines.extend(sentence("Time is up.", Role::Warning, look));
    }
    lines.push(score(&view.score));
    let earned = format!(
        "{} of {} points",
        points(view.score.earned_milli),
        points(view.score.possible_milli)
    );
    lines.extend(sentence(&earned, Role::Dim, look));
    lines.push(Styled::new());
    for answered in &view.answered {
        let (role, mark) = sign(answered.graded.correct, answered.graded.earned_milli > 0);
        let label = Styled::new()
            .role(role, mark)
            .text(&format!(" {:>2}  ", answered.place));
        let label = label.in_words(look);
        let rest = Styled::new().text(&" ".repeat(label.width()));
        let asked = hang(&label, &rest, look, |look| {
            text(&answered.question.text, look)
        });
        lines.extend(asked.into_iter().next());
    }
    in_words(lines, look)
}

/// The score of an attempt in a sentence.
#[must_use]
pub fn score(score: &Score) -> Styled {
    let percent = score.percent();
    if score.passed {
        Styled::new().role(Role::Good, &format!("✓ Passed with {percent} %."))
    } else {
        Styled::new().role(Role::Bad, &format!("✗ {percent} %: not enough yet."))
    }
}

/// A question with the answer that was given, and what came of it.
#[must_use]
pub fn answered(answered: &Answered, look: Look) -> Vec<Styled> {
    let shown = ShownQuestion {
        question: &answered.question,
        options: answered.options.clone(),
    };
    let mut lines = question(&shown, look);
    lines.push(Styled::new());
    lines.extend(given(&answered.answer, &shown, look));
    lines.push(Styled::new());
    lines.extend(feedback(&answered.question, &answered.graded, look));
    lines
}

/// How many of the lines of an answered question are the verdict.
#[must_use]
pub fn feedback_height(answered: &Answered, look: Look) -> usize {
    feedback(&answered.question, &answered.graded, look).len()
}

/// The answer that was given.
fn given(answer: &Answer, shown: &ShownQuestion<'_>, look: Look) -> Vec<Styled> {
    let texts = match answer {
        Answer::Skipped => return sentence("No answer.", Role::Dim, look),
        Answer::Options(ids) if matches!(shown.question.kind, QuestionKind::Order { .. }) => {
            let ordered = ShownQuestion {
                question: shown.question,
                options: ids.clone(),
            };
            return options(&ordered, look);
        }
        Answer::Options(ids) => {
            let marked = |(number, choice): (usize, &Choice)| {
                let mark = if ids.contains(&choice.id) { "x" } else { " " };
                labelled(&format!("  {number} [{mark}] "), &choice.text, look)
            };
            return choices(shown).flat_map(marked).collect();
        }
        Answer::TrueFalse(given) => vec![given.to_string()],
        Answer::Number(given) => vec![given.to_string()],
        Answer::Text(given) => given.lines().map(str::to_owned).collect(),
        Answer::Gaps(given) => given.clone(),
    };
    let label = |at: usize| {
        if at == 0 {
            "Your answer: "
        } else {
            "             "
        }
    };
    let line =
        |(at, text): (usize, &String)| Styled::new().text(label(at)).role(Role::Code, &clean(text));
    texts.iter().enumerate().map(line).collect()
}

/// The sign of an answer or an attempt; alone, it says it all.
fn sign(right: bool, partly: bool) -> (Role, &'static str) {
    match (right, partly) {
        (true, _) => (Role::Good, "✓"),
        (false, true) => (Role::Warning, "◐"),
        (false, false) => (Role::Bad, "✗"),
    }
}

fn in_words(lines: Vec<Styled>, look: Look) -> Vec<Styled> {
    lines.into_iter().map(|line| line.in_words(look)).collect()
}

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
    let mut asked = question.text.clone();
    if let QuestionKind::Output { code, language, .. } = &question.kind {
        let language = language.as_deref().unwrap_or("");
        asked.push_str(&format!("\n\n```{language}\n{}\n```\n", code.trim_end()));
    }
    text(&asked, look)
}

/// The options as they are shown, with the numbers that choose them.
#[must_use]
pub fn options(shown: &ShownQuestion<'_>, look: Look) -> Vec<Styled> {
    choices(shown)
        .flat_map(|(number, choice)| labelled(&format!("  {number}  "), &choice.text, look))
        .collect()
}

/// The options in the order shown, numbered from 1.
fn choices<'a>(shown: &ShownQuestion<'a>) -> impl Iterator<Item = (usize, &'a Choice)> {
    let choices = shown.question.kind.options();
    let texts = shown
        .options
        .iter()
        .filter_map(|id| choices.iter().find(|choice| choice.id == *id));
    (1..).zip(texts)
}

/// A short Markdown text behind a label; its further lines begin where the
/// first one does.
#[must_use]
pub fn labelled(label: &str, text: &str, look: Look) -> Vec<Styled> {
    let first = Styled::new().text(&clean(label));
    let rest = Styled::new().text(&" ".repeat(first.width()));
    hang(&first, &rest, look, |look| markdown::lines(text, look))
}

/// Stands for an underscore of a gap until Markdown is read: it means nothing
/// there, neither in code nor outside.
const GAP: char = '\u{e000}';

/// The text of a question as lines, with gaps as people fill them in:
/// `__1__`.
fn text(text: &str, look: Look) -> Vec<Styled> {
    let marked: String = pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.to_owned(),
            Piece::Gap(number) => format!("{GAP}{GAP}{number}{GAP}{GAP}"),
        })
        .collect();
    let line = |line: Styled| {
        let spans = line.spans().iter();
        spans.fold(Styled::new(), |line, (role, text)| {
            line.role(*role, &text.replace(GAP, "_"))
        })
    };
    markdown::lines(&marked, look)
        .into_iter()
        .map(line)
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
    if let (QuestionKind::Order { options: right }, false) = (&question.kind, graded.correct) {
        let right = ShownQuestion {
            question,
            options: right.iter().map(|option| option.id.clone()).collect(),
        };
        lines.push("The right order:".into());
        lines.extend(options(&right, look));
        lines.extend(markdown::lines(&graded.explanation, look));
        return lines;
    }
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
