//! Rules for lists and for texts of several lines: order, missing, extra,
//! doubled, and the one that differs.

use std::collections::BTreeMap;

use super::{Difference, Kind, count, literal, quote, whole};

/// Compares lists element by element, and texts line by line.
pub(super) fn compare(expected: &str, actual: &str) -> Vec<Difference> {
    if let (Some(wanted), Some(came)) = (List::read(expected), List::read(actual)) {
        if wanted.items == came.items && wanted.open != came.open {
            let words = format!(
                "The elements are right, but the kind of collection differs: expected `{}…`, but came `{}…`.",
                wanted.open, came.open
            );
            return vec![Difference::new(Kind::Type, words)];
        }
        return sequences(&wanted.items, &came.items, "element");
    }
    let lines = |text: &'_ str| -> Vec<String> {
        text.trim_end_matches('\n')
            .split('\n')
            .map(|line| line.trim_end().to_owned())
            .collect()
    };
    let (wanted, came) = (lines(expected), lines(actual));
    if wanted.len() < 2 && came.len() < 2 {
        return Vec::new();
    }
    sequences(&wanted, &came, "line")
}

/// A written list, tuple, set or map.
struct List {
    open: char,
    items: Vec<String>,
}

impl List {
    fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let open = text.chars().next()?;
        let close = match open {
            '[' => ']',
            '(' => ')',
            '{' => '}',
            _ => return None,
        };
        let inner = text.strip_prefix(open)?.strip_suffix(close)?;
        Some(Self {
            open,
            items: split(inner)?,
        })
    }
}

/// Splits at the commas outside of brackets and quotes; `None` when brackets do
/// not match, such as in `(a) + (b)`.
fn split(inner: &str) -> Option<Vec<String>> {
    let mut items = Vec::new();
    let mut item = String::new();
    let mut depth = 0_usize;
    let mut quoted = None;
    let mut escaped = false;
    for c in inner.chars() {
        match (quoted, c) {
            (Some(mark), _) => {
                if !escaped && c == mark {
                    quoted = None;
                }
                escaped = !escaped && c == '\\';
            }
            (None, '"' | '\'') => quoted = Some(c),
            (None, '[' | '(' | '{') => depth += 1,
            (None, ']' | ')' | '}') => depth = depth.checked_sub(1)?,
            (None, ',') if depth == 0 => {
                items.push(std::mem::take(&mut item).trim().to_owned());
                continue;
            }
            _ => {}
        }
        item.push(c);
    }
    if !item.trim().is_empty() {
        items.push(item.trim().to_owned());
    }
    Some(items)
}

fn sequences(wanted: &[String], came: &[String], noun: &str) -> Vec<Difference> {
    let (missing, extra) = (without(wanted, came), without(came, wanted));
    match (missing.as_slice(), extra.as_slice()) {
        ([], []) => vec![order(wanted, came, noun)],
        ([], extra) => vec![too_many(wanted, came, extra, noun)],
        (missing, []) => too_few(wanted, missing, noun),
        _ if wanted.len() == came.len() => same_length(wanted, came, noun),
        (missing, extra) => {
            let length = format!(
                "Expected {}, but came {}: {} missing, {} too many.",
                count(wanted.len(), noun),
                count(came.len(), noun),
                missing.len(),
                extra.len()
            );
            let first = missing.first().map(|(place, item)| {
                format!(
                    " The first that is missing is {noun} {}: {}.",
                    place + 1,
                    quote(item)
                )
            });
            let kind = if wanted.len() > came.len() {
                Kind::Missing
            } else {
                Kind::Extra
            };
            vec![Difference::new(
                kind,
                format!("{length}{}", first.unwrap_or_default()),
            )]
        }
    }
}

/// The items of `all` that `others` does not have as often, with their places.
fn without<'a>(all: &'a [String], others: &[String]) -> Vec<(usize, &'a str)> {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for other in others {
        *left.entry(other).or_default() += 1;
    }
    let mut kept = Vec::new();
    for (place, item) in all.iter().enumerate() {
        match left.get_mut(item.as_str()) {
            Some(number) if *number > 0 => *number -= 1,
            _ => kept.push((place, item.as_str())),
        }
    }
    kept
}

fn order(wanted: &[String], came: &[String], noun: &str) -> Difference {
    let reversed = wanted.iter().rev().eq(came.iter());
    let words = if reversed && wanted.len() > 2 {
        format!("The {noun}s are right, but in reverse order.")
    } else {
        let place = wanted
            .iter()
            .zip(came)
            .position(|(a, b)| a != b)
            .unwrap_or(0);
        let item = wanted
            .get(place)
            .map(|item| quote(item))
            .unwrap_or_default();
        format!(
            "The {noun}s are right, but in another order: {noun} {} should be {item}.",
            place + 1
        )
    };
    Difference::new(Kind::Order, words)
}

fn too_many(wanted: &[String], came: &[String], extra: &[(usize, &str)], noun: &str) -> Difference {
    let (place, item) = extra.first().copied().unwrap_or_default();
    if wanted.iter().any(|other| other == item) && !item.is_empty() {
        let times = came.iter().filter(|other| *other == item).count();
        return Difference::new(
            Kind::Duplicate,
            format!(
                "{} came {times} times: {noun} {} is too many.",
                quote(item),
                place + 1
            ),
        );
    }
    let verb = if extra.len() == 1 { "is" } else { "are" };
    Difference::new(
        Kind::Extra,
        format!(
            "{} {verb} too many; the first is {noun} {}: {}.",
            count(extra.len(), noun),
            place + 1,
            quote(item)
        ),
    )
}

fn too_few(wanted: &[String], missing: &[(usize, &str)], noun: &str) -> Vec<Difference> {
    let (place, item) = missing.first().copied().unwrap_or_default();
    let verb = if missing.len() == 1 { "is" } else { "are" };
    let which = if missing.len() == 1 {
        format!("{noun} {}", place + 1)
    } else {
        format!("the first is {noun} {}", place + 1)
    };
    let words = format!(
        "{} {verb} missing; {which}: {}.",
        count(missing.len(), noun),
        quote(item)
    );
    let mut found = vec![Difference::new(Kind::Missing, words)];
    let at_edge = place == 0 || place + 1 == wanted.len();
    if missing.len() == 1 && at_edge && wanted.len() > 2 {
        let end = if place == 0 {
            "begins one round late"
        } else {
            "ends one round early"
        };
        found.push(Difference::new(
            Kind::OffByOne,
            format!("A loop that {end} does that."),
        ));
    }
    found
}

/// As many items, but others.
fn same_length(wanted: &[String], came: &[String], noun: &str) -> Vec<Difference> {
    if let Some(found) = all_off_by_one(wanted, came) {
        return vec![found];
    }
    let pairs: Vec<(usize, &String, &String)> = wanted
        .iter()
        .zip(came)
        .enumerate()
        .filter(|(_, (a, b))| a != b)
        .map(|(place, (a, b))| (place, a, b))
        .collect();
    let Some((place, expected, actual)) = pairs.first().copied() else {
        return Vec::new();
    };
    let mut details = literal::compare(expected, actual);
    if details.is_empty() {
        details = whole::normalised(expected, actual);
    }
    let how_many = if pairs.len() == 1 {
        String::new()
    } else {
        format!("{} of {} {noun}s differ. ", pairs.len(), wanted.len())
    };
    let head = format!(
        "{how_many}{} {} differs: expected {}, but came {}.",
        capital(noun),
        place + 1,
        quote(expected),
        quote(actual)
    );
    let kind = details.first().map_or(Kind::Content, |detail| detail.kind);
    let mut found = vec![Difference::new(kind, head)];
    // The numbers' own plain sentence would only repeat the head.
    found.extend(
        details
            .into_iter()
            .filter(|detail| detail.kind != Kind::Content),
    );
    found
}

fn all_off_by_one(wanted: &[String], came: &[String]) -> Option<Difference> {
    let number = |text: &String| text.parse::<i64>().ok();
    let mut apart = wanted
        .iter()
        .zip(came)
        .map(|(a, b)| number(b)?.checked_sub(number(a)?));
    let first = apart.next()??;
    let all = first.abs() == 1 && wanted.len() > 1 && apart.all(|other| other == Some(first));
    let way = if first > 0 { "too high" } else { "too low" };
    all.then(|| {
        Difference::new(
            Kind::OffByOne,
            format!("Every number is one {way}. Off by one?"),
        )
    })
}

fn capital(noun: &str) -> String {
    let mut chars = noun.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}
