//! A text as a reader has it: lines, and the places on them that lead
//! somewhere, open, or can be copied.

use std::collections::BTreeSet;
use std::ops::Range;

use super::fill::columns;
use super::layout::lay;
use super::line::{Line, Mark};
use super::model::{Document, Link};
use crate::ui::{Look, Styled};

/// Which collapsible parts are open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Open {
    /// All, and nothing says that they could be closed.
    All,
    /// Those of these numbers, counted from 0 in the order of the text.
    Only(BTreeSet<usize>),
}

impl Default for Open {
    /// None is open.
    fn default() -> Self {
        Self::Only(BTreeSet::new())
    }
}

impl Open {
    /// Whether the part of this number is open.
    #[must_use]
    pub fn has(&self, index: usize) -> bool {
        match self {
            Self::All => true,
            Self::Only(open) => open.contains(&index),
        }
    }

    /// Opens the part if it is closed, else closes it. Where all are open for
    /// good, nothing changes.
    pub fn toggle(&mut self, index: usize) {
        if let Self::Only(open) = self
            && !open.remove(&index)
        {
            open.insert(index);
        }
    }
}

/// A text laid out for a reader.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Its lines.
    pub lines: Vec<Styled>,
    /// The places of its links, from the top. A link on two lines has two.
    pub links: Vec<LinkPlace>,
    /// Its collapsible parts, from the top.
    pub details: Vec<DetailsPlace>,
    /// Its headings, from the top.
    pub headings: Vec<HeadingPlace>,
    /// Its blocks of code, from the top.
    pub codes: Vec<CodePlace>,
}

/// Where a link, or a part of it, stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkPlace {
    /// Its line, counted from 0.
    pub line: usize,
    /// Its columns, counted from 0.
    pub columns: Range<usize>,
    /// Where it leads.
    pub url: String,
    /// The number that the text shows for it, from 1; none where the text says
    /// where it leads, and for places within the text.
    pub number: Option<usize>,
}

/// Where a collapsible part begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DetailsPlace {
    /// The line of its summary, counted from 0.
    pub line: usize,
    /// Its number, for [`Open`].
    pub index: usize,
    /// Whether it is open.
    pub open: bool,
}

/// Where a heading stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadingPlace {
    /// Its first line, counted from 0.
    pub line: usize,
    /// Its level, 1 to 6.
    pub level: u8,
    /// What it says.
    pub text: String,
}

/// Where a block of code stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodePlace {
    /// Its lines on the page.
    pub lines: Range<usize>,
    /// The code as it was written, without the last line's end.
    pub text: String,
}

/// Lays a text out with its places.
#[must_use]
pub fn page(document: &Document, look: Look, open: &Open) -> Page {
    let mut page = Page::default();
    for line in lay(document, look, open) {
        page.push(line, document);
    }
    page
}

impl Page {
    fn push(&mut self, line: Line, document: &Document) {
        let number = self.lines.len();
        for mark in line.marks {
            match mark {
                Mark::Heading(level, text) => self.headings.push(HeadingPlace {
                    line: number,
                    level,
                    text,
                }),
                Mark::Details(index, open) => self.details.push(DetailsPlace {
                    line: number,
                    index,
                    open,
                }),
                Mark::Code(height, text) => self.codes.push(CodePlace {
                    lines: number..number + height,
                    text,
                }),
            }
        }
        if !line.links.is_empty() {
            self.push_links(&line.text, &line.links, &document.links);
        }
        self.lines.push(line.text);
    }

    fn push_links(&mut self, line: &Styled, places: &[(usize, Range<usize>)], links: &[Link]) {
        let text: String = line.spans().iter().map(|(_, text)| text.as_str()).collect();
        let width = |bytes: Range<usize>| columns(text.get(bytes).unwrap_or(""));
        let (mut from, mut start) = (0, 0);
        for (link, bytes) in places {
            let Some(link) = links.get(*link).filter(|link| !link.url.is_empty()) else {
                continue;
            };
            start += width(from..bytes.start);
            from = bytes.start;
            let end = start + width(bytes.clone());
            // What takes no column can be neither seen nor pointed at.
            if start == end {
                continue;
            }
            self.links.push(LinkPlace {
                line: self.lines.len(),
                columns: start..end,
                url: link.url.clone(),
                number: link.number,
            });
            (from, start) = (bytes.end, end);
        }
    }
}
