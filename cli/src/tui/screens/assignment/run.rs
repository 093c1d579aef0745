//! The test run of an assignment's screen: going on, or what came of it.

use codezest_core::run::report::RunReport;
use codezest_core::text::{clean, shorten};
use codezest_runner::RunEvent;

use crate::lines::run_report;
use crate::ui::{Look, Role, Styled};

/// Lines of output that are kept while a run is going on.
const TAIL: usize = 12;

/// A run.
#[derive(Debug)]
pub(super) enum Run {
    /// None yet.
    None,
    /// One is going on.
    Going {
        /// Since when, in milliseconds since 1970.
        began: i64,
        /// What time it is.
        now: i64,
        /// What is being done.
        doing: String,
        /// What was written last.
        tail: Vec<String>,
    },
    /// One has ended.
    Ended(Box<RunReport>),
}

impl Run {
    pub(super) fn begin(at: i64) -> Self {
        Self::Going {
            began: at,
            now: at,
            doing: "testing".to_owned(),
            tail: Vec::new(),
        }
    }

    pub(super) fn is_going(&self) -> bool {
        matches!(self, Self::Going { .. })
    }

    /// Time went on.
    pub(super) fn tick(&mut self, time: i64) {
        if let Self::Going { now, .. } = self {
            *now = time;
        }
    }

    /// Something happened in it.
    pub(super) fn event(&mut self, event: &RunEvent) {
        let Self::Going { doing, tail, .. } = self else {
            return;
        };
        match event {
            RunEvent::Output { text, build, .. } => {
                *doing = if *build { "building" } else { "testing" }.to_owned();
                let lines = text.lines().filter(|line| !line.trim().is_empty());
                tail.extend(lines.map(|line| shorten(&clean(line), 200)));
                let surplus = tail.len().saturating_sub(TAIL);
                tail.drain(..surplus);
            }
            RunEvent::Check { name, index, count } => {
                *doing = format!("check {} of {count}: {}", index + 1, shorten(name, 60));
            }
        }
    }

    /// What is shown of it.
    pub(super) fn lines(&self, item: &str, look: Look) -> Vec<Styled> {
        match self {
            Self::None => Vec::new(),
            Self::Going {
                began,
                now,
                doing,
                tail,
            } => {
                let tenths = now.saturating_sub(*began).max(0) / 100;
                let time = format!("  {}.{} s", tenths / 10, tenths % 10);
                let head = Styled::new().role(Role::Hint, doing).role(Role::Dim, &time);
                let stop = Styled::new().role(Role::Dim, "ctrl-c stops it");
                let mut lines = vec![head, stop, Styled::new()];
                lines.extend(tail.iter().map(|line| Styled::new().role(Role::Dim, line)));
                lines
            }
            Self::Ended(report) => {
                // The name of the item stands above already.
                let lines = run_report::lines(item, report, look, false);
                lines.into_iter().skip(2).collect()
            }
        }
    }
}
