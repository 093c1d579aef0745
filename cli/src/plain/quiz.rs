//! A quiz as appended lines: numbers choose.

use codezest_core::course::model::QuestionKind;
use codezest_core::learning::quiz::answer::Answer;
use codezest_core::learning::quiz::grade::Graded;
use codezest_core::learning::quiz::order::ShownQuestion;

use super::markdown::look;
use crate::context::Context;
use crate::lines::quiz;

/// Prints a question: its place, text and options.
pub fn print_question(context: &Context, place: usize, of: usize, shown: &ShownQuestion<'_>) {
    let ui = &context.ui;
    ui.out("");
    ui.out_lines(&quiz::head(place, of, shown.question.points));
    ui.out("");
    ui.out_lines(&quiz::question(shown, look(ui)));
    ui.out_lines(&quiz::options(shown, look(ui)));
}

/// Prints whether an answer was right, and why.
pub fn print_feedback(context: &Context, shown: &ShownQuestion<'_>, graded: &Graded) {
    let ui = &context.ui;
    ui.out("");
    ui.out_lines(&quiz::feedback(shown.question, graded, look(ui)));
}

/// Asks until the answer can be taken; `None` at the end of input.
pub fn ask(context: &Context, shown: &ShownQuestion<'_>) -> Option<Answer> {
    loop {
        let text = read(context, &shown.question.kind)?;
        match Answer::parse(shown.question, &shown.options, &text) {
            Ok(answer) => return Some(answer),
            Err(error) => context.ui.say(format!("  {error}. Try again.")),
        }
    }
}

fn read(context: &Context, kind: &QuestionKind) -> Option<String> {
    let ui = &context.ui;
    match kind {
        QuestionKind::Single { .. } => ui.ask("Number: "),
        QuestionKind::Multiple { .. } => ui.ask("Numbers, all that are right (1 3): "),
        QuestionKind::Order { .. } => ui.ask("Numbers in order (2 1 3): "),
        QuestionKind::TrueFalse { .. } => ui.ask("true or false: "),
        QuestionKind::Numeric { .. } => ui.ask("Number: "),
        QuestionKind::Gap { gaps, .. } if gaps.len() > 1 => {
            let lines: Option<Vec<String>> = (1..=gaps.len())
                .map(|gap| ui.ask(&format!("Gap {gap}: ")))
                .collect();
            lines.map(|lines| lines.join("\n"))
        }
        QuestionKind::Gap { .. } => ui.ask("Gap: "),
        QuestionKind::Short { .. } => ui.ask("Answer: "),
        QuestionKind::Output { answers, .. } => {
            let several = answers
                .iter()
                .any(|answer| answer.trim_end().contains('\n'));
            if several {
                read_lines(context)
            } else {
                ui.ask("Output: ")
            }
        }
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
