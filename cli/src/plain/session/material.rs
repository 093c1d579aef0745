//! A material, page by page.

use super::place::{Choice, Shown, print_choice};
use crate::context::Context;
use crate::failure::Result;
use crate::lines::markdown;
use crate::plain::markdown::look;
use crate::store::content::ItemEntry;
use crate::ui::{Role, Styled};
use crate::views;

/// Lines of a page where the terminal does not say how many fit.
const PAGE: usize = 22;

/// Prints the first page; the rest comes with Enter.
pub(super) fn show(context: &Context, item: &ItemEntry) -> Result<Shown> {
    let view = views::reader::reader(context, item)?;
    let document = markdown::parse(&view.markdown);
    let mut rest = vec![
        Styled::new().role(Role::Title, &view.item.title),
        Styled::new(),
    ];
    rest.extend(markdown::layout(&document, look(&context.ui)));
    let mut shown = Shown {
        rest,
        ..Shown::default()
    };
    more(context, &mut shown);
    for link in document.links {
        let said = format!("link {}", link.url);
        shown.choices.push(Choice::Link(link.url));
        print_choice(context, &shown.choices, said.into());
    }
    Ok(shown)
}

/// Prints the next page.
pub(super) fn more(context: &Context, shown: &mut Shown) {
    let height = context.ui.screen_height().unwrap_or(PAGE);
    let page = height.saturating_sub(3).max(1).min(shown.rest.len());
    let rest = shown.rest.split_off(page);
    context.ui.out_lines(&shown.rest);
    shown.rest = rest;
    shown.enter = Some(if shown.rest.is_empty() {
        "marks it as read and goes on"
    } else {
        "reads on"
    });
}
