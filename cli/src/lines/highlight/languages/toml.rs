//! TOML.

use super::super::grammar::{Grammar, Quote};

/// TOML.
pub(super) const TOML: Grammar = Grammar {
    names: &["toml"],
    extensions: &["toml"],
    comments: &["#"],
    quotes: &[
        Quote::lines("\"\"\""),
        Quote::lines("'''").raw(),
        Quote::line("\""),
        Quote::line("'").raw(),
    ],
    keywords: &["false", "inf", "nan", "true"],
    ..Grammar::PLAIN
};
