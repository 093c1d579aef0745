//! `codezest list`.

use codezest_core::course::model::{Difficulty, ItemKind};
use codezest_core::ids::ModuleId;
use codezest_core::learning::progress::ItemStatus;

use crate::args::{DifficultyFilter, KindFilter, ListArgs, StatusFilter};
use crate::context::Context;
use crate::failure::{Exit, Failure, Result};
use crate::plain;
use crate::store::content::{CourseEntry, Found, ItemFilter};
use crate::views;
use crate::views::list::{Wanted, catalogue};

/// Lists courses, or the items of what is named.
pub fn run(context: &Context, args: &ListArgs) -> Result<Exit> {
    if args.path.is_none() && !is_filtered(args) && !context.ui.json {
        plain::catalogue::courses(context, &views::list::courses(context)?);
        context.ui.say("");
        context
            .ui
            .say("The items of a course: codezest list COURSE");
        return Ok(Exit::Done);
    }
    let (courses, module) = named(context, args.path.as_deref())?;
    let filter = ItemFilter {
        course: None,
        module,
        kind: args.kind.map(kind),
        difficulty: args.difficulty.map(difficulty),
        tag: args.tag.clone(),
        with_hidden: args.all,
    };
    let list = catalogue(context, &courses, &filter, wanted(args.status))?;
    if context.ui.json {
        context.ui.json(&list)?;
    } else if list.items.is_empty() {
        context
            .ui
            .say("No item fits. Fewer filters show more; --all shows hidden ones.");
    } else {
        plain::catalogue::tree(context, &list);
    }
    Ok(Exit::Done)
}

fn is_filtered(args: &ListArgs) -> bool {
    args.status.is_some() || args.kind.is_some() || args.difficulty.is_some() || args.tag.is_some()
}

/// The courses (and module) that a path names: nothing is all, else a course,
/// `COURSE/MODULE`, or a language.
pub fn named(
    context: &Context,
    path: Option<&str>,
) -> Result<(Vec<CourseEntry>, Option<ModuleId>)> {
    let content = context.content()?;
    let all = content.courses()?;
    let Some(path) = path.map(|path| path.trim_matches('/')) else {
        return Ok((all, None));
    };
    let (first, module) = match path.split_once('/') {
        Some((course, module)) => (course, Some(module)),
        None => (path, None),
    };
    let of_language: Vec<_> = all
        .iter()
        .filter(|course| course.language.as_str() == first)
        .cloned()
        .collect();
    if let Some(course) = all.into_iter().find(|course| course.name.as_str() == first) {
        let module = module
            .map(|module| find_module(context, &course, module))
            .transpose()?;
        return Ok((vec![course], module));
    }
    if module.is_none() && !of_language.is_empty() {
        return Ok((of_language, None));
    }
    let near = match content.find_course(first)? {
        Found::None(near) if !near.is_empty() => format!("did you mean {}?", near.join(", ")),
        _ => "codezest list".to_owned(),
    };
    Err(Failure::not_found(format!("there is no course or language {first}")).hint(near))
}

fn find_module(context: &Context, course: &CourseEntry, typed: &str) -> Result<ModuleId> {
    let modules = context.content()?.modules(&course.name)?;
    modules
        .iter()
        .find(|module| module.id.as_str() == typed)
        .map(|module| module.id.clone())
        .ok_or_else(|| {
            let names: Vec<_> = modules.iter().map(|module| module.id.as_str()).collect();
            Failure::not_found(format!("{} has no module {typed}", course.name))
                .hint(format!("its modules are {}", names.join(", ")))
        })
}

/// The kind that a filter names.
#[must_use]
pub fn kind(filter: KindFilter) -> ItemKind {
    match filter {
        KindFilter::Material => ItemKind::Material,
        KindFilter::Assignment => ItemKind::Assignment,
        KindFilter::Quiz => ItemKind::Quiz,
    }
}

fn difficulty(filter: DifficultyFilter) -> Difficulty {
    match filter {
        DifficultyFilter::Beginner => Difficulty::Beginner,
        DifficultyFilter::Intermediate => Difficulty::Intermediate,
        DifficultyFilter::Advanced => Difficulty::Advanced,
    }
}

fn wanted(filter: Option<StatusFilter>) -> Wanted {
    let status = match filter {
        None | Some(StatusFilter::Open) => None,
        Some(StatusFilter::New) => Some(ItemStatus::New),
        Some(StatusFilter::Started) => Some(ItemStatus::Started),
        Some(StatusFilter::Passed) => Some(ItemStatus::Passed),
        Some(StatusFilter::Completed) => Some(ItemStatus::Completed),
    };
    Wanted {
        status,
        open: filter == Some(StatusFilter::Open),
    }
}
