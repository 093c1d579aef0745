//! Runs scripts on fresh databases in memory, fenced in.

use std::time::{Duration, Instant};

use codezest_core::course::model::SqlValue;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Error, ErrorCode};

use super::split::{Statement, position, statements};
use super::{MAX_RESULT_BYTES, MAX_ROWS, Part, Reply, Script, Source, SqlError, Table};

/// Pragmas that show something or choose a harmless behaviour.
const PRAGMAS: &[&str] = &[
    "case_sensitive_like",
    "collation_list",
    "database_list",
    "defer_foreign_keys",
    "foreign_key_check",
    "foreign_key_list",
    "foreign_keys",
    "function_list",
    "index_info",
    "index_list",
    "index_xinfo",
    "integrity_check",
    "quick_check",
    "recursive_triggers",
    "table_info",
    "table_list",
    "table_xinfo",
    "user_version",
];

/// How the message of a script that took too long begins.
const STILL_RUNNING: &str = "it was still running after";

/// Runs one script with what belongs to it.
pub(crate) fn run(script: &Script, time: Duration) -> Reply {
    let mut reply = Reply::default();
    if let Err((part, error)) = try_run(script, time, &mut reply) {
        reply.failed = Some(part);
        reply.timed_out = error.message.starts_with(STILL_RUNNING);
        reply.error = Some(error);
    }
    reply
}

fn try_run(script: &Script, time: Duration, reply: &mut Reply) -> Result<(), (Part, SqlError)> {
    let in_part = |part: Part| move |error: SqlError| (part, error);
    let database =
        open(time).map_err(|error| (Part::Setup, placed(&script.source, 0, "", &error, time)))?;
    for source in &script.setup {
        execute(&database, source, time).map_err(in_part(Part::Setup))?;
    }
    reply.results = execute(&database, &script.source, time).map_err(in_part(Part::Script))?;
    if let Some(query) = &script.query {
        reply.answer = execute(&database, query, time)
            .map_err(in_part(Part::Query))?
            .pop();
    }
    Ok(())
}

fn open(time: Duration) -> rusqlite::Result<Connection> {
    let database = Connection::open_in_memory()?;
    database.execute_batch(
        "pragma foreign_keys = on; pragma temp_store = memory; pragma trusted_schema = off;",
    )?;
    database.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    database.set_limit(Limit::SQLITE_LIMIT_LENGTH, 64 * 1024 * 1024)?;
    let end = Instant::now() + time;
    database.progress_handler(10_000, Some(move || Instant::now() >= end))?;
    database.authorizer(Some(allow))?;
    Ok(database)
}

/// Keeps scripts inside their database.
fn allow(context: AuthContext<'_>) -> Authorization {
    let allowed = match context.action {
        AuthAction::Attach { .. } | AuthAction::Detach { .. } | AuthAction::Unknown { .. } => false,
        AuthAction::Function { function_name } => !["load_extension", "fts3_tokenizer"]
            .iter()
            .any(|name| function_name.eq_ignore_ascii_case(name)),
        AuthAction::Pragma { pragma_name, .. } => PRAGMAS
            .iter()
            .any(|name| pragma_name.eq_ignore_ascii_case(name)),
        _ => true,
    };
    if allowed {
        Authorization::Allow
    } else {
        Authorization::Deny
    }
}

/// Runs every statement and returns the result sets.
fn execute(database: &Connection, source: &Source, time: Duration) -> Result<Vec<Table>, SqlError> {
    let mut tables = Vec::new();
    for statement in statements(&source.sql) {
        let table = one(database, statement.text)
            .map_err(|error| describe(source, statement, &error, time))?;
        tables.extend(table);
    }
    Ok(tables)
}

/// Runs one statement; `None` when it is of a kind that gives no rows.
fn one(database: &Connection, sql: &str) -> rusqlite::Result<Option<Table>> {
    let mut statement = database.prepare(sql)?;
    let columns: Vec<String> = statement
        .column_names()
        .into_iter()
        .map(str::to_owned)
        .collect();
    let width = columns.len();
    let mut table = Table {
        columns,
        ..Table::default()
    };
    let mut bytes = 0;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if table.rows.len() >= MAX_ROWS || bytes > MAX_RESULT_BYTES {
            table.cut = true;
            // A statement that writes must be finished all the same.
            continue;
        }
        let mut values = Vec::with_capacity(width);
        for column in 0..width {
            let value = value(row.get_ref(column)?);
            bytes += if let SqlValue::Text(text) = &value {
                text.len()
            } else {
                8
            };
            values.push(value);
        }
        table.rows.push(values);
    }
    Ok((width > 0).then_some(table))
}

fn value(value: ValueRef<'_>) -> SqlValue {
    match value {
        ValueRef::Null => SqlValue::Null,
        ValueRef::Integer(number) => SqlValue::Integer(number),
        ValueRef::Real(number) if number.is_finite() => SqlValue::Real(number),
        // As SQLite's shell shows it; JSON has no infinity.
        ValueRef::Real(number) => {
            SqlValue::Text(if number > 0.0 { "Inf" } else { "-Inf" }.to_owned())
        }
        ValueRef::Text(bytes) => SqlValue::Text(String::from_utf8_lossy(bytes).into_owned()),
        ValueRef::Blob(bytes) => {
            let digits: String = bytes
                .iter()
                .take(4096)
                .map(|byte| format!("{byte:02x}"))
                .collect();
            SqlValue::Text(format!("x'{digits}'"))
        }
    }
}

/// The error with the place that the learner has to look at: the offending
/// word where the database knows it, else the statement.
fn describe(source: &Source, statement: Statement<'_>, error: &Error, time: Duration) -> SqlError {
    let inside = match error {
        Error::SqlInputError { offset, .. } => usize::try_from(*offset).ok(),
        _ => None,
    };
    let inside = inside
        .or_else(|| missing_table(error, statement.text))
        .unwrap_or(0);
    placed(
        source,
        statement.start + inside,
        statement.text,
        error,
        time,
    )
}

/// Where a table that does not exist is named, which the database itself does
/// not tell.
fn missing_table(error: &Error, statement: &str) -> Option<usize> {
    let Error::SqliteFailure(_, Some(text)) = error else {
        return None;
    };
    statement.find(text.strip_prefix("no such table: ")?)
}

fn placed(
    source: &Source,
    offset: usize,
    statement: &str,
    error: &Error,
    time: Duration,
) -> SqlError {
    let (line, column) = position(&source.sql, offset);
    let words: Vec<&str> = statement.split_whitespace().collect();
    SqlError {
        file: source.name.clone(),
        line,
        column,
        message: message(error, time),
        statement: codezest_core::text::shorten(&words.join(" "), 120),
    }
}

fn message(error: &Error, time: Duration) -> String {
    match error {
        Error::SqliteFailure(code, _) if code.code == ErrorCode::OperationInterrupted => {
            format!("{STILL_RUNNING} {} seconds", time.as_secs())
        }
        Error::SqliteFailure(code, _) if code.code == ErrorCode::AuthorizationForStatementDenied => {
            "this is not allowed here: scripts may not reach files, other databases or the database's settings".to_owned()
        }
        Error::SqliteFailure(_, Some(text)) => text.clone(),
        Error::SqlInputError { error, .. } if error.code == ErrorCode::AuthorizationForStatementDenied => {
            "this is not allowed here: scripts may not reach files, other databases or the database's settings".to_owned()
        }
        Error::SqlInputError { msg, .. } => msg.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
#[path = "engine_tests.rs"]
mod tests;
