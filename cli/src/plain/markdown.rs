//! Markdown as lines.

use codezest_core::text::clean;

use crate::context::Context;
use crate::lines::markdown::{self, Look};
use crate::ui::{Styled, Ui};

/// Lines longer than this are hard to read, however wide the terminal is.
const COMFORTABLE: usize = 100;

/// Prints Markdown as lines that fit the terminal.
pub fn print(context: &Context, text: &str) {
    context.ui.out_lines(&lines(context, text));
}

/// Says Markdown on standard error, unless quiet.
pub fn say(context: &Context, text: &str) {
    context
        .ui
        .say_lines(|look| markdown::lines(text, comfortable(look)));
}

/// Markdown as lines that fit the terminal.
#[must_use]
pub fn lines(context: &Context, text: &str) -> Vec<Styled> {
    markdown::lines(text, look(&context.ui))
}

/// Prints a short Markdown text behind a label; its further lines begin where
/// the first one does.
pub fn print_item(context: &Context, label: &str, text: &str) {
    let first = Styled::new().text(&clean(label));
    let rest = Styled::new().text(&" ".repeat(first.width()));
    let lines = markdown::hang(&first, &rest, look(&context.ui), |look| {
        markdown::lines(text, look)
    });
    context.ui.out_lines(&lines);
}

/// Prints a file of code as it is, so that it can be copied, without what
/// could act on the terminal.
pub fn print_code(context: &Context, text: &str) {
    let text = clean(text);
    context.ui.out_raw(&text);
    if !text.is_empty() && !text.ends_with('\n') {
        context.ui.out_raw("\n");
    }
}

/// How text looks on this terminal.
#[must_use]
pub fn look(ui: &Ui) -> Look {
    comfortable(ui.look())
}

fn comfortable(look: Look) -> Look {
    look.narrowed(look.width.min(COMFORTABLE))
}
