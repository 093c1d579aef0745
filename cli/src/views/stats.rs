//! A year in learning days, and progress per course.

use std::collections::HashMap;

use codezest_core::time::LocalDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::home::{LevelView, StreakView, level, streak};
use crate::context::Context;
use crate::failure::{Failure, Result};

/// The days of "the last twelve months", today included.
const TWELVE_MONTHS: i32 = 365;

/// What `stats --json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Stats {
    /// Version of this shape.
    pub schema_version: u32,
    /// The first day looked at.
    pub from: LocalDate,
    /// The last day looked at.
    pub to: LocalDate,
    /// The learning day it is now.
    pub today: LocalDate,
    /// The first day on which anything was completed.
    pub began: Option<LocalDate>,
    /// Days on which something was completed, in order.
    pub days: Vec<Day>,
    /// How much was completed on them.
    pub completed: u32,
    /// Learning days in a row; of all time.
    pub streak: StreakView,
    /// Points and level; of all time.
    pub level: LevelView,
    /// Progress per installed course; courses not begun come last.
    pub courses: Vec<CourseStats>,
}

/// A day on which something was completed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Day {
    /// The learning day.
    pub day: LocalDate,
    /// Materials read, assignments and quizzes passed.
    pub completed: u32,
}

/// How far a course is.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CourseStats {
    /// Its name on this machine.
    pub id: String,
    /// Title.
    pub title: String,
    /// Items done.
    pub done: u32,
    /// Items begun and not done.
    pub started: u32,
    /// Items that count.
    pub total: u32,
    /// Whole percent, rounded down.
    pub percent: u8,
    /// Points earned, in any edition of it.
    pub points: u32,
}

/// Makes the statistics of `year`, or of the last twelve months.
///
/// # Errors
/// There is no such year; a database cannot be read.
pub fn stats(context: &Context, year: Option<i16>) -> Result<Stats> {
    let today = context.now()?.day;
    let (from, to) = match year {
        Some(year) => of_year(year)?,
        None => (today.plus_days(1 - TWELVE_MONTHS), today),
    };
    let days = context.account()?.completions_by_day()?;
    let began = days.iter().map(|(day, _)| *day).min();
    let days: Vec<Day> = days
        .into_iter()
        .filter(|(day, _)| (from..=to).contains(day))
        .map(|(day, completed)| Day { day, completed })
        .collect();
    Ok(Stats {
        schema_version: 1,
        from,
        to,
        today,
        began,
        completed: days.iter().map(|day| day.completed).sum(),
        days,
        streak: streak(context)?,
        level: level(context)?,
        courses: courses(context)?,
    })
}

fn of_year(year: i16) -> Result<(LocalDate, LocalDate)> {
    let ends = LocalDate::new(year, 1, 1).zip(LocalDate::new(year, 12, 31));
    ends.filter(|_| year > 0).ok_or_else(|| {
        Failure::usage(format!("there is no year {year}")).hint("codezest stats --year 2026")
    })
}

fn courses(context: &Context) -> Result<Vec<CourseStats>> {
    let account = context.account()?;
    let points: HashMap<_, _> = account
        .totals()?
        .into_iter()
        .map(|totals| (totals.course, totals.points))
        .collect();
    let mut courses: Vec<CourseStats> = account
        .progress(context.content()?)?
        .into_iter()
        .map(|course| {
            let progress = course.progress();
            CourseStats {
                id: course.course.name.to_string(),
                title: course.course.title.clone(),
                done: progress.done,
                started: course.modules.iter().map(|module| module.started).sum(),
                total: progress.total,
                percent: progress.percent(),
                points: points.get(&course.course.uid).copied().unwrap_or_default(),
            }
        })
        .collect();
    courses.sort_by_key(|course| (course.done == 0 && course.started == 0, course.id.clone()));
    Ok(courses)
}
