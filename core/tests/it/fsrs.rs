//! The scheduler of cards against `fixtures/fsrs.json`, which is what the
//! crate of FSRS's authors says of the same reviews; `scripts/fixtures-fsrs`
//! makes it again.

use std::fs;
use std::path::Path;

use codezest_core::learning::review::{Memory, Rating};
use serde::Deserialize;

/// Their numbers have 24 bits and go through several steps; most is lost where
/// something is hardly remembered at all.
const CLOSE: f64 = 2e-4;

#[derive(Deserialize)]
struct Fixture {
    sequences: Vec<Vec<Step>>,
}

#[derive(Debug, Deserialize)]
struct Step {
    days: u32,
    rating: u8,
    /// The chance of remembering just before.
    recall: f64,
    stability: f64,
    difficulty: f64,
    interval: u32,
}

#[test]
fn memory_and_intervals_are_those_of_the_authors_crate() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/fsrs.json");
    let fixture: Fixture = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let mut steps = 0;
    for sequence in fixture.sequences {
        let mut memory: Option<Memory> = None;
        for step in sequence {
            let rating = Rating::try_from(step.rating).unwrap();
            let recall = memory.map_or(1.0, |memory| memory.recall(step.days));
            let after = memory.map_or_else(
                || Memory::first(rating),
                |memory| memory.after(step.days, rating),
            );
            for (ours, theirs) in [
                (recall, step.recall),
                (after.stability, step.stability),
                (after.difficulty, step.difficulty),
            ] {
                let off = (ours - theirs).abs() / theirs;
                assert!(off < CLOSE, "{ours} is not {theirs}: {step:?}");
            }
            assert_eq!(after.interval(), step.interval, "{step:?}");
            memory = Some(after);
            steps += 1;
        }
    }
    assert!(steps > 50, "{steps}");
}

#[test]
fn other_numbers_are_no_ratings() {
    for number in [0, 5, 255] {
        assert!(Rating::try_from(number).is_err(), "{number}");
    }
    for rating in Rating::ALL {
        assert_eq!(Rating::try_from(rating.number()), Ok(rating));
    }
}
