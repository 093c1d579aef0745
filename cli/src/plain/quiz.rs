//! A quiz as appended lines: numbers choose.

use codezest_core::course::model::{Question, QuestionKind};
use codezest_core::learning::quiz::answer::{Answer, AnswerError};
use codezest_core::learning::quiz::clock::TimeLeft;
use codezest_core::learning::quiz::grade::Graded;
use codezest_core::learning::quiz::order::ShownQuestion;

use super::markdown::look;
use crate::context::Context;
use crate::failure::Result;
use crate::learn::quiz::Attempt;
use crate::lines::markdown::sentence;
use crate::lines::quiz;
use crate::ui::{Role, Styled};
use crate::views::attempt::Terms;

/// Asks every open question of an attempt; `None` when input ended before the
/// last. What was answered is in the attempt, also when the time was up.
///
/// # Errors
/// The database cannot be written.
pub fn take(context: &Context, attempt: &mut Attempt) -> Result<Option<Vec<(String, Graded)>>> {
    introduce(context, attempt);
    let total = attempt.quiz().questions.len();
    let mut graded = Vec::new();
    loop {
        let open = attempt.open_questions();
        let Some((place, shown)) = open.first() else {
            return Ok(Some(graded));
        };
        if attempt.time_left(context)? == TimeLeft::Expired {
            context.ui.say("Time is up.");
            return Ok(Some(graded));
        }
        print_question(context, *place, total, shown);
        let Some(answer) = ask(context, shown) else {
            context.ui.say("");
            context.ui.say(format!(
                "Stopped. Your answers are kept; go on: codezest quiz {}",
                attempt.item().reference()
            ));
            return Ok(None);
        };
        // The question belongs to the attempt that the answer changes.
        let question = shown.question.clone();
        let Some(verdict) = attempt.answer(context, &question.id, &answer)? else {
            continue;
        };
        print_feedback(context, &question, &verdict);
        graded.push((question.id.to_string(), verdict));
    }
}

fn introduce(context: &Context, attempt: &Attempt) {
    let ui = &context.ui;
    ui.out(Styled::new().role(Role::Title, &attempt.item().title));
    let go = if attempt.resumed {
        "going on where you left"
    } else {
        "an empty answer skips"
    };
    let terms = quiz::terms(Terms::from(attempt.quiz()));
    // Within a session Ctrl-C does not end the program: nobody should have to
    // guess how to get out.
    let leave = "Ctrl-D leaves, and keeps your answers";
    let said = format!("{terms}; {go}; {leave}");
    ui.out_lines(&sentence(&said, Role::Dim, look(ui)));
}

fn print_question(context: &Context, place: usize, of: usize, shown: &ShownQuestion<'_>) {
    let ui = &context.ui;
    ui.out("");
    ui.out_lines(&quiz::head(place, of, shown.question.points));
    ui.out("");
    ui.out_lines(&quiz::question(shown, look(ui)));
    ui.out_lines(&quiz::options(shown, look(ui)));
}

fn print_feedback(context: &Context, question: &Question, graded: &Graded) {
    let ui = &context.ui;
    ui.out("");
    ui.out_lines(&quiz::feedback(question, graded, look(ui)));
}

/// Asks until the answer can be taken; `None` at the end of input.
pub fn ask(context: &Context, shown: &ShownQuestion<'_>) -> Option<Answer> {
    loop {
        match read(context, shown)? {
            Ok(answer) => return Some(answer),
            Err(error) => context.ui.say(format!("  {error}. Try again.")),
        }
    }
}

/// Reads an answer; `None` at the end of input.
fn read(
    context: &Context,
    shown: &ShownQuestion<'_>,
) -> Option<std::result::Result<Answer, AnswerError>> {
    let ui = &context.ui;
    let kind = &shown.question.kind;
    let text = match kind {
        QuestionKind::Gap { gaps, .. } => {
            let texts: Option<Vec<String>> = (1..=gaps.len())
                .map(|gap| match gaps.len() {
                    1 => ui.ask("Gap: "),
                    _ => ui.ask(&format!("Gap {gap}: ")),
                })
                .collect();
            return texts.map(|texts| Answer::of_gaps(shown.question, &texts));
        }
        QuestionKind::Output { .. } if kind.has_several_lines() => read_lines(context)?,
        _ => ui.ask(prompt(kind))?,
    };
    Some(Answer::parse(shown.question, &shown.options, &text))
}

/// What is asked for.
fn prompt(kind: &QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Single { .. } | QuestionKind::Numeric { .. } => "Number: ",
        QuestionKind::Multiple { .. } => "Numbers, all that are right (1 3): ",
        QuestionKind::Order { .. } => "Numbers in order (2 1 3): ",
        QuestionKind::TrueFalse { .. } => "true or false: ",
        QuestionKind::Output { .. } => "Output: ",
        QuestionKind::Short { .. } | QuestionKind::Gap { .. } => "Answer: ",
    }
}

/// Lines up to an empty one.
fn read_lines(context: &Context) -> Option<String> {
    let mut lines = Vec::new();
    let mut prompt = "Output (an empty line ends it): ";
    loop {
        match context.ui.ask(prompt) {
            None if lines.is_empty() => return None,
            None => return Some(lines.join("\n")),
            Some(line) if line.is_empty() => return Some(lines.join("\n")),
            Some(line) => lines.push(line),
        }
        prompt = "                                ";
    }
}
