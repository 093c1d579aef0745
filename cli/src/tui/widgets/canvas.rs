//! What layers draw on: cells, a theme, and a note of what can be pointed at.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Block, Clear, Widget};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::scroll::Scroll;
use crate::tui::keymap::{Action, Keymap};
use crate::tui::msg::{Region, Target};
use crate::tui::theme::Theme;
pub use crate::ui::style::shortened;
use crate::ui::{Role, Styled};

/// A part of the screen to draw on.
#[derive(Debug)]
pub struct Canvas<'a> {
    /// The cells.
    pub buffer: &'a mut Buffer,
    /// Where to draw.
    pub area: Rect,
    /// How roles look.
    pub theme: Theme,
    /// Which key does what.
    pub keymap: &'a Keymap,
    /// What can be pointed at.
    pub regions: &'a mut Vec<Region>,
    /// Where the terminal's own cursor is, when one writes.
    pub cursor: &'a mut Option<(u16, u16)>,
}

impl Canvas<'_> {
    /// The same canvas for another area.
    pub fn within(&mut self, area: Rect) -> Canvas<'_> {
        Canvas {
            buffer: self.buffer,
            area: area.intersection(self.area),
            theme: self.theme,
            keymap: self.keymap,
            regions: self.regions,
            cursor: self.cursor,
        }
    }

    /// A line at row `row` of the area, in the style `under` where its roles
    /// say nothing else. Returns the columns it took.
    pub fn line_on(&mut self, row: u16, line: &Styled, under: Style) -> u16 {
        self.line_at(0, row, line, under)
    }

    /// A line at row `row` of the area.
    pub fn line(&mut self, row: u16, line: &Styled) {
        self.line_on(row, line, Style::new());
    }

    /// A line at a column and a row of the area. Returns the columns it took.
    pub fn line_at(&mut self, column: u16, row: u16, line: &Styled, under: Style) -> u16 {
        if row >= self.area.height {
            return 0;
        }
        let y = self.area.y + row;
        let end = self.area.right();
        let mut x = self.area.x.saturating_add(column);
        for (role, text) in line.spans() {
            let style = under.patch(self.theme.style(*role));
            for grapheme in text.graphemes(true) {
                let width = u16::try_from(grapheme.width()).unwrap_or(0);
                if width == 0 && !grapheme.contains('\t') {
                    continue;
                }
                let (grapheme, width) = if grapheme == "\t" {
                    (" ", 1)
                } else {
                    (grapheme, width)
                };
                if x.saturating_add(width) > end {
                    return x - self.area.x;
                }
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.set_symbol(grapheme).set_style(style);
                }
                // What a wide character covers must be empty.
                for covered in x + 1..x + width {
                    if let Some(cell) = self.buffer.cell_mut((covered, y)) {
                        cell.set_symbol(" ").set_style(style);
                    }
                }
                x += width;
            }
        }
        x - self.area.x
    }

    /// Gives the cells of a row of the area a style.
    pub fn paint_row(&mut self, row: u16, style: Style) {
        if row < self.area.height {
            let area = Rect {
                y: self.area.y + row,
                height: 1,
                ..self.area
            };
            self.buffer.set_style(area, style);
        }
    }

    /// Notes what is drawn in a part of the area.
    pub fn region(&mut self, area: Rect, target: Target) {
        let area = area.intersection(self.area);
        if !area.is_empty() {
            self.regions.push(Region { area, target });
        }
    }

    /// Notes what is drawn in a row of the area.
    pub fn row_region(&mut self, row: u16, target: Target) {
        let area = Rect {
            y: self.area.y.saturating_add(row),
            height: 1,
            ..self.area
        };
        self.region(area, target);
    }

    /// A frame around the area with a title; returns what is inside.
    pub fn pane(&mut self, title: &str, focused: bool) -> Rect {
        let style = self.theme.border(focused);
        let title_style = if focused {
            self.theme.style(Role::Hint)
        } else {
            self.theme.style(Role::Title)
        };
        let block = Block::bordered().border_style(style);
        let inside = block.inner(self.area);
        block.render(self.area, self.buffer);
        if self.area.width > 6 {
            let room = usize::from(self.area.width) - 4;
            let title = codezest_core::text::clean(title);
            let title = shortened(&title, room.saturating_sub(2));
            let line = Styled::from(format!(" {title} "));
            self.within(self.area).line_at(2, 0, &line, title_style);
        }
        inside
    }

    /// Empties the area and frames it, for a popup; returns where its text
    /// goes, a column away from the frame.
    pub fn popup(&mut self, title: &str) -> Rect {
        self.clear();
        let inside = self.pane(title, true);
        Rect {
            x: inside.x + 1,
            width: inside.width.saturating_sub(1),
            ..inside
        }
    }

    /// Empties the area.
    pub fn clear(&mut self) {
        Clear.render(self.area, self.buffer);
    }

    /// The visible part of a text, and a mark of where in it one is.
    pub fn scrolled(&mut self, scroll: &Scroll) {
        let rows = (0..self.area.height).zip(scroll.visible(self.area.height));
        for (row, line) in rows {
            self.line(row, line);
        }
        self.scroll_mark(scroll);
    }

    /// A line of an entry of a list; the cursor may be `here`, which the first
    /// line of an entry says with a sign, too.
    pub fn entry(&mut self, row: u16, line: &Styled, at: usize, here: bool, first: bool) {
        let under = if here {
            self.theme.chosen()
        } else {
            Style::new()
        };
        self.paint_row(row, under);
        let mut text = Styled::new().text(if here && first { "▸ " } else { "  " });
        text.append(line.clone());
        self.line_on(row, &text, under);
        self.row_region(row, Target::Row(at));
    }

    /// A mark at the right edge that says where in a text one is.
    pub fn scroll_mark(&mut self, scroll: &Scroll) {
        self.mark(scroll.thumb(self.area.height));
    }

    /// A mark at the right edge from a row on, so many rows long.
    pub fn mark(&mut self, thumb: Option<(u16, u16)>) {
        let Some((from, length)) = thumb else {
            return;
        };
        let style = self.theme.style(Role::Dim);
        let x = self.area.right().saturating_sub(1);
        for row in from..from + length {
            if let Some(cell) = self.buffer.cell_mut((x, self.area.y + row)) {
                cell.set_symbol("▐").set_style(style);
            }
        }
    }

    /// A key and what it does, as in `n next`.
    #[must_use]
    pub fn key_hint(&self, action: Action, word: &str) -> Styled {
        hint(&self.keymap.shown(action), word)
    }

    /// The same where letters are written; empty when only letters do it.
    #[must_use]
    pub fn key_hint_while_writing(&self, action: Action, word: &str) -> Styled {
        let key = self.keymap.shown_while_writing(action);
        if key.is_empty() {
            return Styled::new();
        }
        hint(&key, word)
    }
}

fn hint(key: &str, word: &str) -> Styled {
    let line = Styled::new().role(Role::Hint, key);
    line.role(Role::Text, &format!(" {word}"))
}

/// A page of at most so many columns in the middle of `area`, with a margin.
#[must_use]
pub fn page(area: Rect, width: u16) -> Rect {
    let margin = if area.width > width {
        (area.width - width) / 2
    } else {
        1.min(area.width)
    };
    Rect {
        x: area.x + margin,
        width: width.min(area.width.saturating_sub(margin)),
        ..area
    }
}

/// The middle of `area`, at most so wide and so high.
#[must_use]
pub fn middle(area: Rect, width: u16, height: u16) -> Rect {
    let width = width.min(area.width);
    let height = height.min(area.height);
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
    }
}
