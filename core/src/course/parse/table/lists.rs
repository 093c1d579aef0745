//! Lists of texts and ids.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::Table;
use crate::course::diagnostics::Code;

/// Most entries of a list of texts.
const MAX_LIST: usize = 1_000;

fn text_of(value: &Spanned<DeValue<'_>>) -> Option<String> {
    match value.get_ref() {
        DeValue::String(text) => Some(text.to_string()),
        _ => None,
    }
}

impl Table<'_> {
    /// A list of ids; empty when absent.
    pub(in crate::course::parse) fn ids<T: TryFrom<String, Error = crate::ids::SlugError>>(
        &self,
        key: &str,
    ) -> Vec<T> {
        let mut ids = Vec::new();
        for (text, span) in self.spanned_texts(key).unwrap_or_default() {
            match T::try_from(text) {
                Ok(id) => ids.push(id),
                Err(error) => {
                    self.sink.error(
                        Code::BadId,
                        self.source.place(&span),
                        error.to_string(),
                        None,
                    );
                }
            }
        }
        ids
    }

    /// A list of texts; empty when absent.
    pub(in crate::course::parse) fn texts(&self, key: &str) -> Vec<String> {
        self.list(key).unwrap_or_default()
    }

    /// A list of texts, if the key is there.
    pub(in crate::course::parse) fn list(&self, key: &str) -> Option<Vec<String>> {
        self.spanned_texts(key)
            .map(|list| list.into_iter().map(|(text, _)| text).collect())
    }

    /// A list of texts with the place of each.
    pub(in crate::course::parse) fn spanned_texts(
        &self,
        key: &str,
    ) -> Option<Vec<(String, Range<usize>)>> {
        let value = self.get(key)?;
        let DeValue::Array(array) = value.get_ref() else {
            self.wrong(key, value, "a list of texts");
            return None;
        };
        if array.len() > MAX_LIST {
            self.bad(key, format!("`{key}` has more than {MAX_LIST} entries"));
        }
        let mut texts = Vec::new();
        for element in array.iter().take(MAX_LIST) {
            match element.get_ref() {
                DeValue::String(text) => texts.push((text.to_string(), element.span())),
                _ => self.wrong(key, element, "a list of texts"),
            }
        }
        Some(texts)
    }

    /// A list of lists of texts.
    pub(in crate::course::parse) fn nested_texts(&self, key: &str) -> Option<Vec<Vec<String>>> {
        let value = self.get(key)?;
        let DeValue::Array(outer) = value.get_ref() else {
            self.wrong(key, value, "a list of lists of texts");
            return None;
        };
        let mut lists = Vec::new();
        for inner in outer.iter() {
            let texts = match inner.get_ref() {
                DeValue::Array(array) => array.iter().map(text_of).collect(),
                _ => None,
            };
            match texts {
                Some(texts) => lists.push(texts),
                None => self.wrong(key, inner, "a list of lists of texts"),
            }
        }
        Some(lists)
    }

    /// One text or a list of texts.
    pub(in crate::course::parse) fn text_or_list(&self, key: &str) -> Option<Vec<String>> {
        match self.get(key)?.get_ref() {
            DeValue::String(text) => Some(vec![text.to_string()]),
            _ => self.list(key),
        }
    }
}
