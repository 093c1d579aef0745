//! Lines, some of which belong to entries that one can choose from.

use super::canvas::Canvas;
use super::cursor::Cursor;
use super::scroll::thumb;
use crate::tui::keymap::Action;
use crate::ui::Styled;

/// A line, and the entry it belongs to (from 0), if to any.
pub type Listed = (Styled, Option<usize>);

/// Lines and the entry one stands on, which is always seen, all its lines and
/// what is said above the first.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    lines: Vec<Listed>,
    cursor: Cursor,
    top: usize,
    height: usize,
}

impl Listing {
    /// Takes new lines. One stays on the entry of the same number.
    pub fn set_lines(&mut self, lines: Vec<Listed>) {
        self.lines = lines;
        let last = self.lines.iter().filter_map(|(_, entry)| *entry).max();
        self.cursor.set_length(last.map_or(0, |last| last + 1));
        self.clamp();
    }

    /// So many lines can be seen now.
    pub fn set_height(&mut self, height: u16) {
        self.height = usize::from(height);
        self.clamp();
    }

    /// The entry one stands on.
    #[must_use]
    pub fn at(&self) -> usize {
        self.cursor.at()
    }

    /// Stands on an entry, or on the last if there are fewer.
    pub fn go_to(&mut self, at: usize) {
        self.cursor.go_to(at);
        self.clamp();
    }

    /// Moves by an entry as the wheel turns, however many lines that says:
    /// entries have several.
    pub fn turn(&mut self, lines: i16) {
        self.cursor.move_by(isize::from(lines.signum()));
        self.clamp();
    }

    /// Moves as a key says; whether it is one that moves.
    pub fn act(&mut self, action: Action) -> bool {
        let moves = self.cursor.act(action);
        self.clamp();
        moves
    }

    /// Draws what of it is seen.
    pub fn draw(&self, canvas: &mut Canvas<'_>) {
        let height = canvas.area.height;
        let mut before = None;
        for (row, (line, entry)) in (0..height).zip(self.lines.iter().skip(self.top)) {
            match entry {
                Some(at) => {
                    let here = *at == self.cursor.at();
                    canvas.entry(row, line, *at, here, before != Some(*at));
                }
                None => canvas.line(row, line),
            }
            before = *entry;
        }
        canvas.mark(thumb(self.lines.len(), self.top, height));
    }

    fn clamp(&mut self) {
        let at = self.cursor.at();
        let entry = |(_, entry): &Listed| *entry == Some(at);
        let length = self.lines.len();
        let first = self.lines.iter().position(entry).unwrap_or(0);
        let last = self.lines.iter().rposition(entry).unwrap_or(0);
        let entries = self.lines.iter().filter_map(|(_, entry)| *entry).max();
        // A page is as many entries as fit on average.
        let fit = self.height * (entries.unwrap_or(0) + 1) / length.max(1);
        self.cursor
            .set_height(u16::try_from(fit).unwrap_or(u16::MAX));
        let from = if at == 0 { 0 } else { first };
        let to = if Some(at) == entries {
            length.saturating_sub(1)
        } else {
            last
        };
        let height = self.height.max(1);
        self.top = self.top.min(from).max((to + 1).saturating_sub(height));
        self.top = self.top.max((last + 1).saturating_sub(height)).min(first);
        self.top = self.top.min(length.saturating_sub(height));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A heading, then entries of two lines with a heading in their middle.
    fn listing(entries: usize, height: u16) -> Listing {
        let mut lines = vec![(Styled::from("heading"), None), (Styled::new(), None)];
        for at in 0..entries {
            if at == entries / 2 {
                lines.push((Styled::from("another"), None));
            }
            lines.push((Styled::from("title"), Some(at)));
            lines.push((Styled::from("more"), Some(at)));
        }
        let mut listing = Listing::default();
        listing.set_height(height);
        listing.set_lines(lines);
        listing
    }

    #[test]
    fn all_lines_of_the_entry_are_seen_wherever_one_goes() {
        for height in [2, 3, 7, 10, 100] {
            let mut list = listing(20, height);
            for action in [
                Action::Down,
                Action::PageDown,
                Action::PageDown,
                Action::Up,
                Action::Bottom,
                Action::PageUp,
                Action::Top,
            ] {
                assert!(list.act(action));
                let seen = list.lines.iter().skip(list.top).take(height.into());
                let here = seen.filter(|(_, entry)| *entry == Some(list.at()));
                assert_eq!(here.count(), 2, "{action:?} at {height}");
            }
        }
    }

    #[test]
    fn the_wheel_moves_by_one_entry() {
        let mut list = listing(20, 8);
        list.turn(3);
        assert_eq!(list.at(), 1);
        list.turn(3);
        list.turn(-3);
        assert_eq!(list.at(), 1);
    }

    #[test]
    fn the_heading_is_seen_with_the_first_entry_and_a_page_is_what_fits() {
        let mut list = listing(20, 8);
        list.act(Action::Bottom);
        assert_eq!((list.at(), list.top), (19, 35));
        list.act(Action::PageUp);
        assert_eq!(list.at(), 17);
        list.act(Action::Top);
        assert_eq!((list.at(), list.top), (0, 0));
        list.set_lines(Vec::new());
        assert_eq!((list.at(), list.top), (0, 0));
    }
}
