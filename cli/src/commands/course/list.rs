//! `codezest course list`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::author::library::courses;
use crate::context::Context;
use crate::failure::{Exit, Result};
use crate::store::content::CourseEntry;
use crate::ui::Role;
use crate::ui::table::Table;

/// What `course list --json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CoursesView {
    schema_version: u32,
    courses: Vec<CourseView>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct CourseView {
    /// What people type.
    name: String,
    uid: String,
    title: String,
    version: String,
    language: String,
    /// Where it was added from.
    source: String,
    /// Whether it came with the program.
    bundled: bool,
    /// How many items are listed.
    items: u32,
}

/// Lists the courses on this machine and where they came from.
pub fn run(context: &Context) -> Result<Exit> {
    let all = courses(context, None)?;
    if context.ui.json {
        let view = |entry: &CourseEntry| -> Result<CourseView> {
            Ok(CourseView {
                name: entry.name.to_string(),
                uid: entry.uid.to_string(),
                title: entry.title.clone(),
                version: entry.version.to_string(),
                language: entry.language.to_string(),
                source: entry.source.clone(),
                bundled: entry.bundled,
                items: context.content()?.item_count(&entry.name)?,
            })
        };
        context.ui.json(&CoursesView {
            schema_version: 1,
            courses: all.iter().map(view).collect::<Result<_>>()?,
        })?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(1).right(3);
    for entry in &all {
        let items = context.content()?.item_count(&entry.name)?;
        let source = if entry.bundled {
            "bundled".to_owned()
        } else {
            entry.source.clone()
        };
        table.row([
            (Role::Code, entry.name.to_string()),
            (Role::Text, entry.title.clone()),
            (Role::Dim, entry.version.to_string()),
            (Role::Text, format!("{items} items")),
            (Role::Dim, source),
        ]);
    }
    for line in table.lines(context.ui.width) {
        context.ui.out(line);
    }
    Ok(Exit::Done)
}
