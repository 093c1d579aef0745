//! An assignment.

use super::place::Shown;
use crate::context::Context;
use crate::failure::Result;
use crate::learn::facts;
use crate::lines::catalogue::mark;
use crate::plain::markdown;
use crate::store::content::ItemEntry;
use crate::ui::{Role, Styled};
use crate::views;

/// Prints the instructions, and where the files are.
pub(super) fn show(context: &Context, item: &ItemEntry) -> Result<Shown> {
    facts::set_current(context, item)?;
    let view = views::assignment::assignment(context, item)?;
    let ui = &context.ui;
    ui.out(Styled::new().role(Role::Title, &view.item.title));
    markdown::print(context, &view.markdown);
    ui.out("");
    for file in &view.files {
        ui.out(format!("write in {}/{}", view.folder, file.path));
    }
    let (role, symbol) = mark(view.item.status);
    let (seen, there) = view.hints;
    ui.out(
        Styled::new()
            .role(role, symbol)
            .text(&format!("; {seen} of {there} hints seen")),
    );
    Ok(Shown::default())
}
