//! `codezest quiz --review`.

use crate::context::{Context, local_time};
use crate::failure::{Exit, Result};
use crate::learn::{facts, quiz};
use crate::plain::home::count;
use crate::plain::markdown;
use crate::store::content::ItemEntry;
use crate::ui::{Role, Styled};

/// Shows earlier attempts, and what the last one missed with its explanation.
pub fn run(context: &Context, item: &ItemEntry) -> Result<Exit> {
    let state = facts::state(context, item)?;
    let attempts = state.attempts().in_order();
    let ui = &context.ui;
    let Some((last, _, _)) = attempts.last() else {
        ui.out(format!(
            "You have not taken {} yet: codezest quiz {}",
            item.title,
            item.reference()
        ));
        return Ok(Exit::Done);
    };
    ui.out(Styled::new().role(Role::Title, &item.title));
    for (number, (_, attempt, _)) in attempts.iter().enumerate() {
        let (role, mark) = if attempt.value.passed {
            (Role::Good, "✓")
        } else {
            (Role::Bad, "✗")
        };
        let line = format!(
            " attempt {}: {} %, {}",
            number + 1,
            attempt.value.earned.percent(),
            local_time(attempt.value.at)
        );
        ui.out(Styled::new().role(role, mark).text(&line));
    }
    let quiz = quiz::load(context, item)?;
    let answers = context.account()?.answers(item.course_uid, &item.id)?;
    let right: Vec<_> = answers
        .of(*last)
        .filter(|(_, answer)| answer.earned.earned_milli == answer.earned.possible_milli)
        .map(|(question, _)| question.clone())
        .collect();
    let missed: Vec<_> = quiz
        .questions
        .iter()
        .filter(|question| !right.contains(&question.id))
        .collect();
    ui.out("");
    if missed.is_empty() {
        ui.out("Nothing was missed.");
    } else {
        let count = count(u32::try_from(missed.len()).unwrap_or(u32::MAX), "question");
        ui.out(Styled::new().role(
            Role::Strong,
            &format!("Missed in the last attempt: {count}"),
        ));
    }
    for question in missed {
        ui.out("");
        markdown::print(context, &question.text);
        markdown::print(context, &question.explanation);
    }
    Ok(Exit::Done)
}
