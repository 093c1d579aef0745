//! Finds what was expected and what came in the message of an assertion.
//!
//! Frameworks whose two sides have no fixed meaning (`assert_eq!` in Rust, `==`
//! in pytest) are read by their convention: what the code gave stands left,
//! what the test wants stands right.

use std::sync::LazyLock;

use regex::Regex;

/// The two sides of a failed comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sides {
    pub(super) expected: String,
    pub(super) actual: String,
}

/// Each has a group `expected` and a group `actual`.
const PATTERNS: [&str; 8] = [
    // Rust
    r"(?ms)^\s*left: (?P<actual>.*?),?\n\s*right: (?P<expected>[^\n]*(?:\n[ \]})][^\n]*)*)",
    // Jest
    r"(?m)^\s*Expected: (?P<expected>.+)\n\s*Received: (?P<actual>.+)$",
    // Test::More
    r"(?ms)^\s*got: '?(?P<actual>.*?)'?\n\s*expected: '?(?P<expected>.*?)'?\s*\z",
    // JUnit 4 and 5
    r"(?s)expected: ?<(?P<expected>.*?)> but was: ?<(?P<actual>.*)>",
    // node:test with its details
    r"(?m)^\s*actual: (?P<actual>.+?),?\n\s*expected: (?P<expected>.+?),?$",
    // node:test
    r"(?m)^(?:Expected values to be [a-z-]+ equal:\s*)?(?P<actual>\S[^\n]*?) !== (?P<expected>[^\n]+)$",
    // unittest
    r"\A(?:AssertionError: )?(?P<actual>[^\n]+?) != (?P<expected>[^\n]+?)(?: : [^\n]*)?(?:\n|\z)",
    // pytest
    r"\A(?:AssertionError: )?(?:[^\n]*\n)??assert (?P<actual>[^\n]+?) == (?P<expected>[^\n]+?)(?:\n|\z)",
];

static COMPILED: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    PATTERNS
        .iter()
        .filter_map(|pattern| Regex::new(pattern).ok())
        .collect()
});

/// The two sides, where `message` has one of the known shapes. Values that the
/// framework itself shortened are no use and are left out.
pub(super) fn find(message: &str) -> Option<Sides> {
    COMPILED.iter().find_map(|pattern| {
        let captures = pattern.captures(message)?;
        let side = |name| {
            captures
                .name(name)
                .map(|side| side.as_str().trim_matches(['`', ' ']).to_owned())
        };
        let sides = Sides {
            expected: side("expected")?,
            actual: side("actual")?,
        };
        let whole = [&sides.expected, &sides.actual]
            .iter()
            .all(|value| !is_shortened(value));
        whole.then_some(sides)
    })
}

fn is_shortened(value: &str) -> bool {
    value.contains(" chars]")
        || value.contains("[Array]")
        || value.contains("[Object]")
        || value.ends_with("...")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_are_found() {
        assert_eq!(COMPILED.len(), PATTERNS.len());
        for (message, expected, actual) in [
            (
                "assertion `left == right` failed\n  left: \"a\\nb\"\n right: \"a\\nc\"",
                "\"a\\nc\"",
                "\"a\\nb\"",
            ),
            (
                "assertion failed: `(left == right)`\n  left: `7`,\n right: `6`: six",
                "6`: six",
                "7",
            ),
            (
                "assertion `left == right` failed\n  left: [\n    1,\n]\n right: [\n    2,\n]\nnote",
                "[\n    2,\n]",
                "[\n    1,\n]",
            ),
            (
                "expect(received).toBe(expected)\n\nExpected: 6\nReceived: 7\n",
                "6",
                "7",
            ),
            (
                "  Failed test 'x'\n  at shop.t line 9.\n         got: '7'\n    expected: '6'",
                "6",
                "7",
            ),
            ("got: 'a\nb'\n    expected: 'a\nc'", "a\nc", "a\nb"),
            ("expected:<6> but was:<7>", "6", "7"),
            (
                "org.opentest4j.AssertionFailedError: expected: <6> but was: <7>",
                "6",
                "7",
            ),
            ("Expected values to be strictly equal:7 !== 6", "6", "7"),
            (
                "Expected values to be strictly equal:\n\n7 !== 6\n",
                "6",
                "7",
            ),
            ("7 != 6", "6", "7"),
            ("AssertionError: 7 != 6 : two pieces cost six", "6", "7"),
            (
                "'a\\nb\\n' != 'a\\nc\\n'\n  a\n- b\n+ c\n",
                "'a\\nc\\n'",
                "'a\\nb\\n'",
            ),
            ("assert 7 == 6\n +  where 7 = price(2)", "6", "7"),
            (
                "AssertionError: two pieces cost six\nassert 7 == 6\n",
                "6",
                "7",
            ),
        ] {
            let sides = find(message).unwrap_or_else(|| panic!("{message}"));
            assert_eq!(
                (sides.expected.as_str(), sides.actual.as_str()),
                (expected, actual),
                "{message}"
            );
        }
        assert_eq!(find("no such thing"), None);
        assert_eq!(find("'aaa[34 chars]aab' != 'aaa[34 chars]aac'"), None);
    }
}
