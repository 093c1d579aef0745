//! When the time for a quiz is up: wall time from its start, also while the
//! program is closed.

use crate::time::Timestamp;

/// How a timed attempt stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeLeft {
    /// There is no time limit.
    Unlimited,
    /// So many milliseconds remain, at least one.
    Remaining(u64),
    /// The time is up: the attempt is handed in with what was answered.
    Expired,
}

/// When an attempt expires: `minutes` after its start. `None` without a limit.
#[must_use]
pub fn deadline(started: Timestamp, minutes: Option<u32>) -> Option<Timestamp> {
    minutes.map(|minutes| {
        Timestamp(
            started
                .0
                .saturating_add(i64::from(minutes).saturating_mul(60_000)),
        )
    })
}

/// How much time is left `now`. A clock that was set back before the start
/// gives no more than the whole time.
#[must_use]
pub fn time_left(started: Timestamp, minutes: Option<u32>, now: Timestamp) -> TimeLeft {
    let Some(deadline) = deadline(started, minutes) else {
        return TimeLeft::Unlimited;
    };
    let now = now.max(started);
    match u64::try_from(deadline.0.saturating_sub(now.0)) {
        Ok(left) if left > 0 => TimeLeft::Remaining(left),
        _ => TimeLeft::Expired,
    }
}

/// Whether an answer given at `at` still counts.
#[must_use]
pub fn in_time(started: Timestamp, minutes: Option<u32>, at: Timestamp) -> bool {
    time_left(started, minutes, at) != TimeLeft::Expired
}
