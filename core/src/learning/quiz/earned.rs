//! What answers earn: exact, in thousandths of a point.

use std::cmp::Ordering;
use std::iter::Sum;

use serde::{Deserialize, Serialize};

/// What was earned of what could be, in thousandths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(u32, u32)", into = "(u32, u32)")]
pub struct Earned {
    /// Points earned.
    pub earned_milli: u32,
    /// Points there were to earn.
    pub possible_milli: u32,
}

impl From<(u32, u32)> for Earned {
    fn from((earned_milli, possible_milli): (u32, u32)) -> Self {
        Self {
            earned_milli,
            possible_milli,
        }
    }
}

impl From<Earned> for (u32, u32) {
    fn from(earned: Earned) -> Self {
        (earned.earned_milli, earned.possible_milli)
    }
}

impl Earned {
    /// Whole percent, rounded down; 100 where nothing was to be earned.
    #[must_use]
    pub fn percent(self) -> u8 {
        u8::try_from(self.share_of(100)).unwrap_or(100)
    }

    /// Its share of `points`, rounded down, never more than `points`.
    #[must_use]
    pub fn share_of(self, points: u32) -> u32 {
        let share = (u64::from(points) * u64::from(self.earned_milli))
            .checked_div(u64::from(self.possible_milli))
            .unwrap_or(u64::from(points));
        u32::try_from(share).unwrap_or(points).min(points)
    }

    /// Whether it reaches `percent`, without rounding: 69.99 is not 70.
    #[must_use]
    pub fn reaches(self, percent: u8) -> bool {
        u64::from(self.earned_milli) * 100 >= u64::from(self.possible_milli) * u64::from(percent)
    }

    /// Compares the ratios, without rounding.
    #[must_use]
    pub fn cmp_ratio(self, other: Self) -> Ordering {
        match (self.possible_milli, other.possible_milli) {
            (0, 0) => Ordering::Equal,
            (0, _) => Ordering::Greater,
            (_, 0) => Ordering::Less,
            (mine, theirs) => (u64::from(self.earned_milli) * u64::from(theirs))
                .cmp(&(u64::from(other.earned_milli) * u64::from(mine))),
        }
    }
}

impl Sum for Earned {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::from((0, 0)), |sum, part| Self {
            earned_milli: sum.earned_milli.saturating_add(part.earned_milli),
            possible_milli: sum.possible_milli.saturating_add(part.possible_milli),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_and_share_round_down_and_reaching_does_not_round() {
        let cases = [
            ((699, 1_000), 69, 6, false),
            ((700, 1_000), 70, 7, true),
            ((1_000, 1_000), 100, 10, true),
            ((0, 0), 100, 10, true),
            ((u32::MAX, 1), 100, 10, true),
            ((69_999, 100_000), 69, 6, false),
        ];
        for (pair, percent, share, reaches) in cases {
            let earned = Earned::from(pair);
            let got = (earned.percent(), earned.share_of(10), earned.reaches(70));
            assert_eq!(got, (percent, share, reaches), "{earned:?}");
        }
        assert!(!Earned::from((u32::MAX - 1, u32::MAX)).reaches(100));
    }

    #[test]
    fn ratios_compare_without_rounding() {
        let ratio = |earned, possible| Earned::from((earned, possible));
        assert_eq!(ratio(1, 3).cmp_ratio(ratio(333, 1_000)), Ordering::Greater);
        assert_eq!(ratio(1, 2).cmp_ratio(ratio(500, 1_000)), Ordering::Equal);
        assert_eq!(ratio(9, 10).cmp_ratio(ratio(0, 0)), Ordering::Less);
        assert_eq!(ratio(0, 0).cmp_ratio(ratio(0, 5)), Ordering::Greater);
    }
}
