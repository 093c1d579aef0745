//! Streaks and active days.
