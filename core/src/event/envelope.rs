//! The envelope: what every event carries, whatever its kind.

use crate::ids::EventId;
use crate::time::{Hlc, LocalDate, Timestamp, UtcOffset};

/// An immutable fact, as stored and sent.
///
/// `body` is canonical JSON (see [`super::codec`]); `None` when it was blanked
/// by a redaction or a quarantine, in which case `body_hash` still says what
/// it was.
#[derive(Debug, Clone, PartialEq, Eq)]
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
