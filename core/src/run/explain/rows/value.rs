//! Single values of SQL.

use std::cmp::Ordering;

use crate::course::model::SqlValue;
use crate::text;

/// Numbers closer than this (relative to their size, above one) are equal.
const TOLERANCE: f64 = 1e-9;

/// Whether two values are equal: integers and reals by their number, within
/// 1e-9; NULL only to NULL; a text never to a number.
#[must_use]
pub fn same_value(a: &SqlValue, b: &SqlValue) -> bool {
    match (a, b) {
        (SqlValue::Null, SqlValue::Null) => true,
        (SqlValue::Text(a), SqlValue::Text(b)) => a == b,
        (SqlValue::Integer(a), SqlValue::Integer(b)) => a == b,
        _ => match (as_number(a), as_number(b)) {
            (Some(a), Some(b)) => {
                a == b || (a - b).abs() <= TOLERANCE * a.abs().max(b.abs()).max(1.0)
            }
            _ => false,
        },
    }
}

fn as_number(value: &SqlValue) -> Option<f64> {
    match value {
        // Exact up to 2^53; beyond, two integers are compared as integers.
        SqlValue::Integer(number) => number.to_string().parse().ok(),
        SqlValue::Real(number) => Some(*number),
        SqlValue::Null | SqlValue::Text(_) => None,
    }
}

/// A value as SQL writes it.
#[must_use]
pub fn show_value(value: &SqlValue) -> String {
    match value {
        SqlValue::Null => "NULL".to_owned(),
        SqlValue::Integer(number) => number.to_string(),
        SqlValue::Real(number) => format!("{number:?}"),
        SqlValue::Text(text) => format!("'{}'", text.replace('\'', "''")),
    }
}

pub(super) fn show_row(row: &[SqlValue]) -> String {
    let values: Vec<String> = row.iter().map(show_value).collect();
    format!("({})", text::shorten(&values.join(", "), 100))
}

/// NULL, then numbers, then texts. Equal numbers do not order, so that rounding
/// in one column leaves the next to decide.
pub(super) fn order_values(a: &SqlValue, b: &SqlValue) -> Ordering {
    let rank = |value: &SqlValue| match value {
        SqlValue::Null => 0,
        SqlValue::Integer(_) | SqlValue::Real(_) => 1,
        SqlValue::Text(_) => 2,
    };
    match (a, b) {
        (SqlValue::Integer(a), SqlValue::Integer(b)) => a.cmp(b),
        (SqlValue::Text(a), SqlValue::Text(b)) => a.cmp(b),
        _ => match (as_number(a), as_number(b)) {
            (Some(left), Some(right)) => left.total_cmp(&right),
            _ => rank(a).cmp(&rank(b)),
        },
    }
}
