//! `codezest quiz --review`.

use crate::context::Context;
use crate::failure::{Exit, Result};
use crate::lines::quiz;
use crate::plain::markdown;
use crate::store::content::ItemEntry;
use crate::ui::{Role, Styled};
use crate::views::quiz::Attempts;

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
    for line in quiz::attempts(&view.attempts, view.missed.len()) {
        ui.out(line);
    }
    for missed in &view.missed {
        ui.out("");
        markdown::print(context, &missed.question);
        markdown::print(context, &missed.explanation);
    }
    Ok(Exit::Done)
}
