//! What a course's database answered.

use codezest_core::course::model::SqlValue;
use codezest_core::error::ErrorCode;
use codezest_core::text::clean;
use codezest_runner::sql::Table;
use schemars::JsonSchema;
use serde::Serialize;

/// An answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct QueryView {
    /// What was asked.
    pub sql: String,
    /// The result sets, in order.
    pub tables: Vec<Table>,
    /// What is wrong with it, or why it was stopped.
    pub error: Option<String>,
    /// What kind of thing went wrong, if something did.
    pub failed: Option<ErrorCode>,
}

/// What `query --json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct QueryAnswer {
    schema_version: u32,
    /// `COURSE/ITEM`.
    item: String,
    /// What was asked.
    sql: String,
    /// The result sets, in order; none when something was wrong.
    tables: Vec<TableView>,
    /// What is wrong with the SQL, or why it was stopped.
    error: Option<String>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
struct TableView {
    /// The columns' names.
    columns: Vec<String>,
    /// The rows, each with one value per column.
    rows: Vec<Vec<Cell>>,
    /// Whether there were more rows than these.
    cut: bool,
}

/// A value: null, a number or a text.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(untagged)]
enum Cell {
    Null,
    Integer(i64),
    Real(f64),
    Text(String),
}

impl QueryAnswer {
    /// What the database of `item` answered.
    #[must_use]
    pub fn new(item: &str, view: &QueryView) -> Self {
        Self {
            schema_version: 1,
            item: item.to_owned(),
            sql: clean(&view.sql),
            tables: view.tables.iter().map(TableView::new).collect(),
            error: view.error.as_deref().map(clean),
        }
    }
}

impl TableView {
    fn new(table: &Table) -> Self {
        let row = |row: &Vec<SqlValue>| row.iter().map(Cell::new).collect();
        Self {
            columns: table.columns.iter().map(|name| clean(name)).collect(),
            rows: table.rows.iter().map(row).collect(),
            cut: table.cut,
        }
    }
}

impl Cell {
    fn new(value: &SqlValue) -> Self {
        match value {
            SqlValue::Null => Self::Null,
            SqlValue::Integer(number) => Self::Integer(*number),
            SqlValue::Real(number) => Self::Real(*number),
            SqlValue::Text(text) => Self::Text(clean(text)),
        }
    }
}

impl QueryView {
    /// Whether it may have changed the database: it succeeded, and answers
    /// nothing.
    #[must_use]
    pub fn changes(&self) -> bool {
        self.error.is_none() && self.tables.is_empty()
    }
}
