//! Declarative checks.

use serde::{Deserialize, Serialize};

/// One declarative check.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// What should be true.
    pub name: String,
    /// Checks that must pass first.
    pub needs: Vec<String>,
    /// Weight.
    pub points: u32,
    /// What to look at when it fails (Markdown).
    pub help: Option<String>,
    /// How it is judged.
    pub kind: CheckKind,
}

/// The two families of checks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "check", rename_all = "kebab-case")]
pub enum CheckKind {
    /// Starts the program.
    Program(ProgramCheck),
    /// Asks the embedded database.
    Sql(SqlCheck),
}

/// Starts the program and looks at what it writes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProgramCheck {
    /// More arguments.
    pub args: Vec<String>,
    /// What it reads.
    pub stdin: String,
    /// What it should write.
    pub stdout: Option<OutputRule>,
    /// What it should write to standard error.
    pub stderr: Option<OutputRule>,
    /// The exit status it should end with.
    pub exit: i32,
}

/// What output should be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OutputRule {
    /// The same text, line endings aside.
    Exact(String),
    /// Every one of these texts occurs.
    Contains(Vec<String>),
    /// The expression matches somewhere.
    Regex(String),
    /// The same lines, white space at their ends aside.
    Lines(Vec<String>),
    /// The numbers in the output, in order.
    Numbers {
        /// The numbers.
        numbers: Vec<f64>,
        /// How far each may be off.
        tolerance: f64,
    },
}

/// A value of a result set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum SqlValue {
    /// NULL; written `"NULL"` is a text, so in TOML it is `{ null = true }`.
    Null,
    /// An integer.
    Integer(i64),
    /// A floating-point number.
    Real(f64),
    /// A text.
    Text(String),
}

/// Runs the learner's SQL and compares result sets.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SqlCheck {
    /// The learner's file; the first of `learner` otherwise.
    pub file: Option<String>,
    /// Asked after the learner's script; its own last result set otherwise.
    pub query: Option<String>,
    /// The reference script, relative to the run folder.
    pub sql: Option<String>,
    /// The expected rows, where there is no reference.
    pub rows: Option<Vec<Vec<SqlValue>>>,
    /// Whether the order of rows counts.
    pub ordered: bool,
    /// The column names, in order.
    pub columns: Option<Vec<String>>,
    /// Words that occur in the learner's SQL, comments aside.
    pub contains: Vec<String>,
    /// Words that do not.
    pub lacks: Vec<String>,
    /// The database must refuse `query` with a message containing this.
    pub error: Option<String>,
}
