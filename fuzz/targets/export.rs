//! A learner's progress as a file.
#![no_main]

use codezest_core::event::check::check;
use codezest_core::event::export::{read, write};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    let Ok(events) = read(input) else { return };
    assert!(events.iter().all(|event| check(event).is_ok()));
    let text = write(&events).expect("what can be read can be written");
    let again = read(&text).expect("what is written can be read");
    assert_eq!(again.len(), events.len());
    assert!(again.iter().all(|event| events.contains(event)));
    assert_eq!(
        write(&again).unwrap(),
        text,
        "one set of events is one file"
    );
});
