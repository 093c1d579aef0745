//! Signals: the terminal is given back before the program stops or ends.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use codezest_core::error::ErrorCode;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use super::news::News;
use super::terminal::Terminal;
use super::wake::Sender;

/// Tells the loop of signals from now on. While another program has the
/// terminal (`lent`), Ctrl-C is for that program, and Ctrl-Z stops both.
pub(super) fn listen(sender: Sender, lent: Arc<AtomicBool>) -> io::Result<()> {
    let mut signals = Signals::new([SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    std::thread::spawn(move || {
        for signal in &mut signals {
            match (lent.load(Ordering::Relaxed), signal) {
                (true, SIGINT | SIGCONT | SIGWINCH) => {}
                (true, SIGTSTP) => {
                    // Where a process cannot stop itself, it goes on.
                    let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
                }
                (_, SIGHUP) => {
                    sender.send(News::Signal(signal));
                    end_without_terminal();
                }
                _ => sender.send(News::Signal(signal)),
            }
        }
    });
    Ok(())
}

/// Ends the process if the loop does not: the library that reads keys can be
/// caught in a terminal that is gone. What is written rests on the disk after
/// two seconds.
fn end_without_terminal() {
    std::thread::spawn(|| {
        std::thread::sleep(Duration::from_secs(5));
        std::process::exit(ErrorCode::Interrupted.exit_code().into());
    });
}

/// What a signal means for the loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The terminal may have another size.
    Resized,
    /// The program has to end.
    Terminate,
    /// The program has to stop for a while.
    Suspend,
    /// The program goes on; somebody else may have had the terminal.
    Resumed,
}

/// What `signal` means.
pub(super) fn meaning(signal: i32) -> Meaning {
    match signal {
        SIGWINCH => Meaning::Resized,
        SIGTSTP => Meaning::Suspend,
        SIGCONT => Meaning::Resumed,
        _ => Meaning::Terminate,
    }
}

/// Gives the terminal back, stops this process until somebody lets it go on,
/// and takes the terminal again.
pub(super) fn suspend(terminal: &mut Terminal) -> io::Result<()> {
    terminal.leave()?;
    signal_hook::low_level::emulate_default_handler(SIGTSTP)?;
    terminal.enter()
}
