//! A course as its author sees it, before anybody has added it.

use codezest_core::course::model::{Course, Item, ItemKind};
use codezest_core::text::clean;
use schemars::JsonSchema;
use serde::Serialize;

/// What `course preview --json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Preview {
    /// Version of this shape.
    pub schema_version: u32,
    /// The course's id.
    pub course: String,
    /// Title.
    pub title: String,
    /// Version.
    pub version: String,
    /// How many problems `course check` would list.
    pub problems: usize,
    /// The items in order; with `--item` only that one.
    pub items: Vec<PreviewItem>,
}

/// An item of a preview.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PreviewItem {
    /// Its id.
    pub id: String,
    /// Its module.
    pub module: String,
    /// What it is.
    pub kind: ItemKind,
    /// Title.
    pub title: String,
    /// Not listed, but can be opened by name.
    pub hidden: bool,
    /// What a learner reads; with `--item` only.
    pub markdown: Option<String>,
}

impl Preview {
    /// The outline of `course`, or with `only` that item and its text.
    #[must_use]
    pub fn new(course: &Course, problems: usize, only: Option<(&Item, &str)>) -> Self {
        let wanted = |item: &Item| only.is_none_or(|(only, _)| only.id == item.id);
        let items = course.items().filter(|(_, item)| wanted(item));
        Self {
            schema_version: 1,
            course: course.id.to_string(),
            title: course.title.clone(),
            version: course.version.to_string(),
            problems,
            items: items
                .map(|(module, item)| PreviewItem {
                    id: item.id.to_string(),
                    module: module.id.to_string(),
                    kind: item.kind(),
                    title: item.title.clone(),
                    hidden: item.hidden,
                    markdown: only.map(|(_, text)| clean(text)),
                })
                .collect(),
        }
    }
}
