//! Tables that fit the terminal: columns as wide as their content, the one
//! marked flexible shortened with `…` when the line is too long.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::style::{Role, Styled};

/// A table: rows of styled cells.
#[derive(Debug, Clone, Default)]
pub struct Table {
    rows: Vec<Vec<(Role, String)>>,
    flexible: usize,
    right: Vec<usize>,
    indent: usize,
}

const GAP: usize = 2;

impl Table {
    /// A table whose column `flexible` (from 0) is shortened when needed.
    #[must_use]
    pub fn new(flexible: usize) -> Self {
        Self {
            flexible,
            ..Self::default()
        }
    }

    /// Aligns a column (from 0) to the right, as numbers are.
    #[must_use]
    pub fn right(mut self, column: usize) -> Self {
        self.right.push(column);
        self
    }

    /// Indents every line by so many columns.
    #[must_use]
    pub fn indent(mut self, columns: usize) -> Self {
        self.indent = columns;
        self
    }

    /// Adds a row.
    pub fn row<S: Into<String>>(&mut self, cells: impl IntoIterator<Item = (Role, S)>) {
        self.rows.push(
            cells
                .into_iter()
                .map(|(role, text)| (role, text.into()))
                .collect(),
        );
    }

    /// The lines for a terminal of `width` columns.
    #[must_use]
    pub fn lines(&self, width: usize) -> Vec<Styled> {
        let widths = self.widths(width);
        self.rows
            .iter()
            .map(|row| self.line(row, &widths))
            .collect()
    }

    fn line(&self, row: &[(Role, String)], widths: &[usize]) -> Styled {
        let mut line = Styled::new().text(&" ".repeat(self.indent));
        for (column, ((role, text), width)) in row.iter().zip(widths).enumerate() {
            let text = fit(text, *width);
            let padding = " ".repeat(width.saturating_sub(text.width()));
            if self.right.contains(&column) {
                line.push(Role::Text, &padding);
                line.push(*role, &text);
            } else {
                line.push(*role, &text);
                if column + 1 < row.len() {
                    line.push(Role::Text, &padding);
                }
            }
            if column + 1 < row.len() {
                line.push(Role::Text, &" ".repeat(GAP));
            }
        }
        line
    }

    fn widths(&self, width: usize) -> Vec<usize> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut widths = vec![0_usize; columns];
        for row in &self.rows {
            for (widest, (_, text)) in widths.iter_mut().zip(row) {
                *widest = (*widest).max(text.width());
            }
        }
        let total = self.indent + widths.iter().sum::<usize>() + GAP * columns.saturating_sub(1);
        if let Some(flexible) = widths.get_mut(self.flexible) {
            let excess = total.saturating_sub(width);
            *flexible = flexible.saturating_sub(excess).max(8.min(*flexible));
        }
        widths
    }
}

/// Shortens `text` to `width` columns.
fn fit(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut fitted = String::new();
    let mut used = 0;
    for c in text.chars() {
        let columns = c.width().unwrap_or(0);
        if used + columns + 1 > width {
            break;
        }
        fitted.push(c);
        used += columns;
    }
    fitted.push('…');
    fitted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flexible_column_gives_way() {
        let mut table = Table::new(1).right(2);
        table.row([
            (Role::Text, "a"),
            (Role::Text, "a long title here"),
            (Role::Dim, "5"),
        ]);
        table.row([(Role::Text, "bb"), (Role::Text, "short"), (Role::Dim, "10")]);
        let lines: Vec<_> = table
            .lines(20)
            .iter()
            .map(|line| line.render(false, false))
            .collect();
        assert_eq!(lines, ["a   a long titl…   5", "bb  short         10"]);
        assert_eq!(
            table.lines(80)[0].render(false, false),
            "a   a long title here   5"
        );
    }
}
