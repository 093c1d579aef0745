//! `codezest course remove`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::args::CourseRemoveArgs;
use crate::author::library::{courses, remove};
use crate::context::Context;
use crate::failure::{Exit, Failure, Result};

/// What `course remove --json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RemovedView {
    schema_version: u32,
    /// The course.
    removed: String,
}

/// Removes a course after asking; files and progress stay.
pub fn run(context: &Context, args: &CourseRemoveArgs) -> Result<Exit> {
    // Said before the question when there is none.
    courses(context, Some(&args.course))?;
    let asks = context.ui.interactive();
    if asks
        && !context.ui.confirm(&format!(
            "Remove the course {}? Your files and your progress stay.",
            args.course
        ))
    {
        return Err(Failure::usage("nothing was removed"));
    }
    let removed = remove(context, &args.course)?;
    if context.ui.json {
        context.ui.json(&RemovedView {
            schema_version: 1,
            removed: removed.name.to_string(),
        })?;
        return Ok(Exit::Done);
    }
    context.ui.say(format!(
        "removed {}; your files in {} and your progress stay",
        removed.name,
        context.display_path(&context.workspace().join(removed.name.as_str()))
    ));
    context.ui.say(format!(
        "have it back: codezest course add {}",
        removed.source
    ));
    Ok(Exit::Done)
}
