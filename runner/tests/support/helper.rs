//! A program for the runner's own tests: its helper, and small stand-ins for
//! `codezest run` and `codezest test`.
#![allow(clippy::unwrap_used, reason = "a test's program fails loudly")]

use std::path::Path;

use codezest_runner::{CancelToken, RunOptions, Runner, helper_main};

fn main() {
    helper_main();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [spec, caches] => execute(Path::new(spec), Path::new(caches)),
        [spec, caches, _] => test(Path::new(spec), Path::new(caches)),
        _ => {}
    }
}

/// Executes the program of the specification in a file, and writes beside it
/// how that ended.
fn execute(spec: &Path, caches: &Path) {
    let text = std::fs::read(spec).unwrap();
    let runner = Runner::new(std::env::current_exe().unwrap(), caches.to_owned());
    let execution = runner.execute(
        &serde_json::from_slice(&text).unwrap(),
        &RunOptions::default(),
        &CancelToken::new(),
        &mut |_| {},
    );
    std::fs::write(spec.with_extension("end"), format!("{execution:?}")).unwrap();
}

/// Runs the tests of the specification in a file, and writes the report beside
/// it.
fn test(spec: &Path, caches: &Path) {
    let text = std::fs::read(spec).unwrap();
    let runner = Runner::new(std::env::current_exe().unwrap(), caches.to_owned());
    let report = runner.run(
        &serde_json::from_slice(&text).unwrap(),
        &RunOptions::default(),
        &CancelToken::new(),
        &mut |_| {},
    );
    let report = serde_json::to_vec(&report.unwrap()).unwrap();
    std::fs::write(spec.with_extension("end"), report).unwrap();
}
