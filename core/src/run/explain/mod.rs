//! The diff that explains itself: what differs between what was expected and
//! what came, in words first.
//!
//! A beginner who sees `5` twice wonders what is wrong. So the rules look for
//! the one thing that makes all the difference (a missing line end, a tab, a
//! text instead of a number, another order, …) before they fall back to the
//! first place that differs.

mod elements;
mod lines;
mod literal;
mod lookalike;
mod rows;
mod whole;

pub use lines::{DiffLine, Mark};
pub use rows::{ResultSet, compare_rows, same_value, show_rows, show_value};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::limits::MAX_REPORT_TEXT_BYTES;
use crate::text;

/// What kind of difference it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Nothing came.
    Empty,
    /// Something came where nothing should.
    Unexpected,
    /// Windows line ends (CR LF) against plain ones.
    LineEnds,
    /// The last line end, missing or too many.
    FinalNewline,
    /// Spaces or tabs at the ends of lines.
    TrailingSpace,
    /// Tabs against spaces.
    Tabs,
    /// The amount of spaces.
    Spacing,
    /// Empty lines, too many or too few.
    BlankLines,
    /// Characters without width, no-break spaces, control characters.
    Hidden,
    /// Characters that look alike: typographic quotes, letters of other
    /// scripts, composed accents.
    LookAlike,
    /// Capital against small letters.
    Case,
    /// Punctuation.
    Punctuation,
    /// A value of another type, such as a text instead of a number.
    Type,
    /// The same value written differently.
    Spelling,
    /// A number that is only nearly right.
    Rounding,
    /// Off by one.
    OffByOne,
    /// The sign of a number.
    Sign,
    /// The right elements or lines in another order.
    Order,
    /// Elements, lines or rows that are missing.
    Missing,
    /// Elements, lines or rows too many.
    Extra,
    /// An element, line or row that came more than once.
    Duplicate,
    /// Right, but it ends too early.
    CutShort,
    /// Right, but then it continues.
    TooLong,
    /// The columns of a result set.
    Columns,
    /// NULL against a value.
    Null,
    /// Other content.
    Content,
}

impl Kind {
    /// Whether the difference cannot be seen unless invisible characters are
    /// shown.
    #[must_use]
    pub fn is_invisible(self) -> bool {
        matches!(
            self,
            Self::LineEnds
                | Self::FinalNewline
                | Self::TrailingSpace
                | Self::Tabs
                | Self::Spacing
                | Self::BlankLines
                | Self::Hidden
        )
    }
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Difference {
    /// What kind it is.
    pub kind: Kind,
    /// A sentence that says it.
    pub words: String,
}

impl Difference {
    fn new(kind: Kind, words: impl Into<String>) -> Self {
        Self {
            kind,
            words: words.into(),
        }
    }
}

/// A place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// What differs between two texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Explanation {
    /// The differences in words, the most telling first; none when both texts
    /// are equal.
    pub differences: Vec<Difference>,
    /// Where the texts first differ.
    pub first: Option<Position>,
    /// Whether the lines show invisible characters: space `·`, tab `→`, line
    /// end `⏎`.
    pub shows_invisible: bool,
    /// A line diff, around the first difference when the texts are long.
    pub lines: Vec<DiffLine>,
}

impl Explanation {
    /// All differences as one text.
    #[must_use]
    pub fn words(&self) -> String {
        let words: Vec<&str> = self
            .differences
            .iter()
            .map(|difference| difference.words.as_str())
            .collect();
        words.join(" ")
    }
}

/// Explains how `actual` differs from `expected`. Of texts longer than
/// [`MAX_REPORT_TEXT_BYTES`] only the beginning is compared in detail.
#[must_use]
pub fn explain(expected: &str, actual: &str) -> Explanation {
    if expected == actual {
        return Explanation {
            differences: Vec::new(),
            first: None,
            shows_invisible: false,
            lines: Vec::new(),
        };
    }
    let first = first_difference(expected, actual);
    let (expected, actual) = (window(expected), window(actual));
    let mut differences = differences(expected, actual);
    if differences.is_empty() {
        differences.push(fallback(expected, actual, first));
    }
    let shows_invisible = differences
        .iter()
        .any(|difference| difference.kind.is_invisible());
    let lines = lines::diff(expected, actual, shows_invisible);
    Explanation {
        differences,
        first: Some(first),
        shows_invisible,
        lines,
    }
}

/// The rules in the order of how much they explain.
fn differences(expected: &str, actual: &str) -> Vec<Difference> {
    let rules: [fn(&str, &str) -> Vec<Difference>; 5] = [
        whole::empty,
        literal::compare,
        whole::normalised,
        elements::compare,
        whole::ends,
    ];
    rules
        .iter()
        .map(|rule| rule(expected, actual))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

fn fallback(expected: &str, actual: &str, first: Position) -> Difference {
    let line = |text: &str| text.lines().nth(first.line - 1).map(str::to_owned);
    let many = expected.lines().nth(1).is_some() || actual.lines().nth(1).is_some();
    let words = match (line(expected), line(actual), many) {
        (Some(expected), Some(actual), true) => {
            format!(
                "Line {} differs: expected {}, but came {}.",
                first.line,
                quote(&expected),
                quote(&actual)
            )
        }
        (Some(expected), Some(actual), false) => format!(
            "Expected {}, but came {}.",
            quote(&expected),
            quote(&actual)
        ),
        (Some(expected), None, _) => {
            format!("Line {} is missing: {}.", first.line, quote(&expected))
        }
        (None, Some(actual), _) => format!("Line {} is too many: {}.", first.line, quote(&actual)),
        (None, None, _) => "The texts differ beyond the part that is shown.".to_owned(),
    };
    Difference::new(Kind::Content, words)
}

/// A value within a sentence.
fn quote(value: &str) -> String {
    format!(
        "`{}`",
        text::shorten(&crate::run::visible::controls(value), 60)
    )
}

fn first_difference(expected: &str, actual: &str) -> Position {
    let mut position = Position { line: 1, column: 1 };
    let (mut left, mut right) = (expected.chars(), actual.chars());
    loop {
        match (left.next(), right.next()) {
            (Some(a), Some(b)) if a == b => {
                if a == '\n' {
                    position = Position {
                        line: position.line + 1,
                        column: 1,
                    };
                } else {
                    position.column += 1;
                }
            }
            _ => return position,
        }
    }
}

fn window(text: &str) -> &str {
    (0..4)
        .find_map(|back| text.get(..MAX_REPORT_TEXT_BYTES - back))
        .unwrap_or(text)
}

/// `1 line`, `2 lines`.
fn count(number: usize, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}

#[cfg(test)]
mod tests;
