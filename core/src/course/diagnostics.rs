//! What is wrong with a course: where, what was expected, and the remedy.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Most diagnostics of one parse; a hostile file cannot fill memory with them.
pub const MAX_DIAGNOSTICS: usize = 1_000;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The course breaks a rule of the format.
    Error,
    /// It works, and is probably not what the author wants.
    Warning,
    /// Advice.
    Note,
}

/// What kind of problem it is; stable, for `--json` and for tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// The TOML cannot be read.
    TomlSyntax,
    /// A key that the format does not know.
    UnknownKey,
    /// A required key is absent.
    MissingKey,
    /// A value of another type than expected.
    WrongType,
    /// A value outside what is allowed.
    BadValue,
    /// An id that is no slug.
    BadId,
    /// Two things of one id or name.
    Duplicate,
    /// A file that must exist does not.
    MissingFile,
    /// A path that may not be in a course.
    BadPath,
    /// Larger or more than the limits allow.
    TooLarge,
    /// A text file that is not UTF-8.
    NotUtf8,
    /// The front matter of a Markdown file is wrong.
    FrontMatter,
    /// Something refers to an id or name that does not exist.
    UnknownReference,
    /// Things wait for each other in a circle.
    Cycle,
    /// A link or image leads nowhere or out of the course.
    BrokenLink,
    /// Text with control characters or escape sequences.
    ControlCharacters,
    /// A translation of something that does not exist.
    Translation,
    /// Something was left out that learners would miss.
    Incomplete,
    /// An id of the previous version is gone.
    VanishedId,
    /// A program is needed and not declared.
    UndeclaredTool,
}

/// One problem of a course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What kind it is.
    pub code: Code,
    /// The file, relative to the course's root.
    pub file: String,
    /// Line, from 1, where one can be named.
    pub line: Option<u32>,
    /// Column in characters, from 1.
    pub column: Option<u32>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let (Some(line), Some(column)) = (self.line, self.column) {
            write!(f, ":{line}:{column}")?;
        }
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        write!(f, ": {severity}: {}", self.message)?;
        match &self.hint {
            Some(hint) => write!(f, " ({hint})"),
            None => Ok(()),
        }
    }
}

/// Where something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) file: String,
    pub(crate) at: Option<(u32, u32)>,
}

impl Place {
    /// A whole file, or a file that should exist.
    pub(crate) fn file(path: impl Into<String>) -> Self {
        Self {
            file: path.into(),
            at: None,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at {
            Some((line, _)) => write!(f, "{}:{line}", self.file),
            None => f.write_str(&self.file),
        }
    }
}

/// A text file being read. `base` is where the part that spans count from
/// begins (behind the first line of front matter).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) path: &'a str,
    pub(crate) text: &'a str,
    pub(crate) base: usize,
}

impl<'a> Source<'a> {
    pub(crate) fn new(path: &'a str, text: &'a str) -> Self {
        Self {
            path,
            text,
            base: 0,
        }
    }

    /// The place of a span's beginning.
    pub(crate) fn place(&self, span: &Range<usize>) -> Place {
        let before: String = self
            .text
            .bytes()
            .take(self.base.saturating_add(span.start))
            .map(char::from)
            .collect();
        // Bytes as Latin-1 keep offsets; continuation bytes (0x80 to 0xBF) do
        // not count as characters.
        let line = before.matches('\n').count().saturating_add(1);
        let tail = before.rsplit('\n').next().unwrap_or("");
        let column = tail
            .chars()
            .filter(|c| !('\u{80}'..='\u{bf}').contains(c))
            .count()
            .saturating_add(1);
        Place {
            file: self.path.to_owned(),
            at: Some((number(line), number(column))),
        }
    }
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// Collects diagnostics. Interior mutability, so that every reader can hold
/// it while others do.
#[derive(Debug, Default)]
pub(crate) struct Sink {
    list: RefCell<Vec<Diagnostic>>,
    breaks: Cell<usize>,
}

impl Sink {
    /// An error after which the thing being read cannot be used.
    pub(crate) fn error(
        &self,
        code: Code,
        place: Place,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        self.breaks.set(self.breaks.get().saturating_add(1));
        self.push(Severity::Error, code, place, message.into(), hint);
    }

    /// An error that leaves the thing being read usable.
    pub(crate) fn flaw(
        &self,
        code: Code,
        place: Place,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        self.push(Severity::Error, code, place, message.into(), hint);
    }

    /// Something the author probably does not want.
    pub(crate) fn warn(
        &self,
        code: Code,
        place: Place,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        self.push(Severity::Warning, code, place, message.into(), hint);
    }

    /// Advice.
    pub(crate) fn note(
        &self,
        code: Code,
        place: Place,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        self.push(Severity::Note, code, place, message.into(), hint);
    }

    /// Runs `read` and gives its result only when it reported no breaking
    /// error.
    pub(crate) fn whole<T>(&self, read: impl FnOnce() -> Option<T>) -> Option<T> {
        let before = self.breaks.get();
        let value = read();
        if self.breaks.get() == before {
            value
        } else {
            None
        }
    }

    /// Everything reported, by file and place.
    pub(crate) fn into_sorted(self) -> Vec<Diagnostic> {
        let mut list = self.list.into_inner();
        list.sort_by(|a, b| {
            (&a.file, a.line, a.column, a.severity).cmp(&(&b.file, b.line, b.column, b.severity))
        });
        list.dedup();
        list
    }

    fn push(
        &self,
        severity: Severity,
        code: Code,
        place: Place,
        message: String,
        hint: Option<String>,
    ) {
        let mut list = self.list.borrow_mut();
        if list.len() >= MAX_DIAGNOSTICS {
            return;
        }
        list.push(Diagnostic {
            severity,
            code,
            file: crate::text::clean(&place.file),
            line: place.at.map(|(line, _)| line),
            column: place.at.map(|(_, column)| column),
            message: crate::text::clean(&message),
            hint: hint.map(|hint| crate::text::clean(&hint)),
        });
    }
}

/// `did you mean …?`, when something is near enough to `word`.
pub(crate) fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    crate::text::nearest(word, candidates, 1)
        .first()
        .map(|near| format!("did you mean `{near}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters_from_one() {
        let source = Source::new("f", "ab\näö x\n");
        assert_eq!(source.place(&(0..1)).at, Some((1, 1)));
        assert_eq!(source.place(&(3..4)).at, Some((2, 1)));
        // `x` stands behind two characters of two bytes each and a space.
        assert_eq!(source.place(&(8..9)).at, Some((2, 4)));
        assert_eq!(source.place(&(900..901)).at, Some((3, 1)));
    }

    #[test]
    fn a_hostile_course_cannot_flood() {
        let sink = Sink::default();
        for _ in 0..MAX_DIAGNOSTICS * 2 {
            sink.error(Code::BadValue, Place::file("x\u{1b}[2J"), "m", None);
        }
        let list = sink.into_sorted();
        assert_eq!(list.first().map(|d| d.file.as_str()), Some("x"));
        assert!(list.len() <= MAX_DIAGNOSTICS);
    }
}
