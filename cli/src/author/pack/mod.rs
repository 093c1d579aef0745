//! Packs: a course as one file.
//!
//! A **pack** is a zstd-compressed tar (plain ustar, regular files only) with
//! `manifest.json` first. A **signature** in the manifest says which key wrote
//! it; a **fingerprint** is what people compare to know whose key that is.

pub mod keys;
pub mod read;
pub mod signature;
pub mod write;

pub use read::{ReadError, read};
pub use write::{WriteError, write};

/// The extension of a pack.
pub const EXTENSION: &str = "czpack";
