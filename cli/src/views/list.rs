//! The catalogue with the learner's progress: courses, modules, items.

use codezest_core::course::model::{Difficulty, ItemKind};
use codezest_core::learning::overview::Progress;
use codezest_core::learning::progress::ItemStatus;
use schemars::JsonSchema;
use serde::Serialize;

use crate::context::Context;
use crate::failure::Result;
use crate::store::account::CourseProgress;
use crate::store::content::{CourseEntry, ItemEntry, ItemFilter};

/// What `list --json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Catalogue {
    /// Version of this shape.
    pub schema_version: u32,
    /// The courses of the items.
    pub courses: Vec<CourseLine>,
    /// The items in course order.
    pub items: Vec<ItemLine>,
}

/// A course in a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CourseLine {
    /// Its name on this machine.
    pub id: String,
    /// Title.
    pub title: String,
    /// Programming language.
    pub language: String,
    /// Version.
    pub version: String,
    /// Items done.
    pub done: u32,
    /// Items that count.
    pub total: u32,
    /// Whole percent, rounded down.
    pub percent: u8,
    /// The modules in order.
    pub modules: Vec<ModuleLine>,
}

/// A module in a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ModuleLine {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Items done.
    pub done: u32,
    /// Items that count.
    pub total: u32,
}

/// An item in a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ItemLine {
    /// Its id.
    pub id: String,
    /// `COURSE/ITEM`: a name that is never ambiguous.
    pub name: String,
    /// Its place in the course, from 1.
    pub number: u32,
    /// What it is.
    pub kind: ItemKind,
    /// Title.
    pub title: String,
    /// Programming language.
    pub language: String,
    /// Its course.
    pub course: String,
    /// Its module.
    pub module: String,
    /// How hard it is.
    pub difficulty: Difficulty,
    /// How far the learner is.
    pub status: ItemStatus,
    /// Most points.
    pub points: u32,
    /// Not listed unless asked for.
    pub hidden: bool,
}

impl ItemLine {
    /// What it is found by, when one types some letters.
    #[must_use]
    pub fn letters(&self) -> String {
        format!("{} {} {}", self.title, self.name, self.language)
    }
}

/// Which items are wanted, beside what the database filters.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted {
    /// Only this far along.
    pub status: Option<ItemStatus>,
    /// Only what is not done.
    pub open: bool,
}

/// How far every course is, without its items.
///
/// # Errors
/// A database cannot be read.
pub fn courses(context: &Context) -> Result<Vec<CourseLine>> {
    let progress = context.account()?.progress(context.content()?)?;
    progress
        .iter()
        .map(|course| course_line(context, course))
        .collect()
}

/// Makes the catalogue of `courses`, items filtered by `filter` and `wanted`.
///
/// # Errors
/// A database cannot be read.
pub fn catalogue(
    context: &Context,
    courses: &[CourseEntry],
    filter: &ItemFilter,
    wanted: Wanted,
) -> Result<Catalogue> {
    let content = context.content()?;
    let account = context.account()?;
    let mut lines = Vec::new();
    let mut items = Vec::new();
    for course in courses {
        lines.push(course_line(
            context,
            &account.course_progress(content, course.clone())?,
        )?);
        let learnt = account.course_items(course.uid)?;
        let filter = ItemFilter {
            course: Some(course.name.clone()),
            ..filter.clone()
        };
        for item in content.items(&filter)? {
            let status = learnt
                .get(&item.id)
                .map(|one| one.status)
                .unwrap_or_default();
            let fits = wanted.status.is_none_or(|wanted| wanted == status);
            if fits && !(wanted.open && status.is_done()) {
                items.push(item_line(&item, course, status));
            }
        }
    }
    Ok(Catalogue {
        schema_version: 1,
        courses: lines,
        items,
    })
}

/// How far a course is, by module.
///
/// # Errors
/// A database cannot be read.
pub fn course_line(context: &Context, progress: &CourseProgress) -> Result<CourseLine> {
    let course = &progress.course;
    let titles = context.content()?.modules(&course.name)?;
    let modules = titles
        .into_iter()
        .zip(&progress.modules)
        .map(|(module, counted)| ModuleLine {
            id: module.id.to_string(),
            title: module.title,
            done: counted.progress.done,
            total: counted.progress.total,
        })
        .collect();
    let total: Progress = progress.progress();
    Ok(CourseLine {
        id: course.name.to_string(),
        title: course.title.clone(),
        language: course.language.to_string(),
        version: course.version.to_string(),
        done: total.done,
        total: total.total,
        percent: total.percent(),
        modules,
    })
}

/// An item as a line of a list.
#[must_use]
pub fn item_line(item: &ItemEntry, course: &CourseEntry, status: ItemStatus) -> ItemLine {
    ItemLine {
        id: item.id.to_string(),
        name: item.reference(),
        number: item.number,
        kind: item.kind,
        title: item.title.clone(),
        language: course.language.to_string(),
        course: item.course.to_string(),
        module: item.module.to_string(),
        difficulty: item.difficulty,
        status,
        points: item.points,
        hidden: item.hidden,
    }
}
