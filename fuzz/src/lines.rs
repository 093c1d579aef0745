//! What becomes lines of text.

#[path = "../../cli/src/lines/highlight/mod.rs"]
pub mod highlight;
#[path = "../../cli/src/lines/markdown/mod.rs"]
pub mod markdown;
