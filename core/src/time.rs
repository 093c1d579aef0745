//! Instants, learning days and hybrid logical clocks.
//!
//! A **timestamp** is an instant in milliseconds since 1970-01-01 UTC. A
//! **learning day** is the local date, rolling over at a configurable hour
//! (4 a.m. by default), fixed when an event happens: moving to another time
//! zone later never changes the past. A **hybrid logical clock** (HLC) orders
//! events of several devices: wall time first, a counter where it ties.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::Offset;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An instant: milliseconds since 1970-01-01 00:00 UTC.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// As RFC 3339 in UTC, to the second: `2026-11-23T12:48:35Z`. An instant
    /// outside the years -9999 to 9999 is shown as its number.
    #[must_use]
    pub fn to_rfc3339(self) -> String {
        match jiff::Timestamp::from_second(self.0.div_euclid(1_000)) {
            Ok(instant) => instant.to_string(),
            Err(_) => self.0.to_string(),
        }
    }

    /// Whole seconds from `earlier` to `self`, zero when it is not earlier.
    #[must_use]
    pub fn seconds_since(self, earlier: Self) -> u64 {
        u64::try_from(self.0.saturating_sub(earlier.0) / 1_000).unwrap_or(0)
    }
}

/// Minutes east of UTC, -1440 to 1440.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct UtcOffset(pub i16);

/// A calendar date without a time zone, as `2026-11-23`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct LocalDate(Date);

/// A text that is not a date of the form `2026-11-23`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a date such as 2026-11-23")]
pub struct DateError(String);

impl LocalDate {
    /// The date of `year`, `month` (1–12) and `day` (1–31), if there is one.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self)
    }

    /// Days since 1970-01-01; how dates are stored.
    #[must_use]
    pub fn to_days(self) -> i32 {
        Self::epoch()
            .until(self.0)
            .map_or(0, |span| span.get_days())
    }

    /// The date `days` after 1970-01-01, if the calendar reaches that far.
    #[must_use]
    pub fn from_days(days: i32) -> Option<Self> {
        Self::epoch()
            .checked_add(jiff::Span::new().try_days(days).ok()?)
            .ok()
            .map(Self)
    }

    /// The date `days` later (or earlier), held at the calendar's ends.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self::from_days(self.to_days().saturating_add(days)).unwrap_or(self)
    }

    /// Monday is 1, Sunday is 7 (ISO 8601).
    #[must_use]
    pub fn weekday(self) -> i8 {
        self.0.weekday().to_monday_one_offset()
    }

    /// The calendar date itself.
    #[must_use]
    pub fn civil(self) -> Date {
        self.0
    }

    fn epoch() -> Date {
        Date::constant(1970, 1, 1)
    }
}

impl fmt::Display for LocalDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for LocalDate {
    type Err = DateError;
    fn from_str(text: &str) -> Result<Self, DateError> {
        // Written back and compared, so that a date has one spelling only:
        // it is part of what an event's hash covers.
        Date::strptime("%Y-%m-%d", text)
            .ok()
            .filter(|date| date.year() >= 0 && date.to_string() == text)
            .map(Self)
            .ok_or_else(|| DateError(text.to_owned()))
    }
}

impl TryFrom<String> for LocalDate {
    type Error = DateError;
    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl From<LocalDate> for String {
    fn from(date: LocalDate) -> String {
        date.to_string()
    }
}

/// When something happened, with what is needed to say on which learning day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The instant.
    pub at: Timestamp,
    /// The offset of the learner's clock at that instant.
    pub offset: UtcOffset,
    /// The learning day, fixed now.
    pub day: LocalDate,
}

impl Moment {
    /// The moment `at` for a clock `offset` from UTC, with learning days that
    /// begin at `day_start_hour` (0–23).
    #[must_use]
    pub fn new(at: Timestamp, offset: UtcOffset, day_start_hour: u8) -> Self {
        Self {
            at,
            offset,
            day: learning_day(at, offset, day_start_hour),
        }
    }
}

/// The local date of `at`, where a day begins at `day_start_hour` (0–23).
#[must_use]
pub fn learning_day(at: Timestamp, offset: UtcOffset, day_start_hour: u8) -> LocalDate {
    let shift = i64::from(offset.0) * 60_000 - i64::from(day_start_hour) * 3_600_000;
    let days = at.0.saturating_add(shift).div_euclid(86_400_000);
    i32::try_from(days)
        .ok()
        .and_then(LocalDate::from_days)
        .unwrap_or(LocalDate(LocalDate::epoch()))
}

/// The offset as jiff's type, for formatting.
impl From<UtcOffset> for Offset {
    fn from(offset: UtcOffset) -> Self {
        Offset::from_seconds(i32::from(offset.0) * 60).unwrap_or(Offset::UTC)
    }
}

/// A hybrid logical clock: 48 bits of milliseconds since 1970, 16 bits of
/// counter. Sixteen hexadecimal digits in JSON, an integer in databases.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Hlc(u64);

/// A text or number that is no HLC.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HlcError {
    /// Not sixteen lower-case hexadecimal digits.
    #[error("{0:?} is not a clock value of 16 hexadecimal digits")]
    Malformed(String),
    /// Beyond the year 2200: no honest clock is there, and accepting it would
    /// push every later event there too.
    #[error("the clock value lies beyond the year 2200")]
    TooFar,
}

impl Hlc {
    /// The smallest value.
    pub const ZERO: Self = Self(0);
    /// 2200-01-01 00:00 UTC in milliseconds.
    const YEAR_2200_MS: u64 = 7_258_118_400_000;
    /// The greatest value.
    const MAX: u64 = (Self::YEAR_2200_MS << 16) - 1;

    /// Takes a stored number.
    ///
    /// # Errors
    /// A value beyond the year 2200.
    pub fn from_u64(value: u64) -> Result<Self, HlcError> {
        if value > Self::MAX {
            return Err(HlcError::TooFar);
        }
        Ok(Self(value))
    }

    /// The number, as stored. Always fits an `i64`.
    #[must_use]
    pub fn to_u64(self) -> u64 {
        self.0
    }

    /// The wall-clock part in milliseconds since 1970.
    #[must_use]
    pub fn millis(self) -> u64 {
        self.0 >> 16
    }

    /// The next value after `self` at wall time `wall` plus what was learnt of
    /// this clock's error, `learnt_offset_ms`: `max(wall + offset, last + 1)`.
    /// A wall clock beyond 2200 is held there; once the very last value is
    /// reached, events tie and their ids order them.
    #[must_use]
    pub fn tick(self, wall: Timestamp, learnt_offset_ms: i64) -> Self {
        let millis = u64::try_from(wall.0.saturating_add(learnt_offset_ms))
            .unwrap_or(0)
            .min(Self::YEAR_2200_MS - 1);
        Self((millis << 16).max(self.0 + 1).min(Self::MAX))
    }

    /// What to remember after receiving `received`: the later of the two, so
    /// that the next own event sorts after it.
    #[must_use]
    pub fn observe(self, received: Self) -> Self {
        self.max(received)
    }
}

impl fmt::Display for Hlc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl TryFrom<String> for Hlc {
    type Error = HlcError;
    fn try_from(text: String) -> Result<Self, HlcError> {
        let well_formed =
            text.len() == 16 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        match u64::from_str_radix(&text, 16) {
            Ok(value) if well_formed => Self::from_u64(value),
            _ => Err(HlcError::Malformed(text)),
        }
    }
}

impl From<Hlc> for String {
    fn from(hlc: Hlc) -> String {
        hlc.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn learning_days_roll_over_at_four_local_time() {
        let midnight_utc = Timestamp(1_795_392_000_000); // 2026-11-23T00:00Z
        let day = |hours: i64, offset| {
            learning_day(
                Timestamp(midnight_utc.0 + hours * 3_600_000),
                UtcOffset(offset),
                4,
            )
            .to_string()
        };
        assert_eq!(midnight_utc.to_rfc3339(), "2026-11-23T00:00:00Z");
        assert_eq!(day(3, 0), "2026-11-22");
        assert_eq!(day(4, 0), "2026-11-23");
        assert_eq!(day(3, 60), "2026-11-23");
        assert_eq!(day(8, -300), "2026-11-22");
        assert_eq!(day(9, -300), "2026-11-23");
    }

    #[test]
    fn dates_survive_text_and_days() {
        for text in ["1969-12-31", "1970-01-01", "2024-02-29", "2026-11-23"] {
            let date: LocalDate = text.parse().unwrap();
            assert_eq!(date.to_string(), text);
            assert_eq!(LocalDate::from_days(date.to_days()), Some(date));
        }
        assert_eq!("1970-01-02".parse::<LocalDate>().unwrap().to_days(), 1);
        for odd in [
            "2026-13-01",
            "2026-1-01",
            " 2026-01-01",
            "2026-01-01 ",
            "-2026-01-01",
            "+2026-01-01",
        ] {
            assert!(odd.parse::<LocalDate>().is_err(), "{odd:?}");
        }
    }

    #[test]
    fn an_hlc_never_goes_back() {
        let wall = Timestamp(1_795_392_000_000);
        let first = Hlc::ZERO.tick(wall, 0);
        assert_eq!(first.millis(), 1_795_392_000_000);
        let same_instant = first.tick(wall, 0);
        let clock_set_back = same_instant.tick(Timestamp(0), 0);
        assert!(first < same_instant && same_instant < clock_set_back);
        let later = Hlc::ZERO.tick(Timestamp(wall.0 + 5_000), 0);
        assert_eq!(first.observe(later), later);
        assert!(first.observe(later).tick(wall, 0) > later);
    }

    #[test]
    fn an_hlc_beyond_2200_is_malformed() {
        let far = format!("{:016x}", 7_258_118_400_000_u64 << 16);
        assert_eq!(Hlc::try_from(far), Err(HlcError::TooFar));
        assert!(Hlc::try_from("12".to_owned()).is_err());
        let held = Hlc::ZERO.tick(Timestamp(i64::MAX), 0);
        assert!(Hlc::from_u64(held.to_u64()).is_ok());
        let last = Hlc::from_u64(Hlc::MAX).unwrap();
        assert_eq!(last.tick(Timestamp(i64::MAX), 0), last);
    }
}
