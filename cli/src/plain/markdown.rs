//! Markdown as lines.

use crate::context::Context;

/// Prints Markdown as lines that fit the terminal.
pub fn print(context: &Context, text: &str) {
    context.ui.out_raw(text);
}
