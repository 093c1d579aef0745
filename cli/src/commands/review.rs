//! `codezest review`.

use codezest_core::learning::quiz::answer::Answer;

use crate::args::ReviewArgs;
use crate::context::Context;
use crate::failure::{Exit, Result};
use crate::learn::review::{self, DueCard};
use crate::lines::home::count;
use crate::plain;
use crate::views::review::DueList;

/// Asks what is due, card after card; lists it where nothing can be asked.
pub fn run(context: &Context, args: &ReviewArgs) -> Result<Exit> {
    let mut cards = review::due(context)?;
    let limit = args.limit.unwrap_or(usize::MAX);
    let view = DueList::new(&cards, limit);
    if context.ui.json {
        context.ui.json(&view)?;
        return Ok(Exit::Done);
    }
    cards.truncate(limit);
    if cards.is_empty() || !context.ui.interactive() {
        plain::review::print_list(context, &view);
        return Ok(Exit::Done);
    }
    let reviewed = ask_all(context, &cards)?;
    context.ui.say("");
    context.ui.say(summary(reviewed, view.due));
    Ok(Exit::Done)
}

/// How many were reviewed: all, unless the learner stopped.
fn ask_all(context: &Context, cards: &[DueCard]) -> Result<u32> {
    plain::review::introduce(context);
    let mut reviewed = 0;
    for (place, card) in (1..).zip(cards) {
        plain::review::print_front(context, place, cards.len(), card);
        let judged = match card.shown() {
            None => {
                if !plain::review::reveal(context) {
                    break;
                }
                None
            }
            Some(shown) => match plain::quiz::ask(context, &shown) {
                None => break,
                Some(Answer::Skipped) => None,
                Some(answer) => Some(review::judge(shown.question, &answer)?),
            },
        };
        plain::review::print_back(context, card, judged.as_ref());
        let intervals = review::intervals(card, context.now()?.day);
        let Some(rating) = plain::review::ask_rating(context, intervals) else {
            break;
        };
        review::rate(context, card, rating)?;
        reviewed += 1;
    }
    Ok(reviewed)
}

fn summary(reviewed: u32, due: u32) -> String {
    let said = format!("Reviewed {}", count(reviewed, "card"));
    match due.saturating_sub(reviewed) {
        0 => format!("{said}; nothing more is due today."),
        left => format!("{said}; {left} still due: codezest review"),
    }
}
