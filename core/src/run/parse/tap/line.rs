//! One line of TAP.

use crate::run::parse::collector::MAX_NAME_CHARS;
use crate::run::report::TestStatus;
use crate::text;

/// What a line is.
#[derive(Debug, PartialEq)]
pub(super) enum Line<'a> {
    /// `ok 1 - name # SKIP reason`
    Point(Point),
    /// `1..3`, `1..0 # SKIP reason`
    Plan { count: u64, reason: Option<&'a str> },
    /// `# Subtest: name`
    Subtest(String),
    /// `Bail out! reason`
    BailOut(&'a str),
    /// `# text`
    Comment(&'a str),
    /// `TAP version 13`, pragmas
    Version,
    /// nothing
    Empty,
    /// what a program printed
    Other,
}

/// One test point.
#[derive(Debug, PartialEq)]
pub(super) struct Point {
    pub(super) status: TestStatus,
    pub(super) number: Option<u64>,
    pub(super) name: String,
    pub(super) reason: Option<String>,
}

/// The width of the white space before a line, and the rest.
pub(super) fn indentation(raw: &str) -> (usize, &str) {
    let raw = raw.trim_end();
    let body = raw.trim_start_matches([' ', '\t']);
    (raw.len() - body.len(), body)
}

/// Reads a line without its indentation.
pub(super) fn parse(body: &str) -> Line<'_> {
    if body.is_empty() {
        return Line::Empty;
    }
    if body.starts_with("TAP version ") || body.starts_with("pragma ") {
        return Line::Version;
    }
    if let Some(reason) = body.strip_prefix("Bail out!") {
        return Line::BailOut(reason.trim());
    }
    if let Some(comment) = body.strip_prefix('#') {
        let comment = comment.strip_prefix(' ').unwrap_or(comment);
        return match comment.strip_prefix("Subtest: ") {
            Some(name) => Line::Subtest(unescape(name)),
            None => Line::Comment(comment),
        };
    }
    point(body).or_else(|| plan(body)).unwrap_or(Line::Other)
}

fn plan(body: &str) -> Option<Line<'_>> {
    let (count, reason) = match body.strip_prefix("1..")?.split_once('#') {
        Some((count, reason)) => (count, Some(reason.trim())),
        None => (body.strip_prefix("1..")?, None),
    };
    Some(Line::Plan {
        count: count.trim().parse().ok()?,
        reason,
    })
}

fn point(body: &str) -> Option<Line<'_>> {
    let (ok, rest) = match body.strip_prefix("not ok") {
        Some(rest) => (false, rest),
        None => (true, body.strip_prefix("ok")?),
    };
    if !rest.is_empty() && !rest.starts_with(' ') {
        return None;
    }
    let rest = rest.trim_start();
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = match rest.get(digits..) {
        Some(after) if digits > 0 && (after.is_empty() || after.starts_with(' ')) => (
            rest.get(..digits).and_then(|digits| digits.parse().ok()),
            after,
        ),
        _ => (None, rest),
    };
    let (name, directive) = directive(rest);
    let name = name.trim();
    let name = name.strip_prefix('-').map_or(name, str::trim_start);
    let status = match (&directive, ok) {
        (Some((TestStatus::Skip, _)), _) => TestStatus::Skip,
        (Some(_), _) => TestStatus::Todo,
        (None, true) => TestStatus::Pass,
        (None, false) => TestStatus::Fail,
    };
    let reason = directive
        .map(|(_, reason)| unescape(reason))
        .filter(|reason| !reason.is_empty());
    Some(Line::Point(Point {
        status,
        number,
        name: unescape(name),
        reason,
    }))
}

/// Splits off `# SKIP reason` or `# TODO reason`. Any other `#` belongs to the
/// name, for bats does not escape it.
fn directive(rest: &str) -> (&str, Option<(TestStatus, &str)>) {
    for (at, _) in rest.match_indices('#') {
        let (before, after) = (
            rest.get(..at).unwrap_or(rest),
            rest.get(at + 1..).unwrap_or(""),
        );
        let backslashes = before.len() - before.trim_end_matches('\\').len();
        let after = after.trim_start();
        let word = after.get(..4).unwrap_or("").to_ascii_lowercase();
        let status = match word.as_str() {
            "skip" => TestStatus::Skip,
            "todo" => TestStatus::Todo,
            _ => continue,
        };
        if backslashes % 2 == 0 {
            let reason = after
                .split_once(' ')
                .map_or("", |(_, reason)| reason.trim());
            return (before, Some((status, reason)));
        }
    }
    (rest, None)
}

fn unescape(name: &str) -> String {
    let name = &text::shorten(name, MAX_NAME_CHARS);
    let mut plain = String::with_capacity(name.len());
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => plain.push(
                chars
                    .next_if(|next| matches!(next, '#' | '\\'))
                    .unwrap_or('\\'),
            ),
            c => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points() {
        for (line, status, number, name, reason) in [
            ("ok 1 - a", TestStatus::Pass, Some(1), "a", None),
            ("ok", TestStatus::Pass, None, "", None),
            ("not ok 2", TestStatus::Fail, Some(2), "", None),
            ("ok 1 a", TestStatus::Pass, Some(1), "a", None),
            ("ok - 3 apples", TestStatus::Pass, None, "3 apples", None),
            ("ok 3rd time", TestStatus::Pass, None, "3rd time", None),
            (
                "ok 5 # skip not today",
                TestStatus::Skip,
                Some(5),
                "",
                Some("not today"),
            ),
            (
                "ok 5 - x # SKIPPED: why",
                TestStatus::Skip,
                Some(5),
                "x",
                Some("why"),
            ),
            (
                "not ok 6 - one # TODO known bug",
                TestStatus::Todo,
                Some(6),
                "one",
                Some("known bug"),
            ),
            ("ok 6 - one # todo", TestStatus::Todo, Some(6), "one", None),
            (
                "not ok 3 - wrong \\# TODO not a directive",
                TestStatus::Fail,
                Some(3),
                "wrong # TODO not a directive",
                None,
            ),
            (
                "not ok 5 words & <signs> # here",
                TestStatus::Fail,
                Some(5),
                "words & <signs> # here",
                None,
            ),
            ("ok 1 - a \\\\ b", TestStatus::Pass, Some(1), "a \\ b", None),
        ] {
            let expected = Point {
                status,
                number,
                name: name.to_owned(),
                reason: reason.map(str::to_owned),
            };
            assert_eq!(parse(line), Line::Point(expected), "{line}");
        }
    }

    #[test]
    fn other_lines() {
        assert_eq!(parse("okay"), Line::Other);
        assert_eq!(parse("not okay"), Line::Other);
        assert_eq!(
            parse("1..3"),
            Line::Plan {
                count: 3,
                reason: None
            }
        );
        assert_eq!(
            parse("1..0 # SKIP no perl"),
            Line::Plan {
                count: 0,
                reason: Some("SKIP no perl")
            }
        );
        assert_eq!(parse("1..x"), Line::Other);
        assert_eq!(parse("Bail out!  closed"), Line::BailOut("closed"));
        assert_eq!(
            parse("# Subtest: a \\# b"),
            Line::Subtest("a # b".to_owned())
        );
        assert_eq!(parse("#  text"), Line::Comment(" text"));
    }
}
