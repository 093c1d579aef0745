//! What the scanner must know of a language.

/// A language as tables. What a table does not say is read as plain words and
/// signs, so that an unknown construct looks plain instead of wrong.
#[derive(Debug)]
pub(super) struct Grammar {
    /// What a text calls it behind a code fence, in lower case.
    pub(super) names: &'static [&'static str],
    /// The endings of its files, without the dot.
    pub(super) extensions: &'static [&'static str],
    /// What begins a comment that ends with the line.
    pub(super) comments: &'static [&'static str],
    /// What begins and ends a comment of any length.
    pub(super) block: Option<(&'static str, &'static str)>,
    /// Whether such comments lie in each other.
    pub(super) nests: bool,
    /// Its quotes; longer ones come before what they begin with.
    pub(super) quotes: &'static [Quote],
    /// Words that belong to the quote right behind them.
    pub(super) prefixes: &'static [&'static str],
    /// Its own words, sorted.
    pub(super) keywords: &'static [&'static str],
    /// Names of types that do not look like one, sorted.
    pub(super) types: &'static [&'static str],
    /// Keywords behind which a function's name stands.
    pub(super) defines: &'static [&'static str],
    /// Peculiarities.
    pub(super) traits: &'static [Trait],
}

/// A kind of quoted text.
#[derive(Debug)]
pub(super) struct Quote {
    /// What begins and ends it.
    pub(super) sign: &'static str,
    /// Whether a backslash takes the meaning of the next character.
    pub(super) escapes: bool,
    /// Whether it may hold line ends.
    pub(super) many_lines: bool,
    /// Whether `${` leads back into code.
    pub(super) templates: bool,
}

/// What only some languages have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trait {
    /// Upper and lower case mean the same.
    AnyCase,
    /// A word with a capital is a type.
    CapitalTypes,
    /// `'a` is a lifetime, `'a'` a character.
    Lifetimes,
    /// `r#"…"#`, with as many `#` at the end as at the beginning.
    HashedTexts,
    /// `name!` calls a macro.
    Macros,
    /// `@name` above a definition.
    Decorators,
    /// `#name` at the beginning of a line, and `<name>` behind it.
    Preprocessor,
    /// `$name` and `${name}`.
    Variables,
    /// `$` may be part of a name.
    DollarNames,
    /// `<<WORD` takes the lines up to `WORD`.
    HereTexts,
    /// A comment begins only where a word could.
    ApartComments,
    /// `/…/` where no value stands before it.
    Patterns,
}

impl Grammar {
    /// Nothing but words, signs and numbers.
    pub(super) const PLAIN: Self = Self {
        names: &[],
        extensions: &[],
        comments: &[],
        block: None,
        nests: false,
        quotes: &[],
        prefixes: &[],
        keywords: &[],
        types: &[],
        defines: &[],
        traits: &[],
    };

    pub(super) fn has(&self, wanted: Trait) -> bool {
        self.traits.contains(&wanted)
    }

    /// Whether `word` is one of the language's own.
    pub(super) fn is_keyword(&self, word: &str) -> bool {
        self.lists(self.keywords, word)
    }

    /// Whether `word` names a type.
    pub(super) fn is_type(&self, word: &str) -> bool {
        if self.lists(self.types, word) {
            return true;
        }
        let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
        // In capitals only, it is a constant.
        capital
            && self.has(Trait::CapitalTypes)
            && (word.len() == 1 || word.contains(|c: char| c.is_ascii_lowercase()))
    }

    fn lists(&self, words: &[&str], word: &str) -> bool {
        /// No listed word is longer; keeps a long one from being copied.
        const LONGEST: usize = 24;
        if word.len() > LONGEST {
            return false;
        }
        if self.has(Trait::AnyCase) {
            let lower = word.to_ascii_lowercase();
            return words.binary_search(&lower.as_str()).is_ok();
        }
        words.binary_search(&word).is_ok()
    }
}

impl Quote {
    /// A text of one line with escapes.
    pub(super) const fn line(sign: &'static str) -> Self {
        Self {
            sign,
            escapes: true,
            many_lines: false,
            templates: false,
        }
    }

    /// The same, holding line ends.
    pub(super) const fn lines(sign: &'static str) -> Self {
        Self {
            many_lines: true,
            ..Self::line(sign)
        }
    }

    /// The same, without escapes.
    pub(super) const fn raw(self) -> Self {
        Self {
            escapes: false,
            ..self
        }
    }
}
