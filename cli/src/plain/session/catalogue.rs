//! Languages, courses, modules and items.

use codezest_core::course::model::ItemKind;

use super::place::{Choice, Place, Shown, print_choice};
use crate::context::Context;
use crate::failure::{Failure, Result};
use crate::lines::catalogue::{difficulty_word, mark, status_word};
use crate::store::content::ItemFilter;
use crate::ui::{Role, Styled};
use crate::views::list::{Catalogue, CourseLine, ItemLine, Wanted, catalogue};

/// Prints the courses below their languages.
pub(super) fn courses(context: &Context) -> Result<Shown> {
    let mut courses = crate::views::list::courses(context)?;
    courses.sort_by(|a, b| (&a.language, &a.title).cmp(&(&b.language, &b.title)));
    context.ui.out(Styled::new().role(Role::Title, "Courses"));
    let mut choices = Vec::new();
    let mut language = "";
    for course in &courses {
        if course.language != language {
            language = &course.language;
            context.ui.out("");
            context.ui.out(Styled::new().role(Role::Strong, language));
        }
        choices.push(Choice::Go(Place::Course(course.id.clone())));
        print_choice(context, &choices, course_words(course));
    }
    Ok(chosen_from(choices))
}

/// Prints the modules of a course.
pub(super) fn course(context: &Context, name: &str) -> Result<Shown> {
    let all = all(context)?;
    let course = find(&all, name)?;
    let head = format!("{}, {} of {} done", course.title, course.done, course.total);
    context.ui.out(Styled::new().role(Role::Title, &head));
    let mut choices = Vec::new();
    for module in &course.modules {
        choices.push(Choice::Go(Place::Module(
            name.to_owned(),
            module.id.clone(),
        )));
        let said = format!("{}, {} of {} done", module.title, module.done, module.total);
        print_choice(context, &choices, said.into());
    }
    Ok(chosen_from(choices))
}

/// Prints the items of a module.
pub(super) fn module(context: &Context, course: &str, module: &str) -> Result<Shown> {
    let all = all(context)?;
    let line = find(&all, course)?;
    let title = line.modules.iter().find(|it| it.id == module);
    let title = title.map_or(module, |module| &module.title);
    let head = format!("{}: {title}", line.title);
    context.ui.out(Styled::new().role(Role::Title, &head));
    let items = all
        .items
        .iter()
        .filter(|item| item.course == course && item.module == module);
    Ok(print_items(context, items))
}

/// Prints the items that every word fits: a part of the title, the status, the
/// kind or the course.
pub(super) fn matching(context: &Context, words: &str) -> Result<Shown> {
    let all = all(context)?;
    let head = format!("Items: {words}");
    context.ui.out(Styled::new().role(Role::Title, &head));
    let shown = print_items(context, all.items.iter().filter(|item| fits(item, words)));
    if shown.choices.is_empty() {
        context.ui.out("No item fits; fewer words show more.");
    }
    Ok(shown)
}

fn fits(item: &ItemLine, words: &str) -> bool {
    let title = item.title.to_lowercase();
    words.to_lowercase().split_whitespace().all(|word| {
        title.contains(word)
            || status_word(item.status) == word
            || item.kind.as_str() == word
            || item.course == word
    })
}

fn print_items<'a>(context: &Context, items: impl Iterator<Item = &'a ItemLine>) -> Shown {
    let mut choices = Vec::new();
    for item in items {
        choices.push(Choice::Go(Place::Item(item.name.clone(), item.kind)));
        print_choice(context, &choices, item_words(item));
    }
    chosen_from(choices)
}

fn item_words(item: &ItemLine) -> Styled {
    let (role, symbol) = mark(item.status);
    let rest = match item.kind {
        ItemKind::Assignment => format!(
            ", assignment, {}, {} points",
            difficulty_word(item.difficulty),
            item.points
        ),
        kind => format!(", {}", kind.as_str()),
    };
    Styled::new()
        .role(role, symbol)
        .text(&format!(" {}{rest}", item.title))
}

/// A course in words.
pub(super) fn course_words(course: &CourseLine) -> Styled {
    Styled::from(format!(
        "{}, {}, {} of {} done",
        course.title, course.language, course.done, course.total
    ))
}

fn all(context: &Context) -> Result<Catalogue> {
    let courses = context.content()?.courses()?;
    catalogue(context, &courses, &ItemFilter::default(), Wanted::default())
}

fn find<'a>(all: &'a Catalogue, name: &str) -> Result<&'a CourseLine> {
    let course = all.courses.iter().find(|course| course.id == name);
    course.ok_or_else(|| Failure::not_found(format!("there is no course {name}")))
}

fn chosen_from(choices: Vec<Choice>) -> Shown {
    Shown {
        choices,
        ..Shown::default()
    }
}
