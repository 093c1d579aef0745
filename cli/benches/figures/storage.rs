//! What an event takes on disk, everything counted.

use codezest_core::ids::CourseUid;
use uuid::Uuid;

use crate::store::account::AccountStore;
use crate::{Bench, append, figure};

const EVENTS: u32 = 100_000;

/// 100,000 events: bytes of the file per event.
pub(crate) fn storage(bench: &Bench) {
    let path = bench.folder.path().join("storage.db");
    let account = AccountStore::open(&path).expect("an account");
    let course = CourseUid::derive("id:large");
    let facts: Vec<_> = (0..EVENTS)
        .map(|n| append::fact(n, 1_000, course))
        .collect();
    for (n, batch) in (0..).zip(facts.chunks(1_000)) {
        account
            .append(batch, append::moment(n * 1_000), Uuid::now_v7)
            .expect("appended");
    }
    drop(account);
    let bytes = path.metadata().expect("the file").len();
    figure(
        "event at rest",
        bytes as f64 / f64::from(EVENTS),
        "bytes (reach: at most 250)",
    );
}
