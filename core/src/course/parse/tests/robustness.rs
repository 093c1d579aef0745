//! Hostile and damaged files.

use proptest::prelude::*;

use super::super::parse;
use super::{HELLO, demo, with};
use crate::course::diagnostics::Severity;

#[test]
fn deep_nesting_is_refused_not_followed() {
    for text in [
        format!("x = {}{}", "[".repeat(100_000), "]".repeat(100_000)),
        format!("x = {}", "{ a = ".repeat(50_000)),
        format!("{} = 1", vec!["a"; 100_000].join(".")),
    ] {
        assert!(with("02-more/module.toml", text).has_errors());
    }
    let deep = format!(
        "{HELLO}\n{}x\n{}[a](b.md)\n",
        "> ".repeat(50_000),
        "*".repeat(50_000)
    );
    assert!(
        parse(&{
            let mut tree = demo();
            tree.insert("01-start/01-hello.md", deep, false);
            tree
        })
        .course
        .is_some()
    );
}

#[test]
fn the_number_of_diagnostics_is_bounded() {
    let many: String = (0..60_000).map(|n| format!("k{n} = 1\n")).collect();
    let parsed = with("02-more/module.toml", format!("title = \"x\"\n{many}"));
    assert!(parsed.diagnostics.len() <= crate::course::diagnostics::MAX_DIAGNOSTICS);
    assert_eq!(parsed.diagnostics[0].severity, Severity::Error);
}

const FILES: &[&str] = &[
    "course.toml",
    "01-start/module.toml",
    "01-start/01-hello.md",
    "01-start/02-sum/assignment.toml",
    "02-more/01-rows/assignment.toml",
    "02-more/02-quiz.quiz.toml",
    "i18n/de/02-more/02-quiz.quiz.toml",
    "01-start/02-sum/README.md",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_bytes_panic(file in proptest::sample::select(FILES), bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = with(file, bytes);
    }

    #[test]
    fn no_damage_panics(
        file in proptest::sample::select(FILES),
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), 0_usize..12, "[\\[\\]{}\"'=#+\n.0-9a-z\u{e4} -]{0,6}"), 1..6),
    ) {
        let tree = demo();
        let mut bytes = tree.get(file).unwrap().bytes.clone();
        for (at, length, put) in cuts {
            let from = at.index(bytes.len() + 1);
            let to = (from + length).min(bytes.len());
            bytes.splice(from..to, put.bytes());
        }
        let parsed = with(file, bytes);
        for diagnostic in &parsed.diagnostics {
            prop_assert!(!diagnostic.message.is_empty());
            prop_assert!(diagnostic.line != Some(0) && diagnostic.column != Some(0));
        }
        if let Some(course) = &parsed.course {
            let _ = crate::course::check::check(course, &tree, Some(course));
            let _ = crate::course::i18n::localised(course, &tree, "de");
        }
    }
}
