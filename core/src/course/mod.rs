//! The course format: its model, parser, validator, writer and pack manifest.
//!
//! `docs/course-format.md` describes the format; [`mod@parse`] reads it.

pub mod check;
pub mod diagnostics;
pub mod i18n;
pub mod markdown;
pub mod model;
pub mod pack;
pub mod parse;
pub mod run_spec;
pub mod toml_write;
pub mod tree;
pub mod words;

pub use parse::{Parsed, parse};
