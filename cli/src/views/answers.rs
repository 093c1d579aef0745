//! Small answers of commands that change or point at one thing.

use std::path::Path;

use schemars::JsonSchema;
use serde::Serialize;

use super::home::NextView;
use super::list::ItemLine;
use super::run::RunView;

/// What `current --json` and `complete --json` print.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OneItem {
    /// Version of this shape.
    pub schema_version: u32,
    /// The item.
    #[serde(flatten)]
    pub item: ItemLine,
}

impl From<ItemLine> for OneItem {
    fn from(item: ItemLine) -> Self {
        Self {
            schema_version: 1,
            item,
        }
    }
}

/// What `next --json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NextAnswer {
    /// Version of this shape.
    pub schema_version: u32,
    /// The item; null when everything is done.
    pub item: Option<ItemLine>,
    /// What to type.
    pub command: Option<String>,
}

impl From<Option<NextView>> for NextAnswer {
    fn from(next: Option<NextView>) -> Self {
        let (item, command) = next.map(|next| (next.item, next.command)).unzip();
        Self {
            schema_version: 1,
            item,
            command,
        }
    }
}

/// What `path --json` and `config path --json` print.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PathView {
    /// Version of this shape.
    pub schema_version: u32,
    /// The path.
    pub path: String,
}

impl From<&Path> for PathView {
    fn from(path: &Path) -> Self {
        Self {
            schema_version: 1,
            path: path.display().to_string(),
        }
    }
}

/// What `restore --json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Restored {
    /// Version of this shape.
    pub schema_version: u32,
    /// The item.
    pub item: String,
    /// The run whose files came back.
    pub run: String,
    /// Whether nothing was written, only looked at.
    pub dry_run: bool,
    /// The files that were (or would be) written: those that differ.
    pub written: Vec<String>,
    /// Where what was there before is kept: an id for `--run`. None when
    /// nothing was written.
    pub before: Option<String>,
}

/// What `reset --json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ResetView {
    /// Version of this shape.
    pub schema_version: u32,
    /// The item or course.
    pub name: String,
    /// Where the learner's changed files are kept.
    pub kept: Vec<String>,
    /// Whether progress was set back.
    pub progress: bool,
}

/// What `test --all --json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ManyRuns {
    /// Version of this shape.
    pub schema_version: u32,
    /// One run for each assignment.
    pub runs: Vec<RunView>,
}

/// What `schema --json` prints without a name.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SchemaNames {
    /// Version of this shape.
    pub schema_version: u32,
    /// The names.
    pub schemas: Vec<String>,
}
