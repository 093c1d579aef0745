//! A quiz before an attempt.

use super::place::Shown;
use crate::context::Context;
use crate::failure::Result;
use crate::learn::facts;
use crate::lines::quiz;
use crate::plain::markdown::look;
use crate::store::content::ItemEntry;
use crate::views;

/// Prints what an attempt is, and the attempts made.
pub(super) fn show(context: &Context, item: &ItemEntry) -> Result<Shown> {
    facts::set_current(context, item)?;
    let view = views::attempt::quiz(context, item)?;
    let ui = &context.ui;
    ui.out_lines(&quiz::introduction(&view, look(ui)));
    Ok(Shown {
        enter: Some(match view.interrupted {
            Some(_) => "goes on",
            None => "begins",
        }),
        ..Shown::default()
    })
}
