//! Filling lines: runs of text → lines that are not wider than asked for.
//!
//! Lines end at spaces, and between the wide characters of languages that
//! write none. What is wider than a line is cut between graphemes, the
//! characters as a reader sees them, which may be several code points.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::line::Line;
use super::runs::Run;
use crate::ui::Role;

/// Fills lines of `width` columns.
pub(super) fn fill(runs: &[Run<'_>], width: usize) -> Vec<Line> {
    let mut filler = Filler {
        width: width.max(2),
        lines: Vec::new(),
        line: Line::default(),
        used: 0,
        gap: None,
        word: Vec::new(),
        word_width: 0,
    };
    for run in runs {
        filler.run(run);
    }
    filler.flush();
    if !filler.line.is_empty() {
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

/// What text is, and where it leads.
type Sort = (Role, Option<usize>);

struct Filler<'a> {
    width: usize,
    lines: Vec<Line>,
    line: Line,
    used: usize,
    /// The space before the next word.
    gap: Option<Sort>,
    /// The word that is being collected: parts that stay together.
    word: Vec<(Sort, &'a str)>,
    word_width: usize,
}

impl<'a> Filler<'a> {
    fn run(&mut self, run: &'a Run<'_>) {
        let text = run.text.as_ref();
        let sort = (run.role, run.leads);
        if run.solid && columns(text) <= self.width {
            self.part(sort, text);
        } else {
            self.words(sort, text);
        }
        if run.ends_line {
            self.flush();
            self.end_line();
        }
    }

    fn words(&mut self, sort: Sort, text: &'a str) {
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.find(' ').unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            if word.is_ascii() {
                self.part(sort, word);
            } else {
                self.wide_word(sort, word);
            }
            rest = after.trim_start_matches(' ');
            if !after.is_empty() {
                self.flush();
                // No gap at the beginning of a line.
                if !self.line.is_empty() {
                    self.gap = Some(sort);
                }
            }
        }
    }

    /// A word that may hold wide characters, between which lines may end,
    /// though not before closing or behind opening punctuation.
    fn wide_word(&mut self, sort: Sort, word: &'a str) {
        let mut from = 0;
        let mut before_wide = false;
        for (at, grapheme) in word.grapheme_indices(true) {
            let wide = is_ideograph(grapheme);
            let may_break = (wide || before_wide) && at > 0 && !CLOSING.contains(grapheme);
            if may_break && !word.get(from..at).is_some_and(ends_with_opening) {
                self.part(sort, word.get(from..at).unwrap_or(""));
                self.flush();
                from = at;
            }
            before_wide = wide;
        }
        self.part(sort, word.get(from..).unwrap_or(""));
    }

    fn part(&mut self, sort: Sort, text: &'a str) {
        if !text.is_empty() {
            self.word_width += columns(text);
            self.word.push((sort, text));
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
        if let Some((role, leads)) = self.gap.take() {
            self.line.push(role, " ", leads);
            self.used += 1;
        }
        let word = std::mem::take(&mut self.word);
        if self.word_width > self.width {
            for (sort, text) in word {
                self.cut(sort, text);
            }
        } else {
            for ((role, leads), text) in word {
                self.line.push(role, text, leads);
            }
            self.used += self.word_width;
        }
        self.word_width = 0;
    }

    /// Puts text on lines that is too long for one.
    fn cut(&mut self, (role, leads): Sort, text: &str) {
        let mut from = 0;
        for (at, grapheme) in text.grapheme_indices(true) {
            let width = columns(grapheme);
            if self.used + width > self.width {
                self.line
                    .push(role, text.get(from..at).unwrap_or(""), leads);
                self.end_line();
                from = at;
            }
            self.used += width;
        }
        self.line.push(role, text.get(from..).unwrap_or(""), leads);
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
