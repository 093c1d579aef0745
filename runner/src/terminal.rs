//! Sharing a terminal with the program.
#![allow(
    unsafe_code,
    reason = "the standard library has no way to ignore a signal; the use says why it is sound"
)]

/// Signals that a terminal sends to everything in the foreground.
const SIGNALS: [libc::c_int; 2] = [libc::SIGINT, libc::SIGQUIT];

/// Puts things back when dropped.
#[derive(Debug)]
pub(crate) struct Interrupts([libc::sighandler_t; 2]);

/// Ctrl-C is meant for the learner's program: this process and the helper it
/// starts ignore it meanwhile, as shells do.
pub(crate) fn leave_interrupts_to_the_program() -> Interrupts {
    // SAFETY: ignoring a signal runs no code of ours.
    Interrupts(SIGNALS.map(|signal| unsafe { libc::signal(signal, libc::SIG_IGN) }))
}

impl Drop for Interrupts {
    fn drop(&mut self) {
        for (signal, before) in SIGNALS.into_iter().zip(self.0) {
            if before != libc::SIG_ERR {
                // SAFETY: it is the handler that was installed before.
                unsafe { libc::signal(signal, before) };
            }
        }
    }
}
