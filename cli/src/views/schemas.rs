//! The published shapes of every `--json` output.

use crate::author::check::model::CourseCheck;
use schemars::{JsonSchema, Schema, schema_for};

use super::answers::{ManyRuns, NextAnswer, OneItem, PathView, ResetView, Restored, SchemaNames};
use super::progress::{Exported, ImportedView};
use super::{
    clean::CleanView, doctor::Diagnosis, hint::HintsView, history::History, home::Status,
    inbox::Inbox, item::ItemText, item::StartedView, list::Catalogue, quiz::Attempts,
    quiz::QuizResult, run::RunView, search, settings, solution::SolutionView, stats::Stats,
    submit::SubmissionView,
};
use crate::commands::{course, version};
use crate::failure::ErrorView;

/// One published shape.
#[derive(Debug, Clone, Copy)]
pub struct Published {
    /// What people type: the command, its words joined by `-`.
    pub name: &'static str,
    /// Makes the schema.
    pub make: fn() -> Schema,
}

const fn of<T: JsonSchema>(name: &'static str) -> Published {
    Published {
        name,
        make: || schema_for!(T),
    }
}

/// Every published shape, by name.
pub const SCHEMAS: &[Published] = &[
    of::<CleanView>("clean"),
    of::<OneItem>("complete"),
    of::<settings::Settings>("config"),
    of::<settings::OneSetting>("config-get"),
    of::<PathView>("config-path"),
    of::<course::AddedView>("course-add"),
    of::<CourseCheck>("course-check"),
    of::<course::ConvertedView>("course-convert"),
    of::<course::CoursesView>("course-list"),
    of::<course::NewView>("course-new"),
    of::<course::PackView>("course-pack"),
    of::<super::preview::Preview>("course-preview"),
    of::<course::RemovedView>("course-remove"),
    of::<course::UpdatedView>("course-update"),
    of::<OneItem>("current"),
    of::<Diagnosis>("doctor"),
    of::<ErrorView>("error"),
    of::<HintsView>("hint"),
    of::<History>("history"),
    of::<RunView>("history-run"),
    of::<Inbox>("inbox"),
    of::<Status>("learn"),
    of::<Catalogue>("list"),
    of::<NextAnswer>("next"),
    of::<PathView>("path"),
    of::<Exported>("progress-export"),
    of::<ImportedView>("progress-import"),
    of::<super::query::QueryAnswer>("query"),
    of::<QuizResult>("quiz"),
    of::<Attempts>("quiz-review"),
    of::<ResetView>("reset"),
    of::<Restored>("restore"),
    of::<super::review::DueList>("review"),
    of::<SchemaNames>("schema"),
    of::<search::Found>("search"),
    of::<ItemText>("show"),
    of::<SolutionView>("solution"),
    of::<StartedView>("start"),
    of::<Stats>("stats"),
    of::<Status>("status"),
    of::<SubmissionView>("submit"),
    of::<RunView>("test"),
    of::<ManyRuns>("test-all"),
    of::<version::Version>("version"),
    of::<RunView>("watch"),
];

#[cfg(test)]
mod tests {
    use super::SCHEMAS;

    #[test]
    fn names_are_sorted_and_each_there_once() {
        assert!(SCHEMAS.is_sorted_by(|a, b| a.name < b.name));
    }
}
