//! `codezest quiz --review`.

use crate::context::{Context, local_time};
use crate::failure::{Exit, Result};
use crate::lines::home::count;
use crate::plain::markdown;
use crate::store::content::ItemEntry;
use crate::ui::{Role, Styled};
use crate::views::quiz::{AttemptLine, Attempts};

/// Shows earlier attempts, and what the last one missed with its explanation.
pub fn run(context: &Context, item: &ItemEntry) -> Result<Exit> {
    let view = Attempts::of(context, item)?;
    let ui = &context.ui;
    if ui.json {
        ui.json(&view)?;
        return Ok(Exit::Done);
    }
    if view.attempts.is_empty() {
        ui.out(format!(
            "You have not taken {} yet: codezest quiz {}",
            item.title,
            item.reference()
        ));
        return Ok(Exit::Done);
    }
    ui.out(Styled::new().role(Role::Title, &item.title));
    for (number, attempt) in (1..).zip(&view.attempts) {
        ui.out(line(number, attempt));
    }
    ui.out("");
    if view.missed.is_empty() {
        ui.out("Nothing was missed.");
    } else {
        let count = count(
            u32::try_from(view.missed.len()).unwrap_or(u32::MAX),
            "question",
        );
        ui.out(Styled::new().role(
            Role::Strong,
            &format!("Missed in the last attempt: {count}"),
        ));
    }
    for missed in &view.missed {
        ui.out("");
        markdown::print(context, &missed.question);
        markdown::print(context, &missed.explanation);
    }
    Ok(Exit::Done)
}

fn line(number: u32, attempt: &AttemptLine) -> Styled {
    let (role, mark) = if attempt.passed {
        (Role::Good, "✓")
    } else {
        (Role::Bad, "✗")
    };
    let when = local_time(attempt.time);
    Styled::new()
        .role(role, mark)
        .text(&format!(" attempt {number}: {} %, {when}", attempt.percent))
}
