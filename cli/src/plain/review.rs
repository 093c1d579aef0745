//! Cards as appended lines: Enter turns one over, a number rates it.

use codezest_core::learning::quiz::grade::Graded;
use codezest_core::learning::review::Rating;

use super::markdown::look;
use crate::context::Context;
use crate::learn::review::DueCard;
use crate::lines::review;
use crate::ui::{Role, Styled};
use crate::views::review::DueList;

/// Prints what is due.
pub fn print_list(context: &Context, view: &DueList) {
    let ui = &context.ui;
    ui.out_lines(&review::list(view, look(ui)));
}

/// Prints how a review goes.
pub fn introduce(context: &Context) {
    let said = "Answer, or press Enter to see the other side; then rate how it went.";
    context.ui.out(Styled::new().role(Role::Dim, said));
}

/// Prints what a card asks.
pub fn print_front(context: &Context, place: usize, of: usize, card: &DueCard) {
    let ui = &context.ui;
    ui.out("");
    ui.out_lines(&review::head(place, of, card));
    ui.out("");
    ui.out_lines(&review::front(card, look(ui)));
}

/// Waits for Enter; false when the learner stops (`q`, or the end of input).
#[must_use]
pub fn reveal(context: &Context) -> bool {
    let answer = context.ui.ask("Enter shows the other side, q stops: ");
    answer.is_some_and(|answer| !stops(&answer))
}

/// Prints what a card hides, and whether the answer was right if there was
/// one.
pub fn print_back(context: &Context, card: &DueCard, judged: Option<&Graded>) {
    let ui = &context.ui;
    ui.out("");
    ui.out_lines(&review::back(card, judged, look(ui)));
}

/// Asks how well a card was remembered until that is said; `None` when the
/// learner stops.
#[must_use]
pub fn ask_rating(context: &Context, intervals: [u32; 4]) -> Option<Rating> {
    let ui = &context.ui;
    ui.out("");
    ui.out(review::ratings(intervals));
    loop {
        let answer = ui.ask("How well did you remember it? 1 to 4, q stops: ")?;
        if stops(&answer) {
            return None;
        }
        let number = answer.trim().parse::<u8>().ok();
        match number.and_then(|number| Rating::try_from(number).ok()) {
            Some(rating) => return Some(rating),
            None => ui.say("  A number from 1 (again) to 4 (easy), or q to stop."),
        }
    }
}

fn stops(answer: &str) -> bool {
    answer.trim().eq_ignore_ascii_case("q")
}
