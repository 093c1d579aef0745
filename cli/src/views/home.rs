//! Where the learner is and what comes next.

use codezest_core::activity::level::Level;
use codezest_core::activity::streak::Streak;
use schemars::JsonSchema;
use serde::Serialize;

use super::list::{CourseLine, ItemLine, courses, item_line};
use crate::context::Context;
use crate::failure::Result;
use crate::learn::{locate, next, review};
use crate::store::content::ItemEntry;

/// What `status --json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Status {
    /// Version of this shape.
    pub schema_version: u32,
    /// Progress by course and module; courses not begun come last.
    pub courses: Vec<CourseLine>,
    /// Learning days in a row.
    pub streak: StreakView,
    /// Points and level.
    pub level: LevelView,
    /// The item worked on last.
    pub current: Option<ItemLine>,
    /// What comes next.
    pub next: Option<NextView>,
    /// Cards to review today.
    pub due: u32,
    /// What was handed in and has not reached a server.
    pub queue: Queue,
    /// The account, once there is a login.
    pub account: Option<String>,
    /// The server, once one is joined.
    pub server: Option<String>,
    /// When work was last exchanged with it (RFC 3339).
    pub last_sync: Option<String>,
}

/// A streak, for showing.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StreakView {
    /// Active days of the streak that still lives.
    pub current: u32,
    /// Active days of the longest streak ever.
    pub longest: u32,
    /// Missed days that can still be bridged.
    pub freezes: u32,
    /// Whether something was completed today.
    pub today: bool,
}

/// Points and level, for showing.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LevelView {
    /// The level, from 1.
    pub level: u32,
    /// All points.
    pub points: u64,
    /// Points at which this level began.
    pub begins_at: u64,
    /// Points at which the next level begins.
    pub next_at: u64,
}

/// What comes next, and the command for it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NextView {
    /// The item.
    pub item: ItemLine,
    /// What to type.
    pub command: String,
}

/// What waits to be handed in.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Queue {
    /// How many submissions.
    pub pending: u32,
    /// When the oldest of them was saved (RFC 3339).
    pub oldest: Option<String>,
}

/// Makes the status.
///
/// # Errors
/// A database cannot be read.
pub fn status(context: &Context) -> Result<Status> {
    let account = context.account()?;
    let mut lines = courses(context)?;
    lines.sort_by_key(|course| (course.done == 0, course.id.clone()));
    let (pending, oldest) = account.submissions_waiting()?;
    Ok(Status {
        schema_version: 1,
        courses: lines,
        streak: streak(context)?,
        level: level(context)?,
        current: locate::current(context)?
            .map(|item| line(context, &item))
            .transpose()?,
        next: next(context)?,
        due: review::count(context)?,
        queue: Queue {
            pending,
            oldest: oldest.map(codezest_core::time::Timestamp::to_rfc3339),
        },
        account: None,
        server: None,
        last_sync: None,
    })
}

/// Learning days in a row, as of today.
///
/// # Errors
/// A database cannot be read.
pub fn streak(context: &Context) -> Result<StreakView> {
    let today = context.now()?.day;
    let streak: Streak = context.account()?.active_days()?.streak(today);
    Ok(StreakView {
        current: streak.current,
        longest: streak.longest,
        freezes: streak.freezes,
        today: streak.today_active,
    })
}

/// Points and level.
///
/// # Errors
/// A database cannot be read.
pub fn level(context: &Context) -> Result<LevelView> {
    let level = Level::of(context.account()?.points()?);
    Ok(LevelView {
        level: level.level,
        points: level.points,
        begins_at: level.begins_at,
        next_at: level.next_at,
    })
}

/// What comes next, for showing.
///
/// # Errors
/// A database cannot be read.
pub fn next(context: &Context) -> Result<Option<NextView>> {
    next::item(context)?
        .map(|item| {
            Ok(NextView {
                command: next::command(&item),
                item: line(context, &item)?,
            })
        })
        .transpose()
}

/// An item as a line, with the learner's status.
///
/// # Errors
/// A database cannot be read.
pub fn line(context: &Context, item: &ItemEntry) -> Result<ItemLine> {
    let status = context
        .account()?
        .item_state(item.course_uid, &item.id)?
        .status();
    let courses = context.content()?.courses()?;
    let course = courses
        .iter()
        .find(|course| course.name == item.course)
        .ok_or_else(|| {
            crate::failure::Failure::not_found(format!("there is no course {}", item.course))
        })?;
    Ok(item_line(item, course, status))
}
