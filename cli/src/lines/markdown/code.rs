//! Code as lines: told apart where that is wanted, and cut where it is too long.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::fill::columns;
use crate::lines::highlight::{Reader, Span};
use crate::ui::{Role, Styled};

/// Before what continues a line, so that no line end is seen that is not there.
const CONTINUES: &str = "↪ ";

/// Lines of code: tabs as spaces, lines that are too long cut and their
/// continuations marked. `None` leaves lines as long as they are. Without a
/// reader, all is in one role.
pub(super) fn code(
    text: &str,
    role: Role,
    mut reader: Option<Reader>,
    width: Option<usize>,
) -> Vec<Styled> {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let line = expand_tabs(line);
        let spans = match &mut reader {
            Some(reader) => reader.line(&line),
            None => vec![(role, 0..line.len())],
        };
        let mut rest = spans.as_slice();
        let mut mark = "";
        for part in parts(&line, width) {
            let mut styled = Styled::new().role(Role::Dim, mark);
            rest = push_spans(&mut styled, &line, rest, &part);
            lines.push(styled);
            mark = CONTINUES;
        }
    }
    lines
}

/// The parts of a line that fit the width, in bytes.
fn parts(line: &str, width: Option<usize>) -> Vec<Range<usize>> {
    let Some(width) = width.filter(|width| columns(line) > *width) else {
        return std::iter::once(0..line.len()).collect();
    };
    let room = width.saturating_sub(columns(CONTINUES)).max(2);
    let (mut from, mut used, mut limit) = (0, 0, width.max(2));
    let mut parts = Vec::new();
    for (at, grapheme) in line.grapheme_indices(true) {
        let columns = columns(grapheme);
        if used + columns > limit {
            parts.push(from..at);
            (from, used, limit) = (at, 0, room);
        }
        used += columns;
    }
    parts.push(from..line.len());
    parts
}

/// Adds `part` of a line; returns the spans that reach beyond it.
fn push_spans<'a>(
    styled: &mut Styled,
    line: &str,
    spans: &'a [Span],
    part: &Range<usize>,
) -> &'a [Span] {
    let mut rest = spans;
    while let Some(((role, span), after)) = rest.split_first() {
        let shown = span.start.max(part.start)..span.end.min(part.end);
        styled.push(*role, line.get(shown).unwrap_or(""));
        if span.end > part.end {
            break;
        }
        rest = after;
    }
    rest
}

/// Tabs as spaces, to every fourth column.
fn expand_tabs(line: &str) -> Cow<'_, str> {
    if !line.contains('\t') {
        return line.into();
    }
    let mut expanded = String::with_capacity(line.len() + 16);
    let mut used = 0;
    for part in line.split_inclusive('\t') {
        let text = part.trim_end_matches('\t');
        expanded.push_str(text);
        used += columns(text);
        if text.len() < part.len() {
            let spaces = 4 - used % 4;
            expanded.extend(std::iter::repeat_n(' ', spaces));
            used += spaces;
        }
    }
    expanded.into()
}
