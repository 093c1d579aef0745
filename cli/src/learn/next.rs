//! Where to go on.

use codezest_core::course::model::ItemKind;
use codezest_core::ids::{CourseId, ModuleId};

use super::{facts, locate};
use crate::context::Context;
use crate::failure::Result;
use crate::store::content::{ItemEntry, ItemFilter};

/// What comes next: the current item while it is not done; then the first item
/// after it in its course that is not done, then the first such item of the
/// course at all; then of the courses begun, then of the others. `None` when
/// everything is done.
///
/// # Errors
/// A database cannot be read.
pub fn item(context: &Context) -> Result<Option<ItemEntry>> {
    let current = locate::current(context)?;
    if let Some(current) = &current
        && let Some(next) = in_course(context, &current.course, Some(current))?
    {
        return Ok(Some(next));
    }
    let done_with = current.map(|item| item.course);
    for course in courses_by_interest(context)? {
        if Some(&course) != done_with.as_ref()
            && let Some(next) = in_course(context, &course, None)?
        {
            return Ok(Some(next));
        }
    }
    Ok(None)
}

/// The first item of `course` that is not done, at or after `from` if there is
/// one, else from the beginning. Modules that are done cost nothing.
fn in_course(
    context: &Context,
    course: &CourseId,
    from: Option<&ItemEntry>,
) -> Result<Option<ItemEntry>> {
    let content = context.content()?;
    let Some(entry) = content
        .courses()?
        .into_iter()
        .find(|entry| entry.name == *course)
    else {
        return Ok(None);
    };
    let modules = context.account()?.course_progress(content, entry)?.modules;
    let begin = from
        .and_then(|from| {
            modules
                .iter()
                .position(|module| module.module == from.module)
        })
        .unwrap_or(0);
    let (before, after) = modules.split_at(begin);
    let least = from.map_or(0, |from| from.number);
    for module in after
        .iter()
        .filter(|module| module.progress.done < module.progress.total)
    {
        if let Some(item) = in_module(context, course, &module.module, least)? {
            return Ok(Some(item));
        }
    }
    // What was passed over on the way; in the module of `from`, too.
    for module in before.iter().chain(after.first()) {
        if module.progress.done < module.progress.total
            && let Some(item) = in_module(context, course, &module.module, 0)?
        {
            return Ok(Some(item));
        }
    }
    Ok(None)
}

/// The first item of a module, from number `least` on, that is not done.
fn in_module(
    context: &Context,
    course: &CourseId,
    module: &ModuleId,
    least: u32,
) -> Result<Option<ItemEntry>> {
    let filter = ItemFilter {
        course: Some(course.clone()),
        module: Some(module.clone()),
        ..ItemFilter::default()
    };
    for item in context.content()?.items(&filter)? {
        if item.number >= least && !facts::state(context, &item)?.is_done() {
            return Ok(Some(item));
        }
    }
    Ok(None)
}

/// How many of the items touched last say which course is of most interest.
const RECENT: u32 = 100;

/// Courses begun first, the one worked on last before the others; then those
/// that need nothing installed, then by name.
fn courses_by_interest(context: &Context) -> Result<Vec<CourseId>> {
    let account = context.account()?;
    let recent: Vec<_> = account
        .recent_items(RECENT)?
        .into_iter()
        .map(|(course, _, _)| course)
        .collect();
    let begun: Vec<_> = account
        .totals()?
        .into_iter()
        .map(|totals| totals.course)
        .collect();
    let mut ranked = Vec::new();
    for course in context.content()?.courses()? {
        let place = recent
            .iter()
            .position(|uid| *uid == course.uid)
            .unwrap_or(recent.len());
        let new = !begun.contains(&course.uid);
        let needs_tools = course.language.as_str() != "sql";
        ranked.push((place, new, needs_tools, course.name));
    }
    ranked.sort();
    Ok(ranked.into_iter().map(|(_, _, _, name)| name).collect())
}

/// The first item after `from` in its course that is not done; when there is
/// none, what comes next at all.
///
/// # Errors
/// A database cannot be read.
pub fn after(context: &Context, from: &ItemEntry) -> Result<Option<ItemEntry>> {
    let Some(following) = context.content()?.neighbour(from, 1)? else {
        return item(context);
    };
    match in_course(context, &from.course, Some(&following))? {
        Some(next) => Ok(Some(next)),
        None => item(context),
    }
}

/// What comes after the item one is on, or next at all.
///
/// # Errors
/// A database cannot be read.
pub fn onward(context: &Context) -> Result<Option<ItemEntry>> {
    match locate::current(context)? {
        Some(current) => after(context, &current),
        None => item(context),
    }
}

/// The command that one types for `item` next.
#[must_use]
pub fn command(item: &ItemEntry) -> String {
    let verb = match item.kind {
        ItemKind::Material => "show",
        ItemKind::Assignment => "start",
        ItemKind::Quiz => "quiz",
    };
    format!("codezest {verb} {}", item.reference())
}
