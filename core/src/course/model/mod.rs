//! The course model: what the parser makes of a course folder.
//!
//! The model is what is stored for fast start-up, so every type is plain data
//! and serialisable; texts (Markdown) stay in their files and are referred to
//! by path, relative to the course's root.

use schemars::JsonSchema;
use semver::Version;
use serde::{Deserialize, Serialize};

mod assignment;
mod check;
mod quiz;

pub use assignment::{
    Assignment, Framework, Limits, Network, ReportFormat, RunnerKind, SolutionRule,
};
pub use check::{Check, CheckKind, OutputRule, ProgramCheck, SqlCheck, SqlValue};
pub use quiz::{Choice, Question, QuestionKind, Quiz};

use crate::ids::{CourseId, CourseUid, ItemId, LanguageId, ModuleId};

/// How hard something is.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Difficulty {
    /// For people new to it.
    #[default]
    Beginner,
    /// For people who know the basics.
    Intermediate,
    /// For people who want a challenge.
    Advanced,
}

impl Difficulty {
    /// Points of an assignment that sets none.
    #[must_use]
    pub fn default_points(self) -> u32 {
        match self {
            Self::Beginner => 10,
            Self::Intermediate => 20,
            Self::Advanced => 30,
        }
    }
}

/// A program that a course needs installed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    /// The program's name, as typed.
    pub name: String,
    /// The oldest version that works.
    pub version: Option<String>,
}

/// A whole course.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Course {
    /// The slug people type.
    pub id: CourseId,
    /// Identity across machines.
    pub uid: CourseUid,
    /// Title.
    pub title: String,
    /// Semantic version.
    pub version: Version,
    /// Programming language.
    pub language: LanguageId,
    /// Human language of the texts (BCP 47).
    pub locale: String,
    /// SPDX licence expression.
    pub license: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// One or two sentences.
    pub summary: String,
    /// How hard it is.
    pub difficulty: Difficulty,
    /// Free words for searching and filters.
    pub tags: Vec<String>,
    /// Where it was converted from.
    pub source: Option<String>,
    /// What must be installed.
    pub tools: Vec<Tool>,
    /// The modules in order.
    pub modules: Vec<Module>,
}

impl Course {
    /// Every item with its module, in order.
    pub fn items(&self) -> impl Iterator<Item = (&Module, &Item)> {
        self.modules
            .iter()
            .flat_map(|module| module.items.iter().map(move |item| (module, item)))
    }

    /// The item of that id.
    #[must_use]
    pub fn item(&self, id: &ItemId) -> Option<(&Module, &Item)> {
        self.items().find(|(_, item)| item.id == *id)
    }
}

/// A module: a chapter of a course.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Module {
    /// Unique in the course.
    pub id: ModuleId,
    /// Folder, relative to the course's root.
    pub path: String,
    /// Title.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// Modules that should be done first.
    pub prerequisites: Vec<ModuleId>,
    /// Expected time in minutes.
    pub minutes: Option<u32>,
    /// The items in order.
    pub items: Vec<Item>,
}

/// A material, an assignment or a quiz.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Unique in the course.
    pub id: ItemId,
    /// File or folder, relative to the course's root.
    pub path: String,
    /// Title.
    pub title: String,
    /// Expected time in minutes.
    pub minutes: Option<u32>,
    /// Free words for searching and filters.
    pub tags: Vec<String>,
    /// How hard it is.
    pub difficulty: Difficulty,
    /// Most points.
    pub points: u32,
    /// Not listed, but can be opened by name.
    pub hidden: bool,
    /// What it is, and the rest of it.
    pub body: ItemBody,
}

/// The three kinds of item.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum ItemKind {
    /// Something to read.
    Material,
    /// Something to program.
    Assignment,
    /// Questions.
    Quiz,
}

impl ItemKind {
    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Material => "material",
            Self::Assignment => "assignment",
            Self::Quiz => "quiz",
        }
    }
}

/// What an item is, and what only its kind has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ItemBody {
    /// Something to read.
    Material(Material),
    /// Something to program.
    Assignment(Box<Assignment>),
    /// Questions.
    Quiz(Quiz),
}

impl Item {
    /// What kind of item it is.
    #[must_use]
    pub fn kind(&self) -> ItemKind {
        match self.body {
            ItemBody::Material(_) => ItemKind::Material,
            ItemBody::Assignment(_) => ItemKind::Assignment,
            ItemBody::Quiz(_) => ItemKind::Quiz,
        }
    }

    /// The assignment, if it is one.
    #[must_use]
    pub fn assignment(&self) -> Option<&Assignment> {
        match &self.body {
            ItemBody::Assignment(assignment) => Some(assignment),
            _ => None,
        }
    }

    /// The quiz, if it is one.
    #[must_use]
    pub fn quiz(&self) -> Option<&Quiz> {
        match &self.body {
            ItemBody::Quiz(quiz) => Some(quiz),
            _ => None,
        }
    }
}

/// What a material is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MaterialKind {
    /// Text to read.
    #[default]
    Article,
    /// A worked example.
    Example,
    /// A link to a video, with its transcript.
    Video,
    /// Something to try out while reading.
    Interactive,
}

/// Something to read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Material {
    /// What it is.
    pub material: MaterialKind,
    /// Lines of front matter at the top of its file, to be skipped.
    pub front_matter_lines: u32,
}
