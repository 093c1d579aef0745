//! What to run: the specification of one test run.
//!
//! Core derives it from the course model; the runner executes it. Paths are
//! relative to the **run folder**, the private copy in which everything
//! happens.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::course::model::{Check, Framework, Limits, ReportFormat, RunnerKind};

/// One file of the run folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunFile {
    /// Relative path with `/` between the parts.
    pub path: String,
    /// The content.
    pub bytes: Vec<u8>,
    /// Whether it may be executed.
    pub executable: bool,
}

/// How the tests are run and judged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Judge {
    /// A built-in language runner with its test framework.
    Framework {
        /// The language runner.
        runner: RunnerKind,
        /// The framework, or found by looking at the files.
        framework: Option<Framework>,
    },
    /// The course's own test command.
    Command {
        /// Program and arguments.
        command: Vec<String>,
        /// How it reports.
        report: ReportFormat,
        /// Where the report is written; standard output otherwise.
        report_file: Option<String>,
    },
    /// Declarative checks, judged outside the learner's process.
    Checks {
        /// The checks, in file order.
        checks: Vec<Check>,
        /// SQL scripts that prepare a fresh database, relative paths.
        sql_setup: Vec<String>,
    },
}

/// The specification of one run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunSpec {
    /// `COURSE/ITEM`, for messages and cache names.
    pub item: String,
    /// The course's uid as text: build caches are shared within it.
    pub course: String,
    /// Everything that is in the run folder when the run begins.
    pub files: Vec<RunFile>,
    /// The learner's files, relative paths.
    pub learner: Vec<String>,
    /// The language runner, for its default `run` command and preparations.
    pub runner: Option<RunnerKind>,
    /// The program: what `codezest run` and `stdin`/`stdout` checks start.
    pub run: Option<Vec<String>>,
    /// How it is judged.
    pub judge: Judge,
    /// Extra environment variables.
    pub env: BTreeMap<String, String>,
    /// What the run may use.
    pub limits: Limits,
    /// Only tests whose name contains this text.
    pub only: Option<String>,
    /// Arguments after `--`, passed to the test command.
    pub extra_args: Vec<String>,
}
