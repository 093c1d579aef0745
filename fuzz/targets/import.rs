//! The sources of other programs: Exercism, rustlings, mdBook, GIFT, GitHub
//! Classroom. See `codezest_fuzz::tree` for the form of the input.
#![no_main]

use codezest_core::course::parse;
use codezest_core::course::tree::check_path;
use codezest_fuzz::author::import::{Options, SourceKind, convert};
use codezest_fuzz::tree;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let options = Options {
        source: "https://example.org/me/course".to_owned(),
        ..Options::default()
    };
    let Ok(converted) = convert(tree::read(input), &options) else {
        return;
    };
    for (path, _) in converted.tree.iter() {
        check_path(path).expect("paths stay inside");
    }
    if converted.report.kind != SourceKind::Course {
        let mut parsed = parse(&converted.tree);
        parsed.diagnostics.retain(|found| found.file != ".");
        assert!(!parsed.has_errors(), "{}", tree::errors(&parsed));
        assert!(parsed.course.is_some());
    }
});
