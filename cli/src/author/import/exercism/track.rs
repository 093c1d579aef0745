//! Reading a track's `config.json`.

use std::collections::BTreeSet;

use codezest_core::course::tree::CourseTree;
use codezest_core::ids::check_slug;
use serde::Deserialize;
use serde_json::Value;

use super::{ImportError, Notes, names};

/// The file that describes a track.
const CONFIG: &str = "config.json";

/// A track, as far as its description can be understood.
#[derive(Debug)]
pub(super) struct Track {
    /// Its name in addresses: `python`.
    pub(super) slug: String,
    /// Its name for people: `Python`.
    pub(super) language: String,
    /// What it is about.
    pub(super) blurb: String,
    /// File patterns for exercises that list no files themselves.
    pub(super) files: Files,
    /// The concepts in the order of the file.
    pub(super) concepts: Vec<ConceptEntry>,
    /// The exercises, concept exercises first, in the order of the file.
    pub(super) exercises: Vec<Entry>,
}

impl Track {
    /// Whether the track knows a concept of that name.
    pub(super) fn has_concept(&self, slug: &str) -> bool {
        self.concepts.iter().any(|concept| concept.slug == slug)
    }

    /// The concept's name for people.
    pub(super) fn concept_name(&self, slug: &str) -> String {
        self.concepts
            .iter()
            .find(|concept| concept.slug == slug)
            .map_or_else(|| names::title(slug), |concept| concept.name.clone())
    }
}

/// A concept as listed.
#[derive(Debug)]
pub(super) struct ConceptEntry {
    /// Its folder in `concepts/`.
    pub(super) slug: String,
    /// Its name for people.
    pub(super) name: String,
}

/// The two kinds of exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Teaches concepts.
    Concept,
    /// Uses them.
    Practice,
}

impl Kind {
    /// The name of its folder and of its key in `config.json`.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Concept => "concept",
            Self::Practice => "practice",
        }
    }
}

/// An exercise as listed.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) kind: Kind,
    pub(super) slug: String,
    pub(super) name: String,
    /// 1 to 10.
    pub(super) difficulty: u32,
    /// Concepts it teaches.
    pub(super) concepts: Vec<String>,
    /// Concepts it needs.
    pub(super) prerequisites: Vec<String>,
    /// Free words.
    pub(super) topics: Vec<String>,
    /// Unfinished or retired.
    pub(super) hidden: bool,
}

impl Entry {
    /// Its folder in the track.
    pub(super) fn folder(&self) -> String {
        format!("exercises/{}/{}", self.kind.word(), self.slug)
    }
}

/// Lists of files, relative to an exercise's folder.
#[derive(Debug, Default, Clone, Deserialize)]
pub(super) struct Files {
    #[serde(default)]
    pub(super) solution: Vec<String>,
    #[serde(default)]
    pub(super) test: Vec<String>,
    #[serde(default)]
    pub(super) example: Vec<String>,
    #[serde(default)]
    pub(super) exemplar: Vec<String>,
}

#[derive(Deserialize)]
struct RawEntry {
    slug: String,
    name: Option<String>,
    difficulty: Option<u32>,
    concepts: Option<Vec<String>>,
    prerequisites: Option<Vec<String>>,
    topics: Option<Vec<String>>,
    status: Option<String>,
}

/// Reads `config.json`; a broken entry is noted and left out.
pub(super) fn read(source: &CourseTree, notes: &mut Notes) -> Result<Track, ImportError> {
    let broken = |reason: String| ImportError::Broken {
        file: CONFIG.to_owned(),
        reason,
    };
    let file = source
        .get(CONFIG)
        .ok_or_else(|| broken("there is no such file".to_owned()))?;
    let config: Value =
        serde_json::from_slice(&file.bytes).map_err(|error| broken(error.to_string()))?;
    let text = |key: &str| config.get(key).and_then(Value::as_str).map(str::to_owned);
    let slug = text("slug").ok_or_else(|| broken("it has no `slug`".to_owned()))?;
    check_slug(&slug).map_err(|error| broken(format!("`slug`: {error}")))?;
    let mut track = Track {
        language: text("language").unwrap_or_else(|| names::title(&slug)),
        blurb: text("blurb").unwrap_or_default(),
        files: patterns(&config, notes),
        concepts: concepts(&config, notes),
        exercises: Vec::new(),
        slug,
    };
    for kind in [Kind::Concept, Kind::Practice] {
        let list = config.get("exercises").and_then(|all| all.get(kind.word()));
        for value in list.and_then(Value::as_array).into_iter().flatten() {
            track.exercises.extend(entry(kind, value, notes));
        }
    }
    note_unlisted(source, &track, notes);
    Ok(track)
}

fn patterns(config: &Value, notes: &mut Notes) -> Files {
    let Some(value) = config.get("files") else {
        return Files::default();
    };
    Files::deserialize(value).unwrap_or_else(|error| {
        notes.add(CONFIG, format!("`files` is not understood: {error}"));
        Files::default()
    })
}

fn concepts(config: &Value, notes: &mut Notes) -> Vec<ConceptEntry> {
    let list = config.get("concepts").and_then(Value::as_array);
    let mut seen = BTreeSet::new();
    let mut concepts = Vec::new();
    for value in list.into_iter().flatten() {
        let text = |key: &str| value.get(key).and_then(Value::as_str);
        match text("slug").filter(|slug| check_slug(slug).is_ok()) {
            Some(slug) if seen.insert(slug) => concepts.push(ConceptEntry {
                slug: slug.to_owned(),
                name: text("name").map_or_else(|| names::title(slug), str::to_owned),
            }),
            Some(slug) => notes.add(CONFIG, format!("the concept `{slug}` is listed twice")),
            None => notes.add(CONFIG, format!("a concept has no usable `slug`: {value}")),
        }
    }
    concepts
}

fn entry(kind: Kind, value: &Value, notes: &mut Notes) -> Option<Entry> {
    let raw = match RawEntry::deserialize(value) {
        Ok(raw) => raw,
        Err(error) => {
            let slug = value.get("slug").and_then(Value::as_str).unwrap_or("?");
            notes.add(
                CONFIG,
                format!("the {} exercise `{slug}` is left out: {error}", kind.word()),
            );
            return None;
        }
    };
    if let Err(error) = check_slug(&raw.slug) {
        notes.add(
            CONFIG,
            format!("the exercise {:?} is left out: {error}", raw.slug),
        );
        return None;
    }
    let hidden = match raw.status.as_deref() {
        None | Some("active" | "beta") => false,
        Some("wip" | "deprecated") => true,
        Some(other) => {
            notes.add(
                CONFIG,
                format!(
                    "`{}` has the unknown status {other:?}; it is hidden",
                    raw.slug
                ),
            );
            true
        }
    };
    Some(Entry {
        kind,
        name: raw.name.unwrap_or_else(|| names::title(&raw.slug)),
        difficulty: raw.difficulty.unwrap_or(1).clamp(1, 10),
        concepts: raw.concepts.unwrap_or_default(),
        prerequisites: raw.prerequisites.unwrap_or_default(),
        topics: raw.topics.unwrap_or_default(),
        hidden,
        slug: raw.slug,
    })
}

/// Exercises whose folder exists and that the track does not list.
fn note_unlisted(source: &CourseTree, track: &Track, notes: &mut Notes) {
    for kind in [Kind::Concept, Kind::Practice] {
        let folder = format!("exercises/{}", kind.word());
        let found: BTreeSet<&str> = source
            .below(&folder)
            .filter_map(|(path, _)| path.split_once('/').map(|(slug, _)| slug))
            .collect();
        for slug in found {
            if !track
                .exercises
                .iter()
                .any(|entry| entry.kind == kind && entry.slug == slug)
            {
                notes.add(
                    format!("{folder}/{slug}"),
                    "left out: config.json does not list it",
                );
            }
        }
    }
}
