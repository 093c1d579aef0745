//! Facts to events and back.
//!
//! Encoding refuses what another device would refuse. Decoding never loses
//! anything: an event whose kind, version or body is not understood stays an
//! event, is stored and forwarded, and is read again after an upgrade.

use super::canonical::{self, CanonicalError};
use super::check::{EventError, check};
use super::envelope::Event;
use super::kinds::Fact;
use super::upcast::{newest, upcast};
use crate::ids::EventId;
use crate::time::{Hlc, Moment};

/// Why a fact cannot become an event.
#[derive(Debug, thiserror::Error)]
pub enum EncodeError {
    /// The body has no canonical form.
    #[error("cannot write the body of {kind}: {source}")]
    Body {
        /// The fact's kind.
        kind: &'static str,
        /// What is wrong with it.
        source: CanonicalError,
    },
    /// The body is too large, or the envelope malformed.
    #[error("{kind}: {source}")]
    Event {
        /// The fact's kind.
        kind: &'static str,
        /// What is wrong with it.
        source: EventError,
    },
}

/// Makes the event of `fact`, with an id (UUIDv7) and a clock value made by the
/// writer.
///
/// # Errors
/// A body that is larger than [`crate::limits::MAX_EVENT_BODY_BYTES`] or holds
/// what canonical JSON does not, or an id that is no UUIDv7. The constructors
/// of bodies cut texts so that they fit.
pub fn encode(fact: &Fact, id: EventId, hlc: Hlc, moment: Moment) -> Result<Event, EncodeError> {
    let kind = fact.kind();
    let body = fact
        .to_value()
        .map_err(CanonicalError::Syntax)
        .and_then(|value| canonical::to_string(&value))
        .map_err(|source| EncodeError::Body { kind, source })?;
    let event = Event {
        id,
        kind: kind.to_owned(),
        v: fact.version(),
        hlc,
        occurred_at: moment.at,
        utc_offset: moment.offset,
        local_date: moment.day,
        body_hash: Event::hash_body(&body),
        body: Some(body),
    };
    check(&event).map_err(|source| EncodeError::Event { kind, source })?;
    Ok(event)
}

/// What an event says to this version of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decoded {
    /// A fact, brought to the newest version of its kind.
    Fact(Fact),
    /// Nothing any more: its body was blanked.
    Blank,
    /// A kind or version that a newer program wrote. It is kept, and projected
    /// after an upgrade.
    Newer,
    /// A known kind whose body does not have its shape. It is kept, and counts
    /// for nothing; the reason is for `doctor`.
    Malformed(String),
}

impl Decoded {
    /// The fact, if it is one.
    #[must_use]
    pub fn fact(self) -> Option<Fact> {
        match self {
            Self::Fact(fact) => Some(fact),
            _ => None,
        }
    }
}

/// Reads what an event says.
#[must_use]
pub fn decode(event: &Event) -> Decoded {
    let Some(body) = &event.body else {
        return Decoded::Blank;
    };
    if newest(&event.kind).is_none_or(|newest| event.v > newest) {
        return Decoded::Newer;
    }
    let value = match canonical::parse(body) {
        Ok(value) => value,
        Err(error) => return Decoded::Malformed(error.to_string()),
    };
    let Some(value) = upcast(&event.kind, event.v, value) else {
        return Decoded::Malformed(format!("there is no version {} of {}", event.v, event.kind));
    };
    match Fact::from_value(&event.kind, value) {
        Ok(Some(fact)) => Decoded::Fact(fact),
        Ok(None) => Decoded::Newer,
        Err(error) => Decoded::Malformed(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::kinds::{DeviceNamed, PrefSet};
    use crate::time::{Timestamp, UtcOffset};

    fn encoded(fact: &Fact) -> Result<Event, EncodeError> {
        let id = EventId("01890000-0000-7000-8000-000000000001".parse().unwrap());
        let moment = Moment::new(Timestamp(1_795_435_200_000), UtcOffset(60), 4);
        encode(fact, id, Hlc::ZERO.tick(moment.at, 0), moment)
    }

    fn named(name: &str) -> Fact {
        Fact::DeviceNamed(DeviceNamed {
            name: name.to_owned(),
        })
    }

    #[test]
    fn a_fact_survives_its_event() {
        let fact = named("the \"blue\" one\n");
        let event = encoded(&fact).unwrap();
        assert_eq!(
            event.body.as_deref(),
            Some(r#"{"name":"the \"blue\" one\n"}"#)
        );
        assert_eq!(decode(&event), Decoded::Fact(fact));
    }

    #[test]
    fn an_event_survives_its_wire_form() {
        let event = encoded(&named("blue")).unwrap();
        for event in [event.clone(), event.blanked()] {
            let json = serde_json::to_string(&event).unwrap();
            assert_eq!(json.contains("body_hash"), event.body.is_none());
            assert_eq!(serde_json::from_str::<Event>(&json).unwrap(), event);
        }
    }

    #[test]
    fn a_wire_form_with_more_less_or_twice_is_refused() {
        let good = serde_json::to_value(encoded(&named("blue")).unwrap()).unwrap();
        let changed = |change: fn(&mut serde_json::Map<String, serde_json::Value>)| {
            let mut value = good.clone();
            change(value.as_object_mut().unwrap());
            serde_json::from_value::<Event>(value).map_err(|error| error.to_string())
        };
        assert!(changed(|_| ()).is_ok());
        assert!(
            changed(|m| drop(m.insert("more".into(), 1.into())))
                .unwrap_err()
                .contains("more")
        );
        assert!(
            changed(|m| drop(m.remove("local_date")))
                .unwrap_err()
                .contains("local_date")
        );
        assert!(
            changed(|m| drop(m.remove("body")))
                .unwrap_err()
                .contains("body_hash")
        );
        assert!(
            changed(|m| drop(m.insert("body_hash".into(), "0".repeat(64).into())))
                .unwrap_err()
                .contains("body_hash")
        );
        assert!(
            changed(|m| drop(m.insert("hlc".into(), "f".repeat(16).into())))
                .unwrap_err()
                .contains("2200")
        );
        let twice = serde_json::to_string(&good)
            .unwrap()
            .replacen('{', "{\"v\":1,", 1);
        assert!(
            serde_json::from_str::<Event>(&twice)
                .unwrap_err()
                .to_string()
                .contains("duplicate")
        );
    }

    #[test]
    fn what_is_not_understood_stays_an_event() {
        let event = encoded(&named("blue")).unwrap();
        let newer_version = Event {
            v: 2,
            ..event.clone()
        };
        let unknown_kind = Event {
            kind: "core.unheard_of".to_owned(),
            ..event.clone()
        };
        let shapeless = Event {
            body: Some("{\"name\":1}".to_owned()),
            ..event.clone()
        };
        assert_eq!(decode(&newer_version), Decoded::Newer);
        assert_eq!(decode(&unknown_kind), Decoded::Newer);
        assert!(matches!(decode(&shapeless), Decoded::Malformed(why) if why.contains("string")));
        assert_eq!(decode(&event.blanked()), Decoded::Blank);
    }

    #[test]
    fn a_body_that_is_too_large_is_refused_with_its_size() {
        let fact = Fact::PrefSet(PrefSet {
            key: "theme".to_owned(),
            value: Some("x".repeat(5_000)),
        });
        let error = encoded(&fact).unwrap_err();
        assert!(
            matches!(
                error,
                EncodeError::Event {
                    source: EventError::TooLarge { bytes: 5_026 },
                    ..
                }
            ),
            "{error}"
        );
        assert!(error.to_string().contains("prefs.set"));
    }
}
