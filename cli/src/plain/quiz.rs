//! A quiz as appended lines: numbers choose.

use codezest_core::course::model::QuestionKind;
use codezest_core::learning::quiz::answer::Answer;
use codezest_core::learning::quiz::gaps::{Piece, pieces};
use codezest_core::learning::quiz::grade::Graded;
use codezest_core::learning::quiz::order::ShownQuestion;

use super::markdown;
use crate::context::Context;
use crate::ui::{Role, Styled};
use crate::views::quiz::points;

/// Prints a question: its place, text and options.
pub fn print_question(context: &Context, place: usize, of: usize, shown: &ShownQuestion<'_>) {
    let ui = &context.ui;
    let question = shown.question;
    ui.out("");
    let head = format!("Question {place} of {of}");
    let worth = if question.points == 1 {
        String::new()
    } else {
        format!("  {} points", question.points)
    };
    ui.out(
        Styled::new()
            .role(Role::Title, &head)
            .role(Role::Dim, &worth),
    );
    ui.out("");
    markdown::print(context, &with_gaps(&question.text));
    if let QuestionKind::Output { code, language, .. } = &question.kind {
        markdown::print(
            context,
            &format!(
                "```{}\n{}\n```\n",
                language.as_deref().unwrap_or(""),
                code.trim_end()
            ),
        );
    }
    for (number, id) in shown.options.iter().enumerate() {
        if let Some(option) = question
            .kind
            .options()
            .iter()
            .find(|option| option.id == *id)
        {
            let label = format!("  {}  ", number + 1);
            markdown::print_item(context, &label, &option.text);
        }
    }
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

/// Prints whether an answer was right, and why.
pub fn print_feedback(context: &Context, shown: &ShownQuestion<'_>, graded: &Graded) {
    let ui = &context.ui;
    ui.out("");
    if graded.correct {
        ui.out(Styled::new().role(Role::Good, "✓ Right."));
    } else if graded.earned_milli > 0 {
        let share = format!(
            "◐ Partly: {} of {} points.",
            points(graded.earned_milli),
            points(graded.possible_milli)
        );
        ui.out(Styled::new().role(Role::Warning, &share));
    } else {
        ui.out(Styled::new().role(Role::Bad, "✗ Not quite."));
    }
    let several = matches!(shown.question.kind, QuestionKind::Multiple { .. });
    for verdict in &graded.options {
        let wrong = verdict.chosen != verdict.correct;
        let text = shown
            .question
            .kind
            .options()
            .iter()
            .find(|option| option.id == verdict.id);
        if let (true, Some(option)) = (wrong, text) {
            let lead = if verdict.chosen {
                "you chose"
            } else if several {
                "also right"
            } else {
                "right"
            };
            let why = verdict
                .why
                .as_deref()
                .map_or_else(String::new, |why| format!(" — {why}"));
            markdown::print_item(
                context,
                &format!("  {lead}: "),
                &format!("{}{why}", option.text),
            );
        }
    }
    if let (false, Some(why)) = (graded.correct, &graded.why) {
        markdown::print(context, why);
    }
    if !graded.correct && graded.options.is_empty() && !graded.expected.is_empty() {
        ui.out(format!("  expected: {}", graded.expected.join(" | ")));
    }
    markdown::print(context, &graded.explanation);
}
