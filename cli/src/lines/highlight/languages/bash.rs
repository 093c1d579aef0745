//! Bash and other shells.

use super::super::grammar::{Grammar, Quote, Trait};

/// Bash and other shells.
pub(super) const BASH: Grammar = Grammar {
    names: &["bash", "sh", "shell", "zsh"],
    extensions: &["bash", "sh", "zsh", "bats"],
    comments: &["#"],
    quotes: &[Quote::lines("\""), Quote::lines("'").raw()],
    keywords: &[
        "break", "case", "continue", "declare", "do", "done", "elif", "else", "esac", "eval",
        "exec", "exit", "export", "fi", "for", "function", "if", "in", "local", "readonly",
        "return", "select", "set", "shift", "source", "then", "time", "trap", "unset", "until",
        "while",
    ],
    defines: &["function"],
    traits: &[Trait::Variables, Trait::HereTexts, Trait::ApartComments],
    ..Grammar::PLAIN
};
