//! SQL checks: what the database should answer.

use toml::de::DeValue;

use super::check::Surroundings;
use super::table::{Table, float, integer};
use crate::course::diagnostics::{Code, did_you_mean};
use crate::course::model::{SqlCheck, SqlValue};

/// The keys that make a check an SQL check.
pub(super) const KEYS: &[&str] = &[
    "file", "query", "sql", "rows", "ordered", "columns", "contains", "lacks", "error",
];

/// Reads an SQL check.
pub(super) fn read(table: &Table<'_>, around: &Surroundings<'_>) -> Option<SqlCheck> {
    let check = SqlCheck {
        file: table.raw("file"),
        query: table.raw("query"),
        sql: table.raw("sql"),
        rows: rows(table),
        ordered: table.bool("ordered").unwrap_or(false),
        columns: table.list("columns"),
        contains: table.text_or_list("contains").unwrap_or_default(),
        lacks: table.text_or_list("lacks").unwrap_or_default(),
        error: table.raw("error"),
    };
    files(table, around, &check);
    rules(table, &check);
    Some(check)
}

fn files(table: &Table<'_>, around: &Surroundings<'_>, check: &SqlCheck) {
    if let Some(file) = &check.file
        && !around.learner.contains(file)
    {
        let hint = did_you_mean(file, around.learner.iter().map(String::as_str));
        let message = format!("{file:?} is not among the learner's files");
        table
            .sink
            .error(Code::UnknownReference, table.place("file"), message, hint);
    }
    if let Some(sql) = &check.sql
        && !around.folder.in_run_folder(sql)
    {
        let message = format!("{sql:?} is not among the course's files in tests/ or starter/");
        let hint = Some("`sql` names a file; a query of one line goes into `query`".to_owned());
        table
            .sink
            .error(Code::MissingFile, table.place("sql"), message, hint);
    }
}

/// A check compares something, and in one way.
fn rules(table: &Table<'_>, check: &SqlCheck) {
    let compares_rows = check.rows.is_some() || check.sql.is_some();
    let words = !check.contains.is_empty() || !check.lacks.is_empty();
    if check.rows.is_some() && check.sql.is_some() {
        table.bad(
            "rows",
            "`rows` and `sql` both say what is expected; keep one",
        );
    }
    if check.error.is_some() && (check.query.is_none() || compares_rows || check.columns.is_some())
    {
        table.bad(
            "error",
            "`error` goes with the `query` that the database should refuse, and with no rows",
        );
    }
    if !compares_rows
        && check.columns.is_none()
        && check.error.is_none()
        && (!words || check.query.is_some())
    {
        table.bad(
            "query",
            "the check compares nothing; add `rows`, `sql`, `columns` or `error`",
        );
    }
    if table.has("ordered") && !compares_rows {
        table.bad("ordered", "`ordered` goes with `rows` or `sql`");
    }
    if let (Some(rows), Some(columns)) = (&check.rows, &check.columns)
        && rows.iter().any(|row| row.len() != columns.len())
    {
        table.bad(
            "rows",
            format!(
                "every row needs {} values, one for each of `columns`",
                columns.len()
            ),
        );
    }
    if let Some(error) = &check.error
        && error.trim().is_empty()
    {
        table.bad(
            "error",
            "an empty text is in every message; name a word of it, such as `constraint`",
        );
    }
}

fn rows(table: &Table<'_>) -> Option<Vec<Vec<SqlValue>>> {
    let DeValue::Array(list) = table.get("rows")?.get_ref() else {
        table.bad(
            "rows",
            "`rows` is a list of rows: `[[1, \"a\"], [2, \"b\"]]`",
        );
        return None;
    };
    let mut rows = Vec::new();
    for row in list.iter() {
        let DeValue::Array(values) = row.get_ref() else {
            table.bad(
                "rows",
                "each row is a list of values: `[[3]]` for one row of one value",
            );
            return None;
        };
        let mut read = Vec::new();
        for value in values.iter() {
            match self::value(value.get_ref()) {
                Ok(value) => read.push(value),
                Err(why) => {
                    let place = table.source.place(&value.span());
                    table.sink.error(Code::BadValue, place, why, None);
                }
            }
        }
        rows.push(read);
    }
    let widths_differ = rows
        .windows(2)
        .any(|pair| pair.first().map(Vec::len) != pair.last().map(Vec::len));
    if widths_differ {
        table.bad("rows", "every row needs the same number of values");
    }
    Some(rows)
}

fn value(value: &DeValue<'_>) -> Result<SqlValue, &'static str> {
    match value {
        DeValue::String(text) => Ok(SqlValue::Text(text.to_string())),
        DeValue::Integer(_) => integer(value)
            .map(SqlValue::Integer)
            .ok_or("the number does not fit into 64 bits"),
        DeValue::Float(_) => float(value)
            .map(SqlValue::Real)
            .ok_or("the number is not finite"),
        DeValue::Table(table) => match table.get("null").map(|value| value.get_ref()) {
            Some(DeValue::Boolean(true)) if table.len() == 1 => Ok(SqlValue::Null),
            _ => Err("a value is a number, a text or `{ null = true }`"),
        },
        DeValue::Boolean(_) => Err("SQLite has no true and false; write 1 or 0"),
        _ => Err("a value is a number, a text or `{ null = true }`"),
    }
}
