//! One question: what GIFT says, in the words of our quizzes.

use std::collections::BTreeSet;

use codezest_core::ids::slugify;
use codezest_core::learning::quiz::gaps;
use serde::Serialize;

use super::answers::{self, Answer, Answers};
use super::lex::{Block, show};
use super::text::{Format, bare, format, markdown};
use crate::author::import::build::unique;

/// One `[[question]]`.
#[derive(Debug, Default, Serialize, PartialEq)]
pub(super) struct Question {
    pub(super) id: String,
    pub(super) kind: &'static str,
    pub(super) text: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) explanation: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) answer: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) tolerance: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) why: Option<String>,
    /// Moodle compares texts without looking at case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) case: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) answers: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) gaps: Vec<Vec<String>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) option: Vec<Choice>,
}

/// The answer of a true-false or numeric question.
#[derive(Debug, Serialize, PartialEq)]
#[serde(untagged)]
pub(super) enum Value {
    Truth(bool),
    Number(f64),
}

/// One option.
#[derive(Debug, Serialize, PartialEq)]
pub(super) struct Choice {
    pub(super) id: String,
    pub(super) text: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) correct: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) why: Option<String>,
}

/// Most options that one of our questions has.
const MAX_OPTIONS: usize = 50;

/// Reads a question.
///
/// # Errors
/// Says why there is none of ours for it. `lost` gets what a question that
/// was taken over has lost.
pub(super) fn read(block: &Block, lost: &mut Vec<String>) -> Result<Question, String> {
    let (name, text) = name(block.text.trim());
    let (usual, text) = format(text);
    let Some((before, rest)) = text.split_once('{') else {
        return Err("a description without answers is no question".to_owned());
    };
    let Some((inside, after)) = rest.split_once('}') else {
        return Err("the brace `{` is never closed".to_owned());
    };
    if after.contains('{') {
        return Err("a question with answers in several places has no counterpart".to_owned());
    }
    let (answers, general) = answers::read(inside);
    let mut reader = Reader { usual, lost };
    let explanation = general.map(|text| reader.text(&text)).unwrap_or_default();
    let mut question = reader.question(&answers, before, after, explanation)?;
    let name = block
        .id
        .as_deref()
        .or(name.as_deref())
        .unwrap_or(&question.text);
    let words: String = name.chars().take(48).collect();
    question.id = slugify(&words, "question");
    Ok(question)
}

/// Takes `::name::` off the front.
fn name(text: &str) -> (Option<String>, &str) {
    match text
        .strip_prefix("::")
        .and_then(|rest| rest.split_once("::"))
    {
        Some((name, rest)) => (Some(show(name)).filter(|name| !name.is_empty()), rest),
        None => (None, text),
    }
}

/// Whether the text has each gap once: one inside an HTML element is gone.
fn has_its_gaps(question: &Question) -> bool {
    let mut numbers = gaps::numbers(&question.text);
    numbers.sort_unstable();
    let wanted = (1..).take(question.gaps.len());
    numbers.into_iter().eq(wanted)
}

struct Reader<'a> {
    usual: Format,
    lost: &'a mut Vec<String>,
}

impl Reader<'_> {
    fn text(&mut self, text: &str) -> String {
        markdown(text, self.usual, self.lost)
    }

    fn lose(&mut self, what: impl Into<String>) {
        self.lost.push(what.into());
    }

    fn question(
        &mut self,
        answers: &Answers,
        before: &str,
        after: &str,
        explanation: String,
    ) -> Result<Question, String> {
        let missing_word = !after.trim().is_empty();
        let blank = if missing_word { "_____" } else { "" };
        let text = self.text(&format!("{before}{blank}{after}"));
        let mut question = Question {
            text,
            explanation,
            ..Question::default()
        };
        match answers {
            Answers::Essay => return Err("an essay has no answer that could be checked".to_owned()),
            Answers::TrueFalse(truth, wrong, right) => {
                self.true_false(&mut question, *truth, wrong, right)
            }
            Answers::Numeric(numbers) => self.numeric(&mut question, numbers)?,
            Answers::Choices(options) => self.choices(&mut question, options)?,
            Answers::Short(texts) => {
                self.short(&mut question, texts)?;
                if missing_word {
                    question.kind = "gap";
                    question.text =
                        self.text(&format!("{}{{{{1}}}}{}", no_gaps(before), no_gaps(after)));
                    question.gaps = vec![std::mem::take(&mut question.answers)];
                }
            }
            Answers::Matching(pairs) => self.matching(&mut question, before, pairs)?,
        }
        if question.text.is_empty() {
            return Err("the question has no text".to_owned());
        }
        if question.kind == "gap" && !has_its_gaps(&question) {
            return Err("the text would not show each of its gaps once".to_owned());
        }
        Ok(question)
    }

    fn true_false(
        &mut self,
        question: &mut Question,
        truth: bool,
        wrong: &Option<String>,
        right: &Option<String>,
    ) {
        question.kind = "true-false";
        question.answer = Some(Value::Truth(truth));
        question.why = wrong.as_deref().map(|text| self.text(text));
        if let Some(right) = right {
            let right = self.text(right);
            explain(question, &right);
        }
    }

    fn numeric(&mut self, question: &mut Question, numbers: &[Answer]) -> Result<(), String> {
        let best = numbers
            .iter()
            .find(|number| number.credit() >= 100.0)
            .or(numbers.first());
        let best = best.ok_or("there is no number")?;
        let (answer, tolerance) = answers::range(&best.text)
            .ok_or_else(|| format!("{:?} is no number", show(&best.text)))?;
        question.kind = "numeric";
        question.answer = Some(Value::Number(answer));
        question.tolerance = Some(tolerance).filter(|tolerance| *tolerance > 0.0);
        self.feedback(question, best);
        for other in numbers.iter().filter(|number| !std::ptr::eq(*number, best)) {
            self.lose(format!(
                "the answer {:?} ({}%) was left out: a number has one answer",
                show(&other.text),
                other.credit()
            ));
        }
        Ok(())
    }

    /// The feedback of a right answer explains the question.
    fn feedback(&mut self, question: &mut Question, answer: &Answer) {
        if let Some(feedback) = &answer.feedback {
            let feedback = self.text(feedback);
            explain(question, &feedback);
        }
    }

    fn short(&mut self, question: &mut Question, texts: &[Answer]) -> Result<(), String> {
        question.kind = "short";
        question.case = Some(false);
        let full: Vec<&Answer> = texts.iter().filter(|text| text.credit() >= 100.0).collect();
        for other in texts.iter().filter(|text| text.credit() < 100.0) {
            self.lose(format!(
                "the answer {:?} ({}%) was left out: here an answer is right or wrong",
                show(&other.text),
                other.credit()
            ));
        }
        for answer in full {
            let text = bare(&answer.text);
            if text.contains('*') {
                self.lose(format!(
                    "`*` in the answer {text:?} stands for itself here, not for any text"
                ));
            }
            if !text.is_empty() && !question.answers.contains(&text) {
                question.answers.push(text);
            }
            self.feedback(question, answer);
        }
        if question.answers.is_empty() {
            Err("no answer is fully right".to_owned())
        } else {
            Ok(())
        }
    }

    fn choices(&mut self, question: &mut Question, options: &[Answer]) -> Result<(), String> {
        if !(2..=MAX_OPTIONS).contains(&options.len()) {
            return Err(format!(
                "the question has {} options; between 2 and {MAX_OPTIONS} are possible",
                options.len()
            ));
        }
        let one_is_enough = options.iter().any(|option| option.right);
        let is_right = |option: &Answer| {
            option.credit()
                >= if one_is_enough {
                    100.0
                } else {
                    f64::MIN_POSITIVE
                }
        };
        let right: Vec<&Answer> = options.iter().filter(|option| is_right(option)).collect();
        question.kind = match right.len() {
            0 => return Err("no option is right".to_owned()),
            1 => "single",
            _ => "multiple",
        };
        if one_is_enough && right.len() > 1 {
            self.lose(
                "any one of several right options was enough; now all of them must be chosen",
            );
        }
        self.weights(options, &right, one_is_enough);
        let mut ids = BTreeSet::new();
        for (option, letter) in options.iter().zip(('a'..='z').cycle()) {
            let text = self.text(&option.text);
            if text.is_empty() {
                return Err("an option has no text".to_owned());
            }
            let words: String = bare(&option.text).chars().take(24).collect();
            let id = unique(&slugify(&words, &letter.to_string()), |id| ids.contains(id));
            ids.insert(id.clone());
            let why = option.feedback.as_deref().map(|text| self.text(text));
            question.option.push(Choice {
                id,
                text,
                correct: is_right(option),
                why,
            });
        }
        Ok(())
    }

    /// Our multiple choice counts right minus wrong; other weights are lost.
    fn weights(&mut self, options: &[Answer], right: &[&Answer], one_is_enough: bool) {
        let partial = |option: &&Answer| option.credit() > 0.0 && option.credit() < 100.0;
        if one_is_enough {
            for option in options.iter().filter(partial) {
                self.lose(format!(
                    "the option {:?} was worth {}%; now it is wrong",
                    show(&option.text),
                    option.credit()
                ));
            }
        } else {
            let first = right.first().map_or(0.0, |option| option.credit());
            if right
                .iter()
                .any(|option| (option.credit() - first).abs() > 0.01)
            {
                self.lose("the right options had different weights; now each counts the same");
            }
        }
    }

    /// Pairs have no kind of their own: each left side gets a gap in which
    /// its right side is written.
    fn matching(
        &mut self,
        question: &mut Question,
        before: &str,
        pairs: &[(String, String)],
    ) -> Result<(), String> {
        let lefts: Vec<&(String, String)> =
            pairs.iter().filter(|(left, _)| !left.is_empty()).collect();
        if lefts.is_empty() {
            return Err("a matching question has no pair".to_owned());
        }
        let choices: BTreeSet<String> = pairs.iter().map(|(_, right)| bare(right)).collect();
        if choices.contains("") {
            return Err("a pair has no right side".to_owned());
        }
        let mut text = self.text(&no_gaps(before));
        text.push_str("\n\nWrite beside each line what belongs to it: ");
        text.push_str(
            &choices
                .iter()
                .map(|choice| code(choice))
                .collect::<Vec<_>>()
                .join(", "),
        );
        text.push_str(".\n");
        for (number, (left, right)) in (1..).zip(lefts) {
            let left = self.text(&no_gaps(left));
            text.push_str(&format!("\n- {left}: {{{{{number}}}}}"));
            question.gaps.push(vec![bare(right)]);
        }
        question.kind = "gap";
        question.case = Some(false);
        question.text = text;
        self.lose("matching became gaps to fill: the right side is typed instead of chosen");
        Ok(())
    }
}

/// A text as code, whatever it contains.
fn code(text: &str) -> String {
    let fence = if text.contains('`') { "``" } else { "`" };
    let space = if text.contains('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// A text in which nothing reads as a gap. The braces can only be escaped
/// ones, which are still hidden.
fn no_gaps(text: &str) -> String {
    let shown = show(text);
    if codezest_core::learning::quiz::gaps::numbers(&shown).is_empty() {
        return text.to_owned();
    }
    shown.replace("{{", "{ {")
}

fn explain(question: &mut Question, text: &str) {
    if text.is_empty() || question.explanation.contains(text) {
        return;
    }
    if !question.explanation.is_empty() {
        question.explanation.push_str("\n\n");
    }
    question.explanation.push_str(text);
}
