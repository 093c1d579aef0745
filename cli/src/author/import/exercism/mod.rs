//! Converting a track of Exercism.
//!
//! A **track** is a repository with `config.json`, texts on **concepts**, and
//! **exercises** of two kinds: a *concept exercise* teaches its concepts, a
//! *practice exercise* uses them. Concepts become materials, exercises become
//! assignments, and both are arranged in modules of our own ([`modules`]).
//! Nothing of a track is executed here, and no file of it is trusted: every
//! text may be missing, empty or broken.
//!
//! | Module | Does |
//! |---|---|
//! | [`detect`] | recognises a track |
//! | [`track`] | reads `config.json` |
//! | [`concept`] | makes a material of a concept |
//! | [`exercise`] | makes an assignment of an exercise |
//! | [`files`] | takes an exercise's files to their places |
//! | [`solution`] | finds which example solves which learner file |
//! | [`skipped_tests`] | enables tests that are skipped for teaching's sake |
//! | [`hints`] | makes layered hints of `hints.md` |
//! | [`markdown`] | adapts texts to our Markdown |
//! | [`modules`] | decides on modules and order |
//! | [`names`] | the spellings of an exercise's name |
//! | [`readme`] | puts instructions together |
//! | [`tracks`] | what differs from language to language |
//! | [`mod@write`] | puts the course together |

mod concept;
mod detect;
mod exercise;
mod files;
mod hints;
mod markdown;
mod modules;
mod names;
mod readme;
mod skipped_tests;
mod solution;
mod track;
mod tracks;
mod write;

use codezest_core::course::tree::CourseTree;

use super::{Converted, ImportError, Note, Options, Report, SourceKind};
pub use detect::is_track;
use track::Track;
use tracks::Rules;
use write::Parts;

/// Collects what was not taken over as it stands.
#[derive(Debug, Default)]
struct Notes(Vec<Note>);

impl Notes {
    fn add(&mut self, file: impl Into<String>, reason: impl Into<String>) {
        let note = Note {
            file: file.into(),
            reason: reason.into(),
        };
        if !self.0.contains(&note) {
            self.0.push(note);
        }
    }
}

/// What every part of the conversion looks at.
struct Context<'a> {
    source: &'a CourseTree,
    track: &'a Track,
    rules: &'a Rules,
    options: &'a Options,
}

/// Converts the track in `source`.
///
/// # Errors
/// When `config.json` cannot be read, or how to run the track's tests is
/// neither known nor said.
pub fn convert(source: &CourseTree, options: &Options) -> Result<Converted, ImportError> {
    let mut notes = Notes::default();
    let track = track::read(source, &mut notes)?;
    if options
        .test
        .as_ref()
        .is_some_and(|test| test.command.is_empty())
    {
        return Err(ImportError::EmptyCommand);
    }
    let rules = match tracks::rules(&track.slug) {
        Some(rules) => rules,
        None if options.test.is_some() => tracks::unknown(),
        None => return Err(ImportError::UnknownTrack(track.slug)),
    };
    let context = Context {
        source,
        track: &track,
        rules: &rules,
        options,
    };
    let concepts = concept::read_all(&context, &mut notes);
    let exercises = exercise::read_all(&context, &mut notes);
    let plan = modules::plan(&track, &concepts, &exercises, &mut notes);
    let parts = Parts {
        plan: &plan,
        materials: &concepts,
        exercises: &exercises,
    };
    let (tree, course) = write::course(&context, &parts, &mut notes)?;
    let mut report = Report::new(SourceKind::Exercism);
    report.count(&course);
    report.prepare = rules
        .prepare
        .iter()
        .map(|line| (*line).to_owned())
        .collect();
    report.notes = notes.0;
    Ok(Converted { tree, report })
}

#[cfg(test)]
mod tests;
