//! What was typed at the prompt, and what the letters are.

use codezest_core::course::model::ItemKind;

use crate::editor::split;

macro_rules! letters {
    ($($variant:ident $key:literal $word:literal $help:literal;)*) => {
        /// Something that one letter does.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the help of each is in the table")]
        pub(super) enum Letter { $($variant,)* }

        impl Letter {
            /// Every letter, in the order of the help page.
            pub(super) const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// What one types.
            pub(super) fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)* }
            }

            /// What it does, in a word or two.
            pub(super) fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// What it does, in a sentence.
            pub(super) fn help(self) -> &'static str {
                match self { $(Self::$variant => $help,)* }
            }
        }
    };
}

letters! {
    Test "t" "test" "run the tests of this assignment";
    Editor "e" "editor" "open the files in your editor, or say where they are";
    Hint "h" "hint" "the next hint";
    Run "r" "run" "run your program";
    Query "Q" "query" "ask the database of this assignment, line by line";
    Solution "s" "solution" "the solution, once the tests pass";
    Compare "d" "compare" "compare your files with the solution";
    History "H" "history" "earlier test runs";
    Submit "u" "hand in" "hand this assignment in";
    Reset "x" "begin again" "begin again with the starter; your files are kept";
    Complete "c" "read" "mark this material as read";
    Review "v" "review" "what is due for review; at a quiz, what the last attempt missed";
    Filter "f" "filter" "items by words of their title, status or kind: f WORDS";
    Search "/" "search" "search in materials and code: / WORDS";
    Next "n" "next" "what comes next";
    Courses "l" "courses" "courses, modules and items";
    Home "o" "home" "where you are and what is next";
    Stats "p" "stats" "your year and progress";
    Inbox "i" "inbox" "messages, and what waits to be handed in";
    Settings "," "settings" "the settings; config set NAME VALUE changes one";
    Back "b" "back" "back to where you came from";
    Help "?" "all keys" "this list";
    Quit "q" "leave" "leave; everything is kept";
}

/// What one is looking at, as far as letters depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// No item: home, lists.
    List,
    /// An item.
    Item(ItemKind),
}

impl Letter {
    /// Whether it does something where one is.
    pub(super) fn works(self, at: At) -> bool {
        match self {
            Self::Test
            | Self::Editor
            | Self::Hint
            | Self::Run
            | Self::Query
            | Self::Solution
            | Self::Compare
            | Self::History
            | Self::Submit
            | Self::Reset => at == At::Item(ItemKind::Assignment),
            Self::Complete => at == At::Item(ItemKind::Material),
            _ => true,
        }
    }

    /// The command that does the same with `item`, word by word; none for what
    /// only moves within the session.
    pub(super) fn command(self, item: &str) -> Option<Vec<String>> {
        let words: &[&str] = match self {
            Self::Test => &["test", item],
            Self::Editor => &["open", item],
            Self::Hint => &["hint", item],
            Self::Run => &["run", item],
            Self::Solution => &["solution", item],
            Self::Compare => &["solution", "--diff", item],
            Self::History => &["history", item],
            Self::Submit => &["submit", item],
            Self::Reset => &["reset", item],
            Self::Complete => &["complete", item],
            Self::Review => &["quiz", "--review", item],
            Self::Stats => &["stats"],
            Self::Inbox => &["inbox"],
            Self::Settings => &["config", "list"],
            _ => return None,
        };
        Some(words.iter().map(|word| (*word).to_owned()).collect())
    }
}

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Typed {
    /// Nothing: go on.
    Nothing,
    /// The number of a choice, from 1.
    Number(usize),
    /// A letter, with what follows it.
    Letter(Letter, String),
    /// A command, without the program's name.
    Command(Vec<String>),
}

/// Reads what was typed.
pub(super) fn parse(typed: &str) -> Typed {
    let typed = typed.trim();
    if typed.is_empty() {
        return Typed::Nothing;
    }
    if let Ok(number) = typed.parse() {
        return Typed::Number(number);
    }
    if let Some(words) = typed.strip_prefix('/') {
        return Typed::Letter(Letter::Search, words.trim().to_owned());
    }
    let (first, rest) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
    let letter = Letter::ALL.iter().find(|letter| letter.key() == first);
    match letter {
        Some(letter) if rest.is_empty() || *letter == Letter::Filter => {
            Typed::Letter(*letter, rest.trim().to_owned())
        }
        _ => {
            let mut words = split(typed);
            if words.first().is_some_and(|word| word == "codezest") {
                words.remove(0);
            }
            Typed::Command(words)
        }
    }
}

/// The line above the prompt: what one can type here.
pub(super) fn offer(choices: usize, enter: Option<&str>, at: At) -> String {
    let mut parts = Vec::new();
    match choices {
        0 => {}
        1 => parts.push("1 chooses".to_owned()),
        many => parts.push(format!("1 to {many} choose")),
    }
    parts.extend(enter.map(|word| format!("Enter {word}")));
    let letters: Vec<String> = Letter::ALL
        .iter()
        .filter(|letter| letter.works(at))
        .map(|letter| format!("{} {}", letter.key(), letter.word()))
        .collect();
    parts.push(letters.join("; "));
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Typed {
        Typed::Command(words.iter().map(|word| (*word).to_owned()).collect())
    }

    #[test]
    fn what_was_typed_is_understood() {
        let letter = |letter, rest: &str| Typed::Letter(letter, rest.to_owned());
        let cases = [
            ("", Typed::Nothing),
            ("  ", Typed::Nothing),
            ("12", Typed::Number(12)),
            ("0", Typed::Number(0)),
            ("t", letter(Letter::Test, "")),
            (" Q ", letter(Letter::Query, "")),
            ("h", letter(Letter::Hint, "")),
            ("H", letter(Letter::History, "")),
            ("/", letter(Letter::Search, "")),
            ("/group by", letter(Letter::Search, "group by")),
            ("/ 3", letter(Letter::Search, "3")),
            ("f new quiz", letter(Letter::Filter, "new quiz")),
            ("?", letter(Letter::Help, "")),
            ("-1", words(&["-1"])),
            ("t now", words(&["t", "now"])),
            (
                "config set editor 'my ed'",
                words(&["config", "set", "editor", "my ed"]),
            ),
            ("codezest status", words(&["status"])),
        ];
        for (typed, wanted) in cases {
            assert_eq!(parse(typed), wanted, "{typed:?}");
        }
    }

    #[test]
    fn every_letter_is_one_of_its_own_and_every_item_has_its_letters() {
        for (at, letter) in Letter::ALL.iter().enumerate() {
            assert_eq!(
                Letter::ALL
                    .iter()
                    .position(|other| other.key() == letter.key()),
                Some(at)
            );
        }
        let on_quiz = offer(0, Some("begins"), At::Item(ItemKind::Quiz));
        assert!(on_quiz.starts_with("Enter begins; v review; "), "{on_quiz}");
        assert!(!on_quiz.contains("test"), "{on_quiz}");
        let on_list = offer(9, None, At::List);
        assert!(
            on_list.starts_with("1 to 9 choose; v review; f filter; "),
            "{on_list}"
        );
        assert!(on_list.ends_with("? all keys; q leave"), "{on_list}");
        assert_eq!(
            Letter::Compare.command("a/b"),
            Some(vec![
                "solution".to_owned(),
                "--diff".to_owned(),
                "a/b".to_owned()
            ])
        );
        assert_eq!(Letter::Back.command("a/b"), None);
    }
}
