//! What is kept on this machine, in SQLite files.
//!
//! | File | Holds | If it is lost |
//! |---|---|---|
//! | `accounts/NAME.db` | a learner's events and what is derived from them | progress is lost, unless it was synced or exported |
//! | `accounts/NAME.snapshots.db` | the files of every test run and submission | older versions of files are lost |
//! | `content.db` | courses and their search index | courses are added again |
//!
//! Everything here is a resource: it answers questions and keeps facts, and
//! decides nothing.

pub(crate) mod account;
pub(crate) mod blobs;
pub(crate) mod content;
pub(crate) mod database;
pub(crate) mod error;
pub(crate) mod migrate;
pub(crate) mod snapshots;

#[cfg(test)]
mod process_tests;

pub(crate) use database::BUSY_TIMEOUT;
pub(crate) use error::StoreError;
