//! Cards: what a learner got wrong comes back, further apart each time it is
//! remembered.
//!
//! | Module | Decides |
//! |---|---|
//! | [`mod@cards`] | which cards there are, and when each is due |
//! | [`memory`] | how well something is remembered, and for how long (FSRS-6) |
//! | [`rating`] | what a learner says of a card |

pub mod cards;
pub mod memory;
pub mod rating;

pub use cards::{Card, Cards};
pub use memory::Memory;
pub use rating::Rating;
