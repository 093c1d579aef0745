//! The line diff.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use similar::{ChangeTag, TextDiff};

use crate::run::visible;

/// Most lines of each side that are compared, around the first difference.
const MAX_LINES: usize = 300;
/// Equal lines kept before the first difference.
const CONTEXT: usize = 3;

/// Where a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// In both texts.
    Same,
    /// Only in what was expected.
    Expected,
    /// Only in what came.
    Actual,
}

/// One line of a diff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DiffLine {
    /// Where it is.
    pub mark: Mark,
    /// The line without its end; invisible characters are shown where they
    /// matter.
    pub text: String,
    /// Its number in what was expected, from 1.
    pub expected_line: Option<usize>,
    /// Its number in what came, from 1.
    pub actual_line: Option<usize>,
}

/// Compares line by line. With `invisible`, lines that differ show their
/// invisible characters and their ends.
pub(super) fn diff(expected: &str, actual: &str, invisible: bool) -> Vec<DiffLine> {
    let (left, right) = (split(expected), split(actual));
    let same = left.iter().zip(&right).take_while(|(a, b)| a == b).count();
    let from = if left.len().max(right.len()) > MAX_LINES {
        same.saturating_sub(CONTEXT)
    } else {
        0
    };
    let part = |lines: &[&'_ str]| -> String {
        lines.iter().skip(from).take(MAX_LINES).copied().collect()
    };
    let (left, right) = (part(&left), part(&right));
    TextDiff::from_lines(&left, &right)
        .iter_all_changes()
        .map(|change| {
            let mark = match change.tag() {
                ChangeTag::Equal => Mark::Same,
                ChangeTag::Delete => Mark::Expected,
                ChangeTag::Insert => Mark::Actual,
            };
            let shown = if invisible && mark != Mark::Same {
                visible::all(change.value())
            } else {
                visible::controls(change.value())
            };
            DiffLine {
                mark,
                text: shown.trim_end_matches('\n').to_owned(),
                expected_line: change.old_index().map(|index| index + from + 1),
                actual_line: change.new_index().map(|index| index + from + 1),
            }
        })
        .collect()
}

fn split(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(lines: &[DiffLine]) -> Vec<String> {
        lines
            .iter()
            .map(|line| {
                let sign = match line.mark {
                    Mark::Same => ' ',
                    Mark::Expected => '-',
                    Mark::Actual => '+',
                };
                format!("{sign}{}", line.text)
            })
            .collect()
    }

    #[test]
    fn invisible_characters_are_shown_only_where_they_matter() {
        assert_eq!(
            show(&diff("a b\nc\n", "a b\nc", true)),
            [" a b", "-c⏎", "+c"]
        );
        assert_eq!(
            show(&diff("a b\nc\td\n", "a b\nc d\n", true)),
            [" a b", "-c→d⏎", "+c·d⏎"]
        );
        assert_eq!(show(&diff("a b\n", "a c\n", false)), ["-a b", "+a c"]);
    }

    #[test]
    fn long_texts_are_compared_around_the_first_difference() {
        let left: String = (0..1000).map(|number| format!("{number}\n")).collect();
        let right = left.replace("500\n", "five hundred\n");
        let lines = diff(&left, &right, false);
        assert!(lines.len() <= MAX_LINES + 1);
        assert_eq!(lines[0].expected_line, Some(498));
        assert!(show(&lines).contains(&"+five hundred".to_owned()));
        let all_other = "x\n".repeat(8000);
        assert!(diff(&all_other, &"y\n".repeat(8000), false).len() <= 2 * MAX_LINES);
    }
}
