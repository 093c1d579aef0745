//! Canonical JSON: what is read has one spelling, which reads back.
#![no_main]

use codezest_core::event::canonical::{parse, to_string};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    let Ok(value) = parse(input) else { return };
    let text = to_string(&value).expect("what can be read can be written");
    assert_eq!(parse(&text).expect("what is written can be read"), value);
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&text).unwrap(),
        value
    );
});
