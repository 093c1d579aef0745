//! Rules for two single values: type, spelling, numbers.

use super::{Difference, Kind, quote, whole};

/// What a value is, as most languages write it.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Literal<'a> {
    Number(f64),
    Text(&'a str),
    Truth(bool),
    Nothing,
    Other,
}

impl<'a> Literal<'a> {
    fn read(value: &'a str) -> Self {
        if let Some(number) = number(value) {
            return Self::Number(number);
        }
        for mark in ['"', '\'', '`'] {
            let inner = value
                .strip_prefix(mark)
                .and_then(|rest| rest.strip_suffix(mark));
            if let Some(inner) = inner {
                return Self::Text(inner);
            }
        }
        match value {
            "true" | "True" | "TRUE" => Self::Truth(true),
            "false" | "False" | "FALSE" => Self::Truth(false),
            "None" | "null" | "nil" | "undefined" | "NULL" | "()" => Self::Nothing,
            _ => Self::Other,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Number(_) => "the number",
            Self::Text(_) => "the text",
            Self::Truth(_) => "the truth value",
            Self::Nothing | Self::Other => "the value",
        }
    }
}

fn number(value: &str) -> Option<f64> {
    let plain = value.strip_prefix(['-', '+']).unwrap_or(value);
    let digits = plain.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    if !digits {
        return None;
    }
    value.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Compares two values of one line each.
pub(super) fn compare(expected: &str, actual: &str) -> Vec<Difference> {
    let (expected, actual) = (
        expected.trim_end_matches('\n'),
        actual.trim_end_matches('\n'),
    );
    if expected == actual || expected.contains('\n') || actual.contains('\n') {
        return Vec::new();
    }
    let one = |kind, words: String| vec![Difference::new(kind, words)];
    match (Literal::read(expected), Literal::read(actual)) {
        (Literal::Text(wanted), Literal::Text(came)) => texts(wanted, came),
        (Literal::Number(wanted), Literal::Number(came)) => numbers(expected, actual, wanted, came)
            .into_iter()
            .collect(),
        (Literal::Truth(wanted), Literal::Truth(came)) if wanted != came => one(
            Kind::Content,
            format!(
                "The opposite came: expected {}, but came {}.",
                quote(expected),
                quote(actual)
            ),
        ),
        (Literal::Truth(_), Literal::Truth(_)) | (Literal::Nothing, Literal::Nothing) => one(
            Kind::Spelling,
            format!(
                "Both mean the same, but it is written differently: expected {}, but came {}.",
                quote(expected),
                quote(actual)
            ),
        ),
        (wanted, Literal::Nothing) if wanted != Literal::Nothing => one(
            Kind::Type,
            format!(
                "{} came, which means no value; expected {}. Does the function return its result?",
                quote(actual),
                quote(expected)
            ),
        ),
        (wanted @ Literal::Text(inner), came) if inner == actual => {
            one(Kind::Type, types(expected, wanted, actual, came))
        }
        (wanted, came @ Literal::Text(inner)) if inner == expected => {
            one(Kind::Type, types(expected, wanted, actual, came))
        }
        _ => Vec::new(),
    }
}

fn types(expected: &str, wanted: Literal<'_>, actual: &str, came: Literal<'_>) -> String {
    format!(
        "The type differs: expected {} {}, but {} {} came.",
        wanted.name(),
        quote(expected),
        came.name(),
        quote(actual)
    )
}

/// Two quoted texts: what differs inside, with `\n` and the like decoded.
fn texts(wanted: &str, came: &str) -> Vec<Difference> {
    let (wanted, came) = (decode(wanted), decode(came));
    if wanted == came {
        return vec![Difference::new(
            Kind::Spelling,
            "The same text, but with other quotation marks or escapes.",
        )];
    }
    let rules: [fn(&str, &str) -> Vec<Difference>; 3] =
        [whole::empty, whole::normalised, whole::ends];
    rules
        .iter()
        .map(|rule| rule(&wanted, &came))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('n') => decoded.push('\n'),
                Some('t') => decoded.push('\t'),
                Some('r') => decoded.push('\r'),
                Some(other) => decoded.push(other),
                None => decoded.push('\\'),
            },
            (c, false) => decoded.push(c),
        }
    }
    decoded
}

fn numbers(expected: &str, actual: &str, wanted: f64, came: f64) -> Option<Difference> {
    let (shown, got) = (quote(expected), quote(actual));
    let (wanted_digits, came_digits) = (decimals(expected), decimals(actual));
    let rounded = |value: f64, digits: usize, text: &str| format!("{value:.digits$}") == text;
    let apart = came - wanted;
    let found = if wanted == came {
        match (wanted_digits, came_digits) {
            (None, Some(_)) => (
                Kind::Type,
                format!(
                    "The same number, but {got} has decimals and the whole number {shown} is expected."
                ),
            ),
            (Some(_), None) => (
                Kind::Type,
                format!(
                    "The same number, but the whole number {got} came and {shown} with decimals is expected."
                ),
            ),
            _ => (
                Kind::Spelling,
                format!(
                    "The same number, but written differently: expected {shown}, but came {got}."
                ),
            ),
        }
    } else if wanted == -came {
        (
            Kind::Sign,
            format!("The sign is wrong: expected {shown}, but came {got}."),
        )
    } else if let (Some(few), true) = (came_digits, wanted_digits > came_digits)
        && rounded(wanted, few, actual)
    {
        (
            Kind::Rounding,
            format!("The number is rounded too much: expected {shown}, but came {got}."),
        )
    } else if let (Some(few), true) = (wanted_digits, came_digits > wanted_digits)
        && rounded(came, few, expected)
    {
        (
            Kind::Rounding,
            format!("The number should be rounded: expected {shown}, but came {got}."),
        )
    } else if wanted_digits.is_none() && came_digits.is_some() && rounded(came, 0, expected) {
        (
            Kind::Rounding,
            format!("The number should be rounded: expected {shown}, but came {got}."),
        )
    } else if came_digits.is_none() && wanted.trunc() == came {
        (
            Kind::Rounding,
            format!(
                "The decimals were cut off: expected {shown}, but came {got}. A division of whole numbers does that."
            ),
        )
    } else if came_digits.is_none() && wanted.round() == came {
        (
            Kind::Rounding,
            format!("The number is rounded too much: expected {shown}, but came {got}."),
        )
    } else if apart.abs() <= wanted.abs() * 1e-6 {
        (
            Kind::Rounding,
            format!(
                "The number is only nearly right, by rounding on the way: expected {shown}, but came {got}."
            ),
        )
    } else if apart.abs() == 1.0 {
        let way = if apart > 0.0 { "too high" } else { "too low" };
        (
            Kind::OffByOne,
            format!("The number is one {way}: expected {shown}, but came {got}. Off by one?"),
        )
    } else {
        (Kind::Content, format!("Expected {shown}, but came {got}."))
    };
    Some(Difference::new(found.0, found.1))
}

/// How many digits stand after the point; `None` without a point.
fn decimals(value: &str) -> Option<usize> {
    value.split_once('.').map(|(_, digits)| digits.len())
}
