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

/// Where something is. Line and column are only counted when they are
/// reported: counting reads the file up to there.
#[derive(Debug, Clone)]
pub(crate) enum Place<'a> {
    /// A whole file, or one that should exist.
    File(String),
    /// A line of a file, from 1.
    Line(String, u32),
    /// A byte of a file.
    Byte(Source<'a>, usize),
}

impl Place<'_> {
    /// A whole file, or one that should exist.
    pub(crate) fn file(path: impl Into<String>) -> Self {
        Self::File(path.into())
    }

    fn path(&self) -> &str {
        match self {
            Self::File(path) | Self::Line(path, _) => path,
            Self::Byte(source, _) => source.path,
        }
    }

    /// Line and column, from 1.
    fn position(&self) -> Option<(u32, u32)> {
        match self {
            Self::File(_) => None,
            Self::Line(_, line) => Some((*line, 1)),
            Self::Byte(source, at) => Some(source.position(*at)),
        }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.position() {
            Some((line, _)) => write!(f, "{}:{line}", self.path()),
            None => f.write_str(self.path()),
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
    pub(crate) fn place(&self, span: &Range<usize>) -> Place<'a> {
        Place::Byte(*self, self.base.saturating_add(span.start))
    }

    /// Line and column of a byte; of the end, when there are not as many.
    fn position(&self, at: usize) -> (u32, u32) {
        let bytes = self.text.as_bytes();
        let before = bytes.get(..at).unwrap_or(bytes);
        let line = before.iter().filter(|byte| **byte == b'\n').count();
        let tail = before
            .rsplit(|byte| *byte == b'\n')
            .next()
            .unwrap_or_default();
        // Continuation bytes of UTF-8 are no characters of their own.
        let column = tail.iter().filter(|byte| **byte & 0xc0 != 0x80).count();
        (
            number(line.saturating_add(1)),
            number(column.saturating_add(1)),
        )
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
        place: Place<'_>,
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
        place: Place<'_>,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        self.push(Severity::Error, code, place, message.into(), hint);
    }

    /// Something the author probably does not want.
    pub(crate) fn warn(
        &self,
        code: Code,
        place: Place<'_>,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        self.push(Severity::Warning, code, place, message.into(), hint);
    }

    /// Advice.
    pub(crate) fn note(
        &self,
        code: Code,
        place: Place<'_>,
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
        place: Place<'_>,
        message: String,
        hint: Option<String>,
    ) {
        let mut list = self.list.borrow_mut();
        if list.len() >= MAX_DIAGNOSTICS {
            return;
        }
        let position = place.position();
        list.push(Diagnostic {
            severity,
            code,
            file: crate::text::clean(place.path()),
            line: position.map(|(line, _)| line),
            column: position.map(|(_, column)| column),
            message: short(&message),
            hint: hint.map(|hint| short(&hint)),
        });
    }
}

/// A message without control characters; quoted texts can be very long.
fn short(message: &str) -> String {
    crate::text::shorten(&crate::text::clean(message), 400)
}

/// Most candidates that are compared for a suggestion, and the longest word:
/// comparing is slow, and a hostile course could ask for it often.
const MAX_CANDIDATES: usize = 300;

/// `did you mean …?`, when something is near enough to `word`.
pub(crate) fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    if word.len() > MAX_CANDIDATES {
        return None;
    }
    crate::text::nearest(word, candidates.into_iter().take(MAX_CANDIDATES), 1)
        .first()
        .map(|near| format!("did you mean `{near}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters_from_one() {
        let source = Source::new("f", "ab\näö x\n");
        assert_eq!(source.place(&(0..1)).position(), Some((1, 1)));
        assert_eq!(source.place(&(3..4)).position(), Some((2, 1)));
        // `x` stands behind two characters of two bytes each and a space.
        assert_eq!(source.place(&(8..9)).position(), Some((2, 4)));
        assert_eq!(source.place(&(900..901)).position(), Some((3, 1)));
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
