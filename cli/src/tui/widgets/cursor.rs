//! Where one stands in a list, and what of the list is seen.

use crate::tui::keymap::Action;

/// A place in a list of so many entries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cursor {
    at: usize,
    top: usize,
    height: usize,
    length: usize,
}

impl Cursor {
    /// The first of `length` entries.
    #[must_use]
    pub fn new(length: usize) -> Self {
        Self {
            length,
            ..Self::default()
        }
    }

    /// The entry one stands on, from 0.
    #[must_use]
    pub fn at(self) -> usize {
        self.at
    }

    /// The first entry that is seen.
    #[must_use]
    pub fn top(self) -> usize {
        self.top
    }

    /// Stands on an entry, or on the last if there are fewer.
    pub fn go_to(&mut self, at: usize) {
        self.at = at;
        self.clamp();
    }

    /// The list has so many entries now.
    pub fn set_length(&mut self, length: usize) {
        self.length = length;
        self.clamp();
    }

    /// So many entries can be seen now.
    pub fn set_height(&mut self, height: u16) {
        self.height = usize::from(height);
        self.clamp();
    }

    /// Moves by so many entries.
    pub fn move_by(&mut self, entries: isize) {
        self.at = self.at.saturating_add_signed(entries);
        self.clamp();
    }

    /// Moves as a key says; whether it is one that moves.
    pub fn act(&mut self, action: Action) -> bool {
        let page = isize::try_from(self.height.saturating_sub(1).max(1)).unwrap_or(1);
        match action {
            Action::Down => self.move_by(1),
            Action::Up => self.move_by(-1),
            Action::PageDown => self.move_by(page),
            Action::PageUp => self.move_by(-page),
            Action::Top => self.go_to(0),
            Action::Bottom => self.go_to(usize::MAX),
            _ => return false,
        }
        true
    }

    /// Where the mark of the place begins and how long it is, in a bar of
    /// `height`; none when everything is seen.
    #[must_use]
    pub fn thumb(self, height: u16) -> Option<(u16, u16)> {
        super::scroll::thumb(self.length, self.top, height)
    }

    fn clamp(&mut self) {
        self.at = self.at.min(self.length.saturating_sub(1));
        let height = self.height.max(1);
        self.top = self.top.min(self.at);
        self.top = self.top.max((self.at + 1).saturating_sub(height));
        self.top = self.top.min(self.length.saturating_sub(height));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_is_always_seen() {
        let mut cursor = Cursor::new(100);
        cursor.set_height(10);
        for action in [
            Action::Bottom,
            Action::Up,
            Action::PageUp,
            Action::Down,
            Action::Top,
            Action::Up,
            Action::PageDown,
        ] {
            assert!(cursor.act(action));
            assert!(
                (cursor.top()..cursor.top() + 10).contains(&cursor.at()),
                "{cursor:?}"
            );
        }
        cursor.act(Action::Bottom);
        cursor.set_length(5);
        assert_eq!((cursor.at(), cursor.top()), (4, 0));
        cursor.set_length(0);
        assert_eq!(cursor.at(), 0);
    }
}
