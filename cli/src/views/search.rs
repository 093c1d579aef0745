//! What a search found.

use codezest_core::course::model::ItemKind;
use codezest_core::text::clean;
use schemars::JsonSchema;
use serde::Serialize;

use crate::store::content::Hit;

/// What `search --json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Found {
    /// Version of this shape.
    pub schema_version: u32,
    /// What was looked for.
    pub words: String,
    /// The hits, best first.
    pub hits: Vec<HitView>,
}

/// One hit.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HitView {
    /// `COURSE/ITEM`.
    pub item: String,
    /// What it is.
    pub kind: ItemKind,
    /// Title.
    pub title: String,
    /// Whether it was found in code.
    pub in_code: bool,
    /// The place, with what matched.
    pub snippet: Vec<Part>,
}

/// A part of a snippet.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Part {
    /// The text.
    pub text: String,
    /// Whether it is what was looked for.
    pub matched: bool,
}

impl Found {
    /// The hits for `words`.
    #[must_use]
    pub fn new(words: &str, hits: &[Hit]) -> Self {
        let hits = hits
            .iter()
            .map(|hit| HitView {
                item: hit.item.reference(),
                kind: hit.item.kind,
                title: hit.item.title.clone(),
                in_code: hit.in_code,
                snippet: hit
                    .snippet
                    .iter()
                    .map(|part| Part {
                        text: clean(&part.text).replace(['\n', '\t'], " "),
                        matched: part.matched,
                    })
                    .collect(),
            })
            .collect();
        Self {
            schema_version: 1,
            words: words.to_owned(),
            hits,
        }
    }
}
