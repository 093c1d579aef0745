//! Do the databases open, and do their pages fit together?

use std::path::Path;

use crate::context::Context;
use crate::failure::{Failure, Result};
use crate::store::database::Database;
use crate::views::doctor::{Area, CheckLine};

/// One line for each database. One that does not exist yet is not made.
pub(super) fn checks(context: &Context) -> Vec<CheckLine> {
    let paths = &context.paths;
    vec![
        line("courses", &paths.content_db(), || {
            check(context.content()?.database())
        }),
        line("progress", &paths.account_db(), || {
            check(context.account()?.database())
        }),
        line("files of test runs", &paths.snapshots_db(), || {
            check(context.snapshots()?.database())
        }),
    ]
}

fn check(database: &Database) -> Result {
    Ok(database.check()?)
}

fn line(name: &str, path: &Path, check: impl FnOnce() -> Result) -> CheckLine {
    let area = Area::Databases;
    let Ok(metadata) = path.metadata() else {
        return CheckLine::ok(area, name, "not made yet");
    };
    match check() {
        Ok(()) => {
            let size = crate::plain::size::words(metadata.len());
            CheckLine::ok(area, name, format!("whole, {size}"))
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
