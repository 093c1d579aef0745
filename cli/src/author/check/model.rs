//! What came of checking a course: for people, `--json` and the exit code.

use codezest_core::course::diagnostics::{Diagnostic, Severity};
use codezest_core::error::ErrorCode;
use codezest_core::run::report::Outcome;
use schemars::JsonSchema;
use serde::Serialize;

/// The whole result.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CourseCheck {
    /// Version of this shape.
    pub schema_version: u32,
    /// The course's id, unless `course.toml` cannot be read.
    pub course: Option<String>,
    /// The course's version.
    pub version: Option<String>,
    /// Whether nothing breaks a rule and every assignment that was run is
    /// proved.
    pub valid: bool,
    /// How many of each.
    pub counts: Counts,
    /// What was found, worst first within a file.
    pub findings: Vec<Finding>,
    /// What running each assignment showed.
    pub assignments: Vec<Proof>,
}

/// How many of each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counts {
    /// Rules broken.
    pub errors: usize,
    /// Probably not what the author wants.
    pub warnings: usize,
    /// Advice.
    pub notes: usize,
    /// Assignments proved to work.
    pub proved: usize,
    /// Assignments that could not be run here.
    pub not_proved: usize,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// A rule is broken.
    Error,
    /// Probably not what the author wants.
    Warning,
    /// Advice.
    Note,
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Finding {
    /// How bad it is.
    pub level: Level,
    /// What kind it is; stable.
    pub code: String,
    /// The file, relative to the course's root.
    pub file: String,
    /// Line, from 1.
    pub line: Option<u32>,
    /// Column, from 1.
    pub column: Option<u32>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Finding {
    /// Something about a whole file.
    #[must_use]
    pub fn new(
        level: Level,
        code: &str,
        file: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            level,
            code: code.to_owned(),
            file: file.into(),
            line: None,
            column: None,
            message: message.into(),
            hint: None,
        }
    }

    /// The same with a remedy.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same at a line.
    #[must_use]
    pub fn line(mut self, line: u32) -> Self {
        self.line = Some(line);
        self
    }
}

impl From<Diagnostic> for Finding {
    fn from(found: Diagnostic) -> Self {
        let code = serde_json::to_value(found.code).ok();
        Self {
            level: match found.severity {
                Severity::Error => Level::Error,
                Severity::Warning => Level::Warning,
                Severity::Note => Level::Note,
            },
            code: code
                .as_ref()
                .and_then(|code| code.as_str())
                .unwrap_or("other")
                .to_owned(),
            file: found.file,
            line: found.line,
            column: found.column,
            message: found.message,
            hint: found.hint,
        }
    }
}

/// Whether an assignment works as it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The starter and an empty file fail, the solution passes every time.
    Proved,
    /// One of these is not so.
    Failed,
    /// There is no solution to prove it with.
    NoSolution,
    /// A program is missing here, or the check was stopped.
    CannotProveHere,
}

/// What was run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RunOf {
    /// The reference solution.
    Solution,
    /// The starter files.
    Starter,
    /// Empty learner files.
    Empty,
}

/// One run.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ProofRun {
    /// What was run.
    pub of: RunOf,
    /// How it ended.
    pub outcome: Outcome,
    /// Tests that passed.
    pub passed: u32,
    /// Tests that failed.
    pub failed: u32,
    /// CPU time in milliseconds.
    pub cpu_ms: u64,
    /// Wall time in milliseconds.
    pub wall_ms: u64,
}

/// What small changes of the solution showed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Mutants {
    /// Changed solutions that were run.
    pub tried: usize,
    /// Those whose tests failed.
    pub noticed: usize,
}

/// What running an assignment showed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Proof {
    /// The item's id.
    pub item: String,
    /// Its folder.
    pub path: String,
    /// The result.
    pub verdict: Verdict,
    /// Why it could not be proved here.
    pub reason: Option<String>,
    /// The runs in order.
    pub runs: Vec<ProofRun>,
    /// With `--mutate`.
    pub mutants: Option<Mutants>,
}

impl CourseCheck {
    /// Puts the result together; with `strict`, warnings count as errors.
    #[must_use]
    pub fn new(
        course: Option<(String, String)>,
        mut findings: Vec<Finding>,
        assignments: Vec<Proof>,
        strict: bool,
    ) -> Self {
        findings.sort_by(|a, b| {
            (&a.file, a.line, a.level, a.column, &a.message)
                .cmp(&(&b.file, b.line, b.level, b.column, &b.message))
        });
        findings.dedup();
        let level = |level| {
            findings
                .iter()
                .filter(|finding| finding.level == level)
                .count()
        };
        let verdict = |verdict| {
            assignments
                .iter()
                .filter(|proof| proof.verdict == verdict)
                .count()
        };
        let counts = Counts {
            errors: level(Level::Error),
            warnings: level(Level::Warning),
            notes: level(Level::Note),
            proved: verdict(Verdict::Proved),
            not_proved: verdict(Verdict::CannotProveHere),
        };
        let (course, version) = course.unzip();
        Self {
            schema_version: 1,
            valid: counts.errors == 0 && !(strict && counts.warnings > 0),
            course,
            version,
            counts,
            findings,
            assignments,
        }
    }

    /// What the command ends with; `None` when all is well. A course that is
    /// invalid is so everywhere; one that could not be proved may be proved
    /// elsewhere.
    #[must_use]
    pub fn problem(&self) -> Option<ErrorCode> {
        if !self.valid {
            Some(ErrorCode::CourseInvalid)
        } else if self.counts.not_proved > 0 {
            Some(ErrorCode::ToolMissing)
        } else {
            None
        }
    }
}
