//! A learner's level, from points.
//!
//! Points are the sum of [`crate::learning::progress::ItemState::points`] over
//! all items of all courses. Level 1 begins at 0 points and level n at
//! 50·n·(n − 1): 100, 300, 600, 1000, … Each level takes 100 points more than
//! the one before.

use serde::{Deserialize, Serialize};

/// A level, and where on the way to the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// The level, from 1.
    pub level: u32,
    /// All points.
    pub points: u64,
    /// Points at which this level began.
    pub begins_at: u64,
    /// Points at which the next one begins.
    pub next_at: u64,
}

impl Level {
    /// The level that `points` reach.
    #[must_use]
    pub fn of(points: u64) -> Self {
        // 50·n·(n − 1) ≤ points  ⟺  n ≤ (1 + √(1 + 4·(points ÷ 50))) ÷ 2
        let root = (points / 50).saturating_mul(4).saturating_add(1).isqrt();
        let level = u32::try_from(root.saturating_add(1) / 2).unwrap_or(u32::MAX - 1);
        Self {
            level,
            points,
            begins_at: begins_at(level),
            next_at: begins_at(level + 1),
        }
    }
}

fn begins_at(level: u32) -> u64 {
    let level = u64::from(level);
    level
        .saturating_mul(level.saturating_sub(1))
        .saturating_mul(50)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_level_takes_a_hundred_points_more() {
        let cases = [
            (0, 1),
            (99, 1),
            (100, 2),
            (299, 2),
            (300, 3),
            (599, 3),
            (600, 4),
            (1_000, 5),
        ];
        for (points, level) in cases {
            assert_eq!(Level::of(points).level, level, "{points}");
        }
        assert_eq!(
            Level::of(150),
            Level {
                level: 2,
                points: 150,
                begins_at: 100,
                next_at: 300
            }
        );
    }

    #[test]
    fn a_level_holds_its_points() {
        for points in (0..100_000).chain([u64::MAX / 1_000, u64::from(u32::MAX) * 50]) {
            let level = Level::of(points);
            assert!(
                level.begins_at <= points && points < level.next_at,
                "{level:?}"
            );
        }
        assert!(Level::of(u64::MAX).level > 1_000_000);
    }
}
