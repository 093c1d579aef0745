//! What a course's database answered.

use codezest_runner::sql::Table;

/// An answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct QueryView {
    /// What was asked.
    pub sql: String,
    /// The result sets, in order.
    pub tables: Vec<Table>,
    /// What is wrong with it, or why it was stopped.
    pub error: Option<String>,
}

impl QueryView {
    /// Whether it may have changed the database: it succeeded, and answers
    /// nothing.
    #[must_use]
    pub fn changes(&self) -> bool {
        self.error.is_none() && self.tables.is_empty()
    }
}
