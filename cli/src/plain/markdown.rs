//! Markdown as lines.

use crate::context::Context;
use crate::ui::Ui;
use crate::views::markdown::{self, Look};

/// Lines longer than this are hard to read, however wide the terminal is.
const COMFORTABLE: usize = 100;

/// Prints Markdown as lines that fit the terminal.
pub fn print(context: &Context, text: &str) {
    let ui = &context.ui;
    ui.out_lines(&markdown::lines(text, look(ui)));
}

/// How text looks on this terminal.
#[must_use]
pub fn look(ui: &Ui) -> Look {
    Look {
        width: ui.width.min(COMFORTABLE),
        plain: ui.plain,
        color: ui.colors(),
    }
}
pub fn say(context: &Context, text: &str) {
    context.ui.say(text);
}
pub fn lines(_context: &Context, text: &str) -> Vec<crate::ui::Styled> {
    text.lines().map(crate::ui::Styled::from).collect()
}
pub fn print_item(context: &Context, label: &str, text: &str) {
    context.ui.out(format!("{label}{text}"));
}
pub fn print_code(context: &Context, text: &str) {
    context.ui.out_raw(text);
}
