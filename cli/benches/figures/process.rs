//! Timing whole processes, in turn with their floor.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// A hermetic command: a home of its own and nothing of the caller's settings.
pub(crate) fn command(program: &Path, home: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command
        .args(args)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", home)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// Milliseconds of one run.
pub(crate) fn milliseconds(command: &mut Command) -> f64 {
    let begin = Instant::now();
    command.status().expect("the command starts");
    begin.elapsed().as_secs_f64() * 1_000.0
}

/// The medians of `runs` runs of each, taken in turn after one warm-up.
pub(crate) fn in_turn(runs: usize, ours: &mut Command, floor: &mut Command) -> (f64, f64) {
    milliseconds(ours);
    milliseconds(floor);
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        a.push(milliseconds(ours));
        b.push(milliseconds(floor));
    }
    (median(&mut a), median(&mut b))
}

/// The middle of `values`.
pub(crate) fn median(values: &mut [f64]) -> f64 {
    percentile(values, 50)
}

/// The value below which `percent` of `values` lie.
pub(crate) fn percentile(values: &mut [f64], percent: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    values[(values.len() - 1) * percent / 100]
}

/// CPU milliseconds of all children that were waited for so far.
pub(crate) fn children_cpu_ms() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").expect("Linux");
    // The kernel's USER_HZ is 100 on every Linux architecture.
    cpu_ticks(&text, Of::Children) * 10.0
}

/// Whose time `cpu_ticks` reads.
#[derive(Clone, Copy)]
pub(crate) enum Of {
    /// The process's own.
    Itself = 11,
    /// That of its children that were waited for.
    Children = 13,
}

/// CPU time, of the program and of the system for it, in a `/proc/PID/stat`.
pub(crate) fn cpu_ticks(stat: &str, of: Of) -> f64 {
    // The name before may hold anything, also spaces and brackets.
    let numbers = stat.rsplit(')').next().unwrap_or("");
    let fields = numbers.split_whitespace().skip(of as usize).take(2);
    fields.filter_map(|field| field.parse::<f64>().ok()).sum()
}
