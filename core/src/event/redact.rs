//! Redaction: a learner's way to blank the body of an event of their own.
//!
//! What is decided here depends on the set of events only. Two things are the
//! store's: an event and its redaction must come from the same author (streams
//! of one account are one author's), and a projection that counted a body that
//! is now blank must be folded anew.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::envelope::Event;
use super::kinds::Fact;
use super::reduce::{Applied, EventMeta, Reducer};
use crate::ids::EventId;

/// Kinds that only a server writes; a learner can neither write nor blank them.
pub const SERVER_KINDS: &[&str] = &[
    "learning.graded",
    "learning.feedback",
    "learning.certificate_issued",
    "learning.certificate_revoked",
    "notifications.posted",
];

/// Whether only a server writes events of `kind`.
#[must_use]
pub fn is_server_kind(kind: &str) -> bool {
    SERVER_KINDS.contains(&kind)
}

/// The ids of every event that was redacted. An event may arrive after its
/// redaction, so this is kept for ever and asked for every event that comes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Redactions(BTreeSet<EventId>);

impl Redactions {
    /// Whether the body of `event` has to be blanked.
    #[must_use]
    pub fn blanks(&self, event: &Event) -> bool {
        self.0.contains(&event.id) && can_redact(&event.kind)
    }
}

/// Whether a learner's redaction of an event of `kind` has an effect. That of
/// another redaction has none: it could arrive before or after it did its
/// work, and the result would depend on the order.
#[must_use]
pub fn can_redact(kind: &str) -> bool {
    kind != "core.redacted" && !is_server_kind(kind)
}

impl Reducer for Redactions {
    fn apply(&mut self, _meta: &EventMeta, fact: &Fact) -> Applied {
        match fact {
            Fact::Redacted(body) => Applied::changed_if(self.0.insert(body.event)),
            _ => Applied::Unchanged,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::kinds::{DeviceNamed, Redacted};
    use crate::event::{Decoded, decode, encode, event_hash};
    use crate::time::{Hlc, Moment, Timestamp, UtcOffset};

    #[test]
    fn a_learner_blanks_their_own_facts_but_no_redaction_and_nothing_of_the_server() {
        let id = EventId("019d0000-0000-7000-8000-000000000001".parse().unwrap());
        let moment = Moment::new(Timestamp(0), UtcOffset(0), 4);
        let fact = Fact::DeviceNamed(DeviceNamed::new("my full name"));
        let event = encode(&fact, id, Hlc::ZERO, moment).unwrap();
        let mut redactions = Redactions::default();
        assert!(!redactions.blanks(&event));
        let redaction = Fact::Redacted(Redacted { event: id });
        assert_eq!(
            redactions.apply(&EventMeta::of(&event), &redaction),
            Applied::Changed
        );
        assert_eq!(
            redactions.apply(&EventMeta::of(&event), &redaction),
            Applied::Unchanged
        );
        assert!(redactions.blanks(&event));
        for kind in SERVER_KINDS.iter().chain(&["core.redacted"]) {
            let event = Event {
                kind: (*kind).to_owned(),
                ..event.clone()
            };
            assert!(!redactions.blanks(&event), "{kind}");
        }
        let blank = event.clone().blanked();
        assert_eq!(event_hash(&blank), event_hash(&event));
        assert_eq!(decode(&blank), Decoded::Blank);
    }
}
