//! Quizzes: answers, grading, scores, order and time.

pub mod gaps;
