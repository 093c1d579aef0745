//! Every kind and version of event ever released has a golden file that must
//! parse, and hash the same, for ever: `golden/events/KIND.vN.json`.
//!
//! For a new kind or version, write a sample in `samples.rs` and run
//! `cargo run -p codezest-core --example bless_events`. It writes the files
//! that are missing and never touches one that is there: a golden file that
//! no longer agrees means that the code is wrong.

use std::collections::BTreeMap;
use std::fs;

use codezest_core::event::canonical;
use codezest_core::event::check::check;
use codezest_core::event::upcast::newest;
use codezest_core::event::{Decoded, Event, Fact, decode, event_hash};

use crate::samples::{self, Golden, path};

fn files() -> BTreeMap<String, Golden> {
    let folder = path("any", 1).parent().unwrap().to_owned();
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let text = fs::read_to_string(entry.path()).unwrap();
            let name = entry.file_name().into_string().unwrap();
            let golden = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
            (name, golden)
        })
        .collect()
}

#[test]
fn every_kind_and_version_has_a_golden_file() {
    let files = files();
    for (kind, newest) in Fact::KINDS {
        for v in 1..=*newest {
            let name = format!("{kind}.v{v}.json");
            assert!(
                files.contains_key(&name),
                "{name} is missing; `cargo run -p codezest-core --example bless_events` writes it"
            );
        }
    }
}

#[test]
fn every_golden_file_parses_and_hashes_as_it_did() {
    for (name, golden) in files() {
        let event: Event = serde_json::from_value(golden.event.clone()).unwrap();
        assert_eq!(check(&event), Ok(()), "{name}");
        assert_eq!(Golden::of(&event), golden, "{name}");
        assert_eq!(name, format!("{}.v{}.json", event.kind, event.v));
        // From the definition, without the code that is tested.
        let hashed = [golden.envelope.as_bytes(), &event.body_hash].concat();
        assert_eq!(event_hash(&event).0, *blake3::hash(&hashed).as_bytes());
        let body = canonical::parse(&golden.body).unwrap();
        assert_eq!(canonical::to_string(&body).unwrap(), golden.body, "{name}");
        assert!(
            newest(&event.kind).is_some(),
            "{name}: the kind is no longer known"
        );
        assert!(
            matches!(decode(&event), Decoded::Fact(_)),
            "{name}: {:?}",
            decode(&event)
        );
    }
}

/// The other direction: what is written now is what was pinned, byte by byte.
#[test]
fn a_fact_is_written_as_its_golden_file_says() {
    let files = files();
    for (kind, v) in Fact::KINDS {
        let event = samples::event(kind);
        assert_eq!(
            Some(&Golden::of(&event)),
            files.get(&format!("{kind}.v{v}.json")),
            "{kind}"
        );
        assert_eq!(decode(&event), Decoded::Fact(samples::fact(kind)), "{kind}");
    }
}
