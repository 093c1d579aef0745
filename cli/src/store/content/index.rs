//! Filling the search index.
//!
//! Words of materials, instructions and questions go into `prose`; code the
//! learner begins with into `fragments`, and so do texts in scripts without
//! spaces. Tests, hidden tests and solutions are not searched: finding them
//! would spoil the assignment. Nor are course files beside the learner's: a
//! test framework that every assignment brings along would fill the index.

use codezest_core::course::model::{Item, ItemBody, Quiz};
use codezest_core::course::tree::CourseTree;
use rusqlite::{Connection, params};

use super::text::{Prose, has_unspaced_script, prose, readable};
use crate::store::error::StoreResult;

/// A text of a document.
const TEXT: i64 = 0;
/// Code of a document.
const CODE: i64 = 1;

/// Puts everything searchable of an item in. Items that are not listed are
/// not found either.
pub(super) fn write(
    conn: &Connection,
    key: i64,
    item: &Item,
    tree: &CourseTree,
) -> StoreResult<()> {
    if item.hidden {
        return Ok(());
    }
    match &item.body {
        ItemBody::Material(material) => {
            let skipped = usize::try_from(material.front_matter_lines).unwrap_or(0);
            write_prose(conn, key, &item.title, &markdown(tree, &item.path, skipped))
        }
        ItemBody::Assignment(assignment) => {
            write_prose(
                conn,
                key,
                &item.title,
                &markdown(tree, &format!("{}/README.md", item.path), 0),
            )?;
            for path in &assignment.learner {
                let file = tree.get(&format!("{}/starter/{path}", item.path));
                if let Some(code) = file.and_then(|file| readable(&file.bytes)) {
                    write_fragment(conn, key, CODE, path, code)?;
                }
            }
            Ok(())
        }
        ItemBody::Quiz(quiz) => write_prose(conn, key, &item.title, &questions(quiz)),
    }
}

fn markdown(tree: &CourseTree, path: &str, skipped_lines: usize) -> Prose {
    tree.get(path)
        .and_then(|file| readable(&file.bytes))
        .map(|text| prose(text, skipped_lines))
        .unwrap_or_default()
}

/// The questions without options: an option found by searching is a hint.
fn questions(quiz: &Quiz) -> Prose {
    let texts: Vec<&str> = quiz
        .questions
        .iter()
        .map(|question| question.text.as_str())
        .collect();
    Prose {
        headings: String::new(),
        body: texts.join("\n\n"),
    }
}

fn write_prose(conn: &Connection, item: i64, title: &str, prose: &Prose) -> StoreResult<()> {
    let id = new_document(conn, item, TEXT)?;
    conn.prepare_cached(
        "insert into prose (rowid, title, headings, body) values (?1, ?2, ?3, ?4)",
    )?
    .execute(params![id, title, prose.headings, prose.body])?;
    let everything = format!("{}{}", prose.headings, prose.body);
    if has_unspaced_script(title) || has_unspaced_script(&everything) {
        write_fragment(conn, item, TEXT, title, &everything)?;
    }
    Ok(())
}

/// Two line ends follow each text, so that its last character, too, begins a
/// group of three.
fn write_fragment(
    conn: &Connection,
    item: i64,
    part: i64,
    title: &str,
    body: &str,
) -> StoreResult<()> {
    let id = new_document(conn, item, part)?;
    conn.prepare_cached(
        "insert into fragments (rowid, title, body) values (?1, ?2 || x'0a0a', ?3 || x'0a0a')",
    )?
    .execute(params![id, title, body])?;
    Ok(())
}

fn new_document(conn: &Connection, item: i64, part: i64) -> StoreResult<i64> {
    conn.prepare_cached("insert into documents (item, part) values (?1, ?2)")?
        .execute(params![item, part])?;
    Ok(conn.last_insert_rowid())
}
