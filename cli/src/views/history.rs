//! Test runs of an item.

use codezest_core::run::report::{Counts, Outcome};
use schemars::JsonSchema;
use serde::Serialize;

use crate::context::{Context, local_time};
use crate::failure::Result;
use crate::learn::assignment::Loaded;
use crate::store::account::RunEntry;

/// What `history --json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct History {
    /// Version of this shape.
    pub schema_version: u32,
    /// The item.
    pub item: String,
    /// The runs, newest first.
    pub runs: Vec<RunLine>,
}

/// One run.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RunLine {
    /// Its id.
    pub id: String,
    /// When (RFC 3339).
    pub at: String,
    /// When, as people read it here.
    #[serde(skip)]
    pub when: String,
    /// The stream of the device it was made on.
    pub device: Option<String>,
    /// How it ended.
    pub outcome: Outcome,
    /// How many tests ended how.
    pub counts: Counts,
    /// Whether its files are on this machine.
    pub restorable: bool,
}

impl History {
    /// The history of `loaded`.
    ///
    /// # Errors
    /// The snapshots cannot be read.
    pub fn new(context: &Context, loaded: &Loaded, runs: &[RunEntry]) -> Result<Self> {
        let runs = runs
            .iter()
            .map(|run| {
                Ok(RunLine {
                    id: run.id.to_string(),
                    at: run.at.to_rfc3339(),
                    when: local_time(run.at),
                    device: run.device.map(|device| device.to_string()),
                    outcome: run.run.outcome,
                    counts: run.run.counts,
                    restorable: context.snapshots()?.has(run.id.0)?,
                })
            })
            .collect::<Result<_>>()?;
        Ok(Self {
            schema_version: 1,
            item: loaded.entry.reference(),
            runs,
        })
    }
}

impl RunLine {
    /// Whether everything passed.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.outcome == Outcome::Passed
    }

    /// The outcome as a word or two.
    #[must_use]
    pub fn outcome_word(&self) -> String {
        let word = serde_json::to_value(self.outcome).ok();
        word.and_then(|word| word.as_str().map(|word| word.replace('-', " ")))
            .unwrap_or_default()
    }
}
