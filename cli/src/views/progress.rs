//! What exporting and importing progress did.

use schemars::JsonSchema;
use serde::Serialize;

/// What `progress export FILE --json` prints. Without a file, the export
/// itself is on standard output.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Exported {
    /// Version of this shape.
    pub schema_version: u32,
    /// The file written.
    pub file: String,
    /// How many events are in it.
    pub events: u64,
}

/// What `progress import --json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ImportedView {
    /// Version of this shape.
    pub schema_version: u32,
    /// The file read; `-` is standard input.
    pub file: String,
    /// Events that were not here before.
    pub new: usize,
    /// Events that were.
    pub known: usize,
}
