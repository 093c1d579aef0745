//! Cards: what is due, their two sides, and how far each rating moves them.

use codezest_core::learning::quiz::grade::Graded;
use codezest_core::learning::review::Rating;
use codezest_core::text::{clean, shorten};

use super::home::count;
use super::markdown::{self, Look, sentence};
use super::quiz;
use crate::learn::review::{Asks, DueCard};
use crate::ui::{Role, Styled};
use crate::views::review::{CardLine, DueList};

/// Most characters of a question in a list.
const MAX_LISTED_CHARS: usize = 60;

/// What is due, a line each.
#[must_use]
pub fn list(view: &DueList, look: Look) -> Vec<Styled> {
    if view.cards.is_empty() {
        return sentence(
            "Nothing to review today. What you get wrong in quizzes and tests comes back here, \
             further apart each time you remember it.",
            Role::Text,
            look,
        );
    }
    let head = format!("{} due", count(view.due, "card"));
    let mut lines = vec![Styled::new().role(Role::Title, &head)];
    lines.extend(view.cards.iter().map(|card| line(card).in_words(look)));
    let shown = u32::try_from(view.cards.len()).unwrap_or(u32::MAX);
    if shown < view.due {
        let more = format!("… and {} more", view.due - shown);
        lines.push(Styled::new().role(Role::Dim, &more).in_words(look));
    }
    lines
}

fn line(card: &CardLine) -> Styled {
    let asks = card.text.as_deref().unwrap_or(&card.title);
    let asks = asks.split_whitespace().collect::<Vec<_>>().join(" ");
    Styled::new()
        .role(Role::Dim, &format!("  {}  ", card.due))
        .role(Role::Code, &card.item)
        .text(&format!("  {}", shorten(&asks, MAX_LISTED_CHARS)))
}

/// The place of a card, and where it comes from.
#[must_use]
pub fn head(place: usize, of: usize, card: &DueCard) -> Vec<Styled> {
    let head = format!("Card {place} of {of}");
    let from = format!("  {}", card.item.reference());
    let line = Styled::new().role(Role::Title, &head);
    vec![line.role(Role::Dim, &from)]
}

/// What a card asks.
#[must_use]
pub fn front(card: &DueCard, look: Look) -> Vec<Styled> {
    if let Some(shown) = card.shown() {
        let mut lines = quiz::question(&shown, look);
        lines.extend(quiz::options(&shown, look));
        return lines;
    }
    let title = clean(&card.item.title);
    let mut lines = vec![Styled::new().role(Role::Strong, &title)];
    if let Asks::Assignment { begins, .. } = &card.asks {
        lines.extend(markdown::lines(begins, look));
    }
    lines.extend(sentence(
        "How did you solve it? Say it to yourself, or write it down.",
        Role::Dim,
        look,
    ));
    lines
}

/// What a card hides: for a question what is right and why, with the verdict
/// where an answer was `judged`; for an assignment how to see and do it again.
#[must_use]
pub fn back(card: &DueCard, judged: Option<&Graded>, look: Look) -> Vec<Styled> {
    match &card.asks {
        Asks::Question { question, .. } => match judged {
            Some(graded) => quiz::feedback(question, graded, look),
            None => quiz::answer(question, look),
        },
        Asks::Assignment { has_solution, .. } => {
            let name = card.item.reference();
            let solution = has_solution.then(|| command("The solution:", "solution", &name));
            let again = command("Do it again:", "reset", &name);
            solution.into_iter().chain([again]).collect()
        }
    }
}

fn command(label: &str, verb: &str, name: &str) -> Styled {
    let command = format!("codezest {verb} {name}");
    let line = Styled::new().text(&format!("{label:<14}"));
    line.role(Role::Code, &command)
}

/// The ratings with the days to the next review beside each.
#[must_use]
pub fn ratings(intervals: [u32; 4]) -> Styled {
    let ratings = Rating::ALL.into_iter().zip(intervals);
    ratings.fold(Styled::new(), |line, (rating, days)| {
        line.role(Role::Strong, &format!("  {} ", rating.number()))
            .text(rating.as_str())
            .role(Role::Dim, &format!(" {}", span(days)))
    })
}

/// A number of days in short: `5 d`, `3 mo`, `2 y`; months and years are
/// rounded to the nearest.
#[must_use]
pub fn span(days: u32) -> String {
    match days {
        0..=59 => format!("{days} d"),
        60..=729 => format!("{} mo", (days + 15) / 30),
        _ => format!("{} y", (days + 182) / 365),
    }
}

#[cfg(test)]
mod tests {
    use super::{ratings, span};

    #[test]
    fn spans_are_short_and_ratings_carry_them() {
        let cases = [
            (1, "1 d"),
            (59, "59 d"),
            (60, "2 mo"),
            (74, "2 mo"),
            (75, "3 mo"),
            (729, "24 mo"),
            (730, "2 y"),
            (36_500, "100 y"),
        ];
        for (days, short) in cases {
            assert_eq!(span(days), short);
        }
        assert_eq!(
            ratings([1, 2, 12, 90]).render(false, false),
            "  1 again 1 d  2 hard 2 d  3 good 12 d  4 easy 3 mo"
        );
    }
}
