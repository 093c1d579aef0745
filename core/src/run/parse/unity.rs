//! The text of Unity, the C test framework:
//! `file:line:test:PASS`, `FAIL: message` or `IGNORE: message`.

use std::sync::LazyLock;

use regex::Regex;

use super::collector::Collector;
use super::{Parsed, Source};
use crate::run::report::{Location, TestCase, TestStatus};
use crate::text::clean;

static RESULT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(.+?):(\d+):([^:]+):(PASS|FAIL|IGNORE)(?::\s?(.*))?$").ok());
static SUMMARY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(\d+) Tests (\d+) Failures (\d+) Ignored\s*$").ok());

pub(super) fn read(source: &Source<'_>) -> Parsed {
    let mut collector = Collector::new(source);
    let text = collector.text(source.report);
    let mut output = String::new();
    let mut promised: Option<usize> = None;
    let ends_whole = text.ends_with('\n');
    let count = text.lines().count();
    for (index, line) in text.lines().enumerate() {
        // Unity may be built with colours (`UNITY_OUTPUT_COLOR`).
        let line = clean(line.trim_end_matches('\r'));
        let line = line.as_str();
        // A last line without its end may be cut: `PASS` of a longer word.
        let whole = ends_whole || index + 1 < count;
        if let Some(test) = result(line, whole) {
            collector.push(TestCase {
                output: Some(std::mem::take(&mut output)),
                ..test
            });
        } else if let Some(total) = summary(line) {
            *promised.get_or_insert(0) += total;
        } else {
            output.push_str(line);
            output.push('\n');
        }
    }
    match promised {
        None => collector.broken("The test program ended before its summary."),
        Some(total) if total != collector.len() => {
            collector.broken(format!(
                "The summary counts {total} tests, but {} were reported.",
                collector.len()
            ));
        }
        Some(_) => {}
    }
    collector.finish()
}

fn result(line: &str, whole: bool) -> Option<TestCase> {
    let captures = RESULT.as_ref()?.captures(line)?;
    let text = |group| captures.get(group).map_or("", |found| found.as_str());
    let status = match text(4) {
        "PASS" if whole => TestStatus::Pass,
        "FAIL" => TestStatus::Fail,
        "IGNORE" => TestStatus::Skip,
        _ => return None,
    };
    let mut test = TestCase::new(text(3), status);
    test.location = Some(Location {
        file: text(1).trim_start_matches("./").to_owned(),
        line: text(2).parse().ok(),
    });
    test.message = Some(text(5).to_owned());
    if let Some((expected, actual)) = sides(text(5)) {
        test.expected = Some(expected);
        test.actual = Some(actual);
    }
    Some(test)
}

fn summary(line: &str) -> Option<usize> {
    SUMMARY
        .as_ref()?
        .captures(line)?
        .get(1)?
        .as_str()
        .parse()
        .ok()
}

/// The two sides of `Expected X Was Y`, texts in single quotes.
fn sides(message: &str) -> Option<(String, String)> {
    let (_, rest) = message.split_once("Expected ")?;
    if let Some(quoted) = rest.strip_prefix('\'') {
        let (expected, rest) = quoted.split_once("' Was '")?;
        let (actual, _) = rest.rsplit_once('\'')?;
        return Some((expected.to_owned(), actual.to_owned()));
    }
    let (expected, rest) = rest.split_once(" Was ")?;
    let actual = rest.split_once(". ").map_or(rest, |(actual, _)| actual);
    Some((expected.to_owned(), actual.trim_end_matches('.').to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_result_is_no_pass() {
        let tests = |report: &[u8]| {
            read(&Source {
                report,
                ..Source::default()
            })
            .tests
            .len()
        };
        assert_eq!(tests(b"a.c:1:t:PASS\n"), 1);
        assert_eq!(tests(b"a.c:1:t:PASS"), 0);
    }

    #[test]
    fn both_sides_are_found() {
        for (message, expected, actual) in [
            ("Expected 6 Was 7", "6", "7"),
            ("Expected 'a Was b' Was 'c'", "a Was b", "c"),
            ("Expected TRUE Was FALSE. one: two", "TRUE", "FALSE"),
            ("Element 2 Expected 3 Was 4. why", "3", "4"),
            ("Expected 3.5 Was 3.25", "3.5", "3.25"),
        ] {
            assert_eq!(
                sides(message),
                Some((expected.to_owned(), actual.to_owned())),
                "{message}"
            );
        }
        assert_eq!(sides("no reason"), None);
    }

    #[test]
    fn colours_are_no_part_of_a_result() {
        let report = "./t.c:3:a:\u{1b}[42mPASS\u{1b}[00m\nt.c:4:b:\u{1b}[41mFAIL\u{1b}[00m: Expected 1 Was 2\n\n2 Tests 1 Failures 0 Ignored \n\u{1b}[41mFAIL\u{1b}[00m\n";
        let parsed = read(&Source {
            report: report.as_bytes(),
            ..Source::default()
        });
        assert!(parsed.complete, "{:?}", parsed.notes);
        let tests: Vec<_> = parsed
            .tests
            .iter()
            .map(|test| (test.name.as_str(), test.status, test.expected.as_deref()))
            .collect();
        assert_eq!(
            tests,
            [
                ("a", TestStatus::Pass, None),
                ("b", TestStatus::Fail, Some("1"))
            ]
        );
        let place = parsed.tests[0].location.as_ref();
        assert_eq!(place.map(|place| place.file.as_str()), Some("t.c"));
    }
}
