//! A question bank in GIFT: whatever is taken over keeps the format's rules.
#![no_main]

use codezest_core::course::parse;
use codezest_core::course::tree::CourseTree;
use codezest_fuzz::author::import::{Options, gift};
use codezest_fuzz::tree;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let mut source = CourseTree::new();
    source.insert("bank.gift", input, false);
    let converted = gift::convert(&source, &Options::default());
    let mut parsed = parse(&converted.tree);
    // That there is nothing in it is no fault of the converter.
    parsed.diagnostics.retain(|found| found.file != ".");
    assert!(!parsed.has_errors(), "{}", tree::errors(&parsed));
    assert!(parsed.course.is_some());
});
