//! Quizzes: answers, grading, scores, order and time.
//!
//! | Module | Decides |
//! |---|---|
//! | [`answer`] | what an answer is, read from what was typed, from JSON, and from a stored fact |
//! | [`mod@grade`] | what one answer earns, and what to show about it |
//! | [`earned`], [`mod@score`] | points of an answer, and what a go at a quiz comes to |
//! | [`order`] | in which order questions and options are shown |
//! | [`clock`] | when the time is up |
//! | [`number`], [`normal`], [`gaps`] | numbers, texts and gaps |

pub mod answer;
pub mod clock;
pub mod earned;
pub mod gaps;
pub mod grade;
pub mod normal;
pub mod number;
pub mod order;
pub mod score;
#[cfg(test)]
mod tests;

pub use answer::{Answer, AnswerError};
pub use earned::Earned;
pub use grade::{GradeError, Graded, OptionVerdict, grade};
pub use order::{ShownQuestion, shown};
pub use score::{Score, score};
