//! FSRS-6: how well something is remembered, and for how long.
//!
//! The free spaced repetition scheduler, version 6, with its default
//! parameters and without its random spread of intervals, so that every device
//! finds the same day. Formulas: "The Algorithm" in the wiki of
//! `open-spaced-repetition/awesome-fsrs`; `core/tests/it/fsrs.rs` compares
//! them with what the authors' own crate says.

use super::rating::Rating;

/// The default parameters: what millions of reviews of many people fit best.
const W: [f64; 21] = [
    0.212, 1.2931, 2.3065, 8.2956, // first stability, by rating
    6.4133, 0.8334, 3.0194, 0.001, // difficulty
    1.8722, 0.1666, 0.796, // stability after remembering
    1.4835, 0.0614, 0.2629, 1.6483, // stability after forgetting
    0.6014, 1.8729, // hard and easy
    0.5425, 0.0912, 0.0658, // reviews of one day
    0.1542, // how forgetting slows down
];

/// The chance of remembering at which a card is due.
const DESIRED_RETENTION: f64 = 0.9;

/// The most days between two reviews: a hundred years.
pub const MAX_INTERVAL_DAYS: u32 = 36_500;

const STABILITY: (f64, f64) = (0.001, 36_500.0);
const DIFFICULTY: (f64, f64) = (1.0, 10.0);

/// What is known of how well a card is remembered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    /// Days in which the chance of remembering falls to 90 %.
    pub stability: f64,
    /// How hard it is to remember, 1 to 10.
    pub difficulty: f64,
}

impl Memory {
    /// That of a card reviewed for the first time.
    #[must_use]
    pub fn first(rating: Rating) -> Self {
        let stability = match rating {
            Rating::Again => W[0],
            Rating::Hard => W[1],
            Rating::Good => W[2],
            Rating::Easy => W[3],
        };
        Self::held(stability, first_difficulty(rating))
    }

    /// That after the next review, `days` after the one before.
    #[must_use]
    pub fn after(self, days: u32, rating: Rating) -> Self {
        let stability = match (days, rating) {
            (0, _) => self.stability_same_day(rating),
            (_, Rating::Again) => self.stability_forgotten(self.recall(days)),
            _ => self.stability_remembered(self.recall(days), rating),
        };
        Self::held(stability, self.next_difficulty(rating))
    }

    /// The chance of remembering `days` after the last review, 0 to 1.
    #[must_use]
    pub fn recall(self, days: u32) -> f64 {
        (f64::from(days) / self.stability)
            .mul_add(factor(), 1.0)
            .powf(-W[20])
    }

    /// Days until the next review: when the chance of remembering falls to
    /// what is desired, at least 1, at most [`MAX_INTERVAL_DAYS`].
    #[must_use]
    pub fn interval(self) -> u32 {
        let days = self.stability / factor() * (DESIRED_RETENTION.powf(-1.0 / W[20]) - 1.0);
        whole_days(days)
    }

    fn held(stability: f64, difficulty: f64) -> Self {
        Self {
            stability: stability.clamp(STABILITY.0, STABILITY.1),
            difficulty: difficulty.clamp(DIFFICULTY.0, DIFFICULTY.1),
        }
    }

    fn stability_remembered(self, recall: f64, rating: Rating) -> f64 {
        let factor = match rating {
            Rating::Hard => W[15],
            Rating::Easy => W[16],
            Rating::Again | Rating::Good => 1.0,
        };
        let growth = W[8].exp()
            * (11.0 - self.difficulty)
            * self.stability.powf(-W[9])
            * ((W[10] * (1.0 - recall)).exp() - 1.0);
        self.stability * (growth * factor + 1.0)
    }

    /// Never more than a review of the same day would leave.
    fn stability_forgotten(self, recall: f64) -> f64 {
        let left = W[11]
            * self.difficulty.powf(-W[12])
            * ((self.stability + 1.0).powf(W[13]) - 1.0)
            * (W[14] * (1.0 - recall)).exp();
        left.min(self.stability / (W[17] * W[18]).exp())
    }

    fn stability_same_day(self, rating: Rating) -> f64 {
        let growth = (W[17] * (grade(rating) - 3.0 + W[18])).exp() * self.stability.powf(-W[19]);
        let growth = match rating {
            Rating::Again | Rating::Hard => growth,
            // What was remembered is not remembered worse for it.
            Rating::Good | Rating::Easy => growth.max(1.0),
        };
        self.stability * growth
    }

    /// The harder it is already, the less it gets harder; and it drifts back
    /// to that of what is easy.
    fn next_difficulty(self, rating: Rating) -> f64 {
        let step = -W[6] * (grade(rating) - 3.0);
        let next = self.difficulty + step * (10.0 - self.difficulty) / 9.0;
        W[7] * (first_difficulty(Rating::Easy) - next) + next
    }
}

fn first_difficulty(rating: Rating) -> f64 {
    W[4] - (W[5] * (grade(rating) - 1.0)).exp() + 1.0
}

/// What makes the chance of remembering 90 % after as many days as the
/// stability says, however forgetting slows down.
fn factor() -> f64 {
    0.9_f64.powf(-1.0 / W[20]) - 1.0
}

fn grade(rating: Rating) -> f64 {
    f64::from(rating.number())
}

/// The whole number nearest to `days` that an interval can be. It is looked
/// for by halving: a cast would cut what does not fit, and say nothing.
fn whole_days(days: f64) -> u32 {
    let (mut least, mut most) = (1, MAX_INTERVAL_DAYS);
    while least < most {
        let middle = u32::midpoint(least, most);
        if f64::from(middle) + 0.5 <= days {
            least = middle + 1;
        } else {
            most = middle;
        }
    }
    least
}

#[cfg(test)]
mod tests {
    use super::{MAX_INTERVAL_DAYS, whole_days};

    #[test]
    fn days_are_rounded_and_held_between_one_and_a_hundred_years() {
        let cases = [
            (f64::NAN, 1),
            (-3.0, 1),
            (0.2, 1),
            (1.49, 1),
            (1.5, 2),
            (2.4, 2),
            (36_499.4, 36_499),
            (36_499.5, MAX_INTERVAL_DAYS),
            (f64::INFINITY, MAX_INTERVAL_DAYS),
        ];
        for (days, whole) in cases {
            assert_eq!(whole_days(days), whole, "{days}");
        }
    }
}
