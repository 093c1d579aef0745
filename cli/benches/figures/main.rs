//! The figures of `scripts/bench`: what people wait for, each with its floor
//! measured in the same run, so that ratios can be compared on noisy machines.
//!
//! Prints `name: value unit` lines, all or those of the measurement named. The
//! floors are this very program started with a word (see `floor`), so that both
//! sides load the same libraries.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a measuring program prints, and stops when something is wrong"
)]

// The store belongs to the program; a benchmark sees it by its path.
#[path = "../../src/store/mod.rs"]
#[allow(
    dead_code,
    unused_imports,
    missing_docs,
    reason = "only a part of the store is measured"
)]
mod store;

// What tests look at screens with measures them, too.
#[cfg(unix)]
#[path = "../../tests/it/support/screen/mod.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests: there for whoever needs them"
)]
mod screen;

mod append;
mod courses;
mod floor;
mod process;
mod search;
mod startup;
mod storage;
mod tests_overhead;
#[cfg(unix)]
mod tui;

use std::path::PathBuf;

/// What every measurement needs.
pub(crate) struct Bench {
    /// The release program.
    program: PathBuf,
    /// An empty folder of this run.
    folder: tempfile::TempDir,
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if floor::run(&args) {
        return;
    }
    // `cargo test` starts benchmarks, too, and only wants to know that they run.
    if !args.iter().any(|arg| arg == "--bench") {
        return;
    }
    let bench = Bench {
        program: env!("CARGO_BIN_EXE_codezest").into(),
        folder: tempfile::tempdir().expect("a temporary folder"),
    };
    let wanted = args.iter().find(|arg| !arg.starts_with('-'));
    let known = |wanted: &String| MEASUREMENTS.iter().any(|(name, _)| name == wanted);
    assert!(wanted.is_none_or(known), "no such measurement: {wanted:?}");
    for (name, measure) in MEASUREMENTS {
        if wanted.is_some_and(|wanted| wanted != name) {
            continue;
        }
        eprintln!("measuring {name}");
        measure(&bench);
    }
}

type Measure = fn(&Bench);

const MEASUREMENTS: &[(&str, Measure)] = &[
    ("version", startup::version),
    ("status", startup::status),
    ("search", search::search),
    ("test overhead", tests_overhead::overhead),
    #[cfg(unix)]
    ("full screen", tui::tui),
    ("append", append::append),
    ("import", courses::import),
    ("storage", storage::storage),
    ("binary", startup::binary_size),
];

/// Prints a figure.
pub(crate) fn figure(name: &str, value: f64, unit: &str) {
    println!("{name}: {value:.2} {unit}");
}

/// Prints a figure, its floor and the ratio, with what is to be reached.
pub(crate) fn against(name: &str, value: f64, floor: f64, unit: &str, reach: &str) {
    figure(name, value, unit);
    figure(&format!("{name} floor"), floor, unit);
    println!("{name} ratio: {:.2} (reach: {reach})", value / floor);
}
