//! Writes the golden files of new kinds and versions of events.
//!
//! `cargo run -p codezest-core --example bless_events`. Files that are there
//! are never touched: they say what was released. See `tests/it/golden.rs`.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a developer's tool that writes files; it shares code with the tests"
)]

#[path = "../tests/it/samples.rs"]
mod samples;

use codezest_core::event::Fact;

fn main() {
    for (kind, v) in Fact::KINDS {
        let path = samples::path(kind, *v);
        if path.exists() {
            continue;
        }
        let golden = samples::Golden::of(&samples::event(kind));
        let text = serde_json::to_string_pretty(&golden).unwrap() + "\n";
        std::fs::write(&path, text).unwrap();
        println!("wrote {}", path.display());
    }
}
