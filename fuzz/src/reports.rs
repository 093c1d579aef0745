//! What every reader of test reports must keep to.

use codezest_core::course::model::ReportFormat;
use codezest_core::limits::{MAX_REPORT_TESTS, MAX_REPORT_TEXT_BYTES};
use codezest_core::run::outcome::{End, Evidence, decide};
use codezest_core::run::parse::{Parsed, Source, parse};
use codezest_core::run::report::{Counts, Outcome, TestStatus};

use crate::assert_clean;

/// Checks the reader of `format`.
pub fn check(format: ReportFormat, input: &[u8]) {
    check_reader(|source| parse(format, source), input);
}

/// Checks any reader: what it makes of the report, and of the report cut off.
/// What follows a NUL byte is the list of tests that exist.
pub fn check_reader(read: impl Fn(&Source<'_>) -> Parsed, input: &[u8]) {
    let mut parts = input.splitn(2, |byte| *byte == 0);
    let report = parts.next().unwrap_or_default();
    let listing = parts.next();
    let whole = read_part(&read, report, listing);
    // A broken line may be a whole one with something behind it.
    let cuts = cuts(report).into_iter().filter(|_| whole.complete);
    for end in cuts {
        let cut = read_part(&read, &report[..end], listing);
        assert!(
            passes(&cut) <= passes(&whole),
            "cut after {end} bytes, {} pass instead of {}",
            passes(&cut),
            passes(&whole)
        );
    }
}

fn read_part(
    read: &impl Fn(&Source<'_>) -> Parsed,
    report: &[u8],
    listing: Option<&[u8]>,
) -> Parsed {
    let source = Source {
        report,
        listing,
        end: End::Exited(0),
        roots: &["/run/shop"],
    };
    let parsed = read(&source);
    check_parsed(&parsed);
    parsed
}

fn check_parsed(parsed: &Parsed) {
    assert!(parsed.tests.len() <= MAX_REPORT_TESTS);
    let mut ids: Vec<&str> = parsed.tests.iter().map(|test| test.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), parsed.tests.len(), "ids are unique");
    for test in &parsed.tests {
        assert!(!test.name.is_empty(), "every test has a name");
        let optional = [
            &test.group,
            &test.message,
            &test.expected,
            &test.actual,
            &test.output,
            &test.help,
        ];
        let place = test.location.iter().map(|location| &location.file);
        let texts = optional.into_iter().flatten();
        for text in texts.chain([&test.name, &test.id]).chain(place) {
            assert_clean(text);
            assert!(text.len() <= MAX_REPORT_TEXT_BYTES);
        }
    }
    for text in parsed.notes.iter().chain(&parsed.build_error) {
        assert_clean(text);
    }
    check_outcome(parsed);
}

/// A process that ends well does not make a run pass.
fn check_outcome(parsed: &Parsed) {
    let evidence = Evidence {
        build: None,
        parsed,
        end: End::Exited(0),
        stops: &[],
        stderr: "",
    };
    let counts = Counts::of(&parsed.tests);
    if decide(&evidence).outcome == Outcome::Passed {
        assert!(counts.passed > 0 && counts.failed == 0 && parsed.complete);
    }
}

fn passes(parsed: &Parsed) -> usize {
    let passes = |status| status == TestStatus::Pass;
    parsed
        .tests
        .iter()
        .filter(|test| passes(test.status))
        .count()
}

/// Where to cut: near the end, in the middle, and where the bytes say so.
fn cuts(report: &[u8]) -> Vec<usize> {
    let length = report.len();
    let sum = report.iter().fold(7_usize, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(usize::from(*byte))
    });
    let mut cuts = vec![length / 2, sum % (length + 1)];
    cuts.extend([1, 2].iter().filter_map(|back| length.checked_sub(*back)));
    cuts
}
