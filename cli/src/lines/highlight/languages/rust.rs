//! Rust.

use super::super::grammar::{Grammar, Quote, Trait};

/// Rust.
pub(super) const RUST: Grammar = Grammar {
    names: &["rust", "rs"],
    extensions: &["rs"],
    comments: &["//"],
    block: Some(("/*", "*/")),
    nests: true,
    quotes: &[Quote::lines("\"")],
    prefixes: &["b", "br", "c", "cr", "r"],
    keywords: &[
        "Self", "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else",
        "enum", "extern", "false", "fn", "for", "if", "impl", "in", "let", "loop", "match", "mod",
        "move", "mut", "pub", "ref", "return", "self", "static", "struct", "super", "trait",
        "true", "type", "union", "unsafe", "use", "where", "while", "yield",
    ],
    types: &[
        "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "str", "u128",
        "u16", "u32", "u64", "u8", "usize",
    ],
    defines: &["fn"],
    traits: &[
        Trait::CapitalTypes,
        Trait::Lifetimes,
        Trait::HashedTexts,
        Trait::Macros,
    ],
};
