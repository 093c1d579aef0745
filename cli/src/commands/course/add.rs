//! `codezest course add`.

use schemars::JsonSchema;
use serde::Serialize;

use super::report::{self, ReportView};
use crate::args::CourseAddArgs;
use crate::author::library::{self, Added, add};
use crate::context::Context;
use crate::failure::{Exit, Result};
use crate::store::content::Change;
use crate::ui::progress::Progress;
use crate::ui::{Role, Styled};

/// What `course add --json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AddedView {
    schema_version: u32,
    /// What people type.
    course: String,
    title: String,
    version: String,
    /// `added`, `updated` or `unchanged`.
    change: &'static str,
    #[serde(flatten)]
    report: ReportView,
}

impl From<&Added> for AddedView {
    fn from(added: &Added) -> Self {
        Self {
            schema_version: 1,
            course: added.name.to_string(),
            title: added.title.clone(),
            version: added.version.clone(),
            change: match added.change {
                Change::Added => "added",
                Change::Updated { .. } => "updated",
                Change::Unchanged => "unchanged",
            },
            report: ReportView::from(&added.report),
        }
    }
}

/// Adds a course and says what became of it.
pub fn run(context: &Context, args: &CourseAddArgs) -> Result<Exit> {
    let added = {
        let _progress = Progress::spinner(&context.ui, "adding");
        add(
            context,
            &args.source,
            args.name.as_deref(),
            &library::options(context),
        )?
    };
    if context.ui.json {
        context.ui.json(&AddedView::from(&added))?;
        return Ok(Exit::Done);
    }
    report::say(context, &added.report);
    context.ui.out(line(&added));
    context.ui.say(
        Styled::new()
            .role(Role::Hint, "next: ")
            .role(Role::Code, &format!("codezest list {}", added.name)),
    );
    Ok(Exit::Done)
}

/// One line on a course and what changed.
pub fn line(added: &Added) -> Styled {
    let what = match &added.change {
        Change::Added => "added".to_owned(),
        Change::Updated { from } if from.to_string() == added.version => "updated".to_owned(),
        Change::Updated { from } => format!("updated from {from}"),
        Change::Unchanged => "is up to date".to_owned(),
    };
    Styled::new()
        .role(Role::Good, "✓ ")
        .role(Role::Code, added.name.as_str())
        .text(&format!(" {} ({}): {what}", added.version, added.title))
}
