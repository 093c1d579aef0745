//! How an editor looks: line numbers, colours, what is selected, the cursor.

use ratatui::layout::Rect;
use ratatui::style::Modifier;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{Editor, TAB, columns};
use crate::tui::msg::Target;
use crate::tui::widgets::canvas::Canvas;
use crate::ui::{Role, Styled};

impl Editor {
    /// Draws the lines that are seen.
    pub fn draw(&self, canvas: &mut Canvas<'_>, focused: bool) {
        let margin = self.margin();
        let (row_of_cursor, _) = self.cursor();
        let lines = self.area.lines().iter().enumerate().skip(self.top);
        for (row, (number, line)) in (0..canvas.area.height).zip(lines) {
            let digits = margin - 2;
            let role = if number == row_of_cursor {
                Role::Strong
            } else {
                Role::Dim
            };
            let label = Styled::new().role(role, &format!(" {:>digits$} ", number + 1));
            canvas.line(row, &label);
            self.draw_line(canvas, row, number, &self.styled(number, line));
        }
        if focused {
            let column = margin + columns(&self.before_cursor()).saturating_sub(self.left);
            let row = row_of_cursor.saturating_sub(self.top);
            let (column, row) = (
                u16::try_from(column).unwrap_or(0),
                u16::try_from(row).unwrap_or(0),
            );
            if column < canvas.area.width && row < canvas.area.height {
                *canvas.cursor = Some((canvas.area.x + column, canvas.area.y + row));
            }
        }
    }

    fn draw_line(&self, canvas: &mut Canvas<'_>, row: u16, number: usize, line: &Styled) {
        let selected = self.selected_columns(number);
        let margin = self.margin();
        let end = usize::from(canvas.area.width);
        let mut column = 0;
        let mut character = 0;
        for (role, text) in line.spans() {
            let style = canvas.theme.style(*role);
            for grapheme in text.graphemes(true) {
                let is_selected = selected
                    .as_ref()
                    .is_some_and(|range| range.contains(&character));
                character += grapheme.chars().count();
                let width = if grapheme == "\t" {
                    TAB - column % TAB
                } else {
                    grapheme.width()
                };
                let shown = if grapheme == "\t" {
                    " ".repeat(width)
                } else {
                    grapheme.to_owned()
                };
                let at = column;
                column += width;
                if at < self.left || margin + column - self.left > end {
                    continue;
                }
                let style = if is_selected {
                    style.add_modifier(Modifier::REVERSED)
                } else {
                    style
                };
                let x = u16::try_from(margin + at - self.left).unwrap_or(u16::MAX);
                canvas.line_at(x, row, &Styled::from(shown), style);
            }
        }
        let area = Rect {
            x: canvas.area.x,
            y: canvas.area.y + row,
            width: canvas.area.width,
            height: 1,
        };
        canvas.region(area, Target::Text(number, 0));
    }

    fn selected_columns(&self, line: usize) -> Option<std::ops::Range<usize>> {
        let ((from_row, from), (to_row, to)) = self.area.selection_range()?;
        if line < from_row || line > to_row {
            return None;
        }
        let begin = if line == from_row { from } else { 0 };
        let end = if line == to_row { to } else { usize::MAX };
        Some(begin..end)
    }
}
