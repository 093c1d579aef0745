//! Reports that mean harm: any bytes at all.

use proptest::prelude::*;

use super::{Parsed, Source, parse, parse_jest};
use crate::course::model::ReportFormat;
use crate::limits::{MAX_REPORT_TESTS, MAX_REPORT_TEXT_BYTES};
use crate::text;

const FORMATS: [ReportFormat; 7] = [
    ReportFormat::ExercismJson,
    ReportFormat::Junit,
    ReportFormat::Tap,
    ReportFormat::Libtest,
    ReportFormat::Unity,
    ReportFormat::Json,
    ReportFormat::Exit,
];

fn all(bytes: &[u8]) -> Vec<Parsed> {
    let source = Source {
        report: bytes,
        listing: Some(bytes),
        roots: &["/run/shop"],
        ..Source::default()
    };
    let mut parsed: Vec<Parsed> = FORMATS
        .iter()
        .map(|format| parse(*format, &source))
        .collect();
    parsed.push(parse_jest(&source));
    parsed
}

/// Whatever was read, it can be shown, stored and counted.
fn check(parsed: &Parsed) {
    assert!(parsed.tests.len() <= MAX_REPORT_TESTS);
    let mut ids: Vec<&str> = parsed.tests.iter().map(|test| test.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), parsed.tests.len(), "ids are unique");
    for test in &parsed.tests {
        let texts = [
            &test.message,
            &test.expected,
            &test.actual,
            &test.output,
            &test.group,
        ];
        for text in texts.into_iter().flatten().chain([&test.name, &test.id]) {
            assert_eq!(*text, text::clean(text));
            assert!(text.len() <= MAX_REPORT_TEXT_BYTES);
        }
    }
}

/// Words of the formats in any order, which come further than random bytes.
fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "ok ",
        "not ok ",
        "1",
        "2",
        " - ",
        "1..3\n",
        "1..99999999999\n",
        "# Subtest: x\n",
        "    ",
        "  ---\n",
        "  ...\n",
        "# SKIP ",
        "\\",
        "#",
        "<testsuite>",
        "</testsuite>",
        "<testcase name=\"",
        "\">",
        "</testcase>",
        "<failure>",
        "<![CDATA[",
        "]]>",
        "&",
        ";",
        "&#x0;",
        "<",
        "running 3 tests\n",
        "test ",
        " ... ",
        "FAILED\n",
        "failures:\n",
        "---- a stdout ----\n",
        "test result: ",
        "left: ",
        "\n right: ",
        "     Running tests/x.rs (",
        "a: test\n",
        "{\"name\":\"",
        "\",\"status\":\"pass\"}\n",
        "{\"plan\":[\"a\"]}\n",
        "a.c:1:t:PASS\n",
        ":FAIL: Expected '",
        "' Was '",
        "\n",
        "\r",
        "\u{1b}[31m",
        "\u{202e}",
        "ä",
        "\u{0}",
        "thread 'a' panicked at ",
        "',",
        "Bail out!",
    ]);
    prop::collection::vec(word, 0..60).prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        all(&bytes).iter().for_each(check);
    }

    #[test]
    fn any_words_are_survived(text in words()) {
        all(text.as_bytes()).iter().for_each(check);
    }
}

#[test]
fn bombs_are_bounded() {
    for unit in [
        "<testsuite>",
        "<testcase name=\"a\">",
        "<a>",
        "&amp;",
        "[",
        "{\"plan\":",
        "    ok\n",
        "ok\n",
        " ok\n  ",
        "# Subtest: x\n    ",
    ] {
        all(unit.repeat(40_000).as_bytes()).iter().for_each(check);
    }
    let stairs: String = (0..3000)
        .map(|depth| format!("{}ok\n", " ".repeat(depth)))
        .collect();
    all(stairs.as_bytes()).iter().for_each(check);
}

/// Small reports whose parts multiply: a long name around many tests, and long
/// lists of names. Without bounds, each of these takes minutes or gigabytes.
#[test]
fn multiplication_is_bounded() {
    let long = "n".repeat(1 << 20);
    let junit = format!(
        "<testsuite name=\"{long}\">{}",
        "<testcase name=\"a\"/>".repeat(50_000)
    );
    let tap = format!(
        "# Subtest: {long}\n{}not ok 1 - {long}\n",
        "    ok\n".repeat(50_000)
    );
    let libtest = format!(
        "Running {long} (x)\nrunning 9 tests\n{}",
        "test a ... ok\n".repeat(50_000)
    );
    let binaries = "running 1 test\ntest a ... ok\ntest result: ok\n".repeat(20_000)
        + &"b: test\n".repeat(100_000);
    let plan = format!(
        "{{\"plan\":[\"a\"{}]}}\n{}",
        ",\"b\"".repeat(100_000),
        "{\"name\":\"c\",\"status\":\"pass\"}\n".repeat(6_000)
    );
    for (format, report) in [
        (ReportFormat::Junit, junit),
        (ReportFormat::Tap, tap),
        (ReportFormat::Libtest, libtest),
        (ReportFormat::Libtest, binaries),
        (ReportFormat::Json, plan),
    ] {
        let source = Source {
            report: report.as_bytes(),
            listing: Some(report.as_bytes()),
            roots: &["/run/shop"],
            ..Source::default()
        };
        check(&parse(format, &source));
    }
}
