//! Hints.

use schemars::JsonSchema;
use serde::Serialize;

use crate::learn::hint::Hints;
use crate::store::content::ItemEntry;

/// What `hint --json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HintsView {
    schema_version: u32,
    item: String,
    available: u32,
    hints: Vec<HintView>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
struct HintView {
    number: u32,
    markdown: String,
}

impl HintsView {
    /// The hints of `item`.
    #[must_use]
    pub fn new(item: &ItemEntry, hints: &Hints) -> Self {
        Self {
            schema_version: 1,
            item: item.reference(),
            available: hints.available,
            hints: hints
                .shown
                .iter()
                .map(|hint| HintView {
                    number: hint.number,
                    markdown: codezest_core::text::clean(&hint.text),
                })
                .collect(),
        }
    }
}
