//! Program checks: what a program wrote, against what it should write.

use regex::RegexBuilder;

use super::{case_of, keep};
use crate::course::model::{Check, OutputRule, ProgramCheck};
use crate::run::explain::explain;
use crate::run::outcome::{End, Stop, say_program};
use crate::run::report::{TestCase, TestStatus};
use crate::text;

/// Most bytes of memory that a compiled expression may take; the crate's engine
/// is linear in its input, so size is the only thing to bound.
const MAX_REGEX_BYTES: usize = 1 << 20;

/// What one start of the program did.
#[derive(Debug, Clone, Copy)]
pub struct Observed<'a> {
    /// Standard output as the program wrote it.
    pub stdout: &'a [u8],
    /// Standard error as the program wrote it.
    pub stderr: &'a [u8],
    /// How it ended.
    pub end: End,
    /// What ended it from outside.
    pub stops: &'a [Stop],
}

/// Judges one start of the program.
#[must_use]
pub fn judge_program(check: &Check, rules: &ProgramCheck, observed: &Observed<'_>) -> TestCase {
    let stdout = normal(observed.stdout);
    let stderr = normal(observed.stderr);
    let mut problems: Vec<String> = Vec::new();
    let mut sides = None;
    let mut status = TestStatus::Pass;
    if !observed.stops.is_empty() || !matches!(observed.end, End::Exited(_)) {
        status = if observed
            .stops
            .iter()
            .any(|stop| matches!(stop, Stop::Cpu { .. } | Stop::Wall { .. }))
        {
            TestStatus::Timeout
        } else {
            TestStatus::Error
        };
        problems.extend(say_program(observed.end, observed.stops).map(|said| said.sentence));
    } else if let End::Exited(code) = observed.end
        && code != rules.exit
    {
        problems.push(format!(
            "The program ended with exit status {code}; it should end with {}.",
            rules.exit
        ));
    }
    for (rule, came, stream) in [
        (&rules.stdout, &stdout, "standard output"),
        (&rules.stderr, &stderr, "standard error"),
    ] {
        if let Some(mismatch) = rule
            .as_ref()
            .and_then(|rule| judge_output(rule, came, stream))
        {
            problems.push(mismatch.words);
            sides.get_or_insert((mismatch.expected, keep(came)));
        }
    }
    if status == TestStatus::Pass && !problems.is_empty() {
        status = TestStatus::Fail;
    }
    let mut case = case_of(check, status);
    case.message = (!problems.is_empty()).then(|| problems.join(" "));
    if let Some((expected, actual)) = sides {
        case.expected = Some(expected);
        case.actual = Some(actual);
    }
    if case.status != TestStatus::Pass && rules.stderr.is_none() {
        // Where interpreters say what went wrong.
        let said = text::clean(&keep(&stderr));
        case.output = (!said.trim().is_empty()).then(|| said.trim_end().to_owned());
    }
    case
}

/// Output as text with plain line ends.
fn normal(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace("\r\n", "\n")
}

/// What output should have been, and how it differs.
struct Mismatch {
    expected: String,
    words: String,
}

fn judge_output(rule: &OutputRule, came: &str, stream: &str) -> Option<Mismatch> {
    match rule {
        OutputRule::Exact(wanted) => exact(wanted, came, stream),
        OutputRule::Contains(texts) => contains(texts, came, stream),
        OutputRule::Regex(expression) => matches(expression, came, stream),
        OutputRule::Lines(lines) => same_lines(lines, came, stream),
        OutputRule::Numbers { numbers, tolerance } => {
            same_numbers(numbers, *tolerance, came, stream)
        }
    }
}

fn exact(wanted: &str, came: &str, stream: &str) -> Option<Mismatch> {
    let wanted = wanted.replace("\r\n", "\n");
    (wanted != came).then(|| differs(&wanted, came, stream))
}

fn differs(wanted: &str, came: &str, stream: &str) -> Mismatch {
    Mismatch {
        words: format!("The {stream} differs. {}", explain(wanted, came).words()),
        expected: keep(wanted),
    }
}

fn contains(texts: &[String], came: &str, stream: &str) -> Option<Mismatch> {
    let missing: Vec<&String> = texts
        .iter()
        .filter(|text| !came.contains(&text.replace("\r\n", "\n")))
        .collect();
    let first = missing.first()?;
    let hint = if came.to_lowercase().contains(&first.to_lowercase()) {
        " It is there, but with other capital and small letters."
    } else if came.trim().is_empty() {
        " Nothing was written."
    } else {
        ""
    };
    let quoted: Vec<String> = missing
        .iter()
        .map(|text| format!("`{}`", text::shorten(text, 60)))
        .collect();
    Some(Mismatch {
        words: format!(
            "The {stream} should contain {}.{hint}",
            quoted.join(" and ")
        ),
        expected: keep(
            &missing
                .iter()
                .map(|text| text.as_str())
                .collect::<Vec<_>>()
                .join("\n"),
        ),
    })
}

fn matches(expression: &str, came: &str, stream: &str) -> Option<Mismatch> {
    let words = match RegexBuilder::new(expression)
        .size_limit(MAX_REGEX_BYTES)
        .dfa_size_limit(MAX_REGEX_BYTES)
        .build()
    {
        Ok(regex) if regex.is_match(came) => return None,
        Ok(_) => format!("The {stream} should have the form `{expression}`."),
        Err(error) => format!("The course's expression `{expression}` cannot be used: {error}."),
    };
    Some(Mismatch {
        words,
        expected: keep(expression),
    })
}

fn same_lines(lines: &[String], came: &str, stream: &str) -> Option<Mismatch> {
    let trimmed = |lines: &mut dyn Iterator<Item = &str>| -> String {
        lines.map(|line| format!("{}\n", line.trim_end())).collect()
    };
    let wanted = trimmed(&mut lines.iter().map(String::as_str));
    let shown = trimmed(
        &mut came.trim_end().split('\n').take(if came.trim().is_empty() {
            0
        } else {
            usize::MAX
        }),
    );
    let end = |text: &str| text.trim_end().to_owned();
    (end(&wanted) != end(&shown)).then(|| differs(&wanted, &shown, stream))
}

fn same_numbers(wanted: &[f64], tolerance: f64, came: &str, stream: &str) -> Option<Mismatch> {
    let found = numbers(came);
    let expected: String = wanted.iter().map(|number| format!("{number}\n")).collect();
    let words = if found.len() == wanted.len() {
        let place = wanted
            .iter()
            .zip(&found)
            .position(|(a, (b, _))| (a - b).is_nan() || (a - b).abs() > tolerance)?;
        let (number, (_, text)) = wanted.get(place).zip(found.get(place))?;
        let within = if tolerance > 0.0 {
            format!(" (within {tolerance})")
        } else {
            String::new()
        };
        let why = explain(&number.to_string(), text);
        let hint = why
            .differences
            .first()
            .filter(|difference| difference.kind != crate::run::explain::Kind::Content);
        let hint = hint
            .map(|difference| format!(" {}", difference.words))
            .unwrap_or_default();
        format!(
            "Number {} in the {stream} should be {number}{within}, but is {text}.{hint}",
            place + 1
        )
    } else {
        format!(
            "The {stream} should have {} numbers, but has {}.",
            wanted.len(),
            found.len()
        )
    };
    Some(Mismatch {
        words,
        expected: keep(&expected),
    })
}

/// The numbers in a text with how they are written: digits with an optional
/// sign, decimals and exponent, not within a word such as `x2`.
fn numbers(text: &str) -> Vec<(f64, String)> {
    let mut found = Vec::new();
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '+' | '_');
    for word in text.split(|c: char| !is_part(c)) {
        let word = word.trim_end_matches(['.', '-', '+']);
        let word = word.strip_prefix('+').unwrap_or(word);
        let begins = word
            .trim_start_matches('-')
            .starts_with(|c: char| c.is_ascii_digit() || c == '.');
        match word.parse::<f64>() {
            Ok(number) if begins => found.push((number, word.to_owned())),
            _ if begins => {
                // A unit behind it, `3.5km` or `50e`.
                let end = word.char_indices().find(|(place, c)| {
                    !(c.is_ascii_digit() || *c == '.' || (*place == 0 && *c == '-'))
                });
                let number = end.and_then(|(end, _)| word.get(..end)).unwrap_or(word);
                found.extend(number.parse().ok().map(|value| (value, number.to_owned())));
            }
            _ => {}
        }
    }
    found
}
