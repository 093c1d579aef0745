//! `codezest reset`.

use std::path::PathBuf;

use codezest_core::course::model::ItemKind;
use codezest_core::event::kinds::ResetScope;

use crate::args::ResetArgs;
use crate::context::Context;
use crate::failure::{Exit, Failure, Result};
use crate::learn::{assignment, history, locate};
use crate::store::content::{CourseEntry, Found};
use crate::ui::{Role, Styled};
use crate::views::answers::ResetView;

/// Begins an item again, or sets a whole course's progress back.
pub fn run(context: &Context, args: &ResetArgs) -> Result<Exit> {
    if args.course {
        return course(context, args);
    }
    let item = locate::item(context, args.item.as_deref())?;
    let name = item.reference();
    let mut done = Done::default();
    if item.kind == ItemKind::Assignment {
        let loaded = assignment::load(context, item.clone())?;
        if loaded.folder.is_dir() {
            done.copies = Some(history::reset_files(context, &loaded)?);
        }
    }
    if args.progress {
        let scope = ResetScope::Item {
            course: item.course_uid,
            item: item.id.clone(),
        };
        done.progress = Some(history::reset_progress(context, scope)?);
    }
    show(context, &name, &done)
}

/// What was done; `None` for what was not asked for or could not apply.
#[derive(Debug, Default)]
struct Done {
    /// The files began again; copies of the learner's are here.
    copies: Option<Vec<PathBuf>>,
    /// Whether there was progress to set back.
    progress: Option<bool>,
}

fn show(context: &Context, name: &str, done: &Done) -> Result<Exit> {
    let ui = &context.ui;
    let copies = done.copies.as_deref().unwrap_or_default();
    if ui.json {
        ui.json(&ResetView {
            schema_version: 1,
            name: name.to_owned(),
            kept: copies
                .iter()
                .map(|copy| copy.display().to_string())
                .collect(),
            progress: done.progress.unwrap_or(false),
        })?;
        return Ok(Exit::Done);
    }
    if done.copies.is_some() {
        ui.out(
            Styled::new()
                .role(Role::Good, "✓")
                .text(&format!(" {name} is as it began")),
        );
    }
    for copy in copies {
        ui.out(format!("  yours is kept as {}", context.display_path(copy)));
    }
    match done.progress {
        Some(true) => ui.out(format!(
            "The progress of {name} is set back; what you did stays in your log."
        )),
        Some(false) => ui.out(format!("{name} had no progress to set back.")),
        None => {}
    }
    Ok(Exit::Done)
}

fn course(context: &Context, args: &ResetArgs) -> Result<Exit> {
    let typed = args.item.as_deref().ok_or_else(|| {
        Failure::usage("say which course").hint("codezest reset COURSE --course --progress")
    })?;
    if !args.progress {
        return Err(Failure::usage(
            "files are reset one item at a time; --course sets progress back",
        )
        .hint(format!("codezest reset {typed} --course --progress")));
    }
    let course = find_course(context, typed)?;
    if !context
        .ui
        .confirm(&format!("Set all progress in {} back?", course.title))
    {
        return Err(
            Failure::usage("nothing was reset").hint("add --yes to say yes without a terminal")
        );
    }
    let scope = ResetScope::Course { course: course.uid };
    let done = Done {
        copies: None,
        progress: Some(history::reset_progress(context, scope)?),
    };
    show(context, course.name.as_str(), &done)
}

/// The course that `typed` names.
///
/// # Errors
/// There is none; the failure names the nearest.
pub fn find_course(context: &Context, typed: &str) -> Result<CourseEntry> {
    let content = context.content()?;
    let near = match content.find_course(typed)? {
        Found::One(name) => {
            let found = content
                .courses()?
                .into_iter()
                .find(|course| course.name == name);
            return found.ok_or_else(|| Failure::not_found(format!("there is no course {typed}")));
        }
        Found::Many(names) | Found::None(names) => names,
    };
    let hint = if near.is_empty() {
        "codezest course list".to_owned()
    } else {
        format!("did you mean {}?", near.join(", "))
    };
    Err(Failure::not_found(format!("there is no course {typed}")).hint(hint))
}
