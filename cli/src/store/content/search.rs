//! Full-text search.
//!
//! What people type is never taken as a query language: every word is quoted,
//! so `c++`, `NEAR(` and `"` are just words. All words must occur; the last
//! may be unfinished. Hits in texts come first, by bm25; then hits in code
//! and in scripts without spaces.

use std::collections::HashSet;

use codezest_core::course::model::ItemKind;
use codezest_core::ids::CourseId;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use super::ContentStore;
use super::entries::{ITEM_COLUMNS, ItemEntry, ItemFilter, item_entry};
use super::text::has_unspaced_script;
use crate::store::error::StoreResult;

/// More words than this are left out: nobody searches for them on purpose.
const MAX_WORDS: usize = 16;
/// Longer words are cut.
const MAX_WORD_CHARS: usize = 64;
/// How many groups of three characters a shorter word may stand for.
const MAX_EXPANSIONS: i64 = 64;
/// Characters that set off a match within a snippet; the index holds texts
/// where they mean nothing.
const MATCH_BEGINS: char = '\u{1}';
const MATCH_ENDS: char = '\u{2}';

/// What to search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SearchFilter {
    /// Only items of this kind.
    pub(crate) kind: Option<ItemKind>,
    /// Only items of this course.
    pub(crate) course: Option<CourseId>,
    /// Most hits.
    pub(crate) limit: u32,
}

impl Default for SearchFilter {
    fn default() -> Self {
        Self {
            kind: None,
            course: None,
            limit: 20,
        }
    }
}

/// A piece of a snippet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HitPart {
    /// The text, on one line.
    pub(crate) text: String,
    /// Whether it is what was searched for.
    pub(crate) matched: bool,
}

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    /// The item it is in.
    pub(crate) item: ItemEntry,
    /// Whether it is in code the learner begins with.
    pub(crate) in_code: bool,
    /// A few words around the match.
    pub(crate) snippet: Vec<HitPart>,
}

impl ContentStore {
    /// Searches materials, instructions, questions and starter code.
    ///
    /// # Errors
    /// SQLite's; never because of the words.
    pub(crate) fn search(&self, words: &str, filter: &SearchFilter) -> StoreResult<Vec<Hit>> {
        let words = split(words);
        let mut hits = Vec::new();
        self.db.snapshot(|conn| {
            let mut seen = HashSet::new();
            if let Some(query) = prose_query(&words) {
                collect(conn, "prose", 3, &query, filter, &mut seen, &mut hits)?;
            }
            if let Some(query) = fragment_query(conn, &words)? {
                collect(conn, "fragments", 2, &query, filter, &mut seen, &mut hits)?;
            }
            Ok(())
        })?;
        hits.truncate(usize::try_from(filter.limit).unwrap_or(usize::MAX));
        Ok(hits)
    }
}

/// The words, without what no index can hold. Only the beginning of a very
/// long text is looked at.
fn split(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .take(MAX_WORDS)
        .map(|word| word.chars().take(MAX_WORD_CHARS).collect())
        .collect()
}

/// As a string of the query language.
fn quote(word: &str) -> String {
    format!("\"{}\"", word.replace('"', "\"\""))
}

/// All words with a letter or digit; the index has nothing else.
fn prose_query(words: &[String]) -> Option<String> {
    let mut quoted: Vec<String> = words
        .iter()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(|word| quote(word))
        .collect();
    let unfinished = words.last()?.ends_with(char::is_alphanumeric);
    if let Some(last) = quoted.last_mut().filter(|_| unfinished) {
        last.push('*');
    }
    (!quoted.is_empty()).then(|| quoted.join(" "))
}

/// All words of three characters or more, and shorter ones of scripts without
/// spaces as every group of three that begins with them.
fn fragment_query(conn: &Connection, words: &[String]) -> StoreResult<Option<String>> {
    let mut terms = Vec::new();
    for word in words {
        if word.chars().count() >= 3 {
            terms.push(quote(word));
        } else if has_unspaced_script(word) {
            let groups = groups_from(conn, &word.to_lowercase())?;
            if groups.is_empty() {
                return Ok(None);
            }
            let any: Vec<String> = groups.iter().map(|group| quote(group)).collect();
            terms.push(format!("({})", any.join(" OR ")));
        }
    }
    Ok((!terms.is_empty()).then(|| terms.join(" AND ")))
}

fn groups_from(conn: &Connection, beginning: &str) -> StoreResult<Vec<String>> {
    let mut query = conn.prepare_cached(
        "select term from fragment_terms where term >= ?1 and term < ?2 order by doc desc limit ?3",
    )?;
    let end = format!("{beginning}{}", char::MAX);
    let groups = query.query_map(rusqlite::params![beginning, end, MAX_EXPANSIONS], |row| {
        row.get(0)
    })?;
    Ok(groups.collect::<Result<_, _>>()?)
}

fn collect(
    conn: &Connection,
    table: &str,
    columns: u32,
    query: &str,
    filter: &SearchFilter,
    seen: &mut HashSet<(String, bool)>,
    hits: &mut Vec<Hit>,
) -> StoreResult<()> {
    // Snippets of code count characters, not words.
    let length = if table == "prose" { 16 } else { 60 };
    let items = ItemFilter {
        course: filter.course.clone(),
        kind: filter.kind,
        ..ItemFilter::default()
    };
    let (conditions, mut values) = items.conditions();
    values.insert(0, Value::Text(query.to_owned()));
    values.push(Value::Integer(filter.limit.into()));
    let body = columns - 1;
    // The order of the tables is fixed, so that the index ranks once and the
    // rest is looked up for what it found.
    let mut statement = conn.prepare_cached(&format!(
        "select {ITEM_COLUMNS}, documents.part,
                snippet({table}, {body}, char(1), char(2), '…', {length})
         from {table} cross join documents on documents.id = {table}.rowid
         cross join items on items.id = documents.item
         cross join courses on courses.id = items.course cross join modules on modules.id = items.module
         where {table} match ? and {conditions} order by {table}.rank limit ?"
    ))?;
    let mut rows = statement.query(params_from_iter(values))?;
    while let Some(row) = rows.next()? {
        let hit = hit(row)?;
        if seen.insert((hit.item.reference(), hit.in_code)) {
            hits.push(hit);
        }
    }
    Ok(())
}

fn hit(row: &Row<'_>) -> StoreResult<Hit> {
    Ok(Hit {
        item: item_entry(row)?,
        in_code: row.get::<_, i64>(13)? == 1,
        snippet: parts(&row.get::<_, String>(14)?),
    })
}

/// Cuts a snippet at its marks and puts it on one line.
fn parts(marked: &str) -> Vec<HitPart> {
    let mut parts = Vec::new();
    let mut matched = false;
    for piece in marked.split_inclusive([MATCH_BEGINS, MATCH_ENDS]) {
        let text = one_line(piece.trim_end_matches([MATCH_BEGINS, MATCH_ENDS]));
        if !text.is_empty() {
            parts.push(HitPart { text, matched });
        }
        matched = piece.ends_with(MATCH_BEGINS);
    }
    parts
}

/// Runs of white space become one space.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_whitespace() && line.ends_with(' ') => {}
            c if c.is_whitespace() => line.push(' '),
            c => line.push(c),
        }
    }
    line
}
