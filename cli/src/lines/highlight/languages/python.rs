//! Python.

use super::super::grammar::{Grammar, Quote, Trait};

/// Python.
pub(super) const PYTHON: Grammar = Grammar {
    names: &["python", "py", "python3", "pycon"],
    extensions: &["py", "pyi"],
    comments: &["#"],
    quotes: &[
        Quote::lines("\"\"\""),
        Quote::lines("'''"),
        Quote::line("\""),
        Quote::line("'"),
    ],
    prefixes: &[
        "b", "B", "f", "F", "r", "R", "u", "U", "br", "bR", "Br", "BR", "rb", "rB", "Rb", "RB",
        "fr", "fR", "Fr", "FR", "rf", "rF", "Rf", "RF",
    ],
    keywords: &[
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "case", "class",
        "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global",
        "if", "import", "in", "is", "lambda", "match", "nonlocal", "not", "or", "pass", "raise",
        "return", "try", "while", "with", "yield",
    ],
    types: &[
        "bool",
        "bytearray",
        "bytes",
        "complex",
        "dict",
        "float",
        "frozenset",
        "int",
        "list",
        "object",
        "set",
        "str",
        "tuple",
        "type",
    ],
    defines: &["def"],
    traits: &[Trait::CapitalTypes, Trait::Decorators],
    ..Grammar::PLAIN
};
