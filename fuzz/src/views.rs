//! What becomes lines of text.

#[path = "../../cli/src/views/markdown/mod.rs"]
pub mod markdown;
