//! What other threads tell the loop.

use codezest_core::run::report::RunReport;
use codezest_runner::RunEvent;

use crate::failure::Failure;
use crate::learn::test::Prepared;
use crate::views::query::QueryView;

/// Something that another thread found out.
#[derive(Debug)]
pub(super) enum News {
    /// A signal of the system.
    Signal(i32),
    /// A run is going on.
    Run(RunEvent),
    /// A run has ended.
    Tested(Box<Prepared>, Result<RunReport, Failure>),
    /// A question was answered.
    Queried(Result<QueryView, Failure>),
    /// The learner's files have changed and rest now.
    FilesChanged,
}
