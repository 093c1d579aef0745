//! The wire form of an event: its JSON in sync, exports and golden files.
//!
//! Frozen: a member is never renamed, added or left out, because devices and
//! servers of every version read it. The body travels as text, so that the
//! bytes that were hashed arrive, also those of kinds the reader does not
//! know. Its hash is sent only where the body was blanked.

use serde::{Deserialize, Serialize};

use super::envelope::Event;
use crate::ids::{ContentHash, EventId};
use crate::time::{Hlc, LocalDate, Timestamp, UtcOffset};

/// An event as JSON.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireEvent {
    id: EventId,
    kind: String,
    v: u16,
    hlc: Hlc,
    occurred_at: Timestamp,
    utc_offset: UtcOffset,
    local_date: LocalDate,
    body: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    body_hash: Option<ContentHash>,
}

/// An event whose body and body hash do not go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// Blank, and nothing says what it was.
    #[error("an event without `body` needs `body_hash`")]
    NoHash,
    /// Both were sent; the hash follows from the body.
    #[error("an event with `body` has no `body_hash`: it follows from the body")]
    TwoHashes,
}

impl From<Event> for WireEvent {
    fn from(event: Event) -> Self {
        let body_hash = event.body.is_none().then_some(ContentHash(event.body_hash));
        Self {
            id: event.id,
            kind: event.kind,
            v: event.v,
            hlc: event.hlc,
            occurred_at: event.occurred_at,
            utc_offset: event.utc_offset,
            local_date: event.local_date,
            body: event.body,
            body_hash,
        }
    }
}

impl TryFrom<WireEvent> for Event {
    type Error = WireError;
    fn try_from(wire: WireEvent) -> Result<Self, WireError> {
        let body_hash = match (&wire.body, wire.body_hash) {
            (Some(body), None) => Self::hash_body(body),
            (None, Some(hash)) => hash.0,
            (None, None) => return Err(WireError::NoHash),
            (Some(_), Some(_)) => return Err(WireError::TwoHashes),
        };
        Ok(Self {
            id: wire.id,
            kind: wire.kind,
            v: wire.v,
            hlc: wire.hlc,
            occurred_at: wire.occurred_at,
            utc_offset: wire.utc_offset,
            local_date: wire.local_date,
            body: wire.body,
            body_hash,
        })
    }
}
