//! What may span lines: comments, texts, templates with code in them.

use super::grammar::Trait;
use super::scan::Scanner;
use crate::ui::Role;

/// How deep templates with code lie in each other; deeper, `${` is text.
const MAX_TEMPLATES: usize = 16;

/// What the lines before left open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct State {
    pub(super) inside: Inside,
    /// The templates around the code that is being read, the innermost last:
    /// the quote of each, and how many braces are open in its code.
    templates: Vec<(usize, usize)>,
}

/// What a place in the text lies in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Inside {
    /// Code.
    #[default]
    Code,
    /// Comments, this many in each other.
    Comment(usize),
    /// A text.
    Text {
        /// Its quote, as an index into the grammar's.
        quote: usize,
        /// How many `#` follow the quote that ends it.
        hashes: usize,
        /// Whether a backslash means itself, whatever the quote says.
        raw: bool,
    },
    /// A text that ends with a line that says only this.
    Here {
        /// Its last line.
        word: String,
        /// Whether that may be indented.
        indented: bool,
    },
}

impl Scanner<'_> {
    /// Reads on inside what is open.
    pub(super) fn enclosed(&mut self) {
        match self.state.inside.clone() {
            Inside::Code => {}
            Inside::Comment(depth) => self.block_comment(depth),
            Inside::Text { quote, hashes, raw } => self.text(quote, hashes, raw),
            Inside::Here { word, indented } => {
                let rest = self.rest();
                let said = if indented { rest.trim_start() } else { rest };
                if said == word {
                    self.state.inside = Inside::Code;
                }
                self.take(Role::Literal, rest.len());
            }
        }
    }

    /// Takes a comment that begins here.
    pub(super) fn comment(&mut self) -> bool {
        let rest = self.rest();
        let grammar = self.grammar;
        let begins = grammar.comments.iter().any(|sign| rest.starts_with(sign));
        if begins && (!grammar.has(Trait::ApartComments) || self.stands_apart()) {
            self.take(Role::Comment, rest.len());
            return true;
        }
        let Some((open, _)) = grammar.block.filter(|(open, _)| rest.starts_with(open)) else {
            return false;
        };
        self.take(Role::Comment, open.len());
        self.state.inside = Inside::Comment(1);
        true
    }

    fn block_comment(&mut self, mut depth: usize) {
        let Some((open, close)) = self.grammar.block else {
            self.state.inside = Inside::Code;
            return;
        };
        let rest = self.rest();
        let mut from = 0;
        for (at, _) in rest.char_indices() {
            let ahead = rest.get(at..).unwrap_or("");
            if at < from {
                continue;
            }
            if ahead.starts_with(close) {
                depth -= 1;
                from = at + close.len();
            } else if self.grammar.nests && ahead.starts_with(open) {
                depth += 1;
                from = at + open.len();
            }
            if depth == 0 {
                self.take(Role::Comment, from);
                self.state.inside = Inside::Code;
                return;
            }
        }
        self.take(Role::Comment, rest.len());
        self.state.inside = Inside::Comment(depth);
    }

    /// Opens a text that begins here.
    pub(super) fn quoted(&mut self) -> bool {
        let rest = self.rest();
        let mut quotes = self.grammar.quotes.iter();
        let Some(quote) = quotes.position(|quote| rest.starts_with(quote.sign)) else {
            return false;
        };
        self.open(quote, 0, false);
        true
    }

    /// Opens the text behind `prefix`, if `after` begins one.
    pub(super) fn prefixed(&mut self, prefix: &str, after: &str) -> bool {
        let hashed = self.grammar.has(Trait::HashedTexts);
        let raw = hashed && prefix.contains('r');
        let quotes = if raw {
            after.trim_start_matches('#')
        } else {
            after
        };
        let mut known = self.grammar.quotes.iter();
        let Some(quote) = known.position(|quote| quotes.starts_with(quote.sign)) else {
            return false;
        };
        let hashes = after.len() - quotes.len();
        self.take(Role::Literal, prefix.len() + hashes);
        self.open(quote, hashes, raw);
        true
    }

    fn open(&mut self, quote: usize, hashes: usize, raw: bool) {
        let sign = self
            .grammar
            .quotes
            .get(quote)
            .map_or("", |quote| quote.sign);
        self.take(Role::Literal, sign.len());
        self.state.inside = Inside::Text { quote, hashes, raw };
    }

    fn text(&mut self, index: usize, hashes: usize, raw: bool) {
        let Some(quote) = self.grammar.quotes.get(index) else {
            self.state.inside = Inside::Code;
            return;
        };
        let rest = self.rest();
        let mut chars = rest.char_indices();
        while let Some((at, c)) = chars.next() {
            let ahead = rest.get(at..).unwrap_or("");
            if c == '\\' && quote.escapes && !raw {
                self.goes_on = chars.next().is_none();
            } else if quote.templates
                && ahead.starts_with("${")
                && self.state.templates.len() < MAX_TEMPLATES
            {
                self.take(Role::Literal, at + 2);
                self.state.templates.push((index, 0));
                self.state.inside = Inside::Code;
                return;
            } else if let Some(after) = ahead.strip_prefix(quote.sign)
                && hashes_of(after, hashes) == hashes
            {
                self.take(Role::Literal, at + quote.sign.len() + hashes);
                self.state.inside = Inside::Code;
                return;
            }
        }
        self.take(Role::Literal, rest.len());
    }

    /// Counts the braces of a template's code; the one that ends it belongs to
    /// the text again.
    pub(super) fn brace(&mut self, brace: char) -> bool {
        let Some((quote, open)) = self.state.templates.last_mut() else {
            return false;
        };
        match brace {
            '{' => *open += 1,
            _ if *open > 0 => *open -= 1,
            _ => {
                let (quote, hashes) = (*quote, 0);
                self.state.templates.pop();
                self.take(Role::Literal, 1);
                self.state.inside = Inside::Text {
                    quote,
                    hashes,
                    raw: false,
                };
                return true;
            }
        }
        false
    }

    /// `<<WORD`, `<<-WORD` or `<<'WORD'`: the next lines are a text.
    pub(super) fn here_text(&mut self) -> bool {
        let Some(after) = self.rest().strip_prefix("<<") else {
            return false;
        };
        let indented = after.starts_with('-');
        let word = after.trim_start_matches(['-', ' ', '\'', '"', '\\']);
        let (word, _) = word.split_at(self.name_length(word));
        // `<<<` takes a word, and a number is shifted by.
        let three = after.starts_with('<') || self.before() == Some('<');
        if three || !word.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            return false;
        }
        self.here = Some((word.to_owned(), indented));
        self.take(Role::Text, 2);
        true
    }

    /// The line ends: so does a text that cannot hold its end.
    pub(super) fn end(&mut self) {
        if let Inside::Text { quote, .. } = self.state.inside {
            let quote = self.grammar.quotes.get(quote);
            if !self.goes_on && !quote.is_some_and(|quote| quote.many_lines) {
                self.state.inside = Inside::Code;
            }
        }
        if let Some((word, indented)) = self.here.take()
            && self.state.inside == Inside::Code
        {
            self.state.inside = Inside::Here { word, indented };
        }
    }
}

/// How many `#` the text begins with, up to `most`.
fn hashes_of(text: &str, most: usize) -> usize {
    let hashes = text.bytes().take(most);
    hashes.take_while(|byte| *byte == b'#').count()
}
