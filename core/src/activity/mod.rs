//! Streaks, active days, points and levels: derived from events, never stored
//! as bare counters.

pub mod level;
pub mod streak;
