//! Text with roles. A role says what a text is, the theme says how it looks;
//! without colours the words and symbols still say everything.

use std::borrow::Cow;

use codezest_core::text::clean;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How lines are to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns of a line.
    pub width: usize,
    /// Words and ASCII instead of lines and symbols; code is never cut.
    pub plain: bool,
    /// Whether colours tell what is code or strong; else signs do.
    pub color: bool,
    /// Whether code tells its keywords, texts and comments apart.
    pub highlight: bool,
}

impl Look {
    /// The same with another width.
    #[must_use]
    pub fn narrowed(self, width: usize) -> Self {
        Self { width, ..self }
    }
}

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Nothing special.
    Text,
    /// A heading.
    Title,
    /// Passed, done, right.
    Good,
    /// Failed, wrong.
    Bad,
    /// Worth noticing.
    Warning,
    /// Less important.
    Dim,
    /// Something to type, or code.
    Code,
    /// What to do next.
    Hint,
    /// Strong emphasis.
    Strong,
    /// Light emphasis.
    Emphasis,
    /// A link.
    Link,
    /// Crossed out.
    Struck,
    /// In code: a word of the language itself.
    Keyword,
    /// In code: a text between quotes.
    Literal,
    /// In code: a number.
    Number,
    /// In code: what is not executed.
    Comment,
    /// In code: the name of a function that is defined or called.
    Function,
    /// In code: the name of a type, or of a variable where a sign marks those.
    Type,
}

impl Role {
    /// The ANSI codes that begin it: only the 16 colours of the terminal's own
    /// theme, so that they fit dark and light backgrounds.
    fn code(self) -> &'static str {
        match self {
            Self::Text => "",
            Self::Title => "\u{1b}[1m",
            Self::Good => "\u{1b}[32m",
            Self::Bad => "\u{1b}[1;31m",
            Self::Warning => "\u{1b}[33m",
            Self::Dim => "\u{1b}[2m",
            Self::Code => "\u{1b}[36m",
            Self::Hint => "\u{1b}[1;36m",
            Self::Strong => "\u{1b}[1m",
            Self::Emphasis => "\u{1b}[3m",
            Self::Link => "\u{1b}[4;34m",
            Self::Struck => "\u{1b}[9m",
            Self::Keyword => "\u{1b}[35m",
            Self::Literal => "\u{1b}[32m",
            Self::Number => "\u{1b}[36m",
            Self::Comment => "\u{1b}[2m",
            Self::Function => "\u{1b}[34m",
            Self::Type => "\u{1b}[33m",
        }
    }
}

/// A line (or lines) of text with roles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Styled {
    spans: Vec<(Role, String)>,
}

impl Styled {
    /// An empty line.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds plain text.
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        self.role(Role::Text, text)
    }

    /// Adds text with a role.
    #[must_use]
    pub fn role(mut self, role: Role, text: &str) -> Self {
        self.push(role, text);
        self
    }

    /// Adds text with a role. Whatever could act on the terminal is left out:
    /// file names and messages of other programs come here, too.
    pub fn push(&mut self, role: Role, text: &str) {
        let acts = |c: char| c.is_control() && c != '\n' && c != '\t';
        let text = if text.contains(acts) {
            Cow::Owned(clean(text))
        } else {
            Cow::Borrowed(text)
        };
        if text.is_empty() {
            return;
        }
        match self.spans.last_mut() {
            Some((last, before)) if *last == role => before.push_str(&text),
            _ => self.spans.push((role, text.into_owned())),
        }
    }

    /// Adds another line's pieces.
    pub fn append(&mut self, other: Self) {
        for (role, text) in other.spans {
            match self.spans.last_mut() {
                Some((last, before)) if *last == role => before.push_str(&text),
                _ => self.spans.push((role, text)),
            }
        }
    }

    /// The pieces.
    #[must_use]
    pub fn spans(&self) -> &[(Role, String)] {
        &self.spans
    }

    /// The same with words instead of symbols, where plain lines are wanted.
    #[must_use]
    pub fn in_words(self, look: Look) -> Self {
        if !look.plain {
            return self;
        }
        let mut line = Self::new();
        for (role, text) in &self.spans {
            line.push(*role, &plain_symbols(text));
        }
        line
    }

    /// Columns it takes on a terminal.
    #[must_use]
    pub fn width(&self) -> usize {
        self.spans.iter().map(|(_, text)| text.width()).sum()
    }

    /// The text to write. `plain` replaces symbols by words or ASCII.
    #[must_use]
    pub fn render(&self, color: bool, plain: bool) -> String {
        let mut rendered = String::new();
        for (role, text) in &self.spans {
            let text = if plain {
                plain_symbols(text)
            } else {
                text.clone()
            };
            let code = role.code();
            if color && !code.is_empty() {
                rendered.push_str(code);
                rendered.push_str(&text);
                rendered.push_str("\u{1b}[0m");
            } else {
                rendered.push_str(&text);
            }
        }
        rendered
    }
}

/// `text` cut to so many columns, with a mark where it was cut.
#[must_use]
pub fn shortened(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut short = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        if used + grapheme.width() + 1 > columns {
            break;
        }
        used += grapheme.width();
        short.push_str(grapheme);
    }
    if columns > 0 {
        short.push('…');
    }
    short
}

/// Symbols that a screen reader or an old terminal makes nothing of.
fn plain_symbols(text: &str) -> String {
    const WORDS: [(&str, &str); 10] = [
        ("✓", "ok"),
        ("✗", "FAILED"),
        ("◐", "started"),
        ("○", "new"),
        ("●", "done"),
        ("→", "->"),
        ("…", "..."),
        ("·", "-"),
        ("█", "#"),
        ("░", "."),
    ];
    WORDS.iter().fold(text.to_owned(), |text, (symbol, word)| {
        text.replace(symbol, word)
    })
}

impl From<&str> for Styled {
    fn from(text: &str) -> Self {
        Self::new().text(text)
    }
}

impl From<String> for Styled {
    fn from(text: String) -> Self {
        Self::new().text(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_wrap_and_plain_words_replace_symbols() {
        let line = Styled::new().role(Role::Good, "✓").text(" adds");
        assert_eq!(line.render(true, false), "\u{1b}[32m✓\u{1b}[0m adds");
        assert_eq!(line.render(false, true), "ok adds");
        assert_eq!(line.width(), 6);
    }

    #[test]
    fn nothing_in_a_text_acts_on_the_terminal() {
        let line = Styled::from("a\u{1b}[31mb\u{1b}]0;title\u{7}c\u{9b}2Jd\n\te");
        assert_eq!(line.render(false, false), "abcd\n\te");
    }
}
