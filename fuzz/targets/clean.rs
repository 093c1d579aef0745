//! Text from outside on its way to the terminal.
#![no_main]

use codezest_core::run::visible;
use codezest_core::text::{clean, shorten};
use codezest_fuzz::assert_clean;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let text = String::from_utf8_lossy(input);
    let cleaned = clean(&text);
    assert_clean(&cleaned);
    assert_eq!(clean(&cleaned), cleaned, "cleaning twice changes nothing");
    assert!(cleaned.len() <= text.len());
    for shown in [visible::controls(&text), visible::all(&text)] {
        assert_clean(&shown);
        assert_eq!(clean(&shown), shown);
    }
    let max = input.len() % 50;
    assert!(shorten(&cleaned, max).chars().count() <= max.max(1));
});
