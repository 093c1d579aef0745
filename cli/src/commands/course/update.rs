//! `codezest course update`.

use codezest_core::error::ErrorCode;
use schemars::JsonSchema;
use serde::Serialize;

use super::add::{self, AddedView};
use super::report;
use crate::args::CourseUpdateArgs;
use crate::author::library::{self, courses, update};
use crate::context::Context;
use crate::failure::{Exit, Failure, Result};
use crate::store::content::Change;
use crate::ui::progress::Progress;

/// What `course update --json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct UpdatedView {
    schema_version: u32,
    courses: Vec<AddedView>,
    /// Courses that stay as they were.
    failed: Vec<FailedView>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct FailedView {
    course: String,
    message: String,
}

/// Brings courses up to date; one that cannot be does not stop the rest.
pub fn run(context: &Context, args: &CourseUpdateArgs) -> Result<Exit> {
    let entries = courses(context, args.course.as_deref())?;
    let mut view = UpdatedView {
        schema_version: 1,
        courses: Vec::new(),
        failed: Vec::new(),
    };
    for entry in entries
        .iter()
        .filter(|entry| args.course.is_some() || !entry.bundled)
    {
        let updated = {
            let _progress = Progress::spinner(&context.ui, &format!("updating {}", entry.name));
            update(context, entry, &library::options(context))
        };
        match updated {
            Ok(added) => {
                if !context.ui.json {
                    if added.change != Change::Unchanged {
                        report::say(context, &added.report);
                    }
                    context.ui.out(add::line(&added));
                }
                view.courses.push(AddedView::from(&added));
            }
            // The only course asked for: its failure is the command's.
            Err(failure) if args.course.is_some() => return Err(failure),
            Err(failure) => {
                context
                    .ui
                    .warn(format!("{} stays as it is: {failure}", entry.name));
                view.failed.push(FailedView {
                    course: entry.name.to_string(),
                    message: failure.to_string(),
                });
            }
        }
    }
    if context.ui.json {
        context.ui.json(&view)?;
    } else if view.courses.is_empty() && view.failed.is_empty() {
        context
            .ui
            .say("the bundled courses come up to date with codezest itself; there are no others");
    }
    if view.failed.is_empty() {
        return Ok(Exit::Done);
    }
    if view.courses.is_empty() {
        let message = "no course could be updated";
        return Err(Failure::new(ErrorCode::NotFound, message)
            .hint("see where they come from: codezest course list"));
    }
    Ok(Exit::Code(ErrorCode::NotPassed))
}
