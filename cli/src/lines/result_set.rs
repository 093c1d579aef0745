//! Result sets of a database, as tables.

use codezest_core::course::model::SqlValue;
use codezest_core::text::clean;
use codezest_runner::sql::Table as ResultSet;

use super::home::count;
use crate::ui::table::Table;
use crate::ui::{Role, Styled};

/// A result set in so many columns, at most `rows` of it, and how many rows
/// there are.
#[must_use]
pub fn lines(set: &ResultSet, width: usize, rows: usize) -> Vec<Styled> {
    let mut table = Table::new(usize::MAX);
    for column in (0..set.columns.len()).filter(|column| is_numeric(set, *column)) {
        table = table.right(column);
    }
    table.row(set.columns.iter().map(|name| (Role::Strong, clean(name))));
    for row in set.rows.iter().take(rows) {
        table.row(row.iter().map(value));
    }
    let mut lines = table.lines(width);
    lines.push(Styled::from(counted(set, rows)));
    lines
}

fn is_numeric(set: &ResultSet, column: usize) -> bool {
    let number = |row: &Vec<SqlValue>| {
        matches!(
            row.get(column),
            Some(SqlValue::Integer(_) | SqlValue::Real(_) | SqlValue::Null)
        )
    };
    !set.rows.is_empty() && set.rows.iter().all(number)
}

fn value(value: &SqlValue) -> (Role, String) {
    match value {
        SqlValue::Null => (Role::Dim, "NULL".to_owned()),
        SqlValue::Integer(number) => (Role::Text, number.to_string()),
        SqlValue::Real(number) => (Role::Text, number.to_string()),
        SqlValue::Text(text) => (Role::Text, clean(text).replace('\n', " ")),
    }
}

fn counted(set: &ResultSet, shown: usize) -> String {
    let rows = u32::try_from(set.rows.len()).unwrap_or(u32::MAX);
    let more = if set.cut || set.rows.len() > shown {
        ", and more that are not shown"
    } else {
        ""
    };
    format!("({}{more})", count(rows, "row"))
}
