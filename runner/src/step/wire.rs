//! What the runner and its helper say to each other: JSON lines over one
//! socket. The runner sends one [`Step`]; the helper answers with [`Event`]s,
//! the last of which is [`Event::End`] or [`Event::NotStarted`]. When the
//! runner closes its sending side, the step is cancelled.

use std::collections::BTreeMap;
use std::path::PathBuf;

use codezest_core::run::report::Usage;
use serde::{Deserialize, Serialize};

/// One command to carry out.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Step {
    /// Absolute path of the program.
    pub(crate) program: PathBuf,
    /// Its arguments.
    pub(crate) args: Vec<String>,
    /// Its whole environment.
    pub(crate) env: BTreeMap<String, String>,
    /// Where it starts.
    pub(crate) cwd: PathBuf,
    /// Where its three streams lead.
    pub(crate) streams: Streams,
    /// The folder whose growth is limited.
    pub(crate) folder: PathBuf,
    /// What it may use.
    pub(crate) caps: Caps,
    /// Whether it is kept apart from the machine at all.
    pub(crate) confined: bool,
}

/// Where the streams of a step lead.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Streams {
    /// This text is its input, its output is captured.
    Captured {
        /// What it reads.
        stdin: String,
    },
    /// It talks to the terminal (or whatever the helper was given).
    Terminal,
}

/// What a step may use. All of its processes count together, except for
/// `file_bytes`.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Caps {
    /// CPU time in milliseconds.
    pub(crate) cpu_ms: u64,
    /// Wall time in milliseconds; `None` for programs that wait for people.
    pub(crate) wall_ms: Option<u64>,
    /// Resident memory in KiB.
    pub(crate) memory_kib: u64,
    /// Output per stream in bytes.
    pub(crate) output_bytes: u64,
    /// Processes at once.
    pub(crate) processes: u32,
    /// The largest file in bytes.
    pub(crate) file_bytes: u64,
    /// What the folder may hold in bytes.
    pub(crate) folder_bytes: u64,
}

/// Which output stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stream {
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
}

/// What the helper tells.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Event {
    /// The command wrote this.
    Output {
        /// Where.
        stream: Stream,
        /// What; bytes that are no UTF-8 are replaced.
        text: String,
    },
    /// The command could not be started.
    NotStarted {
        /// Why.
        message: String,
        /// Whether the reason is that there is no such program.
        missing: bool,
    },
    /// It is over, and every process of it is gone.
    End(Ended),
}

/// How a step ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Ended {
    /// Why the helper stopped it; `None` when it ended by itself.
    pub(crate) stop: Option<Stop>,
    /// How the command itself ended.
    pub(crate) status: Status,
    /// What all of its processes used.
    pub(crate) usage: Usage,
    /// Processes that could not be ended.
    pub(crate) left_over: u32,
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Status {
    /// With an exit status.
    Exit(i32),
    /// By a signal.
    Signal(i32),
}

/// Why a step was stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Stop {
    /// CPU time.
    Cpu,
    /// Wall time.
    Wall,
    /// Memory.
    Memory,
    /// Output on that stream.
    Output(Stream),
    /// Processes at once.
    Processes,
    /// A file or the folder became too large.
    Disk,
    /// Somebody asked for it, or the runner is gone.
    Cancelled,
}
