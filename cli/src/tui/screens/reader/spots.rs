//! The places of a text that one can stand on: parts that open, links, code.

use std::ops::Range;

use crate::lines::markdown::Page;

/// A place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    /// A part that opens, by its place on the page.
    Details(usize),
    /// A link, by its place on the page.
    Link(usize),
    /// A block of code, by its place on the page.
    Code(usize),
}

/// The places of a page from the top, with the line of each.
pub(super) fn of(page: &Page) -> Vec<(usize, Spot)> {
    let details = page.details.iter().enumerate();
    let mut spots: Vec<_> = details
        .map(|(at, place)| (place.line, Spot::Details(at)))
        .collect();
    let links = page.links.iter().enumerate();
    spots.extend(links.map(|(at, place)| (place.line, Spot::Link(at))));
    let codes = page.codes.iter().enumerate();
    spots.extend(codes.map(|(at, place)| (place.lines.start, Spot::Code(at))));
    spots.sort_by_key(|(line, _)| *line);
    spots
}

/// The place after (or before) `from`; without one, the first in `seen`, else
/// the first below (or the last above) it.
pub(super) fn step(
    spots: &[(usize, Spot)],
    from: Option<Spot>,
    back: bool,
    seen: &Range<usize>,
) -> Option<(usize, Spot)> {
    let at = from.and_then(|from| spots.iter().position(|(_, spot)| *spot == from));
    // Somebody who scrolled away goes on from what is seen.
    let at = at.filter(|at| spots.get(*at).is_some_and(|(line, _)| seen.contains(line)));
    match (at, back) {
        (Some(at), false) => spots.get(at + 1).or(spots.first()).copied(),
        (Some(at), true) => at
            .checked_sub(1)
            .and_then(|at| spots.get(at))
            .or(spots.last())
            .copied(),
        (None, false) => {
            let below = spots.iter().find(|(line, _)| *line >= seen.start);
            below.or(spots.first()).copied()
        }
        (None, true) => {
            let above = spots.iter().rev().find(|(line, _)| *line < seen.end);
            above.or(spots.last()).copied()
        }
    }
}
