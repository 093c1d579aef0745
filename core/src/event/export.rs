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
    let mut sorted: Vec<&Event> = events
        .into_iter()
        .filter(|event| !is_server_kind(&event.kind))
        .collect();
    sorted.sort_by_key(|event| EventMeta::of(event).stamp());
    sorted.dedup_by_key(|event| event.id);
    let mut out = line(&Header {
        format: FORMAT.to_owned(),
        version: VERSION,
    })?;
    for event in sorted {
        out.push_str(&line(event)?);
    }
    Ok(out)
}

fn line(value: &impl Serialize) -> Result<String, CanonicalError> {
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
