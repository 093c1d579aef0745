//! The starting side of a step: spawns the helper, sends it the step and
//! listens until it says that everything is over.

use std::io::{self, ErrorKind, Read, Write};
use std::net::Shutdown;
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use codezest_core::run::report::Usage;
use rustix::event::{PollFd, PollFlags, Timespec};

use super::wire::{Ended, Event, Status, Step, Stop, Stream, Streams};
use crate::cancel::CancelToken;
use crate::error::RunnerError;
use crate::helper::SANDBOX;

/// How long a cancellation may go unnoticed.
const CANCEL_PATIENCE: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 20_000_000,
};

/// What came of a step.
#[derive(Debug, Clone)]
pub(crate) struct StepResult {
    /// How it ended.
    pub(crate) end: StepEnd,
    /// Everything it wrote to standard output, up to the limit.
    pub(crate) stdout: String,
    /// The same of standard error.
    pub(crate) stderr: String,
    /// What it used.
    pub(crate) usage: Usage,
}

/// How a step ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum StepEnd {
    /// It ran, and ended by itself.
    Done(Status),
    /// It ran, and was stopped.
    Stopped(Stop),
    /// There is no such program.
    Missing,
    /// It could not be started, or not be cleaned up.
    Broken(String),
}

impl StepResult {
    /// Whether it ended by itself with exit status zero.
    pub(crate) fn succeeded(&self) -> bool {
        self.end == StepEnd::Done(Status::Exit(0))
    }

    /// Of a program that is not there.
    pub(crate) fn missing() -> Self {
        Self::of(StepEnd::Missing, Usage::default())
    }

    fn of(end: StepEnd, usage: Usage) -> Self {
        Self {
            end,
            stdout: String::new(),
            stderr: String::new(),
            usage,
        }
    }
}

/// Carries out `step` through the program `helper`. Output is passed to
/// `on_output` as it comes, and kept.
///
/// # Errors
/// When the helper cannot be started or ends without a word.
pub(crate) fn run_step(
    helper: &Path,
    step: &Step,
    cancel: &CancelToken,
    on_output: &mut dyn FnMut(Stream, &str),
) -> Result<StepResult, RunnerError> {
    if cancel.is_cancelled() {
        return Ok(StepResult::of(
            StepEnd::Stopped(Stop::Cancelled),
            Usage::default(),
        ));
    }
    let (mut socket, mut child) =
        spawn_helper(helper, step).map_err(|source| RunnerError::Helper {
            path: helper.to_owned(),
            source,
        })?;
    let result = converse(&mut socket, step, cancel, on_output);
    // Closing the socket makes a helper that is still at work stop.
    drop(socket);
    let waited = child.wait();
    result
        .map_err(|source| RunnerError::Helper {
            path: helper.to_owned(),
            source,
        })?
        .ok_or_else(|| RunnerError::HelperDied {
            how: describe(waited),
        })
}

fn describe(waited: io::Result<std::process::ExitStatus>) -> String {
    waited.map_or_else(|error| error.to_string(), |status| status.to_string())
}

/// Starts the helper with one end of a socket; in its standard input, or
/// beside it when the command needs that.
fn spawn_helper(helper: &Path, step: &Step) -> io::Result<(UnixStream, Child)> {
    let (ours, theirs) = UnixStream::pair()?;
    let mut command = Command::new(helper);
    command.arg(SANDBOX);
    let child = match step.streams {
        Streams::Captured { .. } => command
            .env_clear()
            .stdin(OwnedFd::from(theirs))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?,
        Streams::Terminal => {
            // A duplicate is inherited by the helper, which marks it so that
            // the command does not get it.
            let inherited = rustix::io::dup(&theirs)?;
            command
                .env_clear()
                .arg(inherited.as_raw_fd().to_string())
                .spawn()?
        }
    };
    Ok((ours, child))
}

/// Sends the step and takes events in until the last one. `None` when the
/// helper fell silent before that.
fn converse(
    socket: &mut UnixStream,
    step: &Step,
    cancel: &CancelToken,
    on_output: &mut dyn FnMut(Stream, &str),
) -> io::Result<Option<StepResult>> {
    let mut line = serde_json::to_vec(step)?;
    line.push(b'\n');
    socket.write_all(&line)?;
    let mut result = StepResult::of(StepEnd::Stopped(Stop::Cancelled), Usage::default());
    let mut told = false;
    let mut buffer = Vec::new();
    let mut piece = vec![0_u8; 64 * 1024];
    loop {
        if cancel.is_cancelled() && !told {
            told = true;
            socket.shutdown(Shutdown::Write)?;
        }
        if !readable(socket)? {
            continue;
        }
        let count = match socket.read(&mut piece) {
            Ok(0) => return Ok(None),
            Ok(count) => count,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        buffer.extend_from_slice(piece.get(..count).unwrap_or_default());
        while let Some(event) = next_event(&mut buffer)? {
            if take(event, &mut result, on_output) {
                return Ok(Some(result));
            }
        }
    }
}

fn readable(socket: &UnixStream) -> io::Result<bool> {
    let mut fds = [PollFd::new(socket, PollFlags::IN)];
    match rustix::event::poll(&mut fds, Some(&CANCEL_PATIENCE)) {
        Ok(count) => Ok(count > 0),
        Err(rustix::io::Errno::INTR) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Takes the first whole line out of `buffer`.
fn next_event(buffer: &mut Vec<u8>) -> io::Result<Option<Event>> {
    let Some(end) = buffer.iter().position(|&byte| byte == b'\n') else {
        return Ok(None);
    };
    let line: Vec<u8> = buffer.drain(..=end).collect();
    Ok(Some(serde_json::from_slice(&line)?))
}

/// Adds an event to the result; true when it was the last.
fn take(event: Event, result: &mut StepResult, on_output: &mut dyn FnMut(Stream, &str)) -> bool {
    match event {
        Event::Output { stream, text } => {
            on_output(stream, &text);
            match stream {
                Stream::Stdout => result.stdout.push_str(&text),
                Stream::Stderr => result.stderr.push_str(&text),
            }
            return false;
        }
        Event::NotStarted { missing: true, .. } => result.end = StepEnd::Missing,
        Event::NotStarted { message, .. } => result.end = StepEnd::Broken(message),
        Event::End(ended) => {
            result.usage = ended.usage;
            result.end = end_of(ended);
        }
    }
    true
}

fn end_of(ended: Ended) -> StepEnd {
    match (ended.left_over, ended.stop) {
        (1.., _) => StepEnd::Broken(format!("{} processes could not be ended", ended.left_over)),
        (0, Some(stop)) => StepEnd::Stopped(stop),
        (0, None) => StepEnd::Done(ended.status),
    }
}
