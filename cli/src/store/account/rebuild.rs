//! Deriving everything again from the events: after an upgrade that reads
//! more out of them, and after many were taken in at once.

use std::collections::{BTreeMap, BTreeSet};

use codezest_core::event::redact::can_redact;
use codezest_core::event::{Applied, EventMeta, Fact, Reducer, decode};
use codezest_core::learning::progress::ItemState;
use codezest_core::learning::reset::Watermarks;
use rusqlite::{Connection, params};

use super::AccountStore;
use super::project::{Standing, blank, project_simple, store_marks, store_state};
use super::rows::{ItemKey, each_event, find_event, item_key};
use crate::store::error::StoreResult;

/// Grows when rows are derived in another way than before.
const DERIVATION: u32 = 1;

/// The setting that says how the rows were derived.
const SETTING: &str = "derived-by";

const DERIVED_TABLES: &[&str] = &[
    "item_states",
    "cards",
    "course_totals",
    "active_days",
    "prefs",
    "read_notifications",
    "submissions",
    "watermarks",
    "module_counts",
];

impl AccountStore {
    /// Derives everything again from the events.
    ///
    /// # Errors
    /// SQLite's; then nothing is changed.
    #[allow(
        dead_code,
        reason = "doctor can repair with it; the tests use it already"
    )]
    pub(crate) fn rebuild_projections(&self) -> StoreResult<()> {
        self.db.write(|tx| rebuild(tx))
    }

    /// Derives everything again if this program reads more, or otherwise,
    /// than the one that did so last.
    pub(super) fn rebuild_after_upgrade(&self) -> StoreResult<()> {
        let wanted = derivation();
        if self.setting(SETTING)?.as_deref() == Some(&wanted) {
            return Ok(());
        }
        self.db.write(|tx| {
            rebuild(tx)?;
            tx.execute(
                "insert into settings (key, value) values (?1, ?2)
                 on conflict (key) do update set value = excluded.value",
                [SETTING, &wanted],
            )?;
            Ok(())
        })
    }
}

/// Changes with every kind that is learnt and every form of stored states.
fn derivation() -> String {
    let kinds: Vec<String> = Fact::KINDS
        .iter()
        .map(|(kind, version)| format!("{kind}={version}"))
        .collect();
    let hash = blake3::hash(kinds.join(" ").as_bytes()).to_hex();
    format!("{DERIVATION}.{}.{}", ItemState::VERSION, hash)
}

pub(super) fn rebuild(conn: &Connection) -> StoreResult<()> {
    for table in DERIVED_TABLES {
        conn.execute(&format!("delete from {table}"), [])?;
    }
    let marks = redact_and_mark(conn)?;
    store_marks_if_any(conn, &marks)?;
    let mut states: BTreeMap<ItemKey, ItemState> = BTreeMap::new();
    let mut items_found = Vec::new();
    each_event(conn, "", [], |stored| {
        let Some(fact) = decode(&stored.event).fact() else {
            return Ok(());
        };
        project_simple(conn, &stored.event, &fact)?;
        let Some((course, slug)) = fact.item() else {
            return Ok(());
        };
        let item = match stored.item {
            Some(item) => item,
            None => {
                let item = item_key(conn, course, slug)?;
                items_found.push((stored.key, item));
                item
            }
        };
        let state = states
            .entry(item)
            .or_insert_with(|| ItemState::since(marks.of(course, slug)));
        let _ = state.apply(&EventMeta::of(&stored.event), &fact);
        Ok(())
    })?;
    // An event whose kind was not known when it came.
    for (event, item) in items_found {
        conn.execute(
            "update events set item = ?2 where id = ?1",
            params![event, item],
        )?;
    }
    for (item, state) in &states {
        store_state(conn, *item, &Standing::default(), state)?;
    }
    Ok(())
}

/// Blanks what is to be blank, and gathers the marks of resets that are left.
fn redact_and_mark(conn: &Connection) -> StoreResult<Watermarks> {
    let mut redacted = BTreeSet::new();
    each_event(conn, "where kinds.name = 'core.redacted'", [], |stored| {
        if let Some(Fact::Redacted(body)) = decode(&stored.event).fact() {
            redacted.insert(body.event);
        }
        Ok(())
    })?;
    for id in redacted {
        conn.execute(
            "insert or ignore into redactions (event_id) values (?1)",
            [id.as_bytes()],
        )?;
        let held = find_event(conn, id)?;
        if let Some(held) =
            held.filter(|held| held.event.body.is_some() && can_redact(&held.event.kind))
        {
            blank(conn, held.key, &held.event)?;
        }
    }
    let mut marks = Watermarks::default();
    each_event(
        conn,
        "where kinds.name = 'learning.progress_reset'",
        [],
        |stored| {
            if let Some(fact) = decode(&stored.event).fact() {
                // A reset that changes nothing leaves no mark.
                let mut with = marks.clone();
                if with.apply(&EventMeta::of(&stored.event), &fact) != Applied::Unchanged {
                    marks = with;
                }
            }
            Ok(())
        },
    )?;
    Ok(marks)
}

fn store_marks_if_any(conn: &Connection, marks: &Watermarks) -> StoreResult<()> {
    if *marks == Watermarks::default() {
        Ok(())
    } else {
        store_marks(conn, marks)
    }
}
