//! Reading a TOML table key by key: every wrong type, word or number is
//! reported with its place, and reading goes on.

mod lists;

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::course::diagnostics::{Code, Place, Sink, Source, did_you_mean};
use crate::course::words::Word;
use crate::text::clean;

/// A table being read.
#[derive(Clone)]
pub(super) struct Table<'a> {
    pub(super) source: Source<'a>,
    pub(super) sink: &'a Sink,
    map: &'a DeTable<'a>,
    span: Range<usize>,
}

/// Parses `text` (a part of `source` from `source.base`) and lets `read` have
/// the root table; syntax errors are reported instead.
pub(super) fn with_toml<T>(
    source: Source<'_>,
    text: &str,
    sink: &Sink,
    read: impl FnOnce(Table<'_>) -> Option<T>,
) -> Option<T> {
    let (root, errors) = DeTable::parse_recoverable(text);
    // Later errors are mostly consequences of the first.
    for error in errors.iter().take(3) {
        let place = source.place(&error.span().unwrap_or(0..0));
        sink.error(
            Code::TomlSyntax,
            place,
            error.message().trim().replace('\n', "; "),
            None,
        );
    }
    if !errors.is_empty() {
        return None;
    }
    sink.whole(|| {
        read(Table {
            source,
            sink,
            map: root.get_ref(),
            span: 0..0,
        })
    })
}

/// What a value is, in the words of TOML.
fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// A whole number's value.
pub(super) fn integer(value: &DeValue<'_>) -> Option<i64> {
    match value {
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
        _ => None,
    }
}

/// A finite number's value.
pub(super) fn float(value: &DeValue<'_>) -> Option<f64> {
    let number: f64 = match value {
        // Through text: the nearest `f64` without a lossy cast.
        DeValue::Integer(_) => integer(value)?.to_string().parse().ok()?,
        DeValue::Float(number) => number.as_str().parse().ok()?,
        _ => return None,
    };
    number.is_finite().then_some(number)
}

impl<'a> Table<'a> {
    /// The place of a key's value, or of the table when the key is absent.
    pub(super) fn place(&self, key: &str) -> Place<'a> {
        let span = self
            .map
            .get(key)
            .map_or_else(|| self.span.clone(), Spanned::span);
        self.source.place(&span)
    }

    /// Reports a value that breaks a rule.
    pub(super) fn bad(&self, key: &str, message: impl Into<String>) {
        self.sink
            .error(Code::BadValue, self.place(key), message, None);
    }

    /// Whether the key is there.
    pub(super) fn has(&self, key: &str) -> bool {
        self.map.contains_key(key)
    }

    /// Reports keys that are not among `known`.
    pub(super) fn only(&self, known: &[&str]) {
        for (key, _) in self.map.iter() {
            if !known.contains(&key.get_ref().as_ref()) {
                self.sink.flaw(
                    Code::UnknownKey,
                    self.source.place(&key.span()),
                    format!("there is no key `{}` here", key.get_ref()),
                    did_you_mean(key.get_ref(), known.iter().copied()),
                );
            }
        }
    }

    /// The value of a key with its span.
    pub(super) fn get(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.map.get(key)
    }

    /// Reports a missing required key.
    pub(super) fn missing(&self, key: &str) {
        self.sink.error(
            Code::MissingKey,
            self.source.place(&self.span),
            format!("`{key}` is missing"),
            None,
        );
    }

    pub(super) fn wrong(&self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str) {
        self.sink.error(
            Code::WrongType,
            self.source.place(&value.span()),
            format!("`{key}` must be {wanted}, not {}", kind(value.get_ref())),
            None,
        );
    }

    /// A text as it is: for what programs read and write.
    pub(super) fn raw(&self, key: &str) -> Option<String> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            _ => {
                self.wrong(key, value, "a text");
                None
            }
        }
    }

    /// A text that people read; control characters are reported and removed.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        let text = self.raw(key)?.replace("\r\n", "\n");
        let cleaned = clean(&text);
        if cleaned != text {
            self.sink.warn(
                Code::ControlCharacters,
                self.place(key),
                format!("`{key}` has control characters; they are left out"),
                None,
            );
        }
        Some(cleaned)
    }

    /// A required text that is not blank.
    pub(super) fn required(&self, key: &str) -> Option<String> {
        if !self.has(key) {
            self.missing(key);
            return None;
        }
        let text = self.text(key)?;
        if text.trim().is_empty() {
            self.bad(key, format!("`{key}` is empty"));
            return None;
        }
        Some(text)
    }

    /// A title: required, one line, not too long.
    pub(super) fn title(&self) -> Option<String> {
        let title = self.required("title")?;
        if title.contains('\n') || title.chars().count() > crate::limits::MAX_TITLE_CHARS {
            self.bad(
                "title",
                format!(
                    "a title is one line of at most {} characters",
                    crate::limits::MAX_TITLE_CHARS
                ),
            );
            return None;
        }
        Some(title)
    }

    /// `true` or `false`.
    pub(super) fn bool(&self, key: &str) -> Option<bool> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Boolean(flag) => Some(*flag),
            _ => {
                self.wrong(key, value, "true or false");
                None
            }
        }
    }

    /// A whole number within `range`.
    pub(super) fn number(&self, key: &str, range: std::ops::RangeInclusive<u32>) -> Option<u32> {
        let value = self.get(key)?;
        if !matches!(value.get_ref(), DeValue::Integer(_)) {
            self.wrong(key, value, "a whole number");
            return None;
        }
        let number = integer(value.get_ref()).and_then(|number| u32::try_from(number).ok());
        let inside = number.filter(|number| range.contains(number));
        if inside.is_none() {
            self.bad(
                key,
                format!(
                    "`{key}` must be between {} and {}",
                    range.start(),
                    range.end()
                ),
            );
        }
        inside
    }

    /// A finite number.
    pub(super) fn float(&self, key: &str) -> Option<f64> {
        let value = self.get(key)?;
        let number = float(value.get_ref());
        if number.is_none() {
            self.wrong(key, value, "a finite number");
        }
        number
    }

    /// One of the words of `T`.
    pub(super) fn word<T: Word>(&self, key: &str) -> Option<T> {
        let word = self.raw(key)?;
        let found = T::of_word(&word);
        if found.is_none() {
            let words: Vec<&str> = T::WORDS.iter().map(|(word, _)| *word).collect();
            let hint = did_you_mean(&word, words.iter().copied());
            let message = format!("{word:?} is not one of {}", words.join(", "));
            self.sink
                .error(Code::BadValue, self.place(key), message, hint);
        }
        found
    }

    /// An id.
    pub(super) fn id<T: TryFrom<String, Error = crate::ids::SlugError>>(
        &self,
        key: &str,
    ) -> Option<T> {
        let text = self.raw(key)?;
        T::try_from(text.clone())
            .map_err(|error| {
                let hint = Some(format!(
                    "for example `{}`",
                    crate::ids::slugify(&text, "name")
                ));
                self.sink
                    .error(Code::BadId, self.place(key), error.to_string(), hint);
            })
            .ok()
    }

    /// A table below this one.
    pub(super) fn table(&self, key: &str) -> Option<Table<'a>> {
        let value = self.get(key)?;
        let table = self.as_table(value);
        if table.is_none() {
            self.wrong(key, value, "a table");
        }
        table
    }

    /// A list of tables (`[[key]]`); empty when absent.
    pub(super) fn tables(&self, key: &str) -> Vec<Table<'a>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let DeValue::Array(array) = value.get_ref() else {
            let wanted = format!("a list of tables, written `[[{key}]]`");
            self.wrong(key, value, &wanted);
            return Vec::new();
        };
        let mut tables = Vec::new();
        for element in array.iter() {
            match self.as_table(element) {
                Some(table) => tables.push(table),
                None => self.wrong(key, element, "a list of tables"),
            }
        }
        tables
    }

    /// Keys and texts of a table, such as `env`.
    pub(super) fn pairs(&self) -> Vec<(String, String)> {
        let keys = self.map.keys().map(|key| key.get_ref().to_string());
        keys.filter_map(|key| self.raw(&key).map(|text| (key, text)))
            .collect()
    }

    fn as_table(&self, value: &'a Spanned<DeValue<'a>>) -> Option<Table<'a>> {
        match value.get_ref() {
            DeValue::Table(map) => Some(Table {
                source: self.source,
                sink: self.sink,
                map,
                span: value.span(),
            }),
            _ => None,
        }
    }
}
