//! Ctrl-C and termination: a run is stopped and everything it started with it,
//! what was done so far is kept, and the command ends with 130.

use codezest_runner::CancelToken;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::failure::{Failure, Result};

/// A token that Ctrl-C and SIGTERM cancel from now on. A second Ctrl-C ends
/// the program at once, as people expect of one that does not answer.
///
/// # Errors
/// The system refuses signal handlers.
pub fn token() -> Result<CancelToken> {
    let token = CancelToken::new();
    let cancelled = token.clone();
    let mut signals = Signals::new([SIGINT, SIGTERM])
        .map_err(|error| Failure::storage("cannot listen for Ctrl-C").because(error))?;
    std::thread::spawn(move || {
        for _ in &mut signals {
            if cancelled.is_cancelled() {
                std::process::exit(130);
            }
            cancelled.cancel();
        }
    });
    Ok(token)
}
