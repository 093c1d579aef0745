//! From what people type to an item.

use std::path::PathBuf;

use codezest_core::course::model::ItemKind;

use super::next;
use crate::context::Context;
use crate::failure::{Failure, Result};
use crate::store::content::{Found, ItemEntry};
use crate::workspace::{self, Marker};

/// The item that `typed` names; without one, that of the folder one stands
/// in, else the current one, else what comes next.
///
/// # Errors
/// There is none; the failure names the nearest ones.
pub fn item(context: &Context, typed: Option<&str>) -> Result<ItemEntry> {
    let typed = typed.map(|text| text.trim().trim_end_matches('/'));
    match typed {
        None | Some("") => match here(context)? {
            Some(item) => Ok(item),
            None => current_or_next(context),
        },
        Some(".") => here(context)?.ok_or_else(|| {
            Failure::not_found("this folder is not inside a working folder of codezest")
                .hint("go there: cd \"$(codezest path ITEM)\"")
        }),
        Some("current") => current_or_next(context),
        Some("next") => next::item(context)?.ok_or_else(nothing_next),
        Some(typed) => match typed.strip_prefix('+').map(|n| (1, n)).or(minus(typed)) {
            Some((sign, digits)) => steps(context, sign, digits, typed),
            None => named(context, typed),
        },
    }
}

/// The assignment that `typed` names.
///
/// # Errors
/// As [`item`], or the item is something else.
pub fn assignment(context: &Context, typed: Option<&str>) -> Result<ItemEntry> {
    of_kind(item(context, typed)?, ItemKind::Assignment)
}

/// The quiz that `typed` names.
///
/// # Errors
/// As [`item`], or the item is something else.
pub fn quiz(context: &Context, typed: Option<&str>) -> Result<ItemEntry> {
    of_kind(item(context, typed)?, ItemKind::Quiz)
}

fn of_kind(item: ItemEntry, kind: ItemKind) -> Result<ItemEntry> {
    if item.kind == kind {
        return Ok(item);
    }
    let name = item.reference();
    let article = |kind| {
        if kind == ItemKind::Assignment {
            "an"
        } else {
            "a"
        }
    };
    Err(Failure::usage(format!(
        "{name} is {} {}, not {} {}",
        article(item.kind),
        item.kind.as_str(),
        article(kind),
        kind.as_str()
    ))
    .hint(next::command(&item)))
}

/// The working folder that one stands in, found by walking up.
///
/// # Errors
/// Its marker cannot be read.
pub fn standing_in() -> Result<Option<(PathBuf, Marker)>> {
    match std::env::current_dir() {
        Ok(folder) => Ok(workspace::find_folder(&folder)?),
        Err(_) => Ok(None),
    }
}

/// The item of the folder one stands in.
///
/// # Errors
/// The course of that folder is not on this machine any more.
pub fn here(context: &Context) -> Result<Option<ItemEntry>> {
    let Some((_, marker)) = standing_in()? else {
        return Ok(None);
    };
    let content = context.content()?;
    let gone = || {
        Failure::not_found(format!(
            "the course of this folder, {}, is not on this machine",
            marker.course
        ))
        .hint("see which are: codezest course list")
    };
    let name = content.course_name(&marker.course_uid)?.ok_or_else(gone)?;
    match content.find_item(&format!("{name}/{}", marker.item), None)? {
        Found::One(item) => Ok(Some(item)),
        _ => Err(gone()),
    }
}

/// The current item: what was worked on last.
///
/// # Errors
/// A database cannot be read.
pub fn current(context: &Context) -> Result<Option<ItemEntry>> {
    let Some(name) = context.account()?.current_item()? else {
        return Ok(None);
    };
    match context.content()?.find_item(&name, None)? {
        Found::One(item) => Ok(Some(item)),
        _ => Ok(None),
    }
}

fn current_or_next(context: &Context) -> Result<ItemEntry> {
    match current(context)? {
        Some(item) => Ok(item),
        None => next::item(context)?.ok_or_else(nothing_next),
    }
}

fn nothing_next() -> Failure {
    Failure::not_found("nothing comes next: every item of every course is done")
        .hint("add a course: codezest course add SOURCE (see codezest help courses)")
}

fn minus(typed: &str) -> Option<(i32, &str)> {
    typed.strip_prefix('-').map(|digits| (-1, digits))
}

fn steps(context: &Context, sign: i32, digits: &str, typed: &str) -> Result<ItemEntry> {
    let count: i32 = digits.parse().map_err(|_| {
        Failure::usage(format!("{typed} is no number of steps")).hint("use +1 or -1")
    })?;
    let from = current_or_next(context)?;
    context
        .content()?
        .neighbour(&from, sign * count)?
        .ok_or_else(|| {
            let end = if sign > 0 { "after" } else { "before" };
            Failure::not_found(format!("{} has no item {count} {end} it", from.reference()))
                .hint(format!("codezest list {}", from.course))
        })
}

fn named(context: &Context, typed: &str) -> Result<ItemEntry> {
    let near = match here(context)? {
        Some(item) => Some(item.course),
        None => current(context)?.map(|item| item.course),
    };
    match context.content()?.find_item(typed, near.as_ref())? {
        Found::One(item) => Ok(item),
        Found::Many(names) => Err(Failure::usage(format!("{typed} is in several courses"))
            .hint(format!("say which: {}", names.join(", ")))),
        Found::None(names) if names.is_empty() => {
            Err(Failure::not_found(format!("there is no item {typed}")).hint("codezest list"))
        }
        Found::None(names) => Err(Failure::not_found(format!("there is no item {typed}"))
            .hint(format!("did you mean {}?", names.join(", ")))),
    }
}
