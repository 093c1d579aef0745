//! Tables that fit: columns as wide as their content, narrowed evenly where
//! the page is too small, or row by row where even that is not enough.

use super::Look;
use super::fill::{columns, fill};
use super::layout::{Setter, hang_lines, widest_word};
use super::line::Line;
use super::model::{Align, Inline, Table};
use super::runs::{Run, runs, text_of};
use crate::ui::{Role, Styled};

const GAP: usize = 2;

/// Longest word that a column must be able to hold; longer ones are cut.
const LONG_WORD: usize = 32;

/// A table as lines.
pub(super) fn lines(setter: Setter<'_>, table: &Table, look: Look) -> Vec<Line> {
    match widths(setter, table, look) {
        Some(widths) => grid(setter, table, look, &widths),
        None => stacked(setter, table, look),
    }
}

/// How wide each column is; `None` when they do not fit side by side. Plain
/// lines are not wrapped within columns, which would be hard to follow by ear.
fn widths(setter: Setter<'_>, table: &Table, look: Look) -> Option<Vec<usize>> {
    let columns = table.align.len().max(table.head.len());
    let mut wanted = vec![1; columns];
    let mut needed = vec![1; columns];
    for row in std::iter::once(&table.head).chain(&table.rows) {
        for ((cell, wanted), needed) in row.iter().zip(&mut wanted).zip(&mut needed) {
            let (width, word) = measure(setter, cell, look);
            *wanted = width.max(*wanted);
            *needed = word.min(LONG_WORD).max(*needed);
        }
    }
    let room = look.width.checked_sub(GAP * columns.saturating_sub(1))?;
    if wanted.iter().sum::<usize>() <= room {
        return Some(wanted);
    }
    if look.plain || needed.iter().sum::<usize>() > room {
        return None;
    }
    Some(narrow(&wanted, &needed, room))
}

/// Columns that a cell takes on one line, and those of its widest word.
fn measure(setter: Setter<'_>, cell: &Inline, look: Look) -> (usize, usize) {
    let runs = runs(cell, &setter.document.links, look, Role::Text);
    let text: String = runs.iter().map(|run| run.text.as_ref()).collect();
    (columns(&text), widest_word(&text))
}

/// Narrows the widest columns to a common width, but none below what it needs.
fn narrow(wanted: &[usize], needed: &[usize], room: usize) -> Vec<usize> {
    let at_most = |limit: usize| -> Vec<usize> {
        let columns = wanted.iter().zip(needed);
        columns
            .map(|(wanted, needed)| (*wanted).min(limit.max(*needed)))
            .collect()
    };
    let limit = (1..=room)
        .rev()
        .find(|limit| at_most(*limit).iter().sum::<usize>() <= room);
    let mut widths = at_most(limit.unwrap_or(1));
    let mut left = room.saturating_sub(widths.iter().sum());
    for (width, wanted) in widths.iter_mut().zip(wanted) {
        let more = left.min(wanted.saturating_sub(*width));
        *width += more;
        left -= more;
    }
    widths
}

fn grid(setter: Setter<'_>, table: &Table, look: Look, widths: &[usize]) -> Vec<Line> {
    let rows: Vec<Vec<Vec<Line>>> = table
        .rows
        .iter()
        .map(|row| cells(setter, row, look, widths, Role::Text))
        .collect();
    let head = cells(setter, &table.head, look, widths, Role::Strong);
    let mut lines = side_by_side(&head, widths, &table.align);
    let rule = if look.plain { "-" } else { "─" };
    let rules: Vec<String> = widths.iter().map(|width| rule.repeat(*width)).collect();
    lines.push(
        Styled::new()
            .role(Role::Dim, &rules.join(&" ".repeat(GAP)))
            .into(),
    );
    // Where first cells wrap, only an empty line tells rows apart.
    let apart = rows
        .iter()
        .any(|row| row.first().is_some_and(|cell| cell.len() > 1));
    for (at, row) in rows.iter().enumerate() {
        if apart && at > 0 {
            lines.push(Line::default());
        }
        lines.extend(side_by_side(row, widths, &table.align));
    }
    lines
}

fn cells(
    setter: Setter<'_>,
    row: &[Inline],
    look: Look,
    widths: &[usize],
    base: Role,
) -> Vec<Vec<Line>> {
    row.iter()
        .zip(widths)
        .map(|(cell, width)| setter.text(cell, look.narrowed(*width), base))
        .collect()
}

/// The lines of a row of cells, each of which may have several.
fn side_by_side(cells: &[Vec<Line>], widths: &[usize], align: &[Align]) -> Vec<Line> {
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let mut lines = Vec::with_capacity(height);
    for at in 0..height {
        let mut line = Line::default();
        let mut filled = 0;
        let mut start = 0;
        for (column, (cell, width)) in cells.iter().zip(widths).enumerate() {
            if let Some(text) = cell.get(at) {
                let spare = width.saturating_sub(text.width());
                let before = match align.get(column) {
                    Some(Align::Right) => spare,
                    Some(Align::Center) => spare / 2,
                    _ => 0,
                };
                line.push(Role::Text, &" ".repeat(start + before - filled), None);
                line.append(text.clone());
                filled = start + before + text.width();
            }
            start += width + GAP;
        }
        lines.push(line);
    }
    lines
}

/// Each row as lines of `Column: value`.
fn stacked(setter: Setter<'_>, table: &Table, look: Look) -> Vec<Line> {
    let mut lines = Vec::new();
    for (at, row) in table.rows.iter().enumerate() {
        if at > 0 {
            lines.push(Line::default());
        }
        for (column, cell) in row.iter().enumerate() {
            let name = table.head.get(column).map(text_of).unwrap_or_default();
            lines.extend(field(setter, name.trim(), cell, look));
        }
    }
    if table.rows.is_empty() {
        for name in &table.head {
            lines.extend(setter.text(name, look, Role::Strong));
        }
    }
    lines
}

fn field(setter: Setter<'_>, name: &str, cell: &Inline, look: Look) -> Vec<Line> {
    if cell.is_empty() {
        return Vec::new();
    }
    let indent = Styled::new().text("  ");
    let label = (!name.is_empty()).then(|| Run::new(Role::Strong, format!("{name}: ")));
    let mut all: Vec<Run<'_>> = label.into_iter().collect();
    all.extend(runs(cell, &setter.document.links, look, Role::Text));
    let mut lines = fill(&all, look.width);
    if lines.len() > 1 {
        lines = hang_lines(&Styled::new(), &indent, look, |look| fill(&all, look.width));
    }
    lines
}
