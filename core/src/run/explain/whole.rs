//! Rules for texts as a whole: one or two things whose removal makes both
//! equal.

use super::{Difference, Kind, count, lookalike, quote};
use crate::run::visible;

/// Nothing came, or something where nothing should.
pub(super) fn empty(expected: &str, actual: &str) -> Vec<Difference> {
    let found = if actual.is_empty() {
        Difference::new(Kind::Empty, "Nothing came: the result is empty.")
    } else if actual.trim().is_empty() && !expected.trim().is_empty() {
        Difference::new(Kind::Empty, "Only white space came.")
    } else if expected.is_empty() {
        Difference::new(
            Kind::Unexpected,
            format!("Nothing should come, but {} came.", quote(actual)),
        )
    } else {
        return Vec::new();
    };
    vec![found]
}

/// A rule: what it removes, and how it says what differed.
struct Rule {
    kind: Kind,
    normalise: fn(&str) -> String,
    words: fn(&str, &str) -> String,
}

const RULES: [Rule; 10] = [
    Rule {
        kind: Kind::LineEnds,
        normalise: line_ends,
        words: line_ends_words,
    },
    Rule {
        kind: Kind::FinalNewline,
        normalise: |text| text.trim_end_matches('\n').to_owned(),
        words: final_newline_words,
    },
    Rule {
        kind: Kind::TrailingSpace,
        normalise: trailing_space,
        words: trailing_space_words,
    },
    Rule {
        kind: Kind::Hidden,
        normalise: hidden,
        words: hidden_words,
    },
    Rule {
        kind: Kind::LookAlike,
        normalise: lookalike::fold,
        words: lookalike::words,
    },
    Rule {
        kind: Kind::Tabs,
        normalise: tabs,
        words: tabs_words,
    },
    Rule {
        kind: Kind::Case,
        normalise: str::to_lowercase,
        words: case_words,
    },
    Rule {
        kind: Kind::BlankLines,
        normalise: blank_lines,
        words: blank_lines_words,
    },
    Rule {
        kind: Kind::Spacing,
        normalise: spacing,
        words: spacing_words,
    },
    Rule {
        kind: Kind::Punctuation,
        normalise: punctuation,
        words: punctuation_words,
    },
];

/// The one or two rules that make both texts equal.
pub(super) fn normalised(expected: &str, actual: &str) -> Vec<Difference> {
    let normal: Vec<(String, String)> = RULES
        .iter()
        .map(|rule| ((rule.normalise)(expected), (rule.normalise)(actual)))
        .collect();
    for (rule, (left, right)) in RULES.iter().zip(&normal) {
        if left == right {
            return vec![Difference::new(rule.kind, (rule.words)(expected, actual))];
        }
    }
    for (index, (first, (left, right))) in RULES.iter().zip(&normal).enumerate() {
        for second in RULES.iter().skip(index + 1) {
            if (second.normalise)(left) == (second.normalise)(right) {
                let after = Difference::new(second.kind, (second.words)(left, right));
                return vec![
                    Difference::new(first.kind, (first.words)(expected, actual)),
                    after,
                ];
            }
        }
    }
    Vec::new()
}

fn line_ends(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace("␍\n", "\n")
        .trim_end_matches(['\r', '␍'])
        .to_owned()
}

fn line_ends_words(_: &str, actual: &str) -> String {
    if actual.contains(['\r', '␍']) {
        "The lines end as on Windows, with a carriage return (CR LF); a plain line end is expected."
            .to_owned()
    } else {
        "Line ends with a carriage return (CR LF) are expected; plain ones came.".to_owned()
    }
}

fn final_newline_words(expected: &str, actual: &str) -> String {
    let ends = |text: &str| text.len() - text.trim_end_matches('\n').len();
    match (ends(expected), ends(actual)) {
        (_, 0) => "The line end after the last line is missing.".to_owned(),
        (0, _) => "There is a line end after the last line that should not be there.".to_owned(),
        (wanted, came) if came > wanted => format!(
            "There {} at the end that should not be there.",
            are(came - wanted, "empty line")
        ),
        (wanted, came) => format!(
            "{} at the end {} missing.",
            count(wanted - came, "empty line"),
            if wanted - came == 1 { "is" } else { "are" }
        ),
    }
}

fn are(number: usize, noun: &str) -> String {
    format!(
        "{} {}",
        if number == 1 { "is" } else { "are" },
        count(number, noun)
    )
}

fn trailing_space(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').map(str::trim_end).collect();
    lines.join("\n")
}

fn trailing_space_words(expected: &str, actual: &str) -> String {
    let place = differing_line(expected, actual);
    let longer = |(a, b): &(&str, &str)| b.len() > a.len();
    let came = expected
        .split('\n')
        .zip(actual.split('\n'))
        .find(|(a, b)| a != b)
        .is_some_and(|pair| longer(&pair));
    if came {
        format!("Line {place} has spaces or tabs at its end that should not be there.")
    } else {
        format!("Line {place} should have more spaces or tabs at its end.")
    }
}

fn hidden(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(' '),
            c if visible::is_hidden(c) || is_control_sign(c) => None,
            c => Some(c),
        })
        .collect()
}

/// The signs that stand for control characters in values of reports.
fn is_control_sign(c: char) -> bool {
    ('\u{2400}'..='\u{2421}').contains(&c)
}

fn hidden_words(expected: &str, actual: &str) -> String {
    let find = |text: &str, other: &str| {
        text.chars()
            .find(|c| (visible::is_hidden(*c) || is_control_sign(*c)) && !other.contains(*c))
            .map(name_hidden)
    };
    match (find(actual, expected), find(expected, actual)) {
        (Some(name), _) => format!("The result has a character that cannot be seen: {name}."),
        (None, Some(name)) => format!("A character that cannot be seen is missing: {name}."),
        (None, None) => "Characters that cannot be seen stand at other places.".to_owned(),
    }
}

fn name_hidden(c: char) -> String {
    let name = match c {
        '\u{a0}' | '\u{202f}' => "a no-break space",
        '\u{200b}' => "a space without width",
        '\u{200c}' | '\u{200d}' | '\u{2060}' => "a joiner without width",
        '\u{feff}' => "a byte order mark",
        '\u{ad}' => "a soft hyphen",
        '\u{2028}' | '\u{2029}' => "a Unicode line separator",
        '\u{3000}' => "a wide space",
        '\u{240d}' => "a carriage return",
        '\u{241b}' => "an escape character, as in terminal colours",
        '\u{2400}' => "a NUL character",
        '\u{2407}' => "a bell character",
        '\u{2408}' => "a backspace",
        _ if is_control_sign(c) => "a control character",
        _ => "a special space",
    };
    if is_control_sign(c) {
        name.to_owned()
    } else {
        format!("{name} {}", visible::code_point(c))
    }
}

fn tabs(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let body = line.trim_start_matches([' ', '\t']);
        let indent = line.get(..line.len() - body.len()).unwrap_or("");
        // How wide a tab is, nobody knows: any indentation is one.
        spaced.push_str(if indent.is_empty() { "" } else { " " });
        spaced.push_str(&body.replace('\t', " "));
    }
    if text.contains('\t') {
        spaced
    } else {
        squeeze_indents(text)
    }
}

/// The same for a text without tabs, so that both sides compare.
fn squeeze_indents(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| {
            let body = line.trim_start_matches(' ');
            if body.len() == line.len() {
                line.to_owned()
            } else {
                format!(" {body}")
            }
        })
        .collect();
    lines.join("\n")
}

fn tabs_words(expected: &str, actual: &str) -> String {
    match (expected.contains('\t'), actual.contains('\t')) {
        (false, true) => "The result has tabs where spaces are expected.".to_owned(),
        (true, false) => "The result has spaces where tabs are expected.".to_owned(),
        _ => format!(
            "Line {} is indented differently.",
            differing_line(expected, actual)
        ),
    }
}

fn case_words(expected: &str, actual: &str) -> String {
    let (wanted, came) = differing_word(expected, actual);
    format!(
        "Only capital and small letters differ: expected {}, but came {}.",
        quote(&wanted),
        quote(&came)
    )
}

fn blank_lines(text: &str) -> String {
    let lines: Vec<&str> = text
        .split('\n')
        .filter(|line| !line.trim().is_empty())
        .collect();
    lines.join("\n")
}

fn blank_lines_words(expected: &str, actual: &str) -> String {
    let blank = |text: &str| {
        text.split('\n')
            .filter(|line| line.trim().is_empty())
            .count()
    };
    let (wanted, came) = (blank(expected), blank(actual));
    match came.cmp(&wanted) {
        std::cmp::Ordering::Greater => {
            format!("There {} too many.", are(came - wanted, "empty line"))
        }
        std::cmp::Ordering::Less => format!("There {} too few.", are(wanted - came, "empty line")),
        std::cmp::Ordering::Equal => "The empty lines stand at other places.".to_owned(),
    }
}

fn spacing(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn spacing_words(expected: &str, actual: &str) -> String {
    let line = differing_line(expected, actual);
    if expected.lines().count() != actual.lines().count() {
        return format!("Only spaces and line breaks differ, from line {line} on.");
    }
    let spaces = |text: &str| text.chars().filter(|c| *c == ' ').count();
    match spaces(actual).cmp(&spaces(expected)) {
        std::cmp::Ordering::Greater => format!("Line {line} has spaces that should not be there."),
        std::cmp::Ordering::Less => format!("Spaces are missing in line {line}."),
        std::cmp::Ordering::Equal => format!("The spaces stand at other places in line {line}."),
    }
}

fn punctuation(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '.' | ',' | ';' | ':' | '!' | '?'))
        .collect()
}

fn punctuation_words(expected: &str, actual: &str) -> String {
    let line = |text: &str| {
        text.lines()
            .nth(differing_line(expected, actual) - 1)
            .unwrap_or("")
            .to_owned()
    };
    format!(
        "Only punctuation differs: expected {}, but came {}.",
        quote(&line(expected)),
        quote(&line(actual))
    )
}

/// The number of the first line that differs.
fn differing_line(expected: &str, actual: &str) -> usize {
    super::first_difference(expected, actual).line
}

/// The first pair of words that differs.
fn differing_word(expected: &str, actual: &str) -> (String, String) {
    let pair = expected
        .split_whitespace()
        .zip(actual.split_whitespace())
        .find(|(a, b)| a != b);
    let (wanted, came) = pair.unwrap_or((expected, actual));
    (wanted.to_owned(), came.to_owned())
}

/// One text is the beginning of the other.
pub(super) fn ends(expected: &str, actual: &str) -> Vec<Difference> {
    let (wanted, came) = (expected.trim_end(), actual.trim_end());
    let found = if let Some(rest) = wanted.strip_prefix(came) {
        Difference::new(
            Kind::CutShort,
            format!(
                "The result is right, but ends too early; {} is missing.",
                quote(rest.trim())
            ),
        )
    } else if let Some(rest) = came.strip_prefix(wanted) {
        Difference::new(
            Kind::TooLong,
            format!(
                "The result begins right, but then continues with {}.",
                quote(rest.trim())
            ),
        )
    } else if came.len() > wanted.len() && came.ends_with(wanted) {
        let before = came.get(..came.len() - wanted.len()).unwrap_or(came);
        Difference::new(
            Kind::TooLong,
            format!(
                "The result ends right, but before it stands {}.",
                quote(before.trim())
            ),
        )
    } else {
        return Vec::new();
    };
    vec![found]
}
