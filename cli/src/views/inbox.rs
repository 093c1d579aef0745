//! What arrived, and what waits here to be handed in.

use codezest_core::run::report::Counts;
use schemars::JsonSchema;
use serde::Serialize;

use crate::context::{Context, local_time};
use crate::failure::Result;
use crate::store::content::Found;

/// What `inbox --json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Inbox {
    /// Version of this shape.
    pub schema_version: u32,
    /// Submissions that are saved here and no server has, newest first.
    pub submissions: Vec<Waiting>,
}

/// A submission that waits.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Waiting {
    /// Its id.
    pub id: String,
    /// `COURSE/ITEM`; none when the course is not on this machine any more.
    pub item: Option<String>,
    /// The item's title, or its id when the course is gone.
    pub title: String,
    /// When it was saved (RFC 3339).
    pub at: String,
    /// When, as people read it here.
    #[serde(skip)]
    pub when: String,
    /// How many files.
    pub files: u32,
    /// How many tests ended how.
    pub counts: Counts,
}

/// Makes the inbox.
///
/// # Errors
/// A database cannot be read.
pub fn inbox(context: &Context) -> Result<Inbox> {
    let content = context.content()?;
    let mut submissions = Vec::new();
    for (id, at, submitted) in context.account()?.submissions()? {
        let about = &submitted.item;
        let item = match content.course_name(&about.course)? {
            Some(course) => content.find_item(&format!("{course}/{}", about.item), None)?,
            None => Found::None(Vec::new()),
        };
        let (item, title) = match item {
            Found::One(item) => (Some(item.reference()), item.title),
            _ => (None, about.item.to_string()),
        };
        submissions.push(Waiting {
            id: id.to_string(),
            item,
            title,
            at: at.to_rfc3339(),
            when: local_time(at),
            files: submitted.file_count,
            counts: submitted.counts,
        });
    }
    Ok(Inbox {
        schema_version: 1,
        submissions,
    })
}
