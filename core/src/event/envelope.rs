//! The envelope: what every event carries, whatever its kind.

use serde::{Deserialize, Serialize};

use super::canonical::write_string;
use super::wire::WireEvent;
use crate::ids::{ContentHash, EventId};
use crate::time::{Hlc, LocalDate, Timestamp, UtcOffset};

/// An immutable fact, as stored and sent.
///
/// `body` is canonical JSON (see [`super::canonical`]); `None` when it was
/// blanked by a redaction or a quarantine, in which case `body_hash` still
/// says what it was. Its JSON is the wire form, [`WireEvent`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "WireEvent", try_from = "WireEvent")]
pub struct Event {
    /// Identity, made by the writer.
    pub id: EventId,
    /// Kind, such as `learning.run_finished`. Unknown kinds stay as they are.
    pub kind: String,
    /// Schema version of the kind, from 1.
    pub v: u16,
    /// Order across devices.
    pub hlc: Hlc,
    /// When it happened.
    pub occurred_at: Timestamp,
    /// Offset of the writer's clock.
    pub utc_offset: UtcOffset,
    /// The learning day, fixed when it happened.
    pub local_date: LocalDate,
    /// Canonical JSON, at most [`crate::limits::MAX_EVENT_BODY_BYTES`].
    pub body: Option<String>,
    /// BLAKE3 of the body's bytes.
    pub body_hash: [u8; 32],
}

impl Event {
    /// The canonical envelope: the bytes that, with the body's hash, the
    /// event's hash covers. Its form is frozen by the golden files.
    #[must_use]
    pub fn canonical_envelope(&self) -> String {
        let mut out = format!(
            "{{\"hlc\":\"{}\",\"id\":\"{}\",\"kind\":",
            self.hlc, self.id
        );
        write_string(&mut out, &self.kind);
        out.push_str(&format!(
            ",\"local_date\":\"{}\",\"occurred_at\":{},\"utc_offset\":{},\"v\":{}}}",
            self.local_date, self.occurred_at.0, self.utc_offset.0, self.v
        ));
        out
    }

    /// The same event with its body blanked; id and hashes stay, so the chain
    /// of its stream does too.
    #[must_use]
    pub fn blanked(mut self) -> Self {
        self.body = None;
        self
    }

    /// The hash of `body`, as events carry it.
    #[must_use]
    pub fn hash_body(body: &str) -> [u8; 32] {
        ContentHash::of(body.as_bytes()).0
    }
}
