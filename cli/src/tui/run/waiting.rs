//! Waiting for another process that holds a database, while keys work.

use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::store::BUSY_TIMEOUT;
use crate::tui::model::Model;
use crate::tui::msg::Notice;

/// How long nothing is tried again.
const PAUSE: Duration = Duration::from_millis(150);

/// What is said meanwhile.
const SAID: &str = "another program is using your progress; waiting for it…";

/// Since when the first effect waits, if it does.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    since: Option<Instant>,
    tried: Option<Instant>,
}

impl Waiting {
    /// Whether the same is tried again later: then it is said that it waits.
    pub(super) fn goes_on(&mut self, failure: &Failure, model: &mut Model) -> bool {
        let now = Instant::now();
        let since = *self.since.get_or_insert(now);
        if !failure.is_busy() || now - since > BUSY_TIMEOUT {
            self.ended(model);
            return false;
        }
        self.tried = Some(now);
        model.notice.get_or_insert_with(|| Notice::new(SAID));
        true
    }

    /// Nothing waits any more.
    pub(super) fn ended(&mut self, model: &mut Model) {
        if self.since.take().is_some() && model.notice.as_ref().is_some_and(|it| it.text == SAID) {
            model.notice = None;
        }
        self.tried = None;
    }

    /// Whether it is too early to try again.
    pub(super) fn rests(&self) -> bool {
        self.until_next().is_some_and(|left| !left.is_zero())
    }

    /// How long until it is tried again.
    pub(super) fn until_next(&self) -> Option<Duration> {
        let tried = self.tried?;
        Some(PAUSE.saturating_sub(tried.elapsed()))
    }
}
