//! Code that is being edited: what was read is kept, so that a keystroke costs
//! the lines that it changes and no others.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::enclosed::State;
use super::{LONGEST_TEXT, Language, Reader, Span};

/// The parts of each line of a text in an editor.
#[derive(Debug, Clone)]
pub struct Highlighted {
    language: Language,
    lines: Vec<Line>,
    /// How many lines are known to be as they were last given.
    valid: usize,
    /// How many lines the text had.
    length: usize,
}

/// What was read of a line, and what it depends on.
#[derive(Debug, Clone)]
struct Line {
    /// The hash of the line; none for one that was not read yet.
    text: Option<u64>,
    before: State,
    spans: Vec<Span>,
    after: State,
}

impl Highlighted {
    /// Knows nothing of a text yet.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self {
            language,
            lines: Vec::new(),
            valid: 0,
            length: 0,
        }
    }

    /// Reads what is not known of the lines before `until`; `first_changed` is
    /// the first line that differs from the text given last (any number from
    /// the text's length on where none does). Lines behind it are read only if
    /// they or what is open before them differ. Returns how many were read.
    pub fn update(&mut self, first_changed: usize, text: &[String], until: usize) -> usize {
        self.shift(first_changed, text.len());
        self.valid = self.valid.min(first_changed).min(text.len());
        if text.iter().map(|line| line.len() + 1).sum::<usize>() > LONGEST_TEXT {
            self.valid = 0;
            self.lines.clear();
            return 0;
        }
        let known = self.valid.checked_sub(1).and_then(|at| self.lines.get(at));
        let mut reader = Reader {
            language: self.language,
            state: known.map(|line| line.after.clone()).unwrap_or_default(),
        };
        let mut read = 0;
        for text in text.iter().take(until).skip(self.valid) {
            read += usize::from(self.line_is_read(&mut reader, text));
            self.valid += 1;
        }
        read
    }

    /// The parts of a line, which cover it without gaps; none for a line that
    /// was not read, which is plain.
    #[must_use]
    pub fn line(&self, number: usize) -> &[Span] {
        let known = self.lines.get(number).filter(|_| number < self.valid);
        known.map_or(&[], |line| line.spans.as_slice())
    }

    /// Keeps what is known at its lines when there are more or fewer of them.
    fn shift(&mut self, first_changed: usize, length: usize) {
        let at = first_changed.min(self.lines.len());
        if length < self.length {
            let end = (at + self.length - length).min(self.lines.len());
            self.lines.drain(at..end);
        } else if length > self.length && at < self.lines.len() {
            let blank = Line {
                text: None,
                before: State::default(),
                spans: Vec::new(),
                after: State::default(),
            };
            let more = std::iter::repeat_n(blank, length - self.length);
            self.lines.splice(at..at, more);
        }
        self.lines.truncate(length);
        self.length = length;
    }

    /// Makes the first line that is not valid known; whether it was read.
    fn line_is_read(&mut self, reader: &mut Reader, text: &str) -> bool {
        let hash = Some(hash(text));
        if let Some(known) = self.lines.get(self.valid)
            && known.text == hash
            && known.before == reader.state
        {
            reader.state.clone_from(&known.after);
            return false;
        }
        let before = reader.state.clone();
        let line = Line {
            text: hash,
            before,
            spans: reader.line(text),
            after: reader.state.clone(),
        };
        match self.lines.get_mut(self.valid) {
            Some(known) => *known = line,
            None => self.lines.push(line),
        }
        true
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
