//! What was found.

use super::place::{Choice, Place, Shown, print_choice};
use crate::context::Context;
use crate::failure::Result;
use crate::store::content::SearchFilter;
use crate::ui::{Role, Styled};
use crate::views::search::Found;

/// Most hits.
const MOST: u32 = 20;

/// Prints the hits for `words`.
pub(super) fn show(context: &Context, words: &str) -> Result<Shown> {
    let filter = SearchFilter {
        limit: MOST,
        ..SearchFilter::default()
    };
    let found = Found::new(words, &context.content()?.search(words, &filter)?);
    let head = format!("Found: {words}");
    context.ui.out(Styled::new().role(Role::Title, &head));
    let mut shown = Shown::default();
    for hit in &found.hits {
        let place = Place::Item(hit.item.clone(), hit.kind);
        shown.choices.push(Choice::Go(place));
        let said = format!("{}, {}", hit.title, hit.kind.as_str());
        print_choice(context, &shown.choices, said.into());
        let mut line = Styled::new().text("     ");
        for part in &hit.snippet {
            line.push(Role::Text, &part.text);
        }
        context.ui.out(line);
    }
    if found.hits.is_empty() {
        let said = "Nothing found; try fewer words, or the beginning of one.";
        context.ui.out(said);
    }
    Ok(shown)
}
