//! `codezest reset`.

use codezest_core::event::kinds::ResetScope;

use crate::args::ResetArgs;
use crate::context::Context;
use crate::failure::{Exit, Failure, Result};
use crate::learn::{assignment, history, locate};
use crate::store::content::{CourseEntry, Found};
use crate::ui::{Role, Styled};

/// Begins an item again, or sets a whole course's progress back.
pub fn run(context: &Context, args: &ResetArgs) -> Result<Exit> {
    if args.course {
        return course(context, args);
    }
    let item = locate::item(context, args.item.as_deref())?;
    let name = item.reference();
    if item.kind == codezest_core::course::model::ItemKind::Assignment {
        let loaded = assignment::load(context, item.clone())?;
        if loaded.folder.is_dir() {
            let copies = history::reset_files(context, &loaded)?;
            context.ui.out(
                Styled::new()
                    .role(Role::Good, "✓")
                    .text(&format!(" {name} is as it began")),
            );
            for copy in copies {
                context.ui.out(format!(
                    "  yours is kept as {}",
                    context.display_path(&copy)
                ));
            }
        }
    }
    if args.progress {
        let scope = ResetScope::Item {
            course: item.course_uid,
            item: item.id.clone(),
        };
        say_progress(context, &name, history::reset_progress(context, scope)?);
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
    say_progress(
        context,
        course.name.as_str(),
        history::reset_progress(context, scope)?,
    );
    Ok(Exit::Done)
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

fn say_progress(context: &Context, name: &str, reset: bool) {
    if reset {
        context.ui.out(format!(
            "The progress of {name} is set back; what you did stays in your log."
        ));
    } else {
        context
            .ui
            .out(format!("{name} had no progress to set back."));
    }
}
