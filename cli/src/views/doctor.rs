//! What works on this machine and what is missing.

use codezest_core::error::ErrorCode;
use codezest_core::run::report::Isolation;
use schemars::JsonSchema;
use serde::Serialize;

use crate::failure::Exit;

/// What `doctor --json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Diagnosis {
    /// Version of this shape.
    pub schema_version: u32,
    /// Whether learning works: no problem with databases or folders. SQL
    /// assignments then run whatever else is missing.
    pub works: bool,
    /// What keeps tests apart from this machine.
    pub isolation: Isolation,
    /// Databases, folders, terminal and programs.
    pub checks: Vec<CheckLine>,
    /// The languages whose tests can be run, and their tools.
    pub languages: Vec<LanguageLine>,
    /// The installed courses, and whether they can be run.
    pub courses: Vec<CourseReady>,
}

/// One thing that was looked at.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CheckLine {
    /// What it belongs to.
    pub area: Area,
    /// What was looked at.
    pub name: String,
    /// How it is.
    pub state: State,
    /// How it is, in words.
    pub detail: String,
    /// What to do about it.
    pub fix: Option<String>,
}

/// What a check belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Area {
    /// Courses, progress, files of runs.
    Databases,
    /// Where things are written.
    Folders,
    /// What the terminal can show.
    Terminal,
    /// Programs that help, and that learning does without.
    Programs,
}

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// As it should be.
    Ok,
    /// Worth knowing; learning works without it.
    Note,
    /// Learning does not work until it is mended.
    Problem,
}

/// A language as this machine has it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LanguageLine {
    /// Its name.
    pub name: String,
    /// Whether its tests can be run.
    pub ready: bool,
    /// Its tools.
    pub tools: Vec<ToolLine>,
}

/// A tool as this machine has it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ToolLine {
    /// Its name, as typed.
    pub name: String,
    /// Whether nothing goes without it.
    pub required: bool,
    /// Whether it is there and new enough.
    pub ready: bool,
    /// Its version, as far as it tells.
    pub version: Option<String>,
    /// The oldest version that works.
    pub oldest: Option<String>,
    /// Where it is.
    pub path: Option<String>,
    /// How to install it.
    pub install: String,
}

/// Whether a course can be run here.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CourseReady {
    /// Its name on this machine.
    pub id: String,
    /// Title.
    pub title: String,
    /// Whether anything of it was begun.
    pub begun: bool,
    /// Whether every program that its assignments need is here.
    pub ready: bool,
    /// The programs that are missing or too old.
    pub missing: Vec<String>,
}

impl Diagnosis {
    /// How the command ends: with 70 when databases or folders are unusable,
    /// with 8 when a course that was begun lacks a program, else with 0.
    #[must_use]
    pub fn exit(&self) -> Exit {
        if !self.works {
            return Exit::Code(ErrorCode::Storage);
        }
        if self
            .courses
            .iter()
            .any(|course| course.begun && !course.ready)
        {
            return Exit::Code(ErrorCode::ToolMissing);
        }
        Exit::Done
    }
}

impl CheckLine {
    /// Something that is as it should be.
    pub fn ok(area: Area, name: &str, detail: impl Into<String>) -> Self {
        Self {
            area,
            name: name.to_owned(),
            state: State::Ok,
            detail: detail.into(),
            fix: None,
        }
    }

    /// Something worth knowing.
    pub fn note(area: Area, name: &str, detail: impl Into<String>) -> Self {
        Self {
            state: State::Note,
            ..Self::ok(area, name, detail)
        }
    }

    /// Something that keeps learning from working.
    pub fn problem(area: Area, name: &str, detail: impl Into<String>) -> Self {
        Self {
            state: State::Problem,
            ..Self::ok(area, name, detail)
        }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn fix(self, fix: impl Into<String>) -> Self {
        Self {
            fix: Some(fix.into()),
            ..self
        }
    }
}
