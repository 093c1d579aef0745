//! What becomes lines of text.

#[path = "../../cli/src/lines/markdown/mod.rs"]
pub mod markdown;
