//! One sentence for every outcome, that a beginner understands, and what to do
//! next.

use super::{End, Stop, limit_outcome, signal_name};
use crate::run::report::{Counts, Outcome, RunReport};

/// What to tell the learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What happened, one sentence.
    pub sentence: String,
    /// What to do next, one sentence; empty when nothing is to be done.
    pub advice: String,
}

impl Said {
    fn new(sentence: impl Into<String>, advice: impl Into<String>) -> Self {
        Self {
            sentence: sentence.into(),
            advice: advice.into(),
        }
    }
}

/// Says how a test run ended.
#[must_use]
pub fn say(report: &RunReport) -> Said {
    let detail = report.detail.as_deref();
    match report.outcome {
        Outcome::Passed => passed(report.counts()),
        Outcome::Failed => failed(report.counts(), detail),
        Outcome::CompileError => Said::new(
            "The program could not be built, so no test ran.",
            "Read the first message of the compiler: it names a file and a line; later ones often follow from it.",
        ),
        Outcome::NoTests => no_tests(detail),
        outcome => limit(outcome, detail),
    }
}

/// Says how a program ended that was only run, not tested. `None` when it ended
/// well and there is nothing to say.
#[must_use]
pub fn say_program(end: End, stops: &[Stop]) -> Option<Said> {
    if let Some((outcome, detail)) = stops.iter().find_map(limit_outcome) {
        return Some(limit(outcome, detail.as_deref()));
    }
    for stop in stops {
        match stop {
            Stop::Cancelled => return Some(limit(Outcome::Cancelled, None)),
            Stop::Sandbox { why } => return Some(limit(Outcome::SandboxError, Some(why))),
            Stop::ToolMissing { tool, install } => {
                return Some(tool_missing(Some(tool), install.as_deref()));
            }
            _ => {}
        }
    }
    match end {
        End::Exited(0) => None,
        End::Exited(status) => Some(Said::new(
            format!("The program ended with exit status {status}, which means that it failed."),
            "Look at what it wrote last: the reason usually stands there.",
        )),
        End::Signaled(signal) => Some(limit(Outcome::Crashed, Some(&signal_name(signal)))),
        End::Unknown => Some(Said::new(
            "The program did not end by itself.",
            "Run it once more.",
        )),
    }
}

fn passed(counts: Counts) -> Said {
    let skipped = if counts.skipped > 0 {
        format!(" ({} skipped)", counts.skipped)
    } else {
        String::new()
    };
    let sentence = match counts.passed {
        1 => format!("The test passed{skipped}."),
        2 => format!("Both tests passed{skipped}."),
        count => format!("All {count} tests passed{skipped}."),
    };
    Said::new(sentence, "")
}

fn failed(counts: Counts, detail: Option<&str>) -> Said {
    if counts.failed == 0 {
        let why = detail.unwrap_or("the run did not end well");
        return Said::new(
            format!("Every reported test passed, but the run as a whole failed: {why}."),
            "Look at the end of the output; a program that calls exit or crashes after its tests does not pass.",
        );
    }
    let judged = counts.total.saturating_sub(counts.skipped);
    let sentence = match (counts.failed, judged) {
        (1, 1) => "The test failed.".to_owned(),
        (failed, all) if failed == all => format!("All {all} tests failed."),
        (failed, all) => format!("{failed} of {all} tests failed."),
    };
    let advice = match counts.failed {
        1 => "Look at what it expected and at what came, change your program, and test again.",
        _ => "Start with the first failing test; the others often follow from it.",
    };
    Said::new(sentence, advice)
}

fn no_tests(detail: Option<&str>) -> Said {
    let sentence = match detail {
        Some(why) => format!("Nothing was tested: {why}."),
        None => "Nothing was tested: no test was found.".to_owned(),
    };
    Said::new(
        sentence,
        "Check that the program starts at all and that no test file was renamed or emptied.",
    )
}

/// The outcomes that something other than a test decided.
fn limit(outcome: Outcome, detail: Option<&str>) -> Said {
    let after = detail
        .map(|detail| format!(" after {detail}"))
        .unwrap_or_default();
    let than = detail.unwrap_or("allowed");
    match outcome {
        Outcome::TimedOutCpu => Said::new(
            format!("Stopped{after} of computing: probably a loop that never ends."),
            "Check what changes in each round of your loops and what makes them stop.",
        ),
        Outcome::TimedOutWall => Said::new(
            format!(
                "Stopped{after} of waiting: the program probably waits for input or for something that never comes."
            ),
            "Check whether it reads more input than it is given, or sleeps.",
        ),
        Outcome::OutOfMemory => Said::new(
            format!(
                "Stopped because the program wanted more memory than {than}: probably something grows without end."
            ),
            "Look for a list, a text or a recursion that grows in every round.",
        ),
        Outcome::OutputLimit => Said::new(
            format!(
                "Stopped because the program wrote more than {than}: probably it prints in a loop that never ends."
            ),
            "Check what ends the loop around your print statements.",
        ),
        Outcome::TooManyProcesses => Said::new(
            match detail {
                Some(count) => format!(
                    "Stopped because the program started more than {count} processes or threads at once."
                ),
                None => {
                    "Stopped because the program started too many processes or threads at once."
                        .to_owned()
                }
            },
            "Check that a program does not start itself, and that each one started also ends.",
        ),
        Outcome::DiskLimit => Said::new(
            format!("Stopped because the program wrote files larger than {than}."),
            "Look for a loop that writes to a file and never ends.",
        ),
        Outcome::Crashed => crashed(detail),
        Outcome::ToolMissing => {
            let (tool, install) =
                detail.map_or((None, None), |detail| match detail.split_once(": ") {
                    Some((tool, install)) => (Some(tool), Some(install)),
                    None => (Some(detail), None),
                });
            tool_missing(tool, install)
        }
        Outcome::Cancelled => Said::new(
            "You stopped the run.",
            "Nothing was recorded as failed; run it again when you like.",
        ),
        _ => Said::new(
            format!(
                "codezest could not run this: {}.",
                detail.unwrap_or("the sandbox did not start")
            ),
            "This is not the fault of your program; `codezest doctor` shows what works on this machine.",
        ),
    }
}

fn tool_missing(tool: Option<&str>, install: Option<&str>) -> Said {
    let tool = tool.unwrap_or("a program that the course uses");
    let advice = match install {
        Some(install) => format!("Install it with: {install}"),
        None => "`codezest doctor` says what to install.".to_owned(),
    };
    Said::new(
        format!("{tool} is not installed here, or too old, and the tests need it."),
        advice,
    )
}

fn crashed(detail: Option<&str>) -> Said {
    let (sentence, advice) = match detail {
        Some("SIGSEGV" | "SIGBUS") => (
            "The program crashed: it used memory that is not its own (segmentation fault).",
            "Check array indexes, pointers that were never set, and recursion that never ends.",
        ),
        Some("SIGABRT") => (
            "The program stopped itself because something was badly wrong (abort).",
            "Look at the last lines it wrote: a failed assertion or damaged memory is named there.",
        ),
        Some("SIGFPE") => (
            "The program crashed while calculating, probably by dividing a whole number by zero.",
            "Check what you divide by.",
        ),
        Some("SIGILL" | "SIGTRAP") => (
            "The program crashed on an instruction that it must not run.",
            "Look for a function that should return a value and ends without one.",
        ),
        Some("SIGSYS") => (
            "The program tried something that tests may not do, and was stopped.",
            "Assignments need no network and no system calls beyond files and time.",
        ),
        Some("SIGKILL") => (
            "The program was stopped from outside, probably because it used too much memory.",
            "Look for a list, a text or a recursion that grows in every round.",
        ),
        _ => {
            let by = detail.unwrap_or("a signal");
            return Said::new(
                format!("The program was ended by {by}."),
                "Look at the last lines it wrote.",
            );
        }
    };
    Said::new(sentence, advice)
}
