//! What the user may set for a conversion.

use std::collections::BTreeMap;

use codezest_core::course::model::ReportFormat;
use codezest_core::ids::slugify;

/// A test command for tracks that have none built in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestCommand {
    /// Program and arguments; `%{slug}`, `%{snake_slug}`, `%{kebab_slug}`,
    /// `%{camel_slug}` and `%{pascal_slug}` stand for the exercise's name.
    pub command: Vec<String>,
    /// How it reports.
    pub report: ReportFormat,
    /// Where it writes its report; standard output otherwise.
    pub report_file: Option<String>,
}

/// What the user may set for a conversion.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Replaces the track's test command.
    pub test: Option<TestCommand>,
    /// CPU seconds by exercise, where the usual ones are not enough.
    pub cpu_seconds: BTreeMap<String, u32>,
    /// Where the source came from, as typed.
    pub source: String,
    /// Nothing is fetched from other machines.
    pub offline: bool,
    /// The programming language, for sources that do not say it.
    pub language: Option<String>,
}

impl Options {
    /// A name for sources that have none: the last part of where it came
    /// from.
    pub(super) fn name(&self) -> Option<&str> {
        let parts = self
            .source
            .trim_end_matches(['/', '.'])
            .rsplit(['/', '\\', ':']);
        let name = parts.map(str::trim).find(|part| !part.is_empty())?;
        let ends = [".git", ".gift", ".txt"];
        let name = ends
            .iter()
            .find_map(|end| name.strip_suffix(end))
            .unwrap_or(name);
        (!name.is_empty()).then_some(name)
    }

    /// The source as it is recorded in the course: an address, never a place
    /// on this machine.
    pub(super) fn address(&self) -> String {
        let source = &self.source;
        let scp_like = source.contains('@') && source.contains(':') && !source.starts_with('/');
        let address = source.contains("://") && !source.starts_with("file:") || scp_like;
        if address {
            self.source.clone()
        } else {
            String::new()
        }
    }

    /// A title made of that name.
    pub(super) fn title(&self, fallback: &str) -> String {
        let words = self.name().unwrap_or(fallback).replace(['-', '_'], " ");
        let mut chars = words.chars();
        chars.next().map_or_else(String::new, |first| {
            first.to_uppercase().chain(chars).collect()
        })
    }

    /// The language that was set, or the one the source seems to be in.
    pub(super) fn language(&self, found: &str) -> String {
        slugify(self.language.as_deref().unwrap_or(found), "text")
    }

    /// What the course's uid is derived from: the format and the name, so
    /// that the same source added on two machines is the same course,
    /// wherever it lies there.
    pub(super) fn identity(&self, format: &str) -> String {
        format!("{format}:{}", slugify(self.name().unwrap_or(""), "course"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_from_where_the_source_is() {
        for (source, name) in [
            ("https://example.org/me/my-book.git", Some("my-book")),
            ("git@example.org:me/my-book.git", Some("my-book")),
            ("./banks/loops.gift", Some("loops")),
            ("../my_book/", Some("my_book")),
            ("/home/me@work:1/my-book", Some("my-book")),
            ("file:///srv/my-book.git", Some("my-book")),
            (".", None),
            ("", None),
        ] {
            let options = Options {
                source: source.to_owned(),
                ..Options::default()
            };
            assert_eq!(options.name(), name, "{source}");
            let local = !source.contains("example.org");
            assert_eq!(options.address().is_empty(), local, "{source}");
        }
        let options = Options {
            source: "a/my_book".to_owned(),
            ..Options::default()
        };
        assert_eq!(options.title("x"), "My book");
        assert_eq!(options.identity("mdbook"), "mdbook:my-book");
        assert_eq!(Options::default().title("question bank"), "Question bank");
    }
}
