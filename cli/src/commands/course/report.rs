//! What a conversion did, for people and as JSON.

use schemars::JsonSchema;
use serde::Serialize;

use crate::author::import::{Report, SourceKind};
use crate::context::Context;
use crate::ui::{Role, Styled};

/// Most notes that are shown without `-v`.
const SHOWN_NOTES: usize = 20;

/// What a source was and what became of it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReportView {
    /// What the source was, in words.
    format: String,
    /// The fingerprint of the key that signed the pack.
    signer: Option<String>,
    modules: usize,
    materials: usize,
    assignments: usize,
    quizzes: usize,
    /// Assignments that are not listed.
    hidden: usize,
    /// What has to be done once before tests can run.
    prepare: Vec<String>,
    /// What was not taken over as it stands.
    notes: Vec<NoteView>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct NoteView {
    file: String,
    reason: String,
}

impl From<&Report> for ReportView {
    fn from(report: &Report) -> Self {
        let note = |note: &crate::author::import::Note| NoteView {
            file: codezest_core::text::clean(&note.file),
            reason: codezest_core::text::clean(&note.reason),
        };
        Self {
            format: report.kind.to_string(),
            signer: report.signer.clone(),
            modules: report.modules,
            materials: report.materials,
            assignments: report.assignments,
            quizzes: report.quizzes,
            hidden: report.hidden,
            prepare: report.prepare.clone(),
            notes: report.notes.iter().map(note).collect(),
        }
    }
}

/// Says what became of the source, and at the end what was not taken over.
pub fn say(context: &Context, report: &Report) {
    let ui = &context.ui;
    if let Some(signer) = &report.signer {
        ui.say(format!("signed by the author key {signer}"));
    }
    if !matches!(report.kind, SourceKind::Course | SourceKind::Pack) {
        ui.say(format!(
            "converted from {}: {} modules, {} materials, {} assignments, {} quizzes",
            article(report),
            report.modules,
            report.materials,
            report.assignments,
            report.quizzes
        ));
        if report.hidden > 0 {
            ui.say(format!(
                "{} assignments are unfinished or retired and not listed",
                report.hidden
            ));
        }
    }
    for line in &report.prepare {
        ui.say(
            Styled::new()
                .text("once, before the tests can run: ")
                .role(Role::Code, line),
        );
    }
    say_notes(context, report);
}

fn article(report: &Report) -> String {
    let name = report.kind.to_string();
    let vowel = name.starts_with(['E', 'm']);
    format!("{} {name}", if vowel { "an" } else { "a" })
}

fn say_notes(context: &Context, report: &Report) {
    if report.notes.is_empty() {
        return;
    }
    let ui = &context.ui;
    ui.say(Styled::new().role(
        Role::Warning,
        &format!("not taken over as it stands ({}):", report.notes.len()),
    ));
    let shown = if ui.verbose > 0 {
        usize::MAX
    } else {
        SHOWN_NOTES
    };
    for note in report.notes.iter().take(shown) {
        let file = codezest_core::text::clean(&note.file);
        let reason = codezest_core::text::clean(&note.reason);
        ui.say(
            Styled::new()
                .text("  ")
                .role(Role::Code, &file)
                .text(": ")
                .text(&reason),
        );
    }
    let more = report.notes.len().saturating_sub(shown);
    if more > 0 {
        ui.say(Styled::new().role(Role::Dim, &format!("  and {more} more; -v shows all")));
    }
}
