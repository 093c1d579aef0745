//! Quizzes and their questions.

use serde::{Deserialize, Serialize};

use crate::ids::{OptionId, QuestionId};

/// Questions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quiz {
    /// The passing score in percent.
    pub pass: u8,
    /// The time limit in minutes.
    pub minutes: Option<u32>,
    /// How many attempts count.
    pub attempts: Option<u32>,
    /// Whether questions and options are shuffled.
    pub shuffle: bool,
    /// Graded by a server and shipped without answers.
    pub graded: bool,
    /// The questions in file order.
    pub questions: Vec<Question>,
}

/// One question of a quiz.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Unique in the quiz.
    pub id: QuestionId,
    /// The question (Markdown).
    pub text: String,
    /// What it is worth.
    pub points: u32,
    /// Shown after answering (Markdown).
    pub explanation: String,
    /// The answers are with the server only (a graded quiz in a learner's
    /// pack): no option is marked, no answer known, and an order says nothing.
    pub withheld: bool,
    /// What kind it is, and what only its kind has.
    pub kind: QuestionKind,
}

impl Question {
    /// Takes out everything that tells the answer.
    pub fn withhold(&mut self) {
        self.withheld = true;
        self.explanation.clear();
        match &mut self.kind {
            QuestionKind::Single { options } | QuestionKind::Multiple { options } => {
                options.iter_mut().for_each(Choice::withhold);
            }
            QuestionKind::Order { options } => {
                options.iter_mut().for_each(Choice::withhold);
                options.sort_by(|a, b| a.id.cmp(&b.id));
            }
            QuestionKind::TrueFalse { answer, why } => {
                *answer = None;
                *why = None;
            }
            QuestionKind::Numeric { answer, tolerance } => {
                *answer = None;
                *tolerance = 0.0;
            }
            QuestionKind::Short { answers, .. } | QuestionKind::Output { answers, .. } => {
                answers.clear()
            }
            QuestionKind::Gap { gaps, .. } => gaps.iter_mut().for_each(Vec::clear),
        }
    }
}

/// One option of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Unique in the question.
    pub id: OptionId,
    /// The option (Markdown).
    pub text: String,
    /// Whether it is right.
    pub correct: bool,
    /// Why it is wrong (or right).
    pub why: Option<String>,
}

impl Choice {
    fn withhold(&mut self) {
        self.correct = false;
        self.why = None;
    }
}

/// The kinds of question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum QuestionKind {
    /// One option is right.
    Single {
        /// The options.
        options: Vec<Choice>,
    },
    /// Some options are right.
    Multiple {
        /// The options.
        options: Vec<Choice>,
    },
    /// A statement.
    TrueFalse {
        /// Whether it is true; `None` when withheld.
        answer: Option<bool>,
        /// Why the other choice is wrong.
        why: Option<String>,
    },
    /// A short text.
    Short {
        /// Accepted texts; none when withheld.
        answers: Vec<String>,
        /// Whether case counts.
        case: bool,
    },
    /// A number.
    Numeric {
        /// The number; `None` when withheld.
        answer: Option<f64>,
        /// How far it may be off.
        tolerance: f64,
    },
    /// Options to put in order; listed in the right one.
    Order {
        /// The options in the right order.
        options: Vec<Choice>,
    },
    /// Gaps `{{1}}`, `{{2}}` in the text.
    Gap {
        /// Accepted texts of each gap; a withheld gap has none.
        gaps: Vec<Vec<String>>,
        /// Whether case counts.
        case: bool,
    },
    /// What does this code print?
    Output {
        /// The code.
        code: String,
        /// Its language, for highlighting.
        language: Option<String>,
        /// Accepted outputs; none when withheld.
        answers: Vec<String>,
    },
}

impl QuestionKind {
    /// The options in file order; none for kinds without options.
    #[must_use]
    pub fn options(&self) -> &[Choice] {
        match self {
            Self::Single { options } | Self::Multiple { options } | Self::Order { options } => {
                options
            }
            _ => &[],
        }
    }

    /// Whether the answer has several lines: the output of some code does.
    #[must_use]
    pub fn has_several_lines(&self) -> bool {
        match self {
            Self::Output { answers, .. } => answers
                .iter()
                .any(|answer| answer.trim_end().contains('\n')),
            _ => false,
        }
    }

    /// The word of the kind in the course format.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Single { .. } => "single",
            Self::Multiple { .. } => "multiple",
            Self::TrueFalse { .. } => "true-false",
            Self::Short { .. } => "short",
            Self::Numeric { .. } => "numeric",
            Self::Order { .. } => "order",
            Self::Gap { .. } => "gap",
            Self::Output { .. } => "output",
        }
    }
}
