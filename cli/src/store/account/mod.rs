//! `accounts/NAME.db`: one learner's log and what is derived from it.
//!
//! A **fact** becomes an event with a label in this file's own stream, in one
//! `BEGIN IMMEDIATE` transaction together with everything derived from it.
//! Two processes may append at once: they take turns, and labels have no
//! holes. Before any login the account is called `anonymous`.

mod append;
mod cards;
mod history;
mod log;
mod pack;
mod progress;
mod project;
mod read;
mod rebuild;
mod rows;
mod settings;
mod streams;

#[cfg(test)]
mod card_tests;
#[cfg(test)]
mod order_tests;
#[cfg(test)]
pub(crate) mod tests;

use std::path::Path;

pub(crate) use cards::CardEntry;
pub(crate) use history::RunEntry;
pub(crate) use progress::CourseProgress;

use super::database::Database;
use super::error::StoreResult;
use super::migrate::Schema;

const SCHEMA: Schema = Schema {
    name: "account",
    application_id: 0x435a_0001,
    migrations: &[
        include_str!("../../../../migrations/client/account/0001_account.sql"),
        include_str!("../../../../migrations/client/account/0002_cards.sql"),
    ],
};

/// One learner's log.
#[derive(Debug)]
pub(crate) struct AccountStore {
    db: Database,
}

impl AccountStore {
    /// Opens or creates the account's file at `path`. After an upgrade that
    /// reads more out of events, everything is derived again.
    ///
    /// # Errors
    /// As [`Database::open`].
    pub(crate) fn open(path: &Path) -> StoreResult<Self> {
        let store = Self {
            db: Database::open(path, &SCHEMA)?,
        };
        store.rebuild_after_upgrade()?;
        Ok(store)
    }

    /// The file itself, for `doctor` and `path`.
    pub(crate) fn database(&self) -> &Database {
        &self.db
    }
}
