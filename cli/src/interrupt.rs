//! Ctrl-C and termination: a run is stopped and everything it started with it,
//! what was done so far is kept, and the command ends with 130.

use std::io::Write as _;
use std::sync::{Mutex, MutexGuard, PoisonError};

use codezest_runner::CancelToken;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::failure::{Failure, Result};

/// What Ctrl-C says where there is nothing to stop.
const LEAVE: &str = "q leaves, and so does Ctrl-D";

/// Who listens, and what is stopped now.
struct Listener {
    listens: bool,
    running: Option<CancelToken>,
}

static LISTENER: Mutex<Listener> = Mutex::new(Listener {
    listens: false,
    running: None,
});

fn listener() -> MutexGuard<'static, Listener> {
    LISTENER.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A token that Ctrl-C and SIGTERM cancel from now on, instead of any before.
/// A second Ctrl-C ends the program at once, as people expect of one that does
/// not answer.
///
/// # Errors
/// The system refuses signal handlers.
pub fn token() -> Result<CancelToken> {
    let token = CancelToken::new();
    listen(Some(token.clone()))?;
    Ok(token)
}

/// Nothing runs now: Ctrl-C stops nothing, and does not end the program
/// either, it says how to leave; SIGTERM ends it.
///
/// # Errors
/// The system refuses signal handlers.
pub fn rest() -> Result {
    listen(None)
}

fn listen(running: Option<CancelToken>) -> Result {
    let mut listener = listener();
    listener.running = running;
    if listener.listens {
        return Ok(());
    }
    let mut signals = Signals::new([SIGINT, SIGTERM])
        .map_err(|error| Failure::storage("cannot listen for Ctrl-C").because(error))?;
    listener.listens = true;
    std::thread::spawn(move || {
        for signal in &mut signals {
            heard(signal);
        }
    });
    Ok(())
}

fn heard(signal: i32) {
    let running = listener().running.clone();
    match running {
        Some(token) if !token.is_cancelled() => token.cancel(),
        None if signal == SIGINT => say(),
        _ => std::process::exit(130),
    }
}

/// The question was on the screen already: it is asked again. A terminal that
/// is gone hears nothing, and its end is noticed where it is read.
fn say() {
    let mut terminal = std::io::stderr().lock();
    let _ = write!(terminal, "\n{LEAVE}\n> ").and_then(|()| terminal.flush());
}
