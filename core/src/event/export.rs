//! A learner's progress as a file: JSON lines that any device can read back.
//!
//! The first line is a header, `{"format":"codezest-progress","version":1}`;
//! every other line is the wire form of one event in canonical JSON. Events
//! stand in the order of `(hlc, id)`, each once, so that the same set of
//! events is the same file. Streams and labels are not in it: whoever imports
//! appends what it does not hold yet to a stream of its own.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::canonical::{self, CanonicalError};
use super::chain::event_hash;
use super::check::{EventError, check};
use super::envelope::Event;
use super::redact::is_server_kind;
use super::reduce::EventMeta;
use crate::ids::{EventHash, EventId};

/// What every export calls itself.
const FORMAT: &str = "codezest-progress";

/// The version that this program writes, and the newest that it reads.
const VERSION: u32 = 1;

#[derive(Debug, Serialize, Deserialize)]
struct Header {
    format: String,
    version: u32,
}

/// Why a file is not read. Nothing of it is taken then. Lines count from 1.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Its first line is not the header.
    #[error("line 1: this is not an export of codezest's progress")]
    NotAnExport,
    /// A newer program wrote it.
    #[error("line 1: the export has version {0}, this program reads up to version {VERSION}")]
    Newer(u32),
    /// A line is not an event.
    #[error("line {line}: {source}")]
    Syntax {
        /// Which line.
        line: usize,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// An event breaks a rule.
    #[error("line {line}: {source}")]
    Event {
        /// Which line.
        line: usize,
        /// What is wrong with it.
        source: EventError,
    },
    /// An event that only a server may write.
    #[error("line {line}: only a server writes {kind}; it comes by sync")]
    ServerKind {
        /// Which line.
        line: usize,
        /// Its kind.
        kind: String,
    },
    /// The same id twice, with different contents.
    #[error("line {line}: the event {id} stood on line {first} with another content")]
    Conflict {
        /// Which line.
        line: usize,
        /// Where it stood before.
        first: usize,
        /// The event.
        id: EventId,
    },
}

/// Writes `events`, in any order. Events that only a server writes are left
/// out: without its signature nobody would believe them.
///
/// # Errors
/// Never for events that [`check`] accepts.
pub fn write<'a>(events: impl IntoIterator<Item = &'a Event>) -> Result<String, CanonicalError> {
    let mut sorted: Vec<&Event> = events.into_iter().collect();
    sorted.sort_by_key(|event| EventMeta::of(event).stamp());
    sorted.dedup_by_key(|event| event.id);
    let mut out = header()?;
    for event in sorted {
        out.push_str(&line(event)?.unwrap_or_default());
    }
    Ok(out)
}

/// The first line of an export, for those who write one line at a time.
///
/// # Errors
/// Never.
pub fn header() -> Result<String, CanonicalError> {
    json_line(&Header {
        format: FORMAT.to_owned(),
        version: VERSION,
    })
}

/// The line of one event, for those who write one line at a time, each event
/// once and by `(hlc, id)`; `None` for an event that only a server writes.
///
/// # Errors
/// Never for events that [`check`] accepts.
pub fn line(event: &Event) -> Result<Option<String>, CanonicalError> {
    if is_server_kind(&event.kind) {
        return Ok(None);
    }
    json_line(event).map(Some)
}

fn json_line(value: &impl Serialize) -> Result<String, CanonicalError> {
    let mut line = canonical::to_string(&serde_json::to_value(value)?)?;
    line.push('\n');
    Ok(line)
}

/// Reads an export. The events come in the file's order, each once.
///
/// # Errors
/// What is wrong with the first line that is.
pub fn read(text: &str) -> Result<Vec<Event>, ExportError> {
    let mut lines = text
        .lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line));
    read_header(lines.next().map_or("", |(_, line)| line))?;
    let mut seen: HashMap<EventId, (usize, EventHash)> = HashMap::new();
    let mut events = Vec::new();
    for (line, text) in lines.filter(|(_, text)| !text.trim().is_empty()) {
        let event = read_event(line, text)?;
        let hash = event_hash(&event);
        match seen.get(&event.id) {
            Some((first, other)) if *other != hash => {
                return Err(ExportError::Conflict {
                    line,
                    first: *first,
                    id: event.id,
                });
            }
            Some(_) => {}
            None => {
                seen.insert(event.id, (line, hash));
                events.push(event);
            }
        }
    }
    Ok(events)
}

fn read_header(line: &str) -> Result<(), ExportError> {
    match serde_json::from_str::<Header>(line) {
        Ok(header) if header.format != FORMAT => Err(ExportError::NotAnExport),
        Ok(header) if header.version != VERSION => Err(ExportError::Newer(header.version)),
        Ok(_) => Ok(()),
        Err(_) => Err(ExportError::NotAnExport),
    }
}

fn read_event(line: usize, text: &str) -> Result<Event, ExportError> {
    let event: Event =
        serde_json::from_str(text).map_err(|source| ExportError::Syntax { line, source })?;
    check(&event).map_err(|source| ExportError::Event { line, source })?;
    if is_server_kind(&event.kind) {
        return Err(ExportError::ServerKind {
            line,
            kind: event.kind,
        });
    }
    Ok(event)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::encode;
    use crate::event::kinds::{DeviceNamed, Fact};
    use crate::time::{Hlc, Moment, Timestamp, UtcOffset};
    use proptest::prelude::*;

    const HEADER: &str = "{\"format\":\"codezest-progress\",\"version\":1}\n";

    fn event(n: u128, hlc: u64) -> Event {
        let v7 = 0x019d_0000_0000_7000_8000_0000_0000_0000_u128;
        let fact = Fact::DeviceNamed(DeviceNamed::new(&format!("device {n}")));
        let id = EventId(uuid::Uuid::from_u128(v7 | n));
        let moment = Moment::new(Timestamp(0), UtcOffset(0), 4);
        encode(&fact, id, Hlc::from_u64(hlc).unwrap(), moment).unwrap()
    }

    fn refusal(lines: &[String]) -> String {
        read(&lines.concat()).unwrap_err().to_string()
    }

    #[test]
    fn an_export_reads_back_in_order_each_event_once() {
        let [a, b] = [event(1, 9), event(2, 3)];
        let text = write([&a, &b, &a]).unwrap();
        assert!(text.starts_with(HEADER), "{text}");
        assert_eq!(text.lines().count(), 3);
        assert_eq!(read(&text).unwrap(), [b, a.clone()]);
        assert_eq!(read(&write([]).unwrap()).unwrap(), []);
        let twice = format!("{text}\n{}", json_line(&a).unwrap());
        assert_eq!(read(&twice).unwrap().len(), 2);
    }

    #[test]
    fn events_of_newer_programs_and_blank_ones_are_carried() {
        let newer = Event {
            kind: "someday.thing_done".to_owned(),
            ..event(1, 1)
        };
        let events = [newer, event(2, 2).blanked()];
        assert_eq!(read(&write(&events).unwrap()).unwrap(), events);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let header = HEADER.to_owned();
        let good = json_line(&event(1, 1)).unwrap();
        let cases = [
            (vec![], "line 1: this is not"),
            (vec![good.clone()], "line 1: this is not"),
            (
                vec![header.replace("progress", "pack")],
                "line 1: this is not",
            ),
            (
                vec![header.replace(":1}", ":2}")],
                "line 1: the export has version 2",
            ),
            (
                vec![header.clone(), good.clone(), "{\n".to_owned()],
                "line 3: ",
            ),
            (
                vec![header.clone(), good.replace("-7000-", "-4000-")],
                "line 2: the event id",
            ),
            (
                vec![
                    header.clone(),
                    "\n".to_owned(),
                    good.replace("core.device_named", "learning.graded"),
                ],
                "line 3: only a server writes learning.graded",
            ),
            (
                vec![header, good.clone(), good.replace("device 1", "device 2")],
                "line 3: the event 019d0000-0000-7000-8000-000000000001 stood on line 2",
            ),
        ];
        for (lines, message) in cases {
            let refusal = refusal(&lines);
            assert!(refusal.starts_with(message), "{refusal}");
        }
    }

    #[test]
    fn what_only_a_server_writes_is_left_out() {
        let graded = Event {
            kind: "learning.graded".to_owned(),
            ..event(1, 1)
        };
        assert_eq!(write([&graded]).unwrap(), HEADER);
    }

    proptest! {
        #[test]
        fn one_set_of_events_is_one_file(
            (order, clocks) in prop::collection::vec(0..5_u64, 1..12).prop_flat_map(|clocks| {
                (Just((0..clocks.len()).collect::<Vec<_>>()).prop_shuffle(), Just(clocks))
            })
        ) {
            let events: Vec<Event> = (1..).zip(&clocks).map(|(n, hlc)| event(n, *hlc)).collect();
            let shuffled = order.iter().map(|n| &events[*n]);
            prop_assert_eq!(write(shuffled).unwrap(), write(&events).unwrap());
        }

        #[test]
        fn no_text_makes_reading_panic(text in ".{0,200}", after_header in any::<bool>()) {
            let text = if after_header { format!("{HEADER}{text}") } else { text };
            let _ = read(&text);
        }
    }
}
