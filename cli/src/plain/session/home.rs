//! Where you are and what is next.

use super::catalogue::course_words;
use super::place::{Choice, Place, Shown, print_choice};
use crate::context::Context;
use crate::failure::Result;
use crate::lines::home::{count, level_line, streak_line};
use crate::ui::{Role, Styled};
use crate::views;

/// Prints the home place.
pub(super) fn show(context: &Context) -> Result<Shown> {
    let status = views::home::status(context)?;
    let ui = &context.ui;
    ui.out(Styled::new().role(Role::Title, "CodeZest"));
    ui.out(streak_line(&status.streak));
    ui.out(level_line(&status.level));
    if status.due > 0 {
        ui.out(format!("Review: {} due today", count(status.due, "card")));
    }
    if status.queue.pending > 0 {
        let waiting = count(status.queue.pending, "submission");
        ui.out(format!("{waiting} saved here, not handed in yet"));
    }
    ui.out("");
    let mut choices = Vec::new();
    match &status.next {
        Some(next) => {
            choices.push(Choice::Go(Place::Item(
                next.item.name.clone(),
                next.item.kind,
            )));
            let said = format!(
                "Next: {}, {} {} of {}",
                next.item.title,
                next.item.kind.as_str(),
                next.item.number,
                next.item.course
            );
            print_choice(context, &choices, said.into());
        }
        None => ui.out("Everything is done. Add a course: course add SOURCE"),
    }
    for course in &status.courses {
        choices.push(Choice::Go(Place::Course(course.id.clone())));
        print_choice(context, &choices, course_words(course));
    }
    Ok(Shown {
        choices,
        ..Shown::default()
    })
}
