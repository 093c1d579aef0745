//! `[[question]]`: the eight kinds and their rules.

use super::links;
use super::table::Table;
use crate::course::diagnostics::{Code, did_you_mean};
use crate::course::model::{Choice, Question, QuestionKind};
use crate::course::tree::CourseTree;
use crate::learning::quiz::gaps;

const COMMON: &[&str] = &["id", "kind", "text", "points", "explanation"];

/// Every kind with the keys that only it has.
const KINDS: &[(&str, &[&str])] = &[
    ("single", &["option"]),
    ("multiple", &["option"]),
    ("true-false", &["answer", "why"]),
    ("short", &["answers", "case"]),
    ("numeric", &["answer", "tolerance"]),
    ("order", &["option"]),
    ("gap", &["gaps", "case"]),
    ("output", &["code", "language", "answers"]),
];

/// Most options of one question.
const MAX_OPTIONS: usize = 50;

/// Reads one question.
pub(super) struct Reader<'a> {
    pub(super) tree: &'a CourseTree,
    pub(super) path: &'a str,
    pub(super) table: &'a Table<'a>,
    /// Answers are not expected.
    pub(super) withheld: bool,
}

impl Reader<'_> {
    /// The question, when it is whole.
    pub(super) fn read(&self) -> Option<Question> {
        let table = self.table;
        if !table.has("id") {
            table.missing("id");
        }
        let (id, text) = (table.id("id"), table.required("text"));
        let points = table.number("points", 1..=1_000).unwrap_or(1);
        let explanation = table.text("explanation").unwrap_or_default();
        if explanation.trim().is_empty() && !self.withheld {
            self.warn("explanation", "the question has no `explanation`");
        }
        self.check_links("text", text.as_deref());
        self.check_links("explanation", Some(&explanation));
        let text = text?;
        let kind = self.kind(&text);
        Some(Question {
            id: id?,
            text,
            points,
            explanation,
            withheld: self.withheld,
            kind: kind?,
        })
    }

    fn kind(&self, text: &str) -> Option<QuestionKind> {
        let word = self.table.required("kind")?;
        let Some((kind, keys)) = KINDS.iter().find(|(kind, _)| *kind == word) else {
            let words = KINDS.iter().map(|(kind, _)| *kind);
            let message = format!("{word:?} is no kind of question");
            self.table.sink.error(
                Code::BadValue,
                self.table.place("kind"),
                message,
                did_you_mean(&word, words),
            );
            return None;
        };
        self.table.only(&[COMMON, keys].concat());
        Some(match *kind {
            "single" => QuestionKind::Single {
                options: self.choices("exactly one", |correct| correct == 1),
            },
            "multiple" => QuestionKind::Multiple {
                options: self.choices("at least one", |correct| correct >= 1),
            },
            "order" => QuestionKind::Order {
                options: self.ordered(),
            },
            "true-false" => self.true_false(),
            "short" => QuestionKind::Short {
                answers: self.answers(),
                case: self.flag("case"),
            },
            "numeric" => self.numeric(),
            "gap" => QuestionKind::Gap {
                gaps: self.gaps(text)?,
                // Gaps mostly stand in code, where case matters.
                case: self.table.bool("case").unwrap_or(true),
            },
            _ => QuestionKind::Output {
                code: self.table.raw("code").or_else(|| self.missing("code"))?,
                language: self.table.text("language"),
                answers: self.answers(),
            },
        })
    }

    fn flag(&self, key: &str) -> bool {
        self.table.bool(key).unwrap_or(false)
    }

    fn missing<T>(&self, key: &str) -> Option<T> {
        self.table.missing(key);
        None
    }

    fn warn(&self, key: &str, message: &str) {
        self.table
            .sink
            .warn(Code::Incomplete, self.table.place(key), message, None);
    }

    fn check_links(&self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            links::check_inline(
                self.tree,
                self.path,
                text,
                &self.table.place(key),
                self.table.sink,
            );
        }
    }

    /// The options, with how many are correct judged by `rule`.
    fn choices(&self, wanted: &str, rule: impl Fn(usize) -> bool) -> Vec<Choice> {
        let options = self.read_options();
        let correct = options.iter().filter(|option| option.correct).count();
        if self.withheld {
            return options;
        }
        if !rule(correct) && !options.is_empty() {
            self.table.bad(
                "option",
                format!("{wanted} option must have `correct = true`, not {correct}"),
            );
        }
        options
    }

    fn ordered(&self) -> Vec<Choice> {
        let options = self.read_options();
        if self
            .table
            .tables("option")
            .iter()
            .any(|option| option.has("correct"))
        {
            self.table.bad(
                "option",
                "options to put in order are listed in the right one, without `correct`",
            );
        }
        options
    }

    fn read_options(&self) -> Vec<Choice> {
        let tables = self.table.tables("option");
        if !(2..=MAX_OPTIONS).contains(&tables.len()) {
            self.table.bad(
                "option",
                format!(
                    "the question needs 2 to {MAX_OPTIONS} options, written `[[question.option]]`"
                ),
            );
            return Vec::new();
        }
        let order = self.table.raw("kind").as_deref() == Some("order");
        let mut options: Vec<Choice> = Vec::new();
        for table in &tables {
            let Some(option) = self.option(table, order) else {
                continue;
            };
            if options.iter().any(|other| other.id == option.id) {
                let message = format!("two options have the id `{}`", option.id);
                table
                    .sink
                    .error(Code::Duplicate, table.place("id"), message, None);
            }
            options.push(option);
        }
        options
    }

    fn option(&self, table: &Table<'_>, order: bool) -> Option<Choice> {
        table.only(&["id", "text", "correct", "why"]);
        if !table.has("id") {
            table.missing("id");
        }
        let (id, text) = (table.id("id"), table.required("text"));
        let (correct, why) = (table.bool("correct").unwrap_or(false), table.text("why"));
        if !correct && !order && !self.withheld && why.is_none() {
            let message = "a wrong option needs a `why`: what the learner may have thought";
            table
                .sink
                .warn(Code::Incomplete, table.place("text"), message, None);
        }
        for (key, text) in [("text", &text), ("why", &why)] {
            if let Some(text) = text {
                links::check_inline(self.tree, self.path, text, &table.place(key), table.sink);
            }
        }
        Some(Choice {
            id: id?,
            text: text?,
            correct,
            why,
        })
    }

    fn true_false(&self) -> QuestionKind {
        let (answer, why) = (self.table.bool("answer"), self.table.text("why"));
        if !self.withheld && !self.table.has("answer") {
            self.table.missing("answer");
        }
        if !self.withheld && why.is_none() {
            self.warn("answer", "the question has no `why` for the wrong choice");
        }
        QuestionKind::TrueFalse { answer, why }
    }

    fn numeric(&self) -> QuestionKind {
        if !self.withheld && !self.table.has("answer") {
            self.table.missing("answer");
        }
        let tolerance = self.table.float("tolerance").unwrap_or(0.0);
        if tolerance < 0.0 {
            self.table
                .bad("tolerance", "`tolerance` cannot be negative");
        }
        QuestionKind::Numeric {
            answer: self.table.float("answer"),
            tolerance,
        }
    }

    fn answers(&self) -> Vec<String> {
        if self.withheld {
            return self.table.texts("answers");
        }
        if !self.table.has("answers") {
            self.table.missing("answers");
        }
        let answers = self.table.list("answers");
        if answers.as_ref().is_some_and(Vec::is_empty) {
            self.table.bad("answers", "at least one answer is accepted");
        }
        answers.unwrap_or_default()
    }

    /// One list of accepted texts for every `{{n}}` of the text.
    fn gaps(&self, text: &str) -> Option<Vec<Vec<String>>> {
        let count = self.gap_count(text)?;
        if self.withheld {
            return Some(vec![Vec::new(); count]);
        }
        if !self.table.has("gaps") {
            return self.missing("gaps");
        }
        let gaps = self.table.nested_texts("gaps")?;
        if gaps.len() != count {
            let message = format!("the text has {count} gaps and `gaps` has {}", gaps.len());
            self.table.bad("gaps", message);
        }
        if gaps.iter().any(Vec::is_empty) {
            self.table
                .bad("gaps", "every gap accepts at least one text");
        }
        Some(gaps)
    }

    fn gap_count(&self, text: &str) -> Option<usize> {
        let mut numbers = gaps::numbers(text);
        numbers.sort_unstable();
        let consecutive = numbers
            .iter()
            .zip(1..)
            .all(|(number, expected)| *number == expected);
        if numbers.is_empty() || !consecutive {
            self.table.bad(
                "text",
                "the text needs each of `{{1}}`, `{{2}}`, … once, without a gap in the numbers",
            );
            return None;
        }
        Some(numbers.len())
    }
}
