//! `codezest course new`.

use codezest_core::ids::CourseUid;
use schemars::JsonSchema;
use serde::Serialize;

use crate::args::CourseNewArgs;
use crate::author::new::{NewCourse, NewError, create};
use crate::context::Context;
use crate::failure::{Exit, Failure, Result};
use crate::ui::{Role, Styled};

/// What `course new --json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NewView {
    schema_version: u32,
    path: String,
    files: Vec<String>,
}

/// Writes the skeleton of a course.
pub fn run(context: &Context, args: &CourseNewArgs) -> Result<Exit> {
    let folder = context.paths.expand_home(&args.dir);
    let tree = create(NewCourse {
        folder: &folder,
        language: &args.language,
        title: args.title.as_deref(),
        uid: CourseUid(context.ids.fresh()),
    })
    .map_err(failure)?;
    let path = folder.canonicalize().unwrap_or(folder);
    if context.ui.json {
        let files = tree.iter().map(|(path, _)| path.to_owned()).collect();
        context.ui.json(&NewView {
            schema_version: 1,
            path: path.display().to_string(),
            files,
        })?;
        return Ok(Exit::Done);
    }
    for (file, _) in tree.iter() {
        context
            .ui
            .say(Styled::new().role(Role::Good, "+ ").text(file));
    }
    context
        .ui
        .say(Styled::new().role(Role::Hint, "next: ").role(
            Role::Code,
            &format!("codezest course check {}", args.dir.display()),
        ));
    context.ui.out(path.display().to_string());
    Ok(Exit::Done)
}

fn failure(error: NewError) -> Failure {
    let hint = error.hint();
    let failure = match error {
        NewError::UnknownLanguage(_) => Failure::usage(error.to_string()),
        NewError::Write(error) => Failure::from(error),
    };
    match hint {
        Some(hint) => failure.hint(hint),
        None => failure,
    }
}
