//! Do the databases open, and do their pages fit together?

use std::path::Path;

use crate::context::Context;
use crate::failure::{Failure, Result};
use crate::lines::size;
use crate::store::database::Database;
use crate::views::doctor::{Area, CheckLine};

/// One line for each database. One that does not exist yet is not made.
pub(super) fn checks(context: &Context) -> Vec<CheckLine> {
    let paths = &context.paths;
    vec![
        // Any command makes this one, for the courses that come along.
        line("courses", &paths.content_db(), || {
            check(context.content()?.database())
        }),
        made("progress", &paths.account_db(), || {
            check(context.account()?.database())
        }),
        made("files of test runs", &paths.snapshots_db(), || {
            check(context.snapshots()?.database())
        }),
    ]
}

fn check(database: &Database) -> Result {
    Ok(database.check()?)
}

fn made(name: &str, path: &Path, check: impl FnOnce() -> Result) -> CheckLine {
    if path.exists() {
        line(name, path, check)
    } else {
        CheckLine::ok(Area::Databases, name, "not made yet")
    }
}

fn line(name: &str, path: &Path, check: impl FnOnce() -> Result) -> CheckLine {
    let area = Area::Databases;
    match check() {
        Ok(()) => {
            let bytes = path.metadata().map_or(0, |metadata| metadata.len());
            CheckLine::ok(area, name, format!("whole, {}", size::words(bytes)))
        }
        Err(failure) => broken(area, name, failure),
    }
}

fn broken(area: Area, name: &str, failure: Failure) -> CheckLine {
    let line = CheckLine::problem(area, name, failure.message);
    match failure.hint {
        Some(hint) => line.fix(hint),
        None => line,
    }
}
