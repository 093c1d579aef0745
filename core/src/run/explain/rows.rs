//! Result sets of SQL: columns, rows, order, values.

mod value;

pub use value::{same_value, show_value};

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use value::{order_values, show_row};

use super::{Difference, Kind, count, literal, whole};
use crate::course::model::SqlValue;

/// What a query gave.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ResultSet {
    /// The names of the columns; empty where they are not known, as with rows
    /// written in a course.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<SqlValue>>,
}

/// A result set as lines of text: the column names, then one row per line.
#[must_use]
pub fn show_rows(set: &ResultSet) -> String {
    let mut lines = Vec::with_capacity(set.rows.len() + 1);
    if !set.columns.is_empty() {
        lines.push(set.columns.join(" | "));
    }
    for row in &set.rows {
        let values: Vec<String> = row.iter().map(show_value).collect();
        lines.push(values.join(" | "));
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// Most rows that are compared each with each, for a hint.
const MAX_PAIRED: usize = 100;

/// Compares two result sets: rows as a multiset, or in order; column names,
/// where `columns` requires them, without regard to case. Nothing is returned
/// when they are equal.
#[must_use]
pub fn compare_rows(
    expected: &ResultSet,
    actual: &ResultSet,
    ordered: bool,
    columns: Option<&[String]>,
) -> Vec<Difference> {
    if let Some(found) = compare_columns(expected, actual, columns) {
        return vec![found];
    }
    if actual.rows.is_empty() && !expected.rows.is_empty() {
        return vec![Difference::new(
            Kind::Empty,
            format!(
                "There are no rows; {} expected.",
                are(expected.rows.len(), "row")
            ),
        )];
    }
    let (missing, extra) = unmatched(&expected.rows, &actual.rows);
    if missing.is_empty() && extra.is_empty() {
        return if ordered {
            order(&expected.rows, &actual.rows)
        } else {
            Vec::new()
        };
    }
    if let Some(found) = one_value(expected, actual, &missing, &extra) {
        return vec![found];
    }
    missing_and_extra(&expected.rows, &missing, &extra)
}

fn are(number: usize, noun: &str) -> String {
    format!(
        "{} {}",
        count(number, noun),
        if number == 1 { "is" } else { "are" }
    )
}

fn compare_columns(
    expected: &ResultSet,
    actual: &ResultSet,
    required: Option<&[String]>,
) -> Option<Difference> {
    let width = |set: &ResultSet| set.rows.first().map_or(set.columns.len(), Vec::len);
    let names = |names: &[String]| {
        if names.is_empty() {
            String::new()
        } else {
            format!(" ({})", names.join(", "))
        }
    };
    let wanted_names = required.unwrap_or(&expected.columns);
    let wanted = if wanted_names.is_empty() {
        width(expected)
    } else {
        wanted_names.len()
    };
    let came = width(actual);
    if wanted != came && (wanted > 0 || !actual.rows.is_empty()) {
        let words = format!(
            "Expected {}{}, but came {}{}.",
            count(wanted, "column"),
            names(wanted_names),
            came,
            names(&actual.columns)
        );
        return Some(Difference::new(Kind::Columns, words));
    }
    let required = required?;
    let same = |a: &String, b: &String| a.to_lowercase() == b.to_lowercase();
    if required.len() == actual.columns.len()
        && required
            .iter()
            .zip(&actual.columns)
            .all(|(a, b)| same(a, b))
    {
        return None;
    }
    let all_there = required
        .iter()
        .all(|name| actual.columns.iter().any(|other| same(name, other)));
    let what = if all_there {
        "The columns are right, but in another order"
    } else {
        "The names of the columns differ"
    };
    Some(Difference::new(
        Kind::Columns,
        format!(
            "{what}: expected{}, but came{}.",
            names(required),
            names(&actual.columns)
        ),
    ))
}

/// The rows of each side that the other does not have as often.
fn unmatched<'a>(
    expected: &'a [Vec<SqlValue>],
    actual: &'a [Vec<SqlValue>],
) -> (Vec<&'a [SqlValue]>, Vec<&'a [SqlValue]>) {
    let sorted = |rows: &'a [Vec<SqlValue>]| {
        let mut rows: Vec<&[SqlValue]> = rows.iter().map(Vec::as_slice).collect();
        rows.sort_by(|a, b| order_rows(a, b));
        rows
    };
    let (mut missing, mut extra) = (Vec::new(), Vec::new());
    let (wanted, came) = (sorted(expected), sorted(actual));
    let (mut wanted, mut came) = (wanted.into_iter().peekable(), came.into_iter().peekable());
    loop {
        match (wanted.peek(), came.peek()) {
            (None, None) => return (missing, extra),
            (Some(left), Some(right)) if same_row(left, right) => {
                wanted.next();
                came.next();
            }
            (Some(left), Some(right)) if order_rows(left, right) == Ordering::Greater => {
                extra.extend(came.next())
            }
            (Some(_), _) => missing.extend(wanted.next()),
            (None, Some(_)) => extra.extend(came.next()),
        }
    }
}

fn same_row(a: &[SqlValue], b: &[SqlValue]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_value(a, b))
}

fn order_rows(a: &[SqlValue], b: &[SqlValue]) -> Ordering {
    let by_value = a
        .iter()
        .zip(b)
        .map(|(a, b)| order_values(a, b))
        .find(|order| order.is_ne());
    by_value.unwrap_or_else(|| a.len().cmp(&b.len()))
}

fn order(expected: &[Vec<SqlValue>], actual: &[Vec<SqlValue>]) -> Vec<Difference> {
    let place = expected
        .iter()
        .zip(actual)
        .position(|(a, b)| !same_row(a, b));
    let Some((place, row)) = place.and_then(|place| Some((place, expected.get(place)?))) else {
        return Vec::new();
    };
    let reversed = expected
        .iter()
        .rev()
        .zip(actual)
        .all(|(a, b)| same_row(a, b));
    let words = if reversed && expected.len() > 2 {
        "The rows are right, but in reverse order.".to_owned()
    } else {
        format!(
            "The rows are right, but in another order: row {} should be {}.",
            place + 1,
            show_row(row)
        )
    };
    vec![Difference::new(Kind::Order, words)]
}

/// Rows that pair up but for one column.
fn one_value(
    expected: &ResultSet,
    actual: &ResultSet,
    missing: &[&[SqlValue]],
    extra: &[&[SqlValue]],
) -> Option<Difference> {
    if missing.len() != extra.len() || missing.len() > MAX_PAIRED {
        return None;
    }
    let pairs: Vec<(usize, &SqlValue, &SqlValue)> = missing
        .iter()
        .map(|row| extra.iter().find_map(|other| only_column(row, other)))
        .collect::<Option<_>>()?;
    let (column, wanted, came) = *pairs.first()?;
    if pairs.iter().any(|(other, _, _)| *other != column) {
        return None;
    }
    let names = if actual.columns.is_empty() {
        &expected.columns
    } else {
        &actual.columns
    };
    let place = names.get(column).map_or_else(
        || format!("column {}", column + 1),
        |name| format!("column `{name}`"),
    );
    let (wanted_text, came_text) = (show_value(wanted), show_value(came));
    let (kind, why) = value_kind(wanted, came);
    let in_rows = if pairs.len() == 1 {
        String::new()
    } else {
        format!(" in {}", count(pairs.len(), "row"))
    };
    Some(Difference::new(
        kind,
        format!(
            "Only {place} differs{in_rows}: expected {wanted_text}, but came {came_text}.{why}"
        ),
    ))
}

/// The only column in which two rows differ.
fn only_column<'a>(
    a: &'a [SqlValue],
    b: &'a [SqlValue],
) -> Option<(usize, &'a SqlValue, &'a SqlValue)> {
    // With one column, any two rows would pair.
    if a.len() != b.len() {
        return None;
    }
    let mut differing = a
        .iter()
        .zip(b)
        .enumerate()
        .filter(|(_, (a, b))| !same_value(a, b));
    let (place, (left, right)) = differing.next()?;
    differing.next().is_none().then_some((place, left, right))
}

fn value_kind(wanted: &SqlValue, came: &SqlValue) -> (Kind, String) {
    match (wanted, came) {
        (SqlValue::Null, SqlValue::Text(text)) | (SqlValue::Text(text), SqlValue::Null)
            if text.is_empty() =>
        {
            (
                Kind::Null,
                " An empty text is a value; NULL means that there is none.".to_owned(),
            )
        }
        (SqlValue::Null, _) | (_, SqlValue::Null) => {
            (Kind::Null, " NULL means that there is no value.".to_owned())
        }
        (SqlValue::Text(wanted), SqlValue::Text(came)) => {
            let found = whole::normalised(wanted, came);
            found
                .first()
                .map_or((Kind::Content, String::new()), |found| {
                    (found.kind, format!(" {}", found.words))
                })
        }
        (SqlValue::Text(text), number) | (number, SqlValue::Text(text))
            if *text == show_value(number) =>
        {
            (Kind::Type, " One is a text, the other a number.".to_owned())
        }
        _ => {
            let found = literal::compare(&show_value(wanted), &show_value(came));
            let kind = found.first().map_or(Kind::Content, |found| found.kind);
            let why = match kind {
                Kind::Rounding => " It is a matter of rounding, or of dividing whole numbers.",
                Kind::OffByOne => " Off by one?",
                _ => "",
            };
            (kind, why.to_owned())
        }
    }
}

fn missing_and_extra(
    expected: &[Vec<SqlValue>],
    missing: &[&[SqlValue]],
    extra: &[&[SqlValue]],
) -> Vec<Difference> {
    let mut found = Vec::new();
    if let Some(first) = missing.first() {
        found.push(Difference::new(
            Kind::Missing,
            format!(
                "{} missing, such as {}.",
                are(missing.len(), "row"),
                show_row(first)
            ),
        ));
    }
    if let Some(first) = extra.first() {
        let doubled = extra
            .iter()
            .take(MAX_PAIRED)
            .all(|row| expected.iter().any(|other| same_row(row, other)));
        found.push(if doubled {
            Difference::new(
                Kind::Duplicate,
                format!(
                    "{} there more than once, such as {}.",
                    are(extra.len(), "row"),
                    show_row(first)
                ),
            )
        } else {
            Difference::new(
                Kind::Extra,
                format!(
                    "{} too many, such as {}.",
                    are(extra.len(), "row"),
                    show_row(first)
                ),
            )
        });
    }
    found
}

#[cfg(test)]
mod tests;
