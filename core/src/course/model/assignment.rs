//! Assignments: how they are run and judged.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Check;
use crate::ids::ItemId;

/// A built-in language runner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RunnerKind {
    /// unittest and pytest.
    Python,
    /// cargo test.
    Rust,
    /// node:test and jest.
    Javascript,
    /// make.
    C,
    /// bats.
    Bash,
    /// The embedded SQLite.
    Sql,
}

/// A test framework of a language with more than one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Framework {
    /// Python's own.
    Unittest,
    /// pytest.
    Pytest,
    /// Node's own, `node:test`.
    Node,
    /// Jest.
    Jest,
}

/// How a test command reports.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportFormat {
    /// JUnit XML.
    Junit,
    /// Test Anything Protocol, versions 12 to 14.
    Tap,
    /// The text of Rust's test harness.
    Libtest,
    /// The text of the C framework Unity.
    Unity,
    /// JSON lines in the file named by `$CODEZEST_RESULTS`.
    Json,
    /// The `output.json` of Exercism's SQLite track: a JSON array of tests
    /// with `name` (or `description`), `status` and `message`.
    ExercismJson,
    /// The exit status alone: zero is one passed test.
    #[default]
    Exit,
}

/// When the learner may see the reference solution.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SolutionRule {
    /// At any time.
    Always,
    /// Once the tests have passed.
    #[default]
    AfterPass,
    /// Never; it is not in a learner's pack.
    Never,
}

/// What a run may reach.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Network {
    /// Nothing.
    #[default]
    None,
    /// This machine itself.
    Loopback,
}

/// What a run may use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// CPU seconds of the tests.
    pub cpu_seconds: u32,
    /// CPU seconds of a build before them.
    pub build_seconds: u32,
    /// Wall seconds; `None` is three times the CPU seconds and five more.
    pub wall_seconds: Option<u32>,
    /// Memory of all processes together, in MiB.
    pub memory_mib: u32,
    /// Output that ends the run, in KiB per stream.
    pub output_kib: u32,
    /// Processes at once.
    pub processes: u32,
    /// The largest file, in MiB.
    pub file_mib: u32,
    /// What it may reach.
    pub network: Network,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            cpu_seconds: 10,
            build_seconds: 120,
            wall_seconds: None,
            memory_mib: 1024,
            output_kib: 4096,
            processes: 128,
            file_mib: 64,
            network: Network::None,
        }
    }
}

/// Something to program.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assignment {
    /// The learner's files, relative to the working folder.
    pub learner: Vec<String>,
    /// Items that should be done first.
    pub needs: Vec<ItemId>,
    /// The program's command.
    pub run: Option<Vec<String>>,
    /// The built-in language runner.
    pub runner: Option<RunnerKind>,
    /// The framework, where it is not found by itself.
    pub framework: Option<Framework>,
    /// The course's own test command.
    pub test: Option<Vec<String>>,
    /// How that command reports.
    pub report: ReportFormat,
    /// Where it writes the report.
    pub report_file: Option<String>,
    /// Extra environment variables.
    pub env: BTreeMap<String, String>,
    /// When the solution may be seen.
    pub solution: SolutionRule,
    /// What a run may use.
    pub limits: Limits,
    /// SQL scripts that prepare the database, relative to the run folder.
    pub sql_setup: Vec<String>,
    /// Declarative checks.
    pub checks: Vec<Check>,
    /// How many hints there are: `hints/1.md` to `hints/N.md`.
    pub hints: u32,
    /// Whether there is a `solution/`.
    pub has_solution: bool,
}
