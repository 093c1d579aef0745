//! Reference solutions.

use schemars::JsonSchema;
use serde::Serialize;

use crate::learn::assignment::Loaded;
use crate::learn::solution::Solution;

/// What `solution --json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SolutionView {
    schema_version: u32,
    item: String,
    files: Vec<SolutionFile>,
    /// Markdown.
    explanation: Option<String>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
struct SolutionFile {
    path: String,
    text: String,
}

impl SolutionView {
    /// The solution of `loaded`.
    #[must_use]
    pub fn new(loaded: &Loaded, solution: &Solution) -> Self {
        Self {
            schema_version: 1,
            item: loaded.entry.reference(),
            files: solution
                .files
                .iter()
                .map(|(path, file)| SolutionFile {
                    path: path.to_owned(),
                    text: String::from_utf8_lossy(&file.bytes).into_owned(),
                })
                .collect(),
            explanation: solution.explanation.clone(),
        }
    }
}
