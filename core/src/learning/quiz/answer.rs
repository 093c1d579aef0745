//! What a learner answers.

use std::collections::BTreeMap;

use serde_json::Value;

use super::number::{self, NumberError};
use crate::course::model::{Question, QuestionKind, Quiz};
use crate::ids::{OptionId, QuestionId};

/// Most bytes of one answer.
const MAX_ANSWER_BYTES: usize = 16 * 1024;

/// An answer to a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// None was given.
    Skipped,
    /// The chosen options; for an order, all of them in that order.
    Options(Vec<OptionId>),
    /// True or false.
    TrueFalse(bool),
    /// A text: a short answer, or what some code prints.
    Text(String),
    /// A number.
    Number(f64),
    /// One text per gap.
    Gaps(Vec<String>),
}

/// Why an answer cannot be taken. None of these counts as a wrong answer.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AnswerError {
    /// No such option.
    #[error("{given:?} is none of the options{}", near.as_ref().map(|near| format!("; did you mean {near}?")).unwrap_or_default())]
    UnknownOption {
        /// What was given.
        given: String,
        /// The nearest option's id.
        near: Option<String>,
    },
    /// More or fewer than the question asks for.
    #[error("the question takes {wanted}, not {given}")]
    Count {
        /// What it takes.
        wanted: String,
        /// How many were given.
        given: usize,
    },
    /// Neither true nor false.
    #[error("{0:?} is neither true nor false")]
    NotABool(String),
    /// Not a number.
    #[error(transparent)]
    Number(#[from] NumberError),
    /// JSON of another shape.
    #[error("the answer must be {wanted}")]
    Shape {
        /// What it must be.
        wanted: &'static str,
    },
    /// No such question.
    #[error("there is no question {0:?}")]
    UnknownQuestion(String),
    /// Too long to keep.
    #[error("the answer is longer than {MAX_ANSWER_BYTES} bytes")]
    TooLong,
}

impl Answer {
    /// Reads what was typed. `options` are the options' ids in the order in
    /// which they were shown: an option is named by its number there, its id
    /// or a letter (`a` is the first). Several are separated by spaces or
    /// commas; gaps by `;` or line breaks. Nothing at all is [`Self::Skipped`].
    ///
    /// # Errors
    /// Says what the question takes instead.
    pub fn parse(
        question: &Question,
        options: &[OptionId],
        text: &str,
    ) -> Result<Self, AnswerError> {
        if text.len() > MAX_ANSWER_BYTES {
            return Err(AnswerError::TooLong);
        }
        if text.trim().is_empty() {
            return Ok(Self::Skipped);
        }
        match &question.kind {
            QuestionKind::Single { .. }
            | QuestionKind::Multiple { .. }
            | QuestionKind::Order { .. } => {
                let words = text
                    .split(|c: char| c == ',' || c.is_whitespace())
                    .filter(|word| !word.is_empty());
                let chosen = words
                    .map(|word| option(options, word))
                    .collect::<Result<_, _>>()?;
                Self::options(question, chosen)
            }
            QuestionKind::TrueFalse { .. } => true_or_false(text).map(Self::TrueFalse),
            QuestionKind::Short { .. } | QuestionKind::Output { .. } => {
                Ok(Self::Text(text.to_owned()))
            }
            QuestionKind::Numeric { .. } => Ok(Self::Number(number::parse(text)?)),
            QuestionKind::Gap { gaps, .. } if gaps.len() == 1 => {
                Ok(Self::Gaps(vec![text.trim().to_owned()]))
            }
            QuestionKind::Gap { .. } => {
                let parts = text
                    .trim()
                    .split([';', '\n'])
                    .map(|part| part.trim().to_owned());
                Self::gaps(question, parts.collect())
            }
        }
    }

    /// What was typed into each gap. Nothing in any of them is
    /// [`Self::Skipped`].
    ///
    /// # Errors
    /// There are more or fewer than the question has gaps, or they are too
    /// long.
    pub fn of_gaps(question: &Question, texts: &[String]) -> Result<Self, AnswerError> {
        if texts.iter().map(String::len).sum::<usize>() > MAX_ANSWER_BYTES {
            return Err(AnswerError::TooLong);
        }
        if texts.iter().all(|text| text.trim().is_empty()) {
            return Ok(Self::Skipped);
        }
        let texts = texts.iter().map(|text| text.trim().to_owned());
        Self::gaps(question, texts.collect())
    }

    /// Reads the words of a stored fact (see [`Self::words`]).
    ///
    /// # Errors
    /// The words do not answer this question, as after the quiz was edited.
    pub fn from_words(question: &Question, words: &[String]) -> Result<Self, AnswerError> {
        let ids = question
            .kind
            .options()
            .iter()
            .map(|option| option.id.clone())
            .collect::<Vec<_>>();
        match (&question.kind, words) {
            (_, []) => Ok(Self::Skipped),
            (QuestionKind::Gap { .. }, words) => Self::gaps(question, words.to_vec()),
            (kind, words) if !kind.options().is_empty() => {
                let chosen = words
                    .iter()
                    .map(|word| by_id(&ids, word))
                    .collect::<Result<_, _>>()?;
                Self::options(question, chosen)
            }
            (_, [word]) => Self::parse(question, &ids, word),
            (_, words) => Err(AnswerError::Count {
                wanted: "one answer".to_owned(),
                given: words.len(),
            }),
        }
    }

    /// The answer as a fact keeps it: option ids, texts, or a number's text.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        match self {
            Self::Skipped => Vec::new(),
            Self::Options(ids) => ids.iter().map(ToString::to_string).collect(),
            Self::TrueFalse(answer) => vec![answer.to_string()],
            Self::Text(text) => vec![text.clone()],
            Self::Number(number) => vec![number.to_string()],
            Self::Gaps(gaps) => gaps.clone(),
        }
    }

    /// Reads one value of an answers file: an option's id or a list of them,
    /// `true`/`false`, a text, a number, or a list of texts for gaps; `null`
    /// skips.
    ///
    /// # Errors
    /// Says what the question takes instead.
    pub fn from_json(question: &Question, value: &Value) -> Result<Self, AnswerError> {
        let words: Vec<String> = match value {
            Value::Null => return Ok(Self::Skipped),
            Value::Bool(answer) => vec![answer.to_string()],
            Value::Number(number) => vec![number.to_string()],
            Value::String(text) => vec![text.clone()],
            Value::Array(list) => {
                let texts = list.iter().map(|value| value.as_str().map(str::to_owned));
                texts.collect::<Option<_>>().ok_or(AnswerError::Shape {
                    wanted: "a list of texts",
                })?
            }
            Value::Object(_) => {
                return Err(AnswerError::Shape {
                    wanted: "a text, a number or a list of texts",
                });
            }
        };
        if words.iter().map(String::len).sum::<usize>() > MAX_ANSWER_BYTES {
            return Err(AnswerError::TooLong);
        }
        Self::from_words(question, &words)
    }

    fn options(question: &Question, mut chosen: Vec<OptionId>) -> Result<Self, AnswerError> {
        let given = chosen.len();
        let count = |wanted: String| Err(AnswerError::Count { wanted, given });
        let all = question.kind.options().len();
        match question.kind {
            QuestionKind::Single { .. } if given != 1 => return count("one option".to_owned()),
            QuestionKind::Multiple { .. } => {
                chosen.sort();
                chosen.dedup();
            }
            QuestionKind::Order { .. } => {
                let mut once = chosen.clone();
                once.sort();
                once.dedup();
                if given != all || once.len() != all {
                    return count(format!("all {all} options, each once"));
                }
            }
            _ => {}
        }
        Ok(Self::Options(chosen))
    }

    fn gaps(question: &Question, parts: Vec<String>) -> Result<Self, AnswerError> {
        match &question.kind {
            QuestionKind::Gap { gaps, .. } if gaps.len() != parts.len() => {
                Err(AnswerError::Count {
                    wanted: format!("{} texts, one per gap", gaps.len()),
                    given: parts.len(),
                })
            }
            _ => Ok(Self::Gaps(parts)),
        }
    }
}

/// An option by its number as shown, its id, or a letter.
fn option(options: &[OptionId], word: &str) -> Result<OptionId, AnswerError> {
    let number = word.trim_end_matches(['.', ')']).parse::<usize>().ok();
    let by_number = number.and_then(|number| options.get(number.checked_sub(1)?));
    if let Some(id) = by_number {
        return Ok(id.clone());
    }
    by_id(options, word).or_else(|error| {
        let mut letters = word
            .trim_end_matches(['.', ')'])
            .chars()
            .map(|c| c.to_ascii_lowercase());
        match (letters.next(), letters.next()) {
            (Some(letter), None) => {
                let found = ('a'..='z').zip(options).find(|(c, _)| *c == letter);
                found.map(|(_, id)| id.clone()).ok_or(error)
            }
            _ => Err(error),
        }
    })
}

fn by_id(options: &[OptionId], word: &str) -> Result<OptionId, AnswerError> {
    options
        .iter()
        .find(|id| id.as_str() == word)
        .cloned()
        .ok_or_else(|| {
            let near = crate::text::nearest(word, options.iter().map(OptionId::as_str), 1);
            AnswerError::UnknownOption {
                given: crate::text::shorten(word, 40),
                near: near.first().map(ToString::to_string),
            }
        })
}

fn true_or_false(text: &str) -> Result<bool, AnswerError> {
    match text.trim().to_lowercase().as_str() {
        "true" | "t" | "yes" | "y" => Ok(true),
        "false" | "f" | "no" | "n" => Ok(false),
        other => Err(AnswerError::NotABool(crate::text::shorten(other, 40))),
    }
}

/// Reads a whole answers file: a JSON object of question ids and answers.
/// Questions that are not in it are skipped.
///
/// # Errors
/// Every answer that cannot be taken, with its question's id.
pub fn answers_from_json(
    quiz: &Quiz,
    file: &Value,
) -> Result<BTreeMap<QuestionId, Answer>, Vec<(String, AnswerError)>> {
    let Value::Object(object) = file else {
        return Err(vec![(
            String::new(),
            AnswerError::Shape {
                wanted: "an object of question ids and answers",
            },
        )]);
    };
    let (mut answers, mut errors) = (BTreeMap::new(), Vec::new());
    for (id, value) in object {
        let Some(question) = quiz
            .questions
            .iter()
            .find(|question| question.id.as_str() == id)
        else {
            errors.push((id.clone(), AnswerError::UnknownQuestion(id.clone())));
            continue;
        };
        match Answer::from_json(question, value) {
            Ok(answer) => {
                answers.insert(question.id.clone(), answer);
            }
            Err(error) => errors.push((id.clone(), error)),
        }
    }
    if errors.is_empty() {
        Ok(answers)
    } else {
        Err(errors)
    }
}
