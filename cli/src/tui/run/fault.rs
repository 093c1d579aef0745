//! Faults of this program itself: the terminal comes back, a report is
//! written, and the learner is told where it is.

use std::panic;
use std::sync::{Arc, Mutex, PoisonError};

use codezest_core::error::ErrorCode;

use crate::context::Context;
use crate::failure::Failure;
use crate::tui::msg::Msg;

/// The variable that makes a key break the program, for tests.
const PROVOKED: &str = "CODEZEST_FAULT_ON";

type Hook = Box<dyn Fn(&panic::PanicHookInfo<'_>) + Sync + Send>;

/// Faults that are caught until this goes.
pub(super) struct Faults {
    said: Arc<Mutex<Option<String>>>,
    before: Option<Hook>,
}

/// From now on, faults are kept instead of printed over the screen.
pub(super) fn catch() -> Faults {
    let said = Arc::new(Mutex::new(None));
    let kept = Arc::clone(&said);
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let trace = std::backtrace::Backtrace::capture();
        let text = format!("{info}\n\n{trace}\n");
        *kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(text);
    }));
    Faults {
        said,
        before: Some(before),
    }
}

impl Faults {
    /// What to tell of the fault that was caught: where its report is.
    pub(super) fn failure(&self, context: &Context) -> Failure {
        let said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        let what = said.as_deref().unwrap_or("nothing is known of it\n");
        let report = context.paths.cache.join("fault.txt");
        let text = format!("codezest {}\n\n{what}", env!("CARGO_PKG_VERSION"));
        let failure = Failure::new(
            ErrorCode::Internal,
            "codezest broke; what you wrote is saved",
        );
        match crate::files::write_atomically(&report, text.as_bytes()) {
            Ok(()) => failure.hint(format!("please report it with {}", report.display())),
            Err(_) => failure.hint(what.lines().next().unwrap_or("").to_owned()),
        }
    }
}

impl Drop for Faults {
    fn drop(&mut self) {
        if let Some(before) = self.before.take()
            && !std::thread::panicking()
        {
            panic::set_hook(before);
        }
    }
}

/// Breaks the program when a test asked for it: at the key that the variable
/// names.
pub(super) fn provoke(msg: &Msg) {
    let Msg::Key(key) = msg else {
        return;
    };
    if let Ok(wanted) = std::env::var(PROVOKED)
        && crate::tui::keymap::Key::of(*key).to_string() == wanted
    {
        #[expect(clippy::panic, reason = "a test asks for a fault like any other")]
        {
            panic!("a test asked for this fault");
        }
    }
}
