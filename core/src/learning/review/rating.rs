//! What a learner says of a card once its back is seen.

use serde::{Deserialize, Serialize};

/// How well a card was remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Rating {
    /// Not at all.
    Again,
    /// With trouble.
    Hard,
    /// Well.
    Good,
    /// Without thinking.
    Easy,
}

/// A number that is no rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} is no rating from 1 to 4")]
pub struct RatingError(u8);

impl Rating {
    /// Every rating, the worst first.
    pub const ALL: [Self; 4] = [Self::Again, Self::Hard, Self::Good, Self::Easy];

    /// Its number in facts, 1 to 4.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Again => 1,
            Self::Hard => 2,
            Self::Good => 3,
            Self::Easy => 4,
        }
    }

    /// Its word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Again => "again",
            Self::Hard => "hard",
            Self::Good => "good",
            Self::Easy => "easy",
        }
    }
}

impl TryFrom<u8> for Rating {
    type Error = RatingError;
    fn try_from(number: u8) -> Result<Self, RatingError> {
        Self::ALL
            .into_iter()
            .find(|rating| rating.number() == number)
            .ok_or(RatingError(number))
    }
}

impl From<Rating> for u8 {
    fn from(rating: Rating) -> Self {
        rating.number()
    }
}
