//! Runs the tests of assignments.
//!
//! [`Runner::run`] takes a specification from core and returns a report;
//! [`Runner::execute`] starts the learner's program for the learner. Both work
//! in a private **run folder** and carry out every command as a **step**,
//! through a **helper**: this same program started a second time (see
//! [`helper_main`]), which supervises the command, enforces the limits and
//! leaves no process behind.
//!
//! | Module | Does |
//! |---|---|
//! | `helper` | inside the helper: start, watch and end one command |
//! | `step` | start the helper and talk to it |
//! | `folder` | the run folder, hostile once something has run in it |
//! | `tools` | find programs behind version managers |
//! | `languages` | one row per language: tests, programs, what to install |
//! | `command`, `checks` | the course's own command; declarative checks |
//! | [`sql`] | the embedded database in a process of its own |
//! | `run`, `execute`, `report` | put it all together |
//! | `caches` | what runs leave behind, and removing it |

mod caches;
mod cancel;
mod checks;
mod command;
mod error;
mod execute;
mod folder;
mod helper;
mod job;
mod languages;
mod report;
mod run;
pub mod sql;
mod step;
mod terminal;
mod tools;

use std::path::PathBuf;

use codezest_core::run::report::{Isolation, RunReport};
use codezest_core::run::spec::{Judge, RunSpec};

pub use caches::{Leftover, LeftoverKind, Removal, leftovers};
pub use cancel::CancelToken;
pub use error::RunnerError;
pub use execute::Execution;
pub use helper::helper_main;
pub use languages::{LanguageStatus, ToolStatus};
pub use step::wire::Stream;
use tools::Tools;

/// Something to show while a run is going on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RunEvent {
    /// The program, the tests or a compiler wrote this, cleaned of control
    /// characters.
    Output {
        /// Where.
        stream: Stream,
        /// What.
        text: String,
        /// Whether it was during the build.
        build: bool,
    },
    /// A declarative check begins.
    Check {
        /// Its name.
        name: String,
        /// Which, from 0.
        index: usize,
        /// Of how many.
        count: usize,
    },
}

/// How a run is done.
#[derive(Debug, Clone, Default)]
pub struct RunOptions {
    /// Where run folders are made; below the caches by default.
    pub folder: Option<PathBuf>,
    /// Without anything that keeps the run apart from the machine. Limits on
    /// time and output remain, so that it ends.
    pub no_sandbox: bool,
}

impl RunOptions {
    /// What keeps a run apart from the machine.
    #[must_use]
    pub fn isolation(&self) -> Isolation {
        if self.no_sandbox {
            Isolation::None
        } else {
            Isolation::Basic
        }
    }
}

/// Runs tests and programs.
#[derive(Debug, Clone)]
pub struct Runner {
    helper: PathBuf,
    caches: PathBuf,
    tools: Tools,
}

impl Runner {
    /// A runner whose helper is the program `helper` (which calls
    /// [`helper_main`] first of all) and that keeps builds below `caches`.
    /// Toolchains are found through this process's environment.
    #[must_use]
    pub fn new(helper: PathBuf, caches: PathBuf) -> Self {
        Self {
            helper,
            caches,
            tools: Tools::of_process(),
        }
    }

    /// Runs the tests of `spec`. Output and progress go to `on_event` as they
    /// come. Blocks until everything that was started is gone again.
    ///
    /// # Errors
    /// When the runner itself cannot work. Whatever the tests do is an
    /// outcome in the report.
    pub fn run(
        &self,
        spec: &RunSpec,
        options: &RunOptions,
        cancel: &CancelToken,
        on_event: &mut dyn FnMut(RunEvent),
    ) -> Result<RunReport, RunnerError> {
        run::in_folder(self, spec, options, cancel, on_event, run::run)
    }

    /// Builds the learner's program and starts it on this process's standard
    /// streams, with `spec.extra_args`; for SQL, runs the script and returns
    /// its result sets. Compilers' output goes to `on_event`. Nothing is
    /// judged.
    ///
    /// # Errors
    /// When the runner itself cannot work, or the assignment has no program.
    pub fn execute(
        &self,
        spec: &RunSpec,
        options: &RunOptions,
        cancel: &CancelToken,
        on_event: &mut dyn FnMut(RunEvent),
    ) -> Result<Execution, RunnerError> {
        let sql_setup = sql_setup(spec);
        run::in_folder(
            self,
            spec,
            options,
            cancel,
            on_event,
            |job| match sql_setup {
                Some(setup) => execute::script(job, setup, None),
                None => execute::program(job),
            },
        )
    }

    /// Runs `sql` on the database of an SQL assignment as its preparations
    /// leave it.
    ///
    /// # Errors
    /// When the runner itself cannot work.
    pub fn query(
        &self,
        spec: &RunSpec,
        sql: &str,
        options: &RunOptions,
        cancel: &CancelToken,
    ) -> Result<Execution, RunnerError> {
        let setup = sql_setup(spec).unwrap_or_default();
        run::in_folder(self, spec, options, cancel, &mut |_| {}, |job| {
            execute::script(job, setup, Some(sql))
        })
    }

    /// Where a program is, found as runs find it: behind version managers.
    #[must_use]
    pub fn find(&self, program: &str) -> Option<PathBuf> {
        self.tools.find(program)
    }

    /// The language runners, and which of them work on this machine. Asks
    /// every tool for its version.
    #[must_use]
    pub fn languages(&self) -> Vec<LanguageStatus> {
        languages::status(&self.tools)
    }
}

/// The preparations of an SQL assignment; `None` for all others.
fn sql_setup(spec: &RunSpec) -> Option<&[String]> {
    use codezest_core::course::model::RunnerKind;
    match &spec.judge {
        Judge::Checks { sql_setup, .. } if spec.runner == Some(RunnerKind::Sql) => Some(sql_setup),
        _ => None,
    }
}
