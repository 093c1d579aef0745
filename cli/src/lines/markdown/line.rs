//! A line on its way to the page: its text, and marks at what a reader can do
//! something with. Marks move with the line into lists, quotes and tables.

use std::ops::Range;

use crate::ui::{Role, Styled};

/// A line with its marks.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub(super) text: Styled,
    /// Bytes of the text.
    length: usize,
    /// Parts that lead somewhere, in bytes: an index into the document's links.
    pub(super) links: Vec<(usize, Range<usize>)>,
    pub(super) marks: Vec<Mark>,
}

/// What begins with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// A heading of a level.
    Heading(u8, String),
    /// A part that can be opened: its number, and whether it is open.
    Details(usize, bool),
    /// Code that takes so many lines.
    Code(usize, String),
}

impl Line {
    /// Adds text; `link` is where it leads.
    pub(super) fn push(&mut self, role: Role, text: &str, link: Option<usize>) {
        let end = self.length + text.len();
        if let Some(link) = link.filter(|_| !text.is_empty()) {
            match self.links.last_mut() {
                Some((last, range)) if *last == link && range.end == self.length => {
                    range.end = end;
                }
                _ => self.links.push((link, self.length..end)),
            }
        }
        self.text.push(role, text);
        self.length = end;
    }

    /// Adds another line's text and marks.
    pub(super) fn append(&mut self, other: Self) {
        let before = self.length;
        self.text.append(other.text);
        self.length += other.length;
        let links = other.links.into_iter();
        self.links
            .extend(links.map(|(link, at)| (link, before + at.start..before + at.end)));
        self.marks.extend(other.marks);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Columns it takes.
    pub(super) fn width(&self) -> usize {
        self.text.width()
    }
}

impl From<Styled> for Line {
    fn from(text: Styled) -> Self {
        let length = text.spans().iter().map(|(_, text)| text.len()).sum();
        Self {
            text,
            length,
            ..Self::default()
        }
    }
}

/// Adds a mark to the first of some lines.
pub(super) fn mark(lines: &mut [Line], mark: Mark) {
    if let Some(first) = lines.first_mut() {
        first.marks.push(mark);
    }
}

/// The lines without their marks.
pub(super) fn texts(lines: Vec<Line>) -> Vec<Styled> {
    lines.into_iter().map(|line| line.text).collect()
}
