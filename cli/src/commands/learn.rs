//! `codezest learn`, and `codezest` alone.

use crate::args::{LearnArgs, ShowArgs};
use crate::context::Context;
use crate::failure::{Exit, Result};
use crate::learn::locate;
use crate::plain;
use crate::tui::{self, Place};
use crate::views;

/// The home screen; with an item, that item. On a terminal that can show it,
/// everything in one screen; on one that shows only lines, a session of lines.
pub fn run(context: &Context, args: LearnArgs) -> Result<Exit> {
    if context.ui.has_screen() {
        let place = match args.item.as_deref() {
            Some(typed) if is_course(context, typed)? => Place::Catalogue(Some(typed.to_owned())),
            Some(typed) => Place::Item(locate::item(context, Some(typed))?.reference()),
            None => Place::Home,
        };
        return tui::run(context, place);
    }
    if context.ui.has_lines() {
        let item = args.item.as_deref();
        let item = item.map(|typed| locate::item(context, Some(typed)));
        return plain::session::run(context, item.transpose()?.as_ref());
    }
    if args.item.is_some() {
        return super::show::run(
            context,
            &ShowArgs {
                item: args.item,
                raw: false,
            },
        );
    }
    let status = views::home::status(context)?;
    if context.ui.json {
        context.ui.json(&status)?;
    } else {
        plain::home::print_home(context, &status);
    }
    Ok(Exit::Done)
}

/// Whether a course is called that.
fn is_course(context: &Context, typed: &str) -> Result<bool> {
    let courses = context.content()?.courses()?;
    Ok(courses.iter().any(|course| course.name.as_str() == typed))
}
