//! SQL checks: the answer of the embedded database, against what it should be.

use super::{case_of, keep, words};
use crate::course::model::{Check, SqlCheck};
use crate::run::explain::{ResultSet, compare_rows, show_rows};
use crate::run::report::{TestCase, TestStatus};
use crate::text;

/// What the database said.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// The result set that is judged.
    Rows(ResultSet),
    /// The statements ran, but none gave rows.
    NoRows,
    /// The learner's script failed with this message of the database.
    ScriptFailed(String),
    /// The check's `query` was refused with this message.
    QueryRefused(String),
}

/// Judges the answer to a check. `script` is the learner's SQL; `expected` is
/// the result of the reference, or the check's own rows when it is `None`.
#[must_use]
pub fn judge_sql(
    check: &Check,
    rules: &SqlCheck,
    script: &str,
    answer: &Answer,
    expected: Option<&ResultSet>,
) -> TestCase {
    let problem = judge_words(rules, script).or_else(|| match &rules.error {
        Some(wanted) => judge_error(wanted, answer),
        None => judge_answer(rules, answer, expected),
    });
    let Some(problem) = problem else {
        return case_of(check, TestStatus::Pass);
    };
    let mut case = case_of(check, problem.status);
    case.message = Some(text::clean(&problem.words));
    case.expected = problem.expected.as_deref().map(keep);
    case.actual = problem.actual.as_deref().map(keep);
    case
}

struct Problem {
    status: TestStatus,
    words: String,
    expected: Option<String>,
    actual: Option<String>,
}

impl Problem {
    fn new(status: TestStatus, words: impl Into<String>) -> Self {
        Self {
            status,
            words: words.into(),
            expected: None,
            actual: None,
        }
    }
}

fn judge_words(rules: &SqlCheck, script: &str) -> Option<Problem> {
    let written = words::of(script);
    if let Some(word) = rules
        .contains
        .iter()
        .find(|word| !words::contain(&written, word))
    {
        return Some(Problem::new(
            TestStatus::Fail,
            format!("Your SQL should use `{word}`."),
        ));
    }
    let word = rules
        .lacks
        .iter()
        .find(|word| words::contain(&written, word))?;
    Some(Problem::new(
        TestStatus::Fail,
        format!("Your SQL should do without `{word}`."),
    ))
}

/// The database must refuse the query.
fn judge_error(wanted: &str, answer: &Answer) -> Option<Problem> {
    match answer {
        Answer::QueryRefused(message)
            if message.to_lowercase().contains(&wanted.to_lowercase()) =>
        {
            None
        }
        Answer::QueryRefused(message) => {
            let mut problem = Problem::new(
                TestStatus::Fail,
                "The database refuses this, but for another reason.",
            );
            problem.expected = Some(wanted.to_owned());
            problem.actual = Some(message.clone());
            Some(problem)
        }
        Answer::ScriptFailed(message) => Some(script_failed(message)),
        Answer::Rows(_) | Answer::NoRows => {
            let mut problem = Problem::new(
                TestStatus::Fail,
                "The database should refuse this, but allows it.",
            );
            problem.expected = Some(wanted.to_owned());
            Some(problem)
        }
    }
}

fn script_failed(message: &str) -> Problem {
    Problem::new(
        TestStatus::Error,
        format!("The database does not accept your SQL: {message}."),
    )
}

fn judge_answer(
    rules: &SqlCheck,
    answer: &Answer,
    expected: Option<&ResultSet>,
) -> Option<Problem> {
    let own = rules.rows.as_ref().map(|rows| ResultSet {
        columns: rules.columns.clone().unwrap_or_default(),
        rows: rows.clone(),
    });
    let expected = expected.or(own.as_ref());
    let nothing = ResultSet::default();
    let came = match answer {
        Answer::Rows(came) => came,
        Answer::NoRows if expected.is_some_and(|expected| expected.rows.is_empty()) => &nothing,
        // A check of words alone asks for no rows.
        Answer::NoRows if expected.is_none() && rules.columns.is_none() => return None,
        Answer::NoRows => {
            let words = "Your SQL gives no result set: its last statement that asks for rows should be a SELECT.";
            return Some(Problem {
                expected: expected.map(show_rows),
                ..Problem::new(TestStatus::Fail, words)
            });
        }
        Answer::ScriptFailed(message) => return Some(script_failed(message)),
        Answer::QueryRefused(message) => {
            let words = format!(
                "After your SQL the database cannot answer this check's question: {message}."
            );
            return Some(Problem::new(TestStatus::Fail, words));
        }
    };
    let required = rules.columns.as_deref();
    let only_columns = ResultSet {
        columns: required.unwrap_or(&came.columns).to_vec(),
        rows: came.rows.clone(),
    };
    let wanted = expected.unwrap_or(&only_columns);
    let found = compare_rows(wanted, came, rules.ordered, required);
    if found.is_empty() {
        return None;
    }
    let words: Vec<&str> = found
        .iter()
        .map(|difference| difference.words.as_str())
        .collect();
    let mut problem = Problem::new(TestStatus::Fail, words.join(" "));
    problem.expected = Some(show_rows(wanted));
    problem.actual = Some(show_rows(came));
    Some(problem)
}
