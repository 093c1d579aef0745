//! Hashes of events and of streams.
//!
//! `event_hash = BLAKE3(canonical envelope ‖ body hash)`. The **chain hash** of
//! a stream is `h(0)` = 32 zero bytes, `h(n) = BLAKE3(h(n-1) ‖ event_hash)`: two
//! streams with the same hash at `n` have the same first `n` events. A **head**
//! is a stream's length with the hash there; **heads** are those of every
//! stream, and their **digest** one hash over all of them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::envelope::Event;
use crate::ids::{ChainHash, ContentHash, EventHash, StreamId};

/// The hash of an event. The body may be blank: its hash is enough.
#[must_use]
pub fn event_hash(event: &Event) -> EventHash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(event.canonical_envelope().as_bytes());
    hasher.update(&event.body_hash);
    EventHash(*hasher.finalize().as_bytes())
}

impl ChainHash {
    /// The hash of an empty stream.
    pub const EMPTY: Self = Self([0; 32]);

    /// The hash with one more event.
    #[must_use]
    pub fn then(self, event: EventHash) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.0);
        hasher.update(&event.0);
        Self(*hasher.finalize().as_bytes())
    }
}

/// How long a stream is, and its hash there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Head {
    /// The last sequence number; zero when empty.
    pub seq: u64,
    /// The chain hash at `seq`.
    pub hash: ChainHash,
}

impl Head {
    /// The head of an empty stream.
    pub const EMPTY: Self = Self {
        seq: 0,
        hash: ChainHash::EMPTY,
    };

    /// The head with one more event.
    #[must_use]
    pub fn then(self, event: EventHash) -> Self {
        Self {
            seq: self.seq + 1,
            hash: self.hash.then(event),
        }
    }
}

impl Default for Head {
    fn default() -> Self {
        Self::EMPTY
    }
}

/// The heads of every stream that someone holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Heads(pub BTreeMap<StreamId, Head>);

impl Heads {
    /// The head of `stream`, empty when it is not held.
    #[must_use]
    pub fn of(&self, stream: StreamId) -> Head {
        self.0.get(&stream).copied().unwrap_or_default()
    }

    /// One hash over all heads, by stream: its id, its length as eight bytes
    /// (most significant first) and its hash. An empty stream is as good as
    /// none.
    #[must_use]
    pub fn digest(&self) -> ContentHash {
        let mut hasher = blake3::Hasher::new();
        for (stream, head) in self.0.iter().filter(|(_, head)| head.seq > 0) {
            hasher.update(stream.as_bytes());
            hasher.update(&head.seq.to_be_bytes());
            hasher.update(&head.hash.0);
        }
        ContentHash(*hasher.finalize().as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream(n: u128) -> StreamId {
        StreamId(uuid::Uuid::from_u128(n))
    }

    #[test]
    fn a_chain_tells_content_order_and_length_apart() {
        let [a, b] = [EventHash([1; 32]), EventHash([2; 32])];
        let ab = Head::EMPTY.then(a).then(b);
        assert_eq!(ab.seq, 2);
        assert_eq!(ab, Head::EMPTY.then(a).then(b));
        assert_ne!(ab.hash, Head::EMPTY.then(b).then(a).hash);
        assert_ne!(ab.hash, Head::EMPTY.then(a).hash);
    }

    /// Computed by hand from the definition: BLAKE3 of 64 bytes.
    #[test]
    fn a_chain_hash_is_blake3_of_the_two_hashes() {
        let bytes: Vec<u8> = [[0_u8; 32], [7_u8; 32]].concat();
        assert_eq!(
            ChainHash::EMPTY.then(EventHash([7; 32])).0,
            *blake3::hash(&bytes).as_bytes()
        );
    }

    #[test]
    fn a_digest_sees_every_head_and_no_empty_one() {
        let head = Head::EMPTY.then(EventHash([1; 32]));
        let heads = |entries: &[(u128, Head)]| {
            Heads(
                entries
                    .iter()
                    .map(|(n, head)| (stream(*n), *head))
                    .collect(),
            )
        };
        let one = heads(&[(1, head)]);
        assert_eq!(one.digest(), heads(&[(1, head), (2, Head::EMPTY)]).digest());
        assert_ne!(one.digest(), heads(&[(2, head)]).digest());
        assert_ne!(one.digest(), heads(&[(1, head), (2, head)]).digest());
        assert_ne!(
            one.digest(),
            heads(&[(1, Head { seq: 2, ..head })]).digest()
        );
        assert_eq!(Heads::default().digest().0, *blake3::hash(b"").as_bytes());
        assert_eq!(one.of(stream(9)), Head::EMPTY);
    }
}
