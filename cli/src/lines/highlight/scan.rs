//! Reading one line of code. Every step takes at least one character and looks
//! at what is ahead only as far as it takes it, so that the time a line needs
//! grows with its length alone, whatever it says.

use std::ops::Range;

use super::enclosed::{Inside, State};
use super::grammar::{Grammar, Trait};
use crate::ui::Role;

/// A part of a line, in bytes, and what it is.
pub type Span = (Role, Range<usize>);

/// The parts of `line`, from its beginning to its end without gaps; `state` is
/// what the lines before left open, and becomes what this one leaves open.
pub(super) fn line(grammar: &Grammar, state: &mut State, line: &str) -> Vec<Span> {
    let mut scanner = Scanner {
        grammar,
        line,
        at: 0,
        spans: Vec::new(),
        state,
        here: None,
        goes_on: false,
        after_value: false,
        defines: false,
    };
    while scanner.at < line.len() {
        let before = scanner.at;
        scanner.step();
        if scanner.at == before {
            scanner.take_char(Role::Text);
        }
    }
    scanner.end();
    scanner.spans
}

/// Where the reading of a line stands.
pub(super) struct Scanner<'a> {
    pub(super) grammar: &'a Grammar,
    line: &'a str,
    at: usize,
    spans: Vec<Span>,
    pub(super) state: &'a mut State,
    /// The text that begins with the next line: its last word, and whether
    /// that may be indented.
    pub(super) here: Option<(String, bool)>,
    /// Whether a backslash takes the line's end into the text.
    pub(super) goes_on: bool,
    /// Whether a value stands before, so that a sign behind it is an operator.
    after_value: bool,
    /// Whether the next word is the name of a function.
    defines: bool,
}

impl<'a> Scanner<'a> {
    pub(super) fn rest(&self) -> &'a str {
        self.line.get(self.at..).unwrap_or("")
    }

    /// The character that stands before.
    pub(super) fn before(&self) -> Option<char> {
        self.line.get(..self.at)?.chars().next_back()
    }

    /// Takes the next `bytes` as `role`.
    pub(super) fn take(&mut self, role: Role, bytes: usize) {
        let end = (self.at + bytes).min(self.line.len());
        match self.spans.last_mut() {
            Some((last, range)) if *last == role => range.end = end,
            _ if end > self.at => self.spans.push((role, self.at..end)),
            _ => {}
        }
        self.at = end;
        if !matches!(role, Role::Text | Role::Comment) {
            self.after_value = role != Role::Keyword;
        }
    }

    fn take_char(&mut self, role: Role) {
        let bytes = self.rest().chars().next().map_or(1, char::len_utf8);
        self.take(role, bytes);
    }

    fn step(&mut self) {
        if !matches!(self.state.inside, Inside::Code) {
            self.enclosed();
            return;
        }
        let Some(first) = self.rest().chars().next() else {
            return;
        };
        if first.is_whitespace() {
            self.take_char(Role::Text);
        } else if !self.comment() && !self.quoted() {
            if first.is_ascii_digit() {
                self.number();
            } else if self.is_name(first) {
                self.word();
            } else {
                self.sign(first);
            }
        }
    }

    /// Whether a comment could begin here.
    pub(super) fn stands_apart(&self) -> bool {
        self.before()
            .is_none_or(|before| before.is_whitespace() || ";&|()`".contains(before))
    }

    /// Whether `c` is part of names. What lies beyond ASCII always is: so no
    /// character is torn from what combines with it.
    fn is_name(&self, c: char) -> bool {
        c.is_ascii_alphanumeric()
            || c == '_'
            || (!c.is_ascii() && !c.is_whitespace())
            || (c == '$' && self.grammar.has(Trait::DollarNames))
    }

    /// Bytes of the name that `text` begins with.
    pub(super) fn name_length(&self, text: &str) -> usize {
        text.find(|c| !self.is_name(c)).unwrap_or(text.len())
    }

    fn word(&mut self) {
        let rest = self.rest();
        let (word, after) = rest.split_at(self.name_length(rest));
        if self.grammar.prefixes.contains(&word) && self.prefixed(word, after) {
            return;
        }
        // `r#type` is a name, whatever the word means.
        let raw = after
            .strip_prefix('#')
            .map_or(0, |name| self.name_length(name));
        let is_raw = word == "r" && raw > 0 && self.grammar.has(Trait::HashedTexts);
        let length = word.len() + if is_raw { 1 + raw } else { 0 };
        let (word, after) = rest.split_at(length);
        let role = self.role_of(word, after);
        self.defines = role == Role::Keyword && self.grammar.defines.contains(&word);
        self.take(role, word.len());
        if role == Role::Text {
            self.after_value = true;
        }
    }

    fn role_of(&self, word: &str, after: &str) -> Role {
        let is_macro = self.grammar.has(Trait::Macros)
            && after
                .strip_prefix('!')
                .is_some_and(|after| !after.starts_with('='));
        if self.grammar.is_keyword(word) && self.before() != Some('.') {
            Role::Keyword
        } else if self.defines {
            Role::Function
        } else if self.grammar.is_type(word) {
            Role::Type
        } else if after.starts_with('(') || is_macro {
            Role::Function
        } else {
            Role::Text
        }
    }

    fn number(&mut self) {
        let rest = self.rest();
        let hexadecimal = rest.starts_with("0x") || rest.starts_with("0X");
        let mut length = 0;
        let mut chars = rest.char_indices().peekable();
        let mut before = ' ';
        while let Some((at, c)) = chars.next() {
            let digit_follows = chars.peek().is_some_and(|(_, c)| c.is_ascii_digit());
            let exponent = !hexadecimal && matches!(before, 'e' | 'E');
            let belongs = self.is_name(c)
                || (c == '.' && digit_follows)
                || (matches!(c, '+' | '-') && exponent && digit_follows);
            if !belongs {
                break;
            }
            length = at + c.len_utf8();
            before = c;
        }
        self.take(Role::Number, length);
    }

    fn sign(&mut self, first: char) {
        let taken = match first {
            '\'' if self.grammar.has(Trait::Lifetimes) => self.tick(),
            '@' if self.grammar.has(Trait::Decorators) => self.marked(Role::Function),
            '#' if self.grammar.has(Trait::Preprocessor) => self.directive(),
            '$' if self.grammar.has(Trait::Variables) => self.variable(),
            '/' if self.grammar.has(Trait::Patterns) && !self.after_value => self.pattern(),
            '<' if self.grammar.has(Trait::HereTexts) => self.here_text(),
            '{' | '}' => self.brace(first),
            _ => false,
        };
        if !taken {
            self.take_char(Role::Text);
            self.after_value = matches!(first, ')' | ']');
        }
        self.defines = false;
    }

    /// The sign that stands here together with the name behind it.
    fn marked(&mut self, role: Role) -> bool {
        let name = self.name_length(self.rest().get(1..).unwrap_or(""));
        if name > 0 {
            self.take(role, 1 + name);
        }
        name > 0
    }

    /// `'a'` or `'a`.
    fn tick(&mut self) -> bool {
        let mut chars = self.rest().char_indices().skip(1);
        let first = chars.next().map(|(_, c)| c);
        if first == Some('\\') {
            // The escaped character itself may be a tick.
            let end = chars.skip(1).find(|(_, c)| *c == '\'');
            let end = end.map_or(self.rest().len(), |(at, _)| at + 1);
            self.take(Role::Literal, end);
            return true;
        }
        match chars.next() {
            Some((at, '\'')) => {
                self.take(Role::Literal, at + 1);
                true
            }
            _ => self.marked(Role::Type),
        }
    }

    fn directive(&mut self) -> bool {
        let before = self.line.get(..self.at).unwrap_or("");
        if !before.trim().is_empty() {
            return false;
        }
        let rest = self.rest();
        let blanks = rest.len() - rest.trim_start_matches(['#', ' ']).len();
        let name = self.name_length(rest.get(blanks..).unwrap_or(""));
        let is_include = rest.get(blanks..blanks + name) == Some("include");
        self.take(Role::Keyword, blanks + name);
        let rest = self.rest();
        if is_include && rest.trim_start().starts_with('<') {
            self.take(
                Role::Literal,
                rest.find('>').map_or(rest.len(), |at| at + 1),
            );
        }
        true
    }

    fn variable(&mut self) -> bool {
        let rest = self.rest().get(1..).unwrap_or("");
        let length = match rest.chars().next() {
            Some('{') => rest.find('}').map_or(rest.len(), |at| at + 1),
            Some(c) if "@#?*!$-".contains(c) => 1,
            Some(_) => self.name_length(rest),
            None => 0,
        };
        if length > 0 {
            self.take(Role::Type, 1 + length);
        }
        length > 0
    }

    /// `/…/` with its flags.
    fn pattern(&mut self) -> bool {
        /// What is longer is read as divisions, for a line of slashes would be
        /// looked through from each.
        const LONGEST: usize = 200;
        let mut in_set = false;
        let mut chars = self.rest().char_indices().take(LONGEST).skip(1);
        while let Some((at, c)) = chars.next() {
            match c {
                '\\' => drop(chars.next()),
                '[' => in_set = true,
                ']' => in_set = false,
                '/' if !in_set => {
                    let flags = self.rest().get(at + 1..).unwrap_or("");
                    self.take(Role::Literal, at + 1 + self.name_length(flags));
                    return true;
                }
                _ => {}
            }
        }
        false
    }
}
