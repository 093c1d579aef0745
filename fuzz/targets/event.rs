//! An event as it is sent.
#![no_main]

use codezest_core::event::check::check;
use codezest_core::event::{Decoded, Event, canonical, decode, encode, event_hash};
use codezest_core::time::Moment;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    let Ok(event) = serde_json::from_str::<Event>(input) else {
        return;
    };
    let hash = event_hash(&event);
    assert_eq!(
        event_hash(&event.clone().blanked()),
        hash,
        "blanking keeps the hash"
    );
    let is_good = check(&event).is_ok();
    let value = serde_json::to_value(&event).expect("an event is JSON");
    let again: Event = serde_json::from_value(value.clone()).expect("it reads back");
    assert_eq!(again, event);
    if is_good {
        canonical::to_string(&value).expect("a good event is canonical JSON");
    }
    if let Decoded::Fact(fact) = decode(&event) {
        assert!(event.body.is_some());
        let moment = Moment {
            at: event.occurred_at,
            offset: event.utc_offset,
            day: event.local_date,
        };
        if let Ok(encoded) = encode(&fact, event.id, event.hlc, moment) {
            assert_eq!(decode(&encoded), Decoded::Fact(fact));
        }
    }
});
