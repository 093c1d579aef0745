//! The one report model: what every test run, of every language, becomes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a whole run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Every test passed, and there was at least one.
    Passed,
    /// At least one test failed.
    Failed,
    /// The program did not build, or its syntax is wrong.
    CompileError,
    /// Nothing was tested.
    NoTests,
    /// More CPU time than allowed.
    TimedOutCpu,
    /// More wall time than allowed.
    TimedOutWall,
    /// More memory than allowed.
    OutOfMemory,
    /// More output than allowed.
    OutputLimit,
    /// More processes at once than allowed.
    TooManyProcesses,
    /// A larger file, or more growth, than allowed.
    DiskLimit,
    /// Ended by a signal.
    Crashed,
    /// A program that the run needs is not installed, or too old.
    ToolMissing,
    /// The runner itself could not do its work.
    SandboxError,
    /// Stopped by the learner.
    Cancelled,
}

impl Outcome {
    /// Whether it shows that the learner's program does not do yet what the
    /// tests want: not when nothing was tested, or something else went wrong.
    #[must_use]
    pub fn is_miss(self) -> bool {
        match self {
            Self::Failed
            | Self::CompileError
            | Self::TimedOutCpu
            | Self::TimedOutWall
            | Self::OutOfMemory
            | Self::OutputLimit
            | Self::TooManyProcesses
            | Self::DiskLimit
            | Self::Crashed => true,
            Self::Passed
            | Self::NoTests
            | Self::ToolMissing
            | Self::SandboxError
            | Self::Cancelled => false,
        }
    }
}

/// What kept the run apart from the learner's machine, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Isolation {
    /// Namespaces, Landlock and seccomp.
    Strong,
    /// Landlock and seccomp.
    Standard,
    /// Limits on time, output, processes and files only.
    Basic,
    /// Nothing.
    None,
}

/// How one test ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TestStatus {
    /// As it should be.
    Pass,
    /// An expectation was not met.
    Fail,
    /// It broke before it could tell.
    Error,
    /// Deliberately not run.
    Skip,
    /// Expected to fail for now (TAP).
    Todo,
    /// Known, but never reported: something ended the run first.
    NotRun,
    /// Stopped for time.
    Timeout,
}

impl TestStatus {
    /// Whether the learner has to do something about it.
    #[must_use]
    pub fn is_failure(self) -> bool {
        matches!(
            self,
            Self::Fail | Self::Error | Self::NotRun | Self::Timeout
        )
    }

    /// Whether it was passed over on purpose.
    #[must_use]
    pub fn is_skip(self) -> bool {
        matches!(self, Self::Skip | Self::Todo)
    }
}

/// Where a test or its failure is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Location {
    /// Path relative to the run folder.
    pub file: String,
    /// Line, from 1.
    pub line: Option<u32>,
}

/// One test of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TestCase {
    /// Stable within the assignment: group and name, made from the report.
    pub id: String,
    /// As the learner reads it.
    pub name: String,
    /// Class, file or suite, where the framework has one.
    pub group: Option<String>,
    /// How it ended.
    pub status: TestStatus,
    /// What went wrong, in the framework's or the course's words.
    pub message: Option<String>,
    /// What was expected, where known.
    pub expected: Option<String>,
    /// What came instead, where known.
    pub actual: Option<String>,
    /// What the test printed.
    pub output: Option<String>,
    /// Where it is.
    pub location: Option<Location>,
    /// How long it took, in milliseconds.
    pub duration_ms: Option<u64>,
    /// Names of the tests it depends on.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Its weight.
    #[serde(default = "one")]
    pub points: u32,
    /// The course's advice when it fails (Markdown).
    pub help: Option<String>,
}

fn one() -> u32 {
    1
}

impl TestCase {
    /// A test of that name and status, with nothing else known.
    #[must_use]
    pub fn new(name: impl Into<String>, status: TestStatus) -> Self {
        let name = name.into();
        Self {
            id: name.clone(),
            name,
            group: None,
            status,
            message: None,
            expected: None,
            actual: None,
            output: None,
            location: None,
            duration_ms: None,
            needs: Vec::new(),
            points: 1,
            help: None,
        }
    }
}

/// How many tests ended how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Counts {
    /// Passed.
    pub passed: u32,
    /// Failed, broke, never ran or timed out.
    pub failed: u32,
    /// Deliberately not run.
    pub skipped: u32,
    /// All of them.
    pub total: u32,
}

impl Counts {
    /// Counts `tests`.
    #[must_use]
    pub fn of(tests: &[TestCase]) -> Self {
        let mut counts = Self::default();
        for test in tests {
            counts.total += 1;
            match test.status {
                TestStatus::Pass => counts.passed += 1,
                status if status.is_skip() => counts.skipped += 1,
                _ => counts.failed += 1,
            }
        }
        counts
    }
}

/// What a run used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Usage {
    /// CPU time of all processes, in milliseconds.
    pub cpu_ms: u64,
    /// Wall time, in milliseconds.
    pub wall_ms: u64,
    /// Most resident memory of the run's processes together, in KiB, where it
    /// could be seen.
    pub max_rss_kib: u64,
}

/// A build that came before the tests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Build {
    /// Whether it succeeded.
    pub ok: bool,
    /// What the compiler said.
    pub output: String,
}

/// Text of a stream, possibly with its middle left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Captured {
    /// Head and tail, cleaned of control characters.
    pub text: String,
    /// Bytes left out between them.
    pub omitted_bytes: u64,
}

/// The result of one test run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RunReport {
    /// How it ended.
    pub outcome: Outcome,
    /// One more word on the outcome: the signal's name, the tool that is
    /// missing, the limit that was hit.
    pub detail: Option<String>,
    /// What kept it apart.
    pub isolation: Isolation,
    /// The build before the tests, where there was one.
    pub build: Option<Build>,
    /// The tests in file order.
    pub tests: Vec<TestCase>,
    /// Standard output.
    pub stdout: Captured,
    /// Standard error.
    pub stderr: Captured,
    /// What it used.
    pub usage: Usage,
    /// What could not be read of the report, or was left out.
    #[serde(default)]
    pub notes: Vec<String>,
}

impl RunReport {
    /// How many tests ended how.
    #[must_use]
    pub fn counts(&self) -> Counts {
        Counts::of(&self.tests)
    }

    /// Whether everything passed.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.outcome == Outcome::Passed
    }
}
