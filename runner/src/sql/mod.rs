//! SQL on the embedded SQLite, in a process of its own.
//!
//! The child gets one `Request` on its input and writes one `Reply` per
//! script as a line of JSON. It opens databases in memory only; the scripts
//! can neither reach a file nor write to the child's output, so the replies
//! can be believed.

mod engine;
pub(crate) mod helper;
mod split;

use codezest_core::course::model::SqlValue;
use serde::{Deserialize, Serialize};

/// Most rows of one result set that are kept.
pub(crate) const MAX_ROWS: usize = 10_000;
/// Most bytes of text of one result set that are kept.
pub(crate) const MAX_RESULT_BYTES: usize = 1024 * 1024;

/// A named piece of SQL.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Source {
    /// The file's path relative to the run folder, for messages.
    pub(crate) name: String,
    /// Its text.
    pub(crate) sql: String,
}

/// One piece of work on a fresh database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Script {
    /// Run first, in order; an error in one is the course's fault.
    pub(crate) setup: Vec<Source>,
    /// The script.
    pub(crate) source: Source,
    /// Asked afterwards.
    pub(crate) query: Option<Source>,
}

/// Everything the child has to do.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Request {
    /// Each gets its own database.
    pub(crate) scripts: Vec<Script>,
    /// Time for each script with its query, in milliseconds.
    pub(crate) millis: u64,
}

/// What came of one script.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Reply {
    /// The script's result sets, in order.
    pub(crate) results: Vec<Table>,
    /// The answer to the query.
    pub(crate) answer: Option<Table>,
    /// What went wrong, and nothing was done after that.
    pub(crate) error: Option<SqlError>,
    /// Where it went wrong.
    pub(crate) failed: Option<Part>,
    /// Whether what went wrong is that it took too long.
    pub(crate) timed_out: bool,
}

/// The parts of a [`Script`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Part {
    /// The course's preparation.
    Setup,
    /// The script itself.
    Script,
    /// The query.
    Query,
}

/// A result set.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The columns' names.
    pub columns: Vec<String>,
    /// The rows; a blob is given as the text `x'…'`.
    pub rows: Vec<Vec<SqlValue>>,
    /// Whether there were more rows than are kept.
    pub cut: bool,
}

/// What is wrong with a piece of SQL, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SqlError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// The database's words.
    pub message: String,
    /// The statement, shortened to one line.
    pub statement: String,
}

impl std::fmt::Display for SqlError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            file,
            line,
            column,
            message,
            statement,
        } = self;
        write!(f, "{file}:{line}:{column}: {message}\n  in: {statement}")
    }
}
