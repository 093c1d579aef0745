//! Progress, attempts, quizzes, hints, runs, resets, reviews: what a learner's events amount to.
//!
//! | Module | Decides |
//! |---|---|
//! | [`progress`] | one item: its status, first pass and points |
//! | [`attempts`] | quiz attempts and answers |
//! | [`quiz`] | grading answers |
//! | [`hints`], [`runs`] | which hints were shown; what runs there were |
//! | [`review`] | what is asked again, and when |
//! | [`reset`] | what a progress reset covers |
//! | [`overview`] | modules and courses, from their items |
//! | [`decide`] | which facts come of what a learner did |

pub mod attempts;
pub mod decide;
pub mod hints;
pub mod overview;
pub mod progress;
pub mod quiz;
pub mod reset;
pub mod review;
pub mod runs;
