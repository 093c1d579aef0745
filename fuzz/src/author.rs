//! What reads courses from elsewhere.

#[path = "../../cli/src/author/import/mod.rs"]
pub mod import;
#[path = "../../cli/src/author/pack/mod.rs"]
pub mod pack;
