//! What `codezest run` shows when the program has ended.

use codezest_core::course::model::SqlValue;
use codezest_core::error::ErrorCode;
use codezest_core::run::outcome::{End, say_program};
use codezest_runner::Execution;
use codezest_runner::sql::Table as ResultSet;

use super::catalogue::print as print_table;
use crate::context::Context;
use crate::failure::{Exit, Result};
use crate::ui::Role;
use crate::ui::table::Table;

/// Prints result sets, and what ended the program when it did not end well.
///
/// # Errors
/// Never yet; the signature is that of every face.
pub fn print(context: &Context, execution: &Execution) -> Result<Exit> {
    for table in &execution.tables {
        result_set(context, table);
    }
    if let Some(error) = &execution.sql_error {
        context.ui.warn(error.to_string());
        return Ok(Exit::Code(ErrorCode::NotPassed));
    }
    if execution.build.as_ref().is_some_and(|build| !build.ok) {
        context
            .ui
            .say("It did not build; the compiler says why above.");
        return Ok(Exit::Code(ErrorCode::NotPassed));
    }
    if let Some(said) = say_program(execution.end, execution.stop.as_slice()) {
        context.ui.say("");
        context.ui.say(said.sentence);
        if !said.advice.is_empty() {
            context.ui.say(said.advice);
        }
    }
    let well = execution.stop.is_none() && matches!(execution.end, End::Exited(0) | End::Unknown);
    Ok(Exit::passed(well))
}

fn result_set(context: &Context, set: &ResultSet) {
    let numeric = |column: usize| {
        set.rows.iter().all(|row| {
            matches!(
                row.get(column),
                Some(SqlValue::Integer(_) | SqlValue::Real(_) | SqlValue::Null)
            )
        }) && !set.rows.is_empty()
    };
    let mut table = Table::new(usize::MAX);
    for column in (0..set.columns.len()).filter(|column| numeric(*column)) {
        table = table.right(column);
    }
    table.row(set.columns.iter().map(|name| (Role::Strong, name.clone())));
    for row in &set.rows {
        table.row(row.iter().map(|value| match value {
            SqlValue::Null => (Role::Dim, "NULL".to_owned()),
            SqlValue::Integer(number) => (Role::Text, number.to_string()),
            SqlValue::Real(number) => (Role::Text, number.to_string()),
            SqlValue::Text(text) => (Role::Text, codezest_core::text::clean(text)),
        }));
    }
    print_table(context, &table);
    let rows = u32::try_from(set.rows.len()).unwrap_or(u32::MAX);
    let more = if set.cut {
        ", and more that are not shown"
    } else {
        ""
    };
    context.ui.say(format!(
        "({}{more})",
        crate::lines::home::count(rows, "row")
    ));
    context.ui.out("");
}
