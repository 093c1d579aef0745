//! Where to go on.

use codezest_core::course::model::ItemKind;
use codezest_core::ids::CourseId;

use super::locate;
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
    if let Some(current) = &current {
        if let Some(next) = in_course(context, &current.course, Some(current))? {
            return Ok(Some(next));
        }
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
/// one, else from the beginning.
fn in_course(
    context: &Context,
    course: &CourseId,
    from: Option<&ItemEntry>,
) -> Result<Option<ItemEntry>> {
    let filter = ItemFilter {
        course: Some(course.clone()),
        ..ItemFilter::default()
    };
    let items = context.content()?.items(&filter)?;
    let Some(first) = items.first() else {
        return Ok(None);
    };
    let progress = context.account()?.course_items(first.course_uid)?;
    let open = |item: &&ItemEntry| {
        !progress
            .get(&item.id)
            .is_some_and(|one| one.status.is_done())
    };
    let start = from.map_or(0, |from| from.number);
    let after = items.iter().filter(|item| item.number >= start).find(open);
    Ok(after.or_else(|| items.iter().find(open)).cloned())
}

/// Courses begun first, the one worked on last before the others; then the
/// bundled one that needs nothing installed, then by name.
fn courses_by_interest(context: &Context) -> Result<Vec<CourseId>> {
    let account = context.account()?;
    let mut ranked = Vec::new();
    for course in context.content()?.courses()? {
        let last = account
            .course_items(course.uid)?
            .values()
            .map(|item| item.last)
            .max();
        let needs_nothing = course.language.as_str() == "sql";
        ranked.push((std::cmp::Reverse(last), !needs_nothing, course.name));
    }
    ranked.sort();
    Ok(ranked.into_iter().map(|(_, _, name)| name).collect())
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
