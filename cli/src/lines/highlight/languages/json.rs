//! JSON.

use super::super::grammar::{Grammar, Quote};

/// JSON.
pub(super) const JSON: Grammar = Grammar {
    names: &["json", "jsonc"],
    extensions: &["json", "jsonc"],
    comments: &["//"],
    quotes: &[Quote::line("\"")],
    keywords: &["false", "null", "true"],
    ..Grammar::PLAIN
};
