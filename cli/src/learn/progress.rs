//! A learner's progress as a file, and back.

use std::io::{self, Write};

use codezest_core::event::Event;
use codezest_core::event::export::{self, ExportError};

use crate::context::Context;
use crate::failure::{Failure, Result};
use crate::store::StoreError;
use crate::store::account::AccountStore;

/// Why an export ended early.
#[derive(Debug)]
pub enum ExportFailure {
    /// It could not be written.
    Write(io::Error),
    /// The log could not be read.
    Read(StoreError),
}

impl From<io::Error> for ExportFailure {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    /// Events that were not here before.
    pub new: usize,
    /// Events that were.
    pub known: usize,
}

/// Writes every event, one a line, without holding more than one of them;
/// calls `each` after every one. Answers how many there were.
///
/// # Errors
/// The log cannot be read, or `to` cannot be written.
pub fn export(
    account: &AccountStore,
    to: &mut dyn Write,
    mut each: impl FnMut(),
) -> Result<u64, ExportFailure> {
    to.write_all(line(export::header())?.as_bytes())?;
    let mut written = Ok(0_u64);
    account
        .each_event_in_order(|event| {
            if let Ok(count) = written {
                written = write_event(to, event).map(|one| count + u64::from(one));
                each();
            }
        })
        .map_err(ExportFailure::Read)?;
    Ok(written?)
}

fn write_event(to: &mut dyn Write, event: &Event) -> io::Result<bool> {
    match line(export::line(event))? {
        Some(line) => to.write_all(line.as_bytes()).map(|()| true),
        None => Ok(false),
    }
}

fn line<T, E>(made: Result<T, E>) -> io::Result<T>
where
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    made.map_err(io::Error::other)
}

/// Takes in an export; `name` is how messages call it. All of it or nothing;
/// what is held already is not taken twice.
///
/// # Errors
/// It is no export, or one of its lines is wrong: the failure names the line.
pub fn import(context: &Context, name: &str, bytes: &[u8]) -> Result<Imported> {
    let refused = |why: String| {
        Failure::usage(format!("{name} cannot be read: {why}")).hint(
            "nothing was taken in; export it again where it came from: codezest progress export FILE",
        )
    };
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        refused(format!("line {line}: it is not UTF-8"))
    })?;
    let events = export::read(text).map_err(|error| match error {
        ExportError::Newer(_) => Failure::usage(format!("{name} cannot be read: {error}"))
            .hint("nothing was taken in; install the newest codezest to read it"),
        other => refused(other.to_string()),
    })?;
    let taken = context.account()?.import(&events, || context.ids.fresh())?;
    Ok(Imported {
        new: taken.new,
        known: taken.known,
    })
}
