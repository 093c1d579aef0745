//! The time: the system's, or a fixed one for tests.

use codezest_core::time::{Moment, Timestamp, UtcOffset};
use jiff::tz::TimeZone;

use crate::failure::{Failure, Result};

/// The variable that fixes the time, such as `2026-11-23T10:00:00+01:00`.
/// For tests: what is printed and stored then depends on nothing else.
const FIXED_CLOCK: &str = "CODEZEST_CLOCK";

/// Where the time comes from.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The system's clock and time zone.
    System,
    /// Always the same instant.
    Fixed(Timestamp, UtcOffset),
}

impl Clock {
    /// The system's clock unless the environment fixes it.
    ///
    /// # Errors
    /// The fixed time is not an RFC 3339 time with an offset.
    pub fn from_environment() -> Result<Self> {
        let Ok(text) = std::env::var(FIXED_CLOCK) else {
            return Ok(Self::System);
        };
        let pieces = jiff::fmt::temporal::Pieces::parse(&text).ok();
        let offset = pieces
            .as_ref()
            .and_then(jiff::fmt::temporal::Pieces::to_numeric_offset);
        match (text.parse::<jiff::Timestamp>(), offset) {
            (Ok(instant), Some(offset)) => Ok(Self::Fixed(
                Timestamp(instant.as_millisecond()),
                to_offset(offset),
            )),
            _ => Err(
                Failure::usage(format!("{FIXED_CLOCK}={text} is not a time"))
                    .hint("use the form 2026-11-23T10:00:00+01:00"),
            ),
        }
    }

    /// Now, with the learning day for days that begin at `day_start_hour`.
    #[must_use]
    pub fn moment(&self, day_start_hour: u8) -> Moment {
        let (at, offset) = match self {
            Self::System => {
                let now = jiff::Timestamp::now();
                let offset = to_offset(local_zone().to_offset(now));
                (Timestamp(now.as_millisecond()), offset)
            }
            Self::Fixed(at, offset) => (*at, *offset),
        };
        Moment::new(at, offset, day_start_hour)
    }
}

/// `at` as people read it here: local time, to the minute.
#[must_use]
pub fn local_time(at: Timestamp) -> String {
    match jiff::Timestamp::from_millisecond(at.0) {
        Ok(instant) => instant
            .to_zoned_datetime(local_zone())
            .strftime("%Y-%m-%d %H:%M")
            .to_string(),
        Err(_) => at.to_rfc3339(),
    }
}

/// This machine's time zone. Where `TZ` does not name another, the rules are
/// read from their file; finding the zone's name would take a walk through the
/// whole time zone database, which every command would pay for.
fn local_zone() -> TimeZone {
    let named = std::env::var_os("TZ").is_some();
    let rules = || TimeZone::tzif("local", &std::fs::read("/etc/localtime").ok()?).ok();
    match named {
        false => rules().unwrap_or_else(TimeZone::system),
        true => TimeZone::system(),
    }
}

fn to_offset(offset: jiff::tz::Offset) -> UtcOffset {
    UtcOffset(i16::try_from(offset.seconds() / 60).unwrap_or(0))
}
