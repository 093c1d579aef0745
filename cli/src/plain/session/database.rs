//! A shell on the database of an SQL assignment, line by line. What changes
//! the database stays changed until one leaves.

use crate::context::Context;
use crate::failure::{Failure, Result};
use crate::interrupt;
use crate::learn::{assignment, locate, query, test};
use crate::lines::result_set;
use crate::views;
use crate::views::query::QueryView;

/// Rows of a table that are shown.
const ROWS: usize = 200;

/// Asks until an empty line, or the end of input.
///
/// # Errors
/// The assignment has no database, or the runner cannot work.
pub(super) fn ask(context: &Context, item: &str) -> Result {
    let entry = locate::assignment(context, Some(item))?;
    if !views::assignment::assignment(context, &entry)?.sql {
        return Err(Failure::usage(
            "only SQL assignments have a database to ask",
        ));
    }
    let spec = query::spec(&assignment::load(context, entry)?)?;
    let runner = test::runner(context)?;
    let said = ".tables and .schema say what is there; an empty line leaves";
    context.ui.out(said);
    let mut changes = Vec::new();
    while let Some(sql) = context.ui.ask("sql> ").filter(|sql| !sql.trim().is_empty()) {
        let answer = query::ask(&runner, &spec, &changes, &sql, &interrupt::token()?)?;
        interrupt::rest()?;
        print(context, &answer);
        if answer.changes() {
            changes.push(sql.trim().trim_end_matches(';').to_owned());
        }
    }
    Ok(())
}

fn print(context: &Context, answer: &QueryView) {
    for table in &answer.tables {
        let lines = result_set::lines(table, context.ui.width, ROWS);
        context.ui.out_lines(&lines);
    }
    match &answer.error {
        Some(error) => context.ui.out(error.as_str()),
        None if answer.tables.is_empty() => context.ui.out("done"),
        None => {}
    }
}
