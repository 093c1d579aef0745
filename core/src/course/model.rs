//! The course model: what the parser makes of a course folder.
//!
//! The model is what is stored for fast start-up, so every type is plain data
//! and serialisable; texts (Markdown) stay in their files and are referred to
//! by path, relative to the course's root.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use semver::Version;
use serde::{Deserialize, Serialize};

use crate::ids::{CourseId, CourseUid, ItemId, LanguageId, ModuleId, OptionId, QuestionId};

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

/// Questions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quiz {
    /// The passing score in percent.
    pub pass: u8,
    /// The time limit in minutes.
    pub minutes: Option<u32>,
    /// How many attempts count.
    pub attempts: Option<u32>,
    /// Whether questions and options are shuffled.
    pub shuffle: bool,
    /// Graded by a server and shipped without answers.
    pub graded: bool,
    /// The questions in file order.
    pub questions: Vec<Question>,
}

/// One question of a quiz.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Unique in the quiz.
    pub id: QuestionId,
    /// The question (Markdown).
    pub text: String,
    /// What it is worth.
    pub points: u32,
    /// Shown after answering (Markdown).
    pub explanation: String,
    /// The answers are with the server only (a graded quiz in a learner's
    /// pack): no option is marked, no answer known, and an order says nothing.
    pub withheld: bool,
    /// What kind it is, and what only its kind has.
    pub kind: QuestionKind,
}

/// One option of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Unique in the question.
    pub id: OptionId,
    /// The option (Markdown).
    pub text: String,
    /// Whether it is right.
    pub correct: bool,
    /// Why it is wrong (or right).
    pub why: Option<String>,
}

/// The kinds of question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum QuestionKind {
    /// One option is right.
    Single {
        /// The options.
        options: Vec<Choice>,
    },
    /// Some options are right.
    Multiple {
        /// The options.
        options: Vec<Choice>,
    },
    /// A statement.
    TrueFalse {
        /// Whether it is true; `None` when withheld.
        answer: Option<bool>,
        /// Why the other choice is wrong.
        why: Option<String>,
    },
    /// A short text.
    Short {
        /// Accepted texts; none when withheld.
        answers: Vec<String>,
        /// Whether case counts.
        case: bool,
    },
    /// A number.
    Numeric {
        /// The number; `None` when withheld.
        answer: Option<f64>,
        /// How far it may be off.
        tolerance: f64,
    },
    /// Options to put in order; listed in the right one.
    Order {
        /// The options in the right order.
        options: Vec<Choice>,
    },
    /// Gaps `{{1}}`, `{{2}}` in the text.
    Gap {
        /// Accepted texts of each gap; a withheld gap has none.
        gaps: Vec<Vec<String>>,
        /// Whether case counts.
        case: bool,
    },
    /// What does this code print?
    Output {
        /// The code.
        code: String,
        /// Its language, for highlighting.
        language: Option<String>,
        /// Accepted outputs; none when withheld.
        answers: Vec<String>,
    },
}
