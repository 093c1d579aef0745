//! What every event must satisfy before it is appended, sent or taken in.
//!
//! Only the envelope, the size, the depth and the hash: never the shape of a
//! body, which a newer version may have changed.

use serde::de::IgnoredAny;
use uuid::Variant;

use super::canonical::MAX_INTEGER;
use super::envelope::Event;
use crate::limits::{MAX_EVENT_BODY_BYTES, MAX_EVENT_BODY_DEPTH, MAX_EVENT_KIND_CHARS};

/// Minutes in a day: no clock is further from UTC.
const MAX_OFFSET_MINUTES: u16 = 1_440;

/// Why an event is malformed. An HLC beyond the year 2200 and a date with two
/// spellings cannot even be read (see [`crate::time`]).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EventError {
    /// Not a UUID of version 7.
    #[error("the event id {0} is not a UUID of version 7")]
    Id(crate::ids::EventId),
    /// Not `context.name` in lower case.
    #[error("{0:?} is not an event kind such as `learning.run_finished`")]
    Kind(String),
    /// Versions count from 1.
    #[error("version 0 of a kind does not exist")]
    Version,
    /// Milliseconds beyond what JSON holds exactly.
    #[error("the time {0} is out of range")]
    Time(i64),
    /// More than a day from UTC.
    #[error("an offset of {0} minutes from UTC is out of range")]
    Offset(i16),
    /// Larger than [`MAX_EVENT_BODY_BYTES`].
    #[error("the body has {bytes} bytes; at most {MAX_EVENT_BODY_BYTES} fit an event")]
    TooLarge {
        /// How large it is.
        bytes: usize,
    },
    /// Nested deeper than [`MAX_EVENT_BODY_DEPTH`].
    #[error("the body is nested deeper than {MAX_EVENT_BODY_DEPTH} levels")]
    TooDeep,
    /// Not JSON, or not an object.
    #[error("the body is not a JSON object")]
    NotJson,
    /// The body is not the one that was hashed.
    #[error("the body does not match its hash")]
    Hash,
}

/// Checks an event that is about to be appended or was received.
///
/// # Errors
/// The first rule that it breaks.
pub fn check(event: &Event) -> Result<(), EventError> {
    if event.id.0.get_version_num() != 7 || event.id.0.get_variant() != Variant::RFC4122 {
        return Err(EventError::Id(event.id));
    }
    if !is_kind(&event.kind) {
        return Err(EventError::Kind(event.kind.clone()));
    }
    if event.v == 0 {
        return Err(EventError::Version);
    }
    if !(-MAX_INTEGER..=MAX_INTEGER).contains(&event.occurred_at.0) {
        return Err(EventError::Time(event.occurred_at.0));
    }
    if event.utc_offset.0.unsigned_abs() > MAX_OFFSET_MINUTES {
        return Err(EventError::Offset(event.utc_offset.0));
    }
    event
        .body
        .as_deref()
        .map_or(Ok(()), |body| check_body(body, &event.body_hash))
}

fn check_body(body: &str, hash: &[u8; 32]) -> Result<(), EventError> {
    if body.len() > MAX_EVENT_BODY_BYTES {
        return Err(EventError::TooLarge { bytes: body.len() });
    }
    if depth(body) > MAX_EVENT_BODY_DEPTH {
        return Err(EventError::TooDeep);
    }
    if !body.starts_with('{') || serde_json::from_str::<IgnoredAny>(body).is_err() {
        return Err(EventError::NotJson);
    }
    if Event::hash_body(body) != *hash {
        return Err(EventError::Hash);
    }
    Ok(())
}

/// Two or more words of `a-z`, `0-9` and `_`, joined by dots.
fn is_kind(kind: &str) -> bool {
    let word = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_lowercase())
            && word
                .bytes()
                .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_'))
    };
    kind.len() <= MAX_EVENT_KIND_CHARS && kind.contains('.') && kind.split('.').all(word)
}

/// The deepest nesting of brackets outside strings.
fn depth(json: &str) -> usize {
    let (mut now, mut deepest) = (0_usize, 0);
    let (mut in_string, mut escaped) = (false, false);
    for byte in json.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => now += 1,
            b'}' | b']' if !in_string => now = now.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(now);
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::EventId;
    use crate::time::{Hlc, LocalDate, Timestamp, UtcOffset};

    fn event(body: &str) -> Event {
        Event {
            id: EventId("01890000-0000-7000-8000-000000000001".parse().unwrap()),
            kind: "learning.run_finished".to_owned(),
            v: 1,
            hlc: Hlc::ZERO,
            occurred_at: Timestamp(0),
            utc_offset: UtcOffset(60),
            local_date: LocalDate::from_days(0).unwrap(),
            body: Some(body.to_owned()),
            body_hash: Event::hash_body(body),
        }
    }

    #[test]
    fn kinds_it_does_not_know_and_bodies_it_cannot_read_are_fine() {
        let mut unknown = event(r#"{"ratio":0.5,"b":1,"a":[[]]}"#);
        unknown.kind = "someday.thing_done".to_owned();
        unknown.v = 9;
        assert_eq!(check(&unknown), Ok(()));
        assert_eq!(check(&unknown.blanked()), Ok(()));
    }

    #[test]
    fn a_malformed_envelope_is_named() {
        let broken = |change: fn(&mut Event)| {
            let mut event = event("{}");
            change(&mut event);
            check(&event).unwrap_err()
        };
        let v4 = EventId("01890000-0000-4000-8000-000000000001".parse().unwrap());
        assert_eq!(
            broken(|e| e.id = EventId("01890000-0000-4000-8000-000000000001".parse().unwrap())),
            EventError::Id(v4)
        );
        assert!(matches!(
            broken(|e| e.id = EventId("01890000-0000-7000-c000-000000000001".parse().unwrap())),
            EventError::Id(_)
        ));
        for kind in [
            "",
            "x",
            "a.",
            ".a",
            "A.b",
            "a.b c",
            "a.1b",
            "learning.\u{e4}",
        ] {
            let mut event = event("{}");
            event.kind = kind.to_owned();
            assert_eq!(check(&event), Err(EventError::Kind(kind.to_owned())));
        }
        assert!(matches!(
            broken(|e| e.kind = format!("a.{}", "b".repeat(63))),
            EventError::Kind(_)
        ));
        assert_eq!(broken(|e| e.v = 0), EventError::Version);
        assert_eq!(
            broken(|e| e.occurred_at = Timestamp(i64::MIN)),
            EventError::Time(i64::MIN)
        );
        assert_eq!(
            broken(|e| e.utc_offset = UtcOffset(i16::MIN)),
            EventError::Offset(i16::MIN)
        );
    }

    #[test]
    fn a_body_is_small_shallow_json_that_matches_its_hash() {
        let sized = |bytes: usize| format!("{{\"a\":\"{}\"}}", "x".repeat(bytes - 8));
        assert_eq!(check(&event(&sized(4096))), Ok(()));
        assert_eq!(
            check(&event(&sized(4097))),
            Err(EventError::TooLarge { bytes: 4097 })
        );
        let nested = |levels: usize| {
            format!(
                "{{\"a\":{}{}}}",
                "[".repeat(levels - 1),
                "]".repeat(levels - 1)
            )
        };
        assert_eq!(check(&event(&nested(16))), Ok(()));
        assert_eq!(check(&event(&nested(17))), Err(EventError::TooDeep));
        assert_eq!(check(&event(r#"{"a":"[[[[[[[[[[[[[[[[[[[[\"[["}"#)), Ok(()));
        for bad in ["", "[]", "1", "{", "{}x", "{\"a\"}"] {
            assert_eq!(check(&event(bad)), Err(EventError::NotJson), "{bad}");
        }
        let mut altered = event("{}");
        altered.body = Some("{\"a\":1}".to_owned());
        assert_eq!(check(&altered), Err(EventError::Hash));
    }
}
