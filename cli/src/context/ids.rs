//! New ids: UUIDs of version 7 (RFC 9562), or predictable ones for tests.

use std::cell::Cell;

use uuid::Uuid;

use super::clock::Clock;

/// The variable that makes ids predictable: any text, different per command.
const SEED: &str = "CODEZEST_IDS_SEED";

/// Where new ids come from.
#[derive(Debug)]
pub struct Ids {
    seed: Option<String>,
    clock: Clock,
    count: Cell<u64>,
}

impl Ids {
    /// Random ids unless the environment gives a seed.
    #[must_use]
    pub fn from_environment(clock: &Clock) -> Self {
        Self {
            seed: std::env::var(SEED).ok(),
            clock: clock.clone(),
            count: Cell::new(0),
        }
    }

    /// A new id.
    #[must_use]
    pub fn fresh(&self) -> Uuid {
        let Some(seed) = &self.seed else {
            return Uuid::now_v7();
        };
        let count = self.count.get();
        self.count.set(count + 1);
        let hash = blake3::hash(format!("{seed}/{count}").as_bytes());
        let mut random = [0_u8; 10];
        for (to, from) in random.iter_mut().zip(hash.as_bytes()) {
            *to = *from;
        }
        let now = u64::try_from(self.clock.moment(0).at.0).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(now, &random).into_uuid()
    }
}
