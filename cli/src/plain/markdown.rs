//! Markdown as lines.

use crate::context::Context;

/// Prints Markdown as lines that fit the terminal.
pub fn print(context: &Context, text: &str) {
    context.ui.out_raw(text);
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
