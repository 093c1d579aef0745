//! An editor for one file: what is written is kept by `ratatui-textarea`
//! (cursor, selection, undo), drawn here with line numbers and colours.

mod draw;

use std::path::Path;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui_textarea::{CursorMove, DataCursor, TextArea};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::lines::highlight::{self, Highlighted, Language};
use crate::ui::Styled;

/// Columns of a tab.
const TAB: usize = 4;

/// A file that is written.
#[derive(Debug)]
pub struct Editor {
    area: TextArea<'static>,
    /// What is on the disk.
    saved: String,
    /// Whether the last line of the file has an end.
    ends_with_newline: bool,
    /// How lines end, as in the file.
    line_end: &'static str,
    /// How far a block is indented.
    indent: usize,
    /// Tabs, as Makefiles and Go want them.
    hard_tabs: bool,
    /// The column that moving up and down tries to keep.
    wanted_column: Option<usize>,
    /// What the words and signs of the code are, where the language is known.
    colors: Option<Highlighted>,
    /// The first line that may differ from what the colours know.
    changed_from: usize,
    top: usize,
    left: usize,
    height: usize,
    width: usize,
}

impl Editor {
    /// An editor of `text`, the content of the file at `path`.
    #[must_use]
    pub fn new(path: &str, text: &str) -> Self {
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let mut area = TextArea::new(lines);
        area.set_max_histories(1_000);
        let extension = path.rsplit('.').next().unwrap_or("");
        let hard_tabs = text.lines().any(|line| line.starts_with('\t'))
            || matches!(extension, "go" | "mk")
            || path.ends_with("Makefile");
        let indent = match extension {
            "js" | "ts" | "html" | "css" | "json" | "yaml" | "yml" | "rb" | "lua" => 2,
            _ => 4,
        };
        Self {
            area,
            saved: text.to_owned(),
            line_end: if text.contains("\r\n") { "\r\n" } else { "\n" },
            ends_with_newline: text.is_empty() || text.ends_with('\n'),
            indent,
            hard_tabs,
            wanted_column: None,
            colors: Language::of_path(Path::new(path)).map(Highlighted::new),
            changed_from: 0,
            top: 0,
            left: 0,
            height: 1,
            width: 1,
        }
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = self.area.lines().join(self.line_end);
        if self.ends_with_newline && !text.is_empty() {
            text.push_str(self.line_end);
        }
        text
    }

    /// Whether something was written that is not on the disk.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.text() != self.saved
    }

    /// `text` is on the disk now.
    pub fn mark_saved(&mut self, text: &str) {
        text.clone_into(&mut self.saved);
    }

    /// What was last known to be on the disk.
    #[must_use]
    pub fn saved(&self) -> &str {
        &self.saved
    }

    /// Line and column of the cursor, in characters from 0.
    #[must_use]
    pub fn cursor(&self) -> (usize, usize) {
        let DataCursor(row, column) = self.area.cursor();
        (row, column)
    }

    /// Takes a key; whether it means anything here.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        let (before, _) = self.cursor();
        let taken = self.dispatch(key);
        let whole = key.modifiers.contains(KeyModifiers::CONTROL) || self.area.is_selecting();
        let (after, _) = self.cursor();
        // Undoing, cutting and pasting change lines far from the cursor.
        let from = if whole { 0 } else { before.min(after) };
        self.changed_from = self.changed_from.min(from);
        taken
    }

    fn dispatch(&mut self, key: KeyEvent) -> bool {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let shift = key.modifiers.contains(KeyModifiers::SHIFT);
        if key.modifiers.contains(KeyModifiers::ALT) && matches!(key.code, KeyCode::Char(_)) {
            return false;
        }
        let keeps_column = matches!(
            key.code,
            KeyCode::Up | KeyCode::Down | KeyCode::PageUp | KeyCode::PageDown
        );
        if !keeps_column {
            self.wanted_column = None;
        }
        match (key.code, control) {
            (KeyCode::Char('z'), true) => {
                self.area.undo();
            }
            (KeyCode::Char('y'), true) => {
                self.area.redo();
            }
            (KeyCode::Char('a'), true) => self.area.select_all(),
            (KeyCode::Char('x'), true) => {
                self.area.cut();
            }
            (KeyCode::Char('v'), true) => {
                self.area.paste();
            }
            (KeyCode::Char('k'), true) => {
                self.area.delete_line_by_end();
            }
            (KeyCode::Char(_), true) => return false,
            (KeyCode::Char(c), false) => self.insert_char(c),
            (KeyCode::Enter, _) => self.new_line(),
            (KeyCode::Tab, _) => self.tab(),
            (KeyCode::BackTab, _) => self.dedent(),
            (KeyCode::Backspace, true) => {
                self.area.delete_word();
            }
            (KeyCode::Backspace, false) => self.backspace(),
            (KeyCode::Up, _) => self.up_or_down(-1, shift),
            (KeyCode::Down, _) => self.up_or_down(1, shift),
            (KeyCode::PageUp, _) => self.up_or_down(-self.page(), shift),
            (KeyCode::PageDown, _) => self.up_or_down(self.page(), shift),
            (KeyCode::Home, false) => self.home(shift),
            // Without its column: the very beginning, the very end.
            (KeyCode::Home, true) => {
                self.select(shift);
                self.jump(0, 0);
            }
            (KeyCode::End, true) => {
                self.go(CursorMove::Bottom, shift);
                self.area.move_cursor(CursorMove::End);
            }
            (KeyCode::End, false) => self.go(CursorMove::End, shift),
            (KeyCode::Left, true) => self.go(CursorMove::WordBack, shift),
            (KeyCode::Right, true) => self.go(CursorMove::WordForward, shift),
            (KeyCode::Left, false) => self.go(CursorMove::Back, shift),
            (KeyCode::Right, false) => self.go(CursorMove::Forward, shift),
            (KeyCode::Delete, true) => {
                self.area.delete_next_word();
            }
            (KeyCode::Delete, false) => {
                self.area.delete_next_char();
            }
            _ => return false,
        }
        true
    }

    /// Inserts what was pasted, as it is but for what acts on a terminal.
    pub fn paste(&mut self, text: &str) {
        self.area.insert_str(codezest_core::text::clean(text));
        self.changed_from = 0;
    }

    /// What is selected, for the clipboard.
    #[must_use]
    pub fn selected(&self) -> Option<String> {
        let ((from_row, from), (to_row, to)) = self.area.selection_range()?;
        let mut text = String::new();
        for (row, line) in self.area.lines().iter().enumerate() {
            if row < from_row || row > to_row {
                continue;
            }
            let begin = if row == from_row { from } else { 0 };
            let end = if row == to_row { to } else { usize::MAX };
            text.extend(line.chars().skip(begin).take(end.saturating_sub(begin)));
            if row < to_row {
                text.push('\n');
            }
        }
        Some(text)
    }

    /// Puts the cursor at a line and a column on the screen, both from 0 in
    /// the text's own counting.
    pub fn click(&mut self, row: usize, column: usize) {
        self.area.cancel_selection();
        let Some(line) = self
            .area
            .lines()
            .get(row.min(self.area.lines().len().saturating_sub(1)))
        else {
            return;
        };
        let mut used = 0;
        let at = line.chars().take_while(|c| {
            used += if *c == '\t' {
                TAB
            } else {
                c.to_string().width()
            };
            used <= column
        });
        let at = at.count();
        self.jump(row, at);
    }

    fn insert_char(&mut self, c: char) {
        // A closing bracket at the beginning of a line belongs under the line
        // that opened it.
        if matches!(c, '}' | ')' | ']') && self.before_cursor().chars().all(|c| c == ' ') {
            self.remove_indent();
        }
        self.area.insert_char(c);
    }

    fn new_line(&mut self) {
        let before = self.before_cursor();
        let mut indent: String = before
            .chars()
            .take_while(|c| matches!(c, ' ' | '\t'))
            .collect();
        if before.trim_end().ends_with([':', '{', '(', '[']) {
            indent.push_str(&self.one_indent());
        }
        self.area.insert_newline();
        if !indent.is_empty() {
            self.area.insert_str(indent);
        }
    }

    fn one_indent(&self) -> String {
        if self.hard_tabs {
            "\t".to_owned()
        } else {
            " ".repeat(self.indent)
        }
    }

    fn tab(&mut self) {
        if self.hard_tabs {
            self.area.insert_char('\t');
            return;
        }
        let (_, column) = self.cursor();
        self.area
            .insert_str(" ".repeat(self.indent - column % self.indent));
    }

    fn dedent(&mut self) {
        let (row, column) = self.cursor();
        let line = self.area.lines().get(row).map_or("", String::as_str);
        let spaces = line
            .chars()
            .take(self.indent)
            .take_while(|c| *c == ' ')
            .count();
        let length = if line.starts_with('\t') { 1 } else { spaces };
        self.area.cancel_selection();
        self.jump(row, 0);
        self.area.delete_str(length);
        self.jump(row, column.saturating_sub(length));
    }

    /// Within the indentation, back to the stop before; else one character.
    fn backspace(&mut self) {
        let before = self.before_cursor();
        let inside = !before.is_empty() && before.chars().all(|c| c == ' ');
        if inside && !self.area.is_selecting() {
            self.remove_indent();
        } else {
            self.area.delete_char();
        }
    }

    fn remove_indent(&mut self) {
        let (_, column) = self.cursor();
        let over = match column % self.indent {
            0 => self.indent.min(column),
            over => over,
        };
        for _ in 0..over {
            self.area.delete_char();
        }
    }

    fn before_cursor(&self) -> String {
        let (row, column) = self.cursor();
        let line = self.area.lines().get(row);
        line.map(|line| line.chars().take(column).collect())
            .unwrap_or_default()
    }

    fn page(&self) -> isize {
        isize::try_from(self.height.saturating_sub(1).max(1)).unwrap_or(1)
    }

    /// To the first character that is no space, and from there to the edge.
    fn home(&mut self, select: bool) {
        let (row, column) = self.cursor();
        let line = self.area.lines().get(row).map_or("", String::as_str);
        let first = line.chars().take_while(|c| c.is_whitespace()).count();
        self.select(select);
        self.jump(row, if column == first { 0 } else { first });
    }

    fn up_or_down(&mut self, lines: isize, select: bool) {
        let (row, column) = self.cursor();
        let wanted = *self.wanted_column.get_or_insert(column);
        let last = self.area.lines().len().saturating_sub(1);
        let to = row.saturating_add_signed(lines).min(last);
        self.select(select);
        self.jump(to, wanted);
    }

    fn go(&mut self, to: CursorMove, select: bool) {
        self.select(select);
        self.area.move_cursor(to);
    }

    fn select(&mut self, select: bool) {
        if !select {
            self.area.cancel_selection();
        } else if !self.area.is_selecting() {
            self.area.start_selection();
        }
    }

    fn jump(&mut self, row: usize, column: usize) {
        let number = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        self.area
            .move_cursor(CursorMove::Jump(number(row), number(column)));
    }

    /// Takes the size of the window, and follows the cursor.
    pub fn fit(&mut self, width: u16, height: u16) {
        self.height = usize::from(height).max(1);
        self.width = usize::from(width).saturating_sub(self.margin() + 1).max(1);
        let (row, _) = self.cursor();
        self.top = self.top.min(row).max((row + 1).saturating_sub(self.height));
        let column = columns(&self.before_cursor());
        self.left = self
            .left
            .min(column)
            .max((column + 1).saturating_sub(self.width));
        // A window that has grown shows lines from their beginning again.
        let line = self.area.lines().get(row).map_or("", String::as_str);
        if columns(line) < self.width {
            self.left = 0;
        }
        if let Some(colors) = &mut self.colors {
            let until = self.top + self.height;
            colors.update(self.changed_from, self.area.lines(), until);
            self.changed_from = usize::MAX;
        }
    }

    /// A line with the roles of its parts.
    fn styled(&self, number: usize, line: &str) -> Styled {
        match self.colors.as_ref().map(|colors| colors.line(number)) {
            Some(spans) if !spans.is_empty() => highlight::styled(line, spans),
            _ => Styled::from(line),
        }
    }

    /// Columns before the text: the line numbers.
    fn margin(&self) -> usize {
        self.area.lines().len().to_string().len() + 2
    }

    /// The column of the text under column `x` of the window.
    #[must_use]
    pub fn column_at(&self, x: u16) -> usize {
        usize::from(x).saturating_sub(self.margin()) + self.left
    }
}

/// Columns that the beginning of a line takes, tabs among it.
fn columns(text: &str) -> usize {
    text.graphemes(true).fold(0, |column, grapheme| {
        column
            + if grapheme == "\t" {
                TAB - column % TAB
            } else {
                grapheme.width()
            }
    })
}

#[cfg(test)]
mod tests;
