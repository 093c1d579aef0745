//! `info.toml`: which exercises there are, in which order.

use codezest_core::course::tree::CourseTree;
use serde::Deserialize;

/// Where `info.toml` may be: exercises of a community keep it at the root,
/// the official ones with the program that embeds it.
const PLACES: [&str; 2] = ["info.toml", "rustlings-macros/info.toml"];

/// The newest format that is known.
const FORMAT_VERSION: i64 = 1;

/// What the file says.
#[derive(Debug, Default)]
pub(super) struct Info {
    /// Shown at the beginning.
    pub(super) welcome: Option<String>,
    /// Shown at the end.
    pub(super) last: Option<String>,
    /// The exercises in order.
    pub(super) exercises: Vec<Exercise>,
    /// What could not be read.
    pub(super) notes: Vec<String>,
}

/// One exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Exercise {
    /// Unique name.
    pub(super) name: String,
    /// Folder below `exercises/`.
    pub(super) folder: Option<String>,
    /// Path of the exercise.
    pub(super) path: String,
    /// Whether it has tests.
    pub(super) test: bool,
    /// Whether Clippy's warnings count.
    pub(super) strict_clippy: bool,
    /// The hint.
    pub(super) hint: String,
    /// It need not fail at the beginning.
    pub(super) solved: bool,
}

#[derive(Deserialize)]
struct Raw {
    format_version: Option<i64>,
    welcome_message: Option<String>,
    final_message: Option<String>,
    #[serde(default)]
    exercises: Vec<toml::Value>,
}

#[derive(Deserialize)]
struct RawExercise {
    name: String,
    dir: Option<String>,
    test: Option<bool>,
    #[serde(default)]
    strict_clippy: bool,
    #[serde(default)]
    hint: String,
    #[serde(default)]
    skip_check_unsolved: bool,
    /// Before version 1: the path, and `compile`, `test` or `clippy`.
    path: Option<String>,
    mode: Option<String>,
}

/// Where `info.toml` is, if it is that of rustlings.
pub(super) fn find(tree: &CourseTree) -> Option<&'static str> {
    let place = PLACES.into_iter().find(|path| tree.get(path).is_some())?;
    let exercises = tree
        .below("exercises")
        .any(|(path, _)| path.ends_with(".rs"));
    exercises.then_some(place)
}

/// Reads it.
///
/// # Errors
/// Says why it cannot be read at all.
pub(super) fn read(tree: &CourseTree, path: &str) -> Result<Info, String> {
    let bytes = tree
        .get(path)
        .map(|file| file.bytes.as_slice())
        .unwrap_or_default();
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    let raw: Raw = toml::from_str(&text.replace('\r', "")).map_err(|error| error.to_string())?;
    let mut info = Info {
        welcome: raw.welcome_message,
        last: raw.final_message,
        ..Info::default()
    };
    if raw
        .format_version
        .is_some_and(|version| version > FORMAT_VERSION)
    {
        info.notes
            .push("is of a newer format than 1; what is new in it is not taken over".to_owned());
    }
    for (number, exercise) in (1..).zip(raw.exercises) {
        let name = exercise
            .get("name")
            .and_then(toml::Value::as_str)
            .unwrap_or("without a name")
            .to_owned();
        match exercise.try_into::<RawExercise>() {
            Ok(exercise) => info.exercises.push(exercise.into()),
            Err(error) => info.notes.push(format!(
                "exercise {number} ({name}) was left out: {}",
                error.message()
            )),
        }
    }
    Ok(info)
}

impl From<RawExercise> for Exercise {
    fn from(raw: RawExercise) -> Self {
        let mode = raw.mode.as_deref();
        let path = raw.path.unwrap_or_else(|| match &raw.dir {
            Some(dir) => format!("exercises/{dir}/{}.rs", raw.name),
            None => format!("exercises/{}.rs", raw.name),
        });
        let below = path
            .strip_prefix("exercises/")
            .and_then(|rest| rest.rsplit_once('/'));
        Self {
            folder: raw
                .dir
                .or_else(|| below.map(|(folder, _)| folder.to_owned())),
            test: raw.test.unwrap_or(mode.is_none_or(|mode| mode == "test")),
            strict_clippy: raw.strict_clippy || mode == Some("clippy"),
            hint: raw.hint,
            solved: raw.skip_check_unsolved,
            name: raw.name,
            path,
        }
    }
}
