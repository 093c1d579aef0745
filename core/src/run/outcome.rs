//! How a run ended: from tests, exit status and limits to one outcome.
//!
//! The rules are strict where a run could lie: a printed "all passed" proves
//! nothing when the process failed, when promised tests are missing, or when
//! nothing was tested at all.

mod sentence;

pub use sentence::{Said, say, say_program};

use super::parse::Parsed;
use super::report::{Build, Counts, Outcome, TestCase, TestStatus};

/// How a process ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum End {
    /// By itself, with this exit status.
    Exited(i32),
    /// By this signal.
    Signaled(i32),
    /// Not known: it never started, or was stopped.
    #[default]
    Unknown,
}

/// What ended a run from outside, with the limit that was hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// More CPU time than this.
    Cpu {
        /// The limit in seconds.
        seconds: u32,
    },
    /// More wall time than this.
    Wall {
        /// The limit in seconds.
        seconds: u32,
    },
    /// More memory than this.
    Memory {
        /// The limit in MiB.
        mib: u32,
    },
    /// More output than this.
    Output {
        /// The limit in KiB per stream.
        kib: u32,
    },
    /// More processes at once than this.
    Processes {
        /// The limit.
        count: u32,
    },
    /// A larger file, or more growth of the folder, than this.
    Disk {
        /// The limit in MiB.
        mib: u32,
    },
    /// The learner.
    Cancelled,
    /// A program is not installed, or too old.
    ToolMissing {
        /// Its name.
        tool: String,
        /// The command that installs it here, where known.
        install: Option<String>,
    },
    /// The runner could not do its work.
    Sandbox {
        /// What failed.
        why: String,
    },
}

/// What is known about a run.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    /// The separate build before the tests, where there was one.
    pub build: Option<&'a Build>,
    /// What was read of the report.
    pub parsed: &'a Parsed,
    /// How the test command ended.
    pub end: End,
    /// What ended it from outside, in the order it happened.
    pub stops: &'a [Stop],
    /// Standard error, where interpreters write syntax errors.
    pub stderr: &'a str,
}

/// What came of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The outcome.
    pub outcome: Outcome,
    /// One more word on it, for [`super::report::RunReport::detail`].
    pub detail: Option<String>,
    /// Contradictions worth knowing.
    pub notes: Vec<String>,
}

impl Verdict {
    fn new(outcome: Outcome, detail: Option<String>) -> Self {
        Self {
            outcome,
            detail,
            notes: Vec::new(),
        }
    }
}

/// Decides how a run ended.
#[must_use]
pub fn decide(evidence: &Evidence<'_>) -> Verdict {
    if let Some(verdict) = stopped_by_us(evidence.stops) {
        return verdict;
    }
    if evidence.build.is_some_and(|build| !build.ok) || did_not_build(evidence.parsed) {
        return Verdict::new(Outcome::CompileError, None);
    }
    if let Some(verdict) = hit_a_limit(evidence.stops, evidence.end) {
        return verdict;
    }
    if let Some(signal) = crash_signal(evidence) {
        return Verdict::new(Outcome::Crashed, Some(signal_name(signal)));
    }
    judge(evidence)
}

/// Gives the test during which time ran out the status that says so: the first
/// that never ended, unless it is known already.
pub fn mark_timeout(tests: &mut [TestCase], outcome: Outcome) {
    let timed_out = matches!(outcome, Outcome::TimedOutCpu | Outcome::TimedOutWall);
    let known = tests.iter().any(|test| test.status == TestStatus::Timeout);
    if !timed_out || known {
        return;
    }
    if let Some(test) = tests
        .iter_mut()
        .find(|test| test.status == TestStatus::NotRun)
    {
        test.status = TestStatus::Timeout;
        test.message =
            Some("Time ran out while this test was running, or just before it.".to_owned());
    }
}

fn stopped_by_us(stops: &[Stop]) -> Option<Verdict> {
    let sandbox = stops.iter().find_map(|stop| match stop {
        Stop::Sandbox { why } => Some(Verdict::new(Outcome::SandboxError, Some(why.clone()))),
        _ => None,
    });
    sandbox.or_else(|| {
        stops.iter().find_map(|stop| match stop {
            Stop::Cancelled => Some(Verdict::new(Outcome::Cancelled, None)),
            Stop::ToolMissing { tool, install } => {
                let detail = match install {
                    Some(install) => format!("{tool}: {install}"),
                    None => tool.clone(),
                };
                Some(Verdict::new(Outcome::ToolMissing, Some(detail)))
            }
            _ => None,
        })
    })
}

/// The first limit that was hit. Signals that the kernel sends for a limit
/// count even where nobody watched.
fn hit_a_limit(stops: &[Stop], end: End) -> Option<Verdict> {
    let (outcome, detail) = stops.iter().find_map(limit_outcome).or(match end {
        End::Signaled(SIGXCPU) => Some((Outcome::TimedOutCpu, None)),
        End::Signaled(SIGXFSZ) => Some((Outcome::DiskLimit, None)),
        _ => None,
    })?;
    Some(Verdict::new(outcome, detail))
}

fn limit_outcome(stop: &Stop) -> Option<(Outcome, Option<String>)> {
    let (outcome, detail) = match stop {
        Stop::Cpu { seconds } => (Outcome::TimedOutCpu, format!("{seconds} s")),
        Stop::Wall { seconds } => (Outcome::TimedOutWall, format!("{seconds} s")),
        Stop::Memory { mib } => (Outcome::OutOfMemory, format!("{mib} MiB")),
        Stop::Output { kib } => (Outcome::OutputLimit, format!("{kib} KiB")),
        Stop::Processes { count } => (Outcome::TooManyProcesses, count.to_string()),
        Stop::Disk { mib } => (Outcome::DiskLimit, format!("{mib} MiB")),
        Stop::Cancelled | Stop::ToolMissing { .. } | Stop::Sandbox { .. } => return None,
    };
    Some((outcome, Some(detail)))
}

/// Whether the report itself shows that nothing could be tested because the
/// program's text is wrong: the compiler said so, or every test that ran broke
/// on a syntax error.
fn did_not_build(parsed: &Parsed) -> bool {
    if parsed.build_error.is_some()
        && parsed
            .tests
            .iter()
            .all(|test| test.status == TestStatus::NotRun)
    {
        return true;
    }
    let mut ran = parsed
        .tests
        .iter()
        .filter(|test| !matches!(test.status, TestStatus::NotRun | TestStatus::Skip))
        .peekable();
    ran.peek().is_some()
        && ran.all(|test| {
            test.status.is_failure()
                && [&test.message, &test.output]
                    .iter()
                    .any(|text| text.as_deref().is_some_and(has_syntax_error))
        })
}

/// Whether an interpreter says there that it cannot read a file. Asked line by
/// line: a test about syntax errors may mention one within a sentence, and
/// JavaScript calls broken JSON a `SyntaxError` too.
fn has_syntax_error(text: &str) -> bool {
    const SAYS: [&str; 4] = [
        "SyntaxError: ",
        "IndentationError: ",
        "TabError: ",
        "syntax error near unexpected token",
    ];
    text.lines().any(|line| {
        let line = line.strip_prefix("E ").unwrap_or(line).trim_start();
        (SAYS.iter().any(|says| line.starts_with(says)) && !line.contains("JSON"))
            || line.contains(": syntax error near unexpected token")
    })
}

const SIGXCPU: i32 = 24;
const SIGXFSZ: i32 = 25;

/// The signal that ended the run: directly, or as a shell reports it (128 and
/// the signal's number) when no failing test explains the status.
fn crash_signal(evidence: &Evidence<'_>) -> Option<i32> {
    const CRASHES: [i32; 7] = [4, 5, 6, 7, 8, 11, 31];
    match evidence.end {
        End::Signaled(signal) => Some(signal),
        End::Exited(status) => {
            let signal = status.checked_sub(128)?;
            let explained =
                Counts::of(&evidence.parsed.tests).failed > 0 && evidence.parsed.complete;
            (CRASHES.contains(&signal) && !explained).then_some(signal)
        }
        End::Unknown => None,
    }
}

/// A signal's name and number (Linux).
fn signal_name(signal: i32) -> String {
    let name = match signal {
        1 => "SIGHUP",
        2 => "SIGINT",
        3 => "SIGQUIT",
        4 => "SIGILL",
        5 => "SIGTRAP",
        6 => "SIGABRT",
        7 => "SIGBUS",
        8 => "SIGFPE",
        9 => "SIGKILL",
        11 => "SIGSEGV",
        13 => "SIGPIPE",
        15 => "SIGTERM",
        31 => "SIGSYS",
        _ => return format!("signal {signal}"),
    };
    name.to_owned()
}

/// Judges a run that came to its end.
fn judge(evidence: &Evidence<'_>) -> Verdict {
    let counts = Counts::of(&evidence.parsed.tests);
    let status = match evidence.end {
        End::Exited(0) => None,
        End::Exited(status) => Some(format!("exit status {status}")),
        End::Signaled(_) | End::Unknown => Some("no exit status".to_owned()),
    };
    if counts.total == counts.skipped {
        if status.is_some() && has_syntax_error(evidence.stderr) {
            return Verdict::new(Outcome::CompileError, None);
        }
        let skipped = (counts.total > 0).then(|| "every test was skipped".to_owned());
        return Verdict::new(Outcome::NoTests, skipped.or(status));
    }
    let mut verdict = Verdict::new(Outcome::Passed, None);
    if counts.failed > 0 {
        verdict.outcome = Outcome::Failed;
    } else if !evidence.parsed.complete {
        verdict.outcome = Outcome::Failed;
        verdict.detail = Some("the report is not complete".to_owned());
        verdict.notes.push("Every test that was reported passed, but the report is not complete, so the run does not count as passed.".to_owned());
    } else if let Some(status) = status {
        verdict.outcome = Outcome::Failed;
        verdict.notes.push(format!("Every test that was reported passed, but the test command ended with {status}, so the run does not count as passed."));
        verdict.detail = Some(status);
    }
    verdict
}

#[cfg(test)]
mod tests;
