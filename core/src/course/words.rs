//! The words of the format: one table per enumeration, for reading, writing
//! and "did you mean".

use super::model::{
    Difficulty, Framework, MaterialKind, Network, ReportFormat, RunnerKind, SolutionRule,
};

/// An enumeration that is written as a word.
pub trait Word: Copy + PartialEq + 'static {
    /// Every word and what it means.
    const WORDS: &'static [(&'static str, Self)];

    /// The word of this value.
    #[must_use]
    fn word(self) -> &'static str;

    /// The value of `word`.
    #[must_use]
    fn of_word(word: &str) -> Option<Self> {
        Self::WORDS
            .iter()
            .find(|(known, _)| *known == word)
            .map(|(_, value)| *value)
    }
}

// The match makes the compiler name an enumeration's value without a word.
macro_rules! words {
    ($($name:ident { $($variant:ident = $word:literal),* $(,)? })*) => {
        $(impl Word for $name {
            const WORDS: &'static [(&'static str, Self)] = &[$(($word, Self::$variant)),*];

            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        })*
    };
}

words! {
    Difficulty { Beginner = "beginner", Intermediate = "intermediate", Advanced = "advanced" }
    MaterialKind { Article = "article", Example = "example", Video = "video", Interactive = "interactive" }
    RunnerKind { Python = "python", Rust = "rust", Javascript = "javascript", C = "c", Bash = "bash", Sql = "sql" }
    Framework { Unittest = "unittest", Pytest = "pytest", Node = "node", Jest = "jest" }
    ReportFormat {
        Junit = "junit", Tap = "tap", Libtest = "libtest", Unity = "unity", Json = "json",
        ExercismJson = "exercism-json", Exit = "exit",
    }
    SolutionRule { Always = "always", AfterPass = "after-pass", Never = "never" }
    Network { None = "none", Loopback = "loopback" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn as_serde<T: Word + serde::Serialize>() {
        for (word, value) in T::WORDS {
            assert_eq!(serde_json::to_value(value).unwrap(), *word);
            assert_eq!(value.word(), *word);
        }
    }

    #[test]
    fn words_are_those_of_the_stored_model() {
        as_serde::<Difficulty>();
        as_serde::<MaterialKind>();
        as_serde::<RunnerKind>();
        as_serde::<Framework>();
        as_serde::<ReportFormat>();
        as_serde::<SolutionRule>();
        as_serde::<Network>();
    }
}
