//! The helper: this same program, started a second time to carry out one
//! step and nothing else. It is one thread that supervises one command.

mod output;
mod supervise;
mod sys;
mod tree;
mod watch;

use std::ffi::{OsStr, OsString};

/// The first argument that makes the program a supervisor.
pub(crate) const SANDBOX: &str = "__sandbox";
/// The first argument that makes the program the embedded database's process.
pub(crate) const SQL: &str = "__sql";

/// Must be the first thing in `main` of every program that uses the runner.
/// Started as a helper, the program does that work and exits here; otherwise
/// this returns at once.
pub fn helper_main() {
    let mut arguments = std::env::args_os().skip(1);
    let Some(first) = arguments.next() else {
        return;
    };
    let rest: Vec<OsString> = arguments.collect();
    let code = if first == OsStr::new(SANDBOX) {
        supervise::main(&rest)
    } else if first == OsStr::new(SQL) {
        crate::sql::helper::main(&rest)
    } else {
        return;
    };
    std::process::exit(code)
}
