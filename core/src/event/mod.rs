//! Facts: the learner's event log.
//!
//! An **event** is an immutable fact ([`envelope::Event`]); a [`kinds::Fact`]
//! is its typed content. A **stream** is what one writer of one account file
//! appends, numbered 1, 2, 3… without holes; the number is a **label**, a
//! transport address. Identity is the event's id, and nothing that is derived
//! from events depends on labels or on order.

pub mod envelope;
pub mod kinds;

pub use envelope::Event;
pub use kinds::Fact;
