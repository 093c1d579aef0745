//! One item's text.

use codezest_core::course::model::ItemKind;
use schemars::JsonSchema;
use serde::Serialize;

use crate::context::Context;
use crate::failure::Result;
use crate::learn::assignment::Loaded;
use crate::store::content::ItemEntry;
use crate::workspace::Started;

/// What `show --json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ItemText {
    schema_version: u32,
    item: String,
    kind: ItemKind,
    title: String,
    markdown: String,
}

impl ItemText {
    /// The text of `item`.
    #[must_use]
    pub fn new(item: &ItemEntry, markdown: &str) -> Self {
        Self {
            schema_version: 1,
            item: item.reference(),
            kind: item.kind,
            title: item.title.clone(),
            markdown: codezest_core::text::clean(markdown),
        }
    }
}

/// What `start --json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StartedView {
    schema_version: u32,
    item: String,
    path: String,
    created: bool,
    /// The learner's files.
    learner: Vec<String>,
    written: Vec<String>,
    kept: Vec<String>,
}

impl StartedView {
    /// What starting `loaded` did.
    ///
    /// # Errors
    /// The item is no assignment.
    pub fn new(loaded: &Loaded, started: &Started) -> Result<Self> {
        Ok(Self {
            schema_version: 1,
            item: loaded.entry.reference(),
            path: loaded.folder.display().to_string(),
            created: started.created,
            learner: loaded.assignment()?.learner.clone(),
            written: started.written.clone(),
            kept: started.kept.clone(),
        })
    }
}

/// The title of an item's course.
///
/// # Errors
/// A database cannot be read.
pub fn course_title(context: &Context, item: &ItemEntry) -> Result<String> {
    Ok(context.content()?.course_header(&item.course)?.title)
}
