//! Filling lines: runs of text → lines that are not wider than asked for.
//!
//! Lines end at spaces, and between the wide characters of languages that
//! write none. What is wider than a line is cut between graphemes, the
//! characters as a reader sees them, which may be several code points.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::runs::Run;
use crate::ui::{Role, Styled};

/// Fills lines of `width` columns.
pub(super) fn fill(runs: &[Run<'_>], width: usize) -> Vec<Styled> {
    let mut filler = Filler {
        width: width.max(2),
        lines: Vec::new(),
        line: Styled::new(),
        used: 0,
        gap: None,
        word: Vec::new(),
        word_width: 0,
    };
    for run in runs {
        filler.run(run);
    }
    filler.flush();
    if !filler.line.spans().is_empty() {
        filler.end_line();
    }
    filler.lines
}

/// Columns that `text` takes.
pub(super) fn columns(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.width()
    }
}

struct Filler<'a> {
    width: usize,
    lines: Vec<Styled>,
    line: Styled,
    used: usize,
    /// The space before the next word.
    gap: Option<Role>,
    /// The word that is being collected: parts that stay together.
    word: Vec<(Role, &'a str)>,
    word_width: usize,
}

impl<'a> Filler<'a> {
    fn run(&mut self, run: &'a Run<'_>) {
        let text = run.text.as_ref();
        if run.solid && columns(text) <= self.width {
            self.part(run.role, text);
        } else {
            self.words(run.role, text);
        }
        if run.ends_line {
            self.flush();
            self.end_line();
        }
    }

    fn words(&mut self, role: Role, text: &'a str) {
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.find(' ').unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            if word.is_ascii() {
                self.part(role, word);
            } else {
                self.wide_word(role, word);
            }
            rest = after.trim_start_matches(' ');
            if !after.is_empty() {
                self.flush();
                // No gap at the beginning of a line.
                if !self.line.spans().is_empty() {
                    self.gap = Some(role);
                }
            }
        }
    }

    /// A word that may hold wide characters, between which lines may end,
    /// though not before closing or behind opening punctuation.
    fn wide_word(&mut self, role: Role, word: &'a str) {
        let mut from = 0;
        let mut before_wide = false;
        for (at, grapheme) in word.grapheme_indices(true) {
            let wide = is_ideograph(grapheme);
            let may_break = (wide || before_wide) && at > 0 && !CLOSING.contains(grapheme);
            if may_break && !word.get(from..at).is_some_and(ends_with_opening) {
                self.part(role, word.get(from..at).unwrap_or(""));
                self.flush();
                from = at;
            }
            before_wide = wide;
        }
        self.part(role, word.get(from..).unwrap_or(""));
    }

    fn part(&mut self, role: Role, text: &'a str) {
        if !text.is_empty() {
            self.word_width += columns(text);
            self.word.push((role, text));
        }
    }

    /// Puts the collected word on a line.
    fn flush(&mut self) {
        if self.word.is_empty() {
            return;
        }
        let gap = usize::from(self.gap.is_some());
        if self.used + gap + self.word_width > self.width && self.used > 0 {
            self.end_line();
        }
        if let Some(role) = self.gap.take() {
            self.line.push(role, " ");
            self.used += 1;
        }
        let word = std::mem::take(&mut self.word);
        if self.word_width > self.width {
            for (role, text) in word {
                self.cut(role, text);
            }
        } else {
            for (role, text) in word {
                self.line.push(role, text);
            }
            self.used += self.word_width;
        }
        self.word_width = 0;
    }

    /// Puts text on lines that is too long for one.
    fn cut(&mut self, role: Role, text: &str) {
        let mut from = 0;
        for (at, grapheme) in text.grapheme_indices(true) {
            let width = columns(grapheme);
            if self.used + width > self.width {
                self.line.push(role, text.get(from..at).unwrap_or(""));
                self.end_line();
                from = at;
            }
            self.used += width;
        }
        self.line.push(role, text.get(from..).unwrap_or(""));
    }

    fn end_line(&mut self) {
        self.lines.push(std::mem::take(&mut self.line));
        self.used = 0;
        self.gap = None;
    }
}

/// Punctuation that never begins a line.
const CLOSING: &str = "、。，．：；！？）」』】〉》〕］｝ー々…";
/// Punctuation that never ends one.
const OPENING: &str = "（「『【〈《〔［｛";

fn ends_with_opening(text: &str) -> bool {
    text.chars()
        .next_back()
        .is_some_and(|last| OPENING.contains(last))
}

/// Whether lines may end on both sides: the wide characters of Chinese,
/// Japanese and Korean.
fn is_ideograph(grapheme: &str) -> bool {
    grapheme
        .chars()
        .next()
        .is_some_and(|c| matches!(c, '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}'))
}

/// Lines of code: tabs as spaces, lines that are too long cut and their
/// continuations marked, so that no line end is seen that is not there.
/// `None` leaves lines as long as they are.
pub(super) fn code(text: &str, role: Role, width: Option<usize>) -> Vec<Styled> {
    const CONTINUES: &str = "↪ ";
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let line = expand_tabs(line);
        let Some(width) = width.filter(|width| columns(&line) > *width) else {
            lines.push(Styled::new().role(role, &line));
            continue;
        };
        let room = width.saturating_sub(columns(CONTINUES)).max(2);
        let (mut from, mut used, mut limit) = (0, 0, width.max(2));
        let mut mark = "";
        for (at, grapheme) in line.grapheme_indices(true) {
            let columns = columns(grapheme);
            if used + columns > limit {
                let part = line.get(from..at).unwrap_or("");
                lines.push(Styled::new().role(Role::Dim, mark).role(role, part));
                (from, used, limit, mark) = (at, 0, room, CONTINUES);
            }
            used += columns;
        }
        let part = line.get(from..).unwrap_or("");
        lines.push(Styled::new().role(Role::Dim, mark).role(role, part));
    }
    lines
}

/// Tabs as spaces, to every fourth column.
fn expand_tabs(line: &str) -> std::borrow::Cow<'_, str> {
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
