//! What the words and signs of code are, as roles. A scanner of our own with a
//! table for each language: a bare process that reads six lines of JavaScript
//! with the grammars of `syntect` takes 32 MiB and 100 ms, six languages 79 MiB,
//! for the regular expressions that it compiles. This one allocates nothing but
//! its answers, needs no start, and its time grows with the text alone.

mod edited;
mod enclosed;
mod grammar;
mod languages;
mod scan;
#[cfg(test)]
mod tests;

use std::path::Path;

pub use self::edited::Highlighted;
use self::enclosed::State;
use self::grammar::Grammar;
pub use self::scan::Span;
use crate::ui::{Role, Styled};

/// Longest line that is told apart, in characters.
pub const LONGEST_LINE: usize = 2_000;
/// Longest text that is told apart, in bytes.
pub const LONGEST_TEXT: usize = 200_000;

/// A language that can be told apart.
#[derive(Debug, Clone, Copy)]
pub struct Language(&'static Grammar);

impl Language {
    /// The language that a text calls `name`, in whatever case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::where_one(|grammar| grammar.names, name)
    }

    /// The language of a file, by its ending.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?;
        Self::where_one(|grammar| grammar.extensions, extension)
    }

    fn where_one(list: fn(&Grammar) -> &[&str], wanted: &str) -> Option<Self> {
        let mut all = languages::ALL.iter();
        let has = |name: &&str| name.eq_ignore_ascii_case(wanted);
        all.find(|grammar| list(grammar).iter().any(has))
            .map(|grammar| Self(grammar))
    }
}

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        self.0.names == other.0.names
    }
}

impl Eq for Language {}

/// For tests: code as lines, without tabs replaced or lines cut; `None` when the language
/// is not known or the text is longer than [`LONGEST_TEXT`].
#[cfg(test)]
fn code(language: &str, text: &str) -> Option<Vec<Styled>> {
    let mut reader = Reader::new(Language::named(language)?, text.len())?;
    let lines = text.split('\n');
    Some(lines.map(|line| styled(line, &reader.line(line))).collect())
}

/// A line with the roles of its parts.
#[must_use]
pub fn styled(line: &str, spans: &[Span]) -> Styled {
    let mut styled = Styled::new();
    for (role, range) in spans {
        styled.push(*role, line.get(range.clone()).unwrap_or(""));
    }
    styled
}

/// Reads the lines of a text, one after the other.
#[derive(Debug, Clone)]
pub struct Reader {
    language: Language,
    state: State,
}

impl Reader {
    /// Begins a text of so many bytes; `None` when that is too long.
    #[must_use]
    pub fn new(language: Language, bytes: usize) -> Option<Self> {
        let state = State::default();
        (bytes <= LONGEST_TEXT).then_some(Self { language, state })
    }

    /// The parts of the next line, which cover it without gaps. One that is
    /// too long is a single part, and read as if it were not there.
    pub fn line(&mut self, line: &str) -> Vec<Span> {
        if line.len() > LONGEST_LINE && line.chars().nth(LONGEST_LINE).is_some() {
            return vec![(Role::Text, 0..line.len())];
        }
        scan::line(self.language.0, &mut self.state, line)
    }
}
