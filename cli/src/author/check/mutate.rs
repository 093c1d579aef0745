//! Small changes of a solution that good tests notice.
//!
//! A **mutant** is the solution with one change: another operator, another
//! number, a line less. It is made from the text alone, without knowing the
//! language's grammar; one that does not even run counts as noticed.

mod lex;

use codezest_core::run::spec::RunFile;

use lex::{Piece, code_of};

/// Most mutants of one assignment: each is a test run.
const MAX_MUTANTS: usize = 40;

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mutant {
    /// The file, relative to the solution.
    pub(super) file: String,
    /// Line, from 1.
    pub(super) line: u32,
    /// The change in words.
    pub(super) what: String,
    start: usize,
    end: usize,
    new: String,
}

impl Mutant {
    /// The solution with this change.
    pub(super) fn apply(&self, files: &[RunFile]) -> Vec<RunFile> {
        let change = |file: &RunFile| {
            let mut file = file.clone();
            if file.path == self.file
                && let (Some(before), Some(after)) =
                    (file.bytes.get(..self.start), file.bytes.get(self.end..))
            {
                file.bytes = [before, self.new.as_bytes(), after].concat();
            }
            file
        };
        files.iter().map(change).collect()
    }
}

/// Operators and words, and what each becomes. Longer ones first, so that
/// `<=` is not read as `<`.
const SWAPS: [(&str, &str); 22] = [
    ("===", "!=="),
    ("!==", "==="),
    ("==", "!="),
    ("!=", "=="),
    ("<=", "<"),
    (">=", ">"),
    ("&&", "||"),
    ("||", "&&"),
    ("+=", "-="),
    ("-=", "+="),
    ("<", "<="),
    (">", ">="),
    ("+", "-"),
    ("-", "+"),
    ("*", "+"),
    ("//", "*"),
    ("/", "*"),
    ("%", "*"),
    ("-eq", "-ne"),
    ("-ne", "-eq"),
    ("-lt", "-le"),
    ("-gt", "-ge"),
];

/// Words that stand alone, and what each becomes.
const WORDS: [(&str, &str); 18] = [
    ("and", "or"),
    ("or", "and"),
    ("true", "false"),
    ("false", "true"),
    ("True", "False"),
    ("False", "True"),
    ("min", "max"),
    ("max", "min"),
    ("break", "continue"),
    ("asc", "desc"),
    ("desc", "asc"),
    ("sum", "avg"),
    ("union", "except"),
    ("AND", "OR"),
    ("OR", "AND"),
    ("DESC", "ASC"),
    ("SUM", "AVG"),
    ("not", ""),
];

/// The mutants of the learner's files, spread evenly when there are many.
pub(super) fn mutants(files: &[RunFile], learner: &[String]) -> Vec<Mutant> {
    let mut all: Vec<Mutant> = Vec::new();
    for file in files.iter().filter(|file| learner.contains(&file.path)) {
        if let Ok(text) = std::str::from_utf8(&file.bytes) {
            all.extend(of_text(&file.path, text));
        }
    }
    let step = all.len().div_ceil(MAX_MUTANTS).max(1);
    all.into_iter().step_by(step).collect()
}

fn of_text(path: &str, text: &str) -> Vec<Mutant> {
    let sql = path.ends_with(".sql");
    let mut found = Vec::new();
    let mut line_start = 0;
    let mut state = lex::State::default();
    for (number, line) in (1_u32..).zip(text.split_inclusive('\n')) {
        // Tests beside the code are no part of what they test.
        if line.trim() == "#[cfg(test)]" {
            break;
        }
        let pieces = code_of(path, line, &mut state);
        let make = |start: usize, old: &str, new: &str, what: String| Mutant {
            file: path.to_owned(),
            line: number,
            what,
            start: line_start + start,
            end: line_start + start + old.len(),
            new: new.to_owned(),
        };
        for piece in &pieces {
            let Piece { start, text } = *piece;
            for (at, old, new) in swaps(text).into_iter().chain(numbers(text)) {
                let what = format!("`{old}` becomes `{new}`");
                found.push(make(start + at, old, &new, what));
            }
        }
        if let Some(new) = removed(path, line, &pieces).filter(|_| !sql) {
            let what = format!("the line `{}` goes", line.trim());
            found.push(make(0, line, &new, what));
        }
        line_start += line.len();
    }
    found
}

/// Operators and words in a piece of code: place, old and new.
fn swaps(text: &str) -> Vec<(usize, &str, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let word_end = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        if word_end > 0 {
            let word = rest.get(..word_end).unwrap_or("");
            if let Some((old, new)) = WORDS.iter().find(|(old, _)| *old == word) {
                found.push((at, *old, (*new).to_owned()));
            }
            at += word_end;
            continue;
        }
        match SWAPS
            .iter()
            .find(|(old, _)| rest.starts_with(old) && stands_free(text, at, old))
        {
            Some((old, new)) => {
                found.push((at, *old, (*new).to_owned()));
                at += old.len();
            }
            None => at += operator_length(rest),
        }
    }
    found
}

/// Whether an operator has spaces around it: `a < b`, and neither `Vec<u8>`
/// nor `->` nor a sign.
fn stands_free(text: &str, at: usize, operator: &str) -> bool {
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let behind = text
        .get(at + operator.len()..)
        .and_then(|text| text.chars().next());
    before.is_some_and(char::is_whitespace) && behind.is_some_and(char::is_whitespace)
}

/// How far to go on: over a run of characters that form one operator.
fn operator_length(rest: &str) -> usize {
    let part = |c: char| "<>=!&|+-*/%^~?:.".contains(c);
    let length: usize = rest
        .chars()
        .take_while(|c| part(*c))
        .map(char::len_utf8)
        .sum();
    if length > 0 {
        length
    } else {
        rest.chars().next().map_or(1, char::len_utf8)
    }
}

/// Whole numbers, each one larger.
fn numbers(text: &str) -> Vec<(usize, &str, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let part = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        let length = rest.find(|c: char| !part(c)).unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or("");
        if let Ok(number) = word.parse::<u32>()
            && word.bytes().all(|byte| byte.is_ascii_digit())
        {
            found.push((at, word, number.saturating_add(1).to_string()));
        }
        at += if length > 0 {
            length
        } else {
            rest.chars().next().map_or(1, char::len_utf8)
        };
    }
    found
}

/// What stands in place of a line that goes; `None` for lines that only hold
/// others together.
fn removed(path: &str, line: &str, pieces: &[Piece<'_>]) -> Option<String> {
    let code: String = pieces.iter().map(|piece| piece.text).collect();
    let code = code.trim();
    let ends = ["{", "(", "[", ":", ",", "=>", "then", "do", "else"];
    let begins = [
        "}",
        ")",
        "]",
        "else",
        "elif",
        "fi",
        "done",
        "esac",
        "fn ",
        "pub ",
        "def ",
        "class ",
        "import ",
        "from ",
        "use ",
        "#",
        "function ",
        "const ",
        "let ",
        "return 0",
        "mod ",
        "struct ",
        "enum ",
        "impl ",
        "case ",
        "except",
        "finally",
        "pass",
        "async ",
    ];
    if code.is_empty()
        || ends.iter().any(|end| code.ends_with(end))
        || begins.iter().any(|word| code.starts_with(word))
    {
        return None;
    }
    let indent: String = line
        .chars()
        .take_while(|c| c.is_whitespace() && *c != '\n')
        .collect();
    Some(match path.rsplit('.').next() {
        Some("py") => format!("{indent}pass\n"),
        Some("sh" | "bash") => format!("{indent}:\n"),
        _ => "\n".to_owned(),
    })
}

#[cfg(test)]
mod tests;
