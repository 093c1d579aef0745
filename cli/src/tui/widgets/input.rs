//! A line in which one writes.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::canvas::Canvas;
use crate::ui::{Role, Styled};

/// Most bytes that are taken.
const MOST: usize = 4_096;

/// A line and where in it one writes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Input {
    text: String,
    /// In bytes, always between graphemes.
    at: usize,
}

impl Input {
    /// A line that holds `text` already; one writes at its end.
    #[must_use]
    pub fn with(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            at: text.len(),
        }
    }

    /// What it holds.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Takes a key; whether the text changed. Keys that mean nothing here
    /// change nothing.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        if key.modifiers.contains(KeyModifiers::ALT) {
            return false;
        }
        let before = self.text.len();
        match (key.code, control) {
            (KeyCode::Char(c), false) => self.insert(c.encode_utf8(&mut [0; 4])),
            (KeyCode::Backspace, false) | (KeyCode::Char('h'), true) => {
                let from = self.before();
                self.text.replace_range(from..self.at, "");
                self.at = from;
            }
            (KeyCode::Delete, _) | (KeyCode::Char('d'), true) => {
                let to = self.after();
                self.text.replace_range(self.at..to, "");
            }
            (KeyCode::Left, _) => self.at = self.before(),
            (KeyCode::Right, _) => self.at = self.after(),
            (KeyCode::Home, _) | (KeyCode::Char('a'), true) => self.at = 0,
            (KeyCode::End, _) | (KeyCode::Char('e'), true) => self.at = self.text.len(),
            (KeyCode::Char('u'), true) => {
                self.text.replace_range(..self.at, "");
                self.at = 0;
            }
            (KeyCode::Char('k'), true) => self.text.truncate(self.at),
            (KeyCode::Char('w'), true) => {
                let head = self.text.get(..self.at).unwrap_or("").trim_end();
                let from = head.rfind(' ').map_or(0, |space| space + 1);
                self.text.replace_range(from..self.at, "");
                self.at = from;
            }
            _ => {}
        }
        self.text.len() != before
    }

    /// Inserts text where one writes, without line ends and what could act on
    /// a terminal.
    pub fn insert(&mut self, text: &str) {
        let text = codezest_core::text::clean(text).replace(['\n', '\t'], " ");
        if self.text.len() + text.len() <= MOST {
            self.text.insert_str(self.at, &text);
            self.at += text.len();
        }
    }

    /// Empties it.
    pub fn clear(&mut self) {
        self.text.clear();
        self.at = 0;
    }

    /// Where the grapheme before the cursor begins.
    fn before(&self) -> usize {
        let head = self.text.get(..self.at).unwrap_or("");
        head.grapheme_indices(true)
            .next_back()
            .map_or(0, |(at, _)| at)
    }

    /// Where the grapheme after the cursor ends.
    fn after(&self) -> usize {
        let tail = self.text.get(self.at..).unwrap_or("");
        tail.graphemes(true)
            .next()
            .map_or(self.at, |next| self.at + next.len())
    }

    /// Draws it at a row behind a label, with the terminal's cursor in it.
    /// What does not fit is cut on the left.
    pub fn draw(&self, canvas: &mut Canvas<'_>, row: u16, label: &str) {
        let mut line = Styled::new().role(Role::Hint, label);
        let room = usize::from(canvas.area.width).saturating_sub(label.width() + 1);
        let head = self.text.get(..self.at).unwrap_or("");
        let mut from = 0;
        for (at, _) in head.grapheme_indices(true) {
            from = at;
            if head.get(at..).unwrap_or("").width() <= room {
                break;
            }
        }
        line.push(Role::Text, self.text.get(from..).unwrap_or(""));
        canvas.line(row, &line);
        let column = label.width() + head.get(from..).unwrap_or("").width();
        let column = u16::try_from(column).unwrap_or(0);
        if row < canvas.area.height && column < canvas.area.width {
            *canvas.cursor = Some((canvas.area.x + column, canvas.area.y + row));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(input: &mut Input, keys: &[(KeyCode, KeyModifiers)]) {
        for (code, modifiers) in keys {
            input.key(KeyEvent::new(*code, *modifiers));
        }
    }

    #[test]
    fn graphemes_are_deleted_as_a_whole() {
        let mut input = Input::default();
        input.insert("ae\u{301}x 漢\n\u{1b}[2Jz");
        assert_eq!(input.text(), "ae\u{301}x 漢 z");
        press(
            &mut input,
            &[
                (KeyCode::Home, KeyModifiers::NONE),
                (KeyCode::Right, KeyModifiers::NONE),
                (KeyCode::Delete, KeyModifiers::NONE),
            ],
        );
        assert_eq!(input.text(), "ax 漢 z");
        press(
            &mut input,
            &[
                (KeyCode::End, KeyModifiers::NONE),
                (KeyCode::Char('w'), KeyModifiers::CONTROL),
                (KeyCode::Backspace, KeyModifiers::NONE),
                (KeyCode::Backspace, KeyModifiers::NONE),
            ],
        );
        assert_eq!(input.text(), "ax ");
        press(&mut input, &[(KeyCode::Char('u'), KeyModifiers::CONTROL)]);
        assert_eq!(input.text(), "");
    }
}
