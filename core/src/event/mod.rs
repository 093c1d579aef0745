//! Facts: the learner's event log.
//!
//! An **event** is an immutable fact ([`envelope::Event`]); a [`kinds::Fact`]
//! is its typed content. A **stream** is what one writer of one account file
//! appends, numbered 1, 2, 3… without holes; the number is a **label**, a
//! transport address. Identity is the event's id, and nothing that is derived
//! from events depends on labels or on order.

//!
//! | Module | Concept |
//! |---|---|
//! | [`envelope`], [`wire`] | an event, and its frozen JSON |
//! | [`kinds`], [`bodies`], [`about`] | facts: their bodies, how they are made, what they concern |
//! | [`canonical`], [`codec`], [`upcast`] | facts to events and back |
//! | [`chain`], [`check`] | hashes; what every event must satisfy |
//! | [`reduce`] | states that depend on a set of events only |
//! | [`redact`], [`export`] | blanking a body; a learner's progress as a file |

pub mod about;
pub mod bodies;
pub mod canonical;
pub mod chain;
pub mod check;
pub mod codec;
pub mod envelope;
pub mod export;
pub mod kinds;
pub mod redact;
pub mod reduce;
pub mod upcast;
pub mod wire;

pub use chain::{Head, Heads, event_hash};
pub use codec::{Decoded, decode, encode};
pub use envelope::Event;
pub use kinds::Fact;
pub use reduce::{Applied, EventMeta, Reducer, fold};
