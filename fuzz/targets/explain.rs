//! How two texts differ; a NUL byte stands between them.
#![no_main]

use codezest_core::run::explain::{Mark, explain};
use codezest_fuzz::assert_clean;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let text = String::from_utf8_lossy(input);
    let (expected, actual) = text.split_once('\0').unwrap_or((&text, ""));
    let explained = explain(expected, actual);
    assert_eq!(explained.differences.is_empty(), expected == actual);
    assert_eq!(explained.first.is_none(), expected == actual);
    for difference in &explained.differences {
        assert!(!difference.words.trim().is_empty());
        assert_clean(&difference.words);
    }
    let (mut expected_line, mut actual_line) = (0, 0);
    for line in &explained.lines {
        assert_clean(&line.text);
        assert_eq!(line.mark != Mark::Actual, line.expected_line.is_some());
        assert_eq!(line.mark != Mark::Expected, line.actual_line.is_some());
        for (number, last) in [
            (line.expected_line, &mut expected_line),
            (line.actual_line, &mut actual_line),
        ] {
            if let Some(number) = number {
                assert!(number > *last, "numbers grow");
                *last = number;
            }
        }
    }
});
