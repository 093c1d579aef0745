//! Which installed courses can be run here?

use std::collections::{BTreeSet, HashSet};

use codezest_core::course::model::{Assignment, Framework, ItemKind, RunnerKind};
use codezest_runner::{LanguageStatus, Runner};

use crate::context::Context;
use crate::failure::Result;
use crate::store::content::{CourseEntry, ItemFilter};
use crate::views::doctor::CourseReady;

/// One line for each installed course; none when the courses cannot be read,
/// which the check of their database says.
pub(super) fn ready(
    context: &Context,
    runner: &Runner,
    languages: &[LanguageStatus],
) -> Vec<CourseReady> {
    let courses = context.content().and_then(|content| Ok(content.courses()?));
    courses
        .unwrap_or_default()
        .into_iter()
        .filter_map(|course| {
            let needed = needed(context, &course).ok()?;
            let missing: Vec<String> = needed
                .into_iter()
                .flat_map(|need| missing(need, runner, languages))
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect();
            Some(CourseReady {
                id: course.name.to_string(),
                begun: begun(context, &course),
                ready: missing.is_empty(),
                missing,
                title: course.title,
            })
        })
        .collect()
}

/// What an assignment needs: a language, or just a program.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Need {
    Language(RunnerKind),
    Program(String),
}

fn needed(context: &Context, course: &CourseEntry) -> Result<HashSet<Need>> {
    let content = context.content()?;
    let filter = ItemFilter {
        course: Some(course.name.clone()),
        kind: Some(ItemKind::Assignment),
        ..ItemFilter::default()
    };
    let mut needed = HashSet::new();
    for entry in content.items(&filter)? {
        let item = content.item(&course.name, &entry.id)?;
        needed.extend(item.assignment().into_iter().flat_map(needs));
    }
    Ok(needed)
}

fn needs(assignment: &Assignment) -> Vec<Need> {
    let runner = assignment.runner.map(Need::Language);
    let framework = match assignment.framework {
        Some(Framework::Pytest) => Some("pytest"),
        Some(Framework::Jest) => Some("jest"),
        Some(Framework::Unittest | Framework::Node) | None => None,
    };
    // A program of the course's own (`./check`, `tests/run`) comes with it.
    let command = assignment
        .test
        .as_ref()
        .and_then(|command| command.first())
        .filter(|program| !program.contains('/'));
    let programs = framework.into_iter().chain(command.map(String::as_str));
    runner
        .into_iter()
        .chain(programs.map(|name| Need::Program(name.to_owned())))
        .collect()
}

/// The programs that a need lacks.
fn missing(need: Need, runner: &Runner, languages: &[LanguageStatus]) -> Vec<String> {
    match need {
        Need::Program(name) => match runner.find(&name) {
            Some(_) => Vec::new(),
            None => vec![name],
        },
        Need::Language(kind) => languages
            .iter()
            .filter(|language| language.runner == kind)
            .flat_map(|language| &language.tools)
            .filter(|tool| tool.required && !tool.ready)
            .map(|tool| tool.name.to_owned())
            .collect(),
    }
}

/// Whether anything of the course was begun. Makes no database.
fn begun(context: &Context, course: &CourseEntry) -> bool {
    context.paths.account_db().exists()
        && context
            .account()
            .and_then(|account| Ok(account.course_items(course.uid)?))
            .is_ok_and(|items| !items.is_empty())
}
