//! Builds a course folder: numbers modules and items, keeps ids unique and
//! short, and writes the TOML.

use std::collections::{BTreeMap, BTreeSet};

use codezest_core::course::parse;
use codezest_core::course::tree::{CourseTree, check_path};
use codezest_core::ids::{CourseUid, slugify};
use codezest_core::limits::MAX_TITLE_CHARS;
use codezest_core::text::shorten;
use serde::Serialize;

use super::{Converted, Note, Report, SourceKind, license};

/// What `course.toml` says.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Course {
    pub(super) id: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) uid: String,
    pub(super) title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) version: String,
    pub(super) language: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) locale: String,
    pub(super) license: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) authors: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) summary: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) tags: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) source: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) tool: Vec<Tool>,
}

/// A program that must be installed.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Tool {
    pub(super) name: String,
}

#[derive(Serialize)]
struct Module<'a> {
    title: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
}

#[derive(Serialize)]
struct FrontMatter<'a> {
    title: String,
    id: &'a str,
}

/// What `assignment.toml` says.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Assignment {
    pub(super) title: String,
    pub(super) id: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) tags: Vec<String>,
    pub(super) learner: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) runner: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) run: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) test: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) report: Option<&'static str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) limits: BTreeMap<&'static str, u64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) check: Vec<Check>,
}

/// A program check.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Check {
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) points: Option<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) args: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) stdin: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) stdout: Option<Output>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) exit: Option<u8>,
}

/// What a program should write.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub(super) enum Output {
    /// Exactly this.
    Exact(String),
    /// This somewhere in it.
    Contains { contains: String },
    /// A text that matches.
    Regex { regex: String },
}

/// A course being built.
#[derive(Debug)]
pub(super) struct Builder {
    tree: CourseTree,
    report: Report,
    modules: usize,
    module: String,
    items: usize,
    ids: BTreeSet<String>,
}

impl Builder {
    /// An empty course made of a source of that kind.
    pub(super) fn new(kind: SourceKind) -> Self {
        Self {
            tree: CourseTree::new(),
            report: Report::new(kind),
            modules: 0,
            module: String::new(),
            items: 0,
            ids: BTreeSet::new(),
        }
    }

    /// Says that something was not taken over as it stands.
    pub(super) fn note(&mut self, file: impl Into<String>, reason: impl Into<String>) {
        let note = Note {
            file: file.into(),
            reason: reason.into(),
        };
        if !self.report.notes.contains(&note) {
            self.report.notes.push(note);
        }
    }

    /// Says what has to be done once before tests can run.
    pub(super) fn prepare(&mut self, line: String) {
        if !self.report.prepare.contains(&line) {
            self.report.prepare.push(line);
        }
    }

    /// Begins a module; its folder.
    pub(super) fn module(&mut self, name: &str, title: &str, summary: &str) -> String {
        self.modules = self.modules.saturating_add(1);
        let mut id = slugify(name, "module");
        // Numbers in front make the order and are no part of an id.
        let bare = id
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .trim_start_matches('-');
        if !bare.is_empty() {
            id = bare.to_owned();
        }
        let taken = |tree: &CourseTree, id: &str| {
            tree.iter().any(|(path, _)| {
                path.strip_suffix("/module.toml")
                    .and_then(|folder| folder.split_once('-'))
                    .map(|(_, other)| other)
                    == Some(id)
            })
        };
        let id = unique(&id, |id| taken(&self.tree, id));
        self.module = format!("{:02}-{id}", self.modules);
        self.items = 0;
        let path = format!("{}/module.toml", self.module);
        self.toml(
            &path,
            &Module {
                title: title_of(title),
                summary: summary.trim(),
            },
        );
        self.module.clone()
    }

    /// An item id for `name` that no other item of the course has.
    pub(super) fn id(&mut self, name: &str) -> String {
        let slug = slugify(name, "item");
        let id = unique(&slug, |id| self.ids.contains(id));
        self.ids.insert(id.clone());
        id
    }

    /// The path of the next item of the module.
    fn item(&mut self, id: &str) -> String {
        self.items = self.items.saturating_add(1);
        format!("{}/{:02}-{id}", self.module, self.items)
    }

    /// Adds a material; its path. The text may be replaced later.
    pub(super) fn material(&mut self, id: &str, title: &str, text: &str) -> String {
        let path = format!("{}.md", self.item(id));
        self.set_text(&path, id, title, text);
        path
    }

    /// Writes the text of the material at `path`.
    pub(super) fn set_text(&mut self, path: &str, id: &str, title: &str, text: &str) {
        let front = FrontMatter {
            title: title_of(title),
            id,
        };
        let front = toml::to_string(&front).unwrap_or_default();
        let text = codezest_core::text::clean(text);
        self.tree
            .insert(path, format!("+++\n{front}+++\n\n{}\n", text.trim()), false);
    }

    /// Adds a quiz.
    pub(super) fn quiz(&mut self, id: &str, quiz: &impl Serialize) -> String {
        let path = format!("{}.quiz.toml", self.item(id));
        self.toml(&path, quiz);
        path
    }

    /// Adds an assignment; its folder, for its files.
    pub(super) fn assignment(&mut self, assignment: &Assignment) -> String {
        let folder = self.item(&assignment.id);
        let assignment = Assignment {
            title: title_of(&assignment.title),
            ..assignment.clone()
        };
        self.toml(&format!("{folder}/assignment.toml"), &assignment);
        folder
    }

    /// Adds a file; one whose path may not be in a course is noted.
    pub(super) fn file(&mut self, path: &str, bytes: impl Into<Vec<u8>>, executable: bool) {
        match check_path(path) {
            Ok(()) => self.tree.insert(path, bytes, executable),
            Err(error) => self.note(path, format!("left out: {error}")),
        }
    }

    /// Adds a text file without what could act on a terminal.
    pub(super) fn text(&mut self, path: &str, text: &str) {
        let text = codezest_core::text::clean(text);
        self.file(path, format!("{}\n", text.trim()), false);
    }

    fn toml(&mut self, path: &str, value: &impl Serialize) {
        match toml::to_string(value) {
            Ok(text) => self.file(path, text, false),
            Err(error) => self.note(path, format!("could not be written: {error}")),
        }
    }

    /// Whether a file of that path was added.
    pub(super) fn has(&self, path: &str) -> bool {
        self.tree.get(path).is_some()
    }

    /// The course, with what is known about it and the licence of `source`.
    pub(super) fn finish(
        mut self,
        course: Course,
        identity: &str,
        source: &CourseTree,
    ) -> Converted {
        let found = license::find(source);
        if let Some(note) = found.note {
            self.note("LICENSE", note);
        }
        for (path, bytes) in found.files {
            self.file(&path, bytes, false);
        }
        let course = Course {
            id: slugify(&course.id, "course"),
            uid: CourseUid::derive(identity).to_string(),
            title: title_of(&course.title),
            version: format!("1.0.0+{}", fingerprint(&self.tree)),
            license: found.expression,
            ..course
        };
        self.toml("course.toml", &course);
        if let Some(course) = parse(&self.tree).course {
            self.report.count(&course);
        }
        Converted {
            tree: self.tree,
            report: self.report,
        }
    }
}

/// `wanted`, or the first of `wanted-2`, `wanted-3`, … that is not taken.
pub(super) fn unique(wanted: &str, taken: impl Fn(&str) -> bool) -> String {
    if !taken(wanted) {
        return wanted.to_owned();
    }
    let short: String = wanted.chars().take(56).collect();
    let numbered = |number: u32| format!("{}-{number}", short.trim_end_matches('-'));
    (2..)
        .map(numbered)
        .find(|id| !taken(id))
        .unwrap_or_else(|| wanted.to_owned())
}

/// A title: one line, without control characters, not too long, not empty.
pub(super) fn title_of(text: &str) -> String {
    let clean = codezest_core::text::clean(text);
    let line = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        "Untitled".to_owned()
    } else {
        shorten(&line, MAX_TITLE_CHARS)
    }
}

/// A few characters that differ when anything in the course does: sources
/// have no version of their own.
fn fingerprint(tree: &CourseTree) -> String {
    let mut hasher = blake3::Hasher::new();
    for (path, file) in tree.iter() {
        hasher.update(path.as_bytes()).update(&[0]);
        hasher.update(blake3::hash(&file.bytes).as_bytes());
    }
    hasher.finalize().to_hex().chars().take(12).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_stay_unique_and_short() {
        let mut builder = Builder::new(SourceKind::Gift);
        assert_eq!(builder.id("Sum Two"), "sum-two");
        assert_eq!(builder.id("sum two!"), "sum-two-2");
        let long = "x".repeat(64);
        builder.id(&long);
        assert_eq!(builder.id(&long), format!("{}-2", "x".repeat(56)));
        assert_eq!(builder.module("03_loops", "Loops", ""), "01-loops");
        assert_eq!(builder.module("loops", "Loops", ""), "02-loops-2");
        assert_eq!(builder.module("42", "?", ""), "03-42");
    }

    #[test]
    fn titles_are_one_clean_line() {
        assert_eq!(title_of(" a\n\u{1b}[31mb "), "a b");
        assert_eq!(title_of("\t"), "Untitled");
    }
}
