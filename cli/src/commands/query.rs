//! `codezest query`.

use std::io::Read as _;

use codezest_core::error::ErrorCode;
use codezest_core::limits::MAX_LEARNER_FILE_BYTES;

use crate::args::QueryArgs;
use crate::context::Context;
use crate::failure::{Exit, Failure, Result};
use crate::interrupt;
use crate::learn::test::runner;
use crate::learn::{assignment, locate, query};
use crate::plain::result_set;
use crate::ui::stdin_is_terminal;
use crate::views::query::{QueryAnswer, QueryView};

/// Words that begin what one asks; anything else that could name an item does.
const BEGINNINGS: &[&str] = &[
    "alter", "analyze", "begin", "create", "delete", "drop", "explain", "insert", "pragma",
    "replace", "select", "update", "values", "with", ".tables", ".schema",
];

/// Asks the database of an SQL assignment; nothing is judged or recorded.
pub fn run(context: &Context, args: QueryArgs) -> Result<Exit> {
    let (item, sql) = item_and_sql(args);
    let loaded = assignment::load(context, locate::assignment(context, item.as_deref())?)?;
    let name = loaded.entry.reference();
    let spec = query::spec(&loaded)?;
    let sql = match sql {
        Some(sql) => sql,
        None => from_input(&name)?,
    };
    let cancel = interrupt::token()?;
    let answer = query::ask(&runner(context)?, &spec, &[], &sql, &cancel)?;
    if context.ui.json {
        context.ui.json(&QueryAnswer::new(&name, &answer))?;
    } else {
        print(context, &answer);
    }
    Ok(answer.failed.map_or(Exit::Done, Exit::Code))
}

/// The first word names an item, unless it can only be SQL.
fn item_and_sql(args: QueryArgs) -> (Option<String>, Option<String>) {
    let mut words = args.sql;
    let item = match args.item {
        Some(word) if is_sql(&word) => {
            words.insert(0, word);
            None
        }
        item => item,
    };
    (item, (!words.is_empty()).then(|| words.join(" ")))
}

fn is_sql(word: &str) -> bool {
    let in_names = |c: char| c.is_alphanumeric() || "-_/.+".contains(c);
    let beginning = word.to_ascii_lowercase();
    !word.chars().all(in_names) || BEGINNINGS.contains(&beginning.as_str())
}

fn from_input(name: &str) -> Result<String> {
    let usage = |said: &str| {
        Failure::usage(said).hint(format!("codezest query {name} \"select * from TABLE\""))
    };
    if stdin_is_terminal() {
        return Err(usage("there is nothing to ask"));
    }
    let mut sql = String::new();
    std::io::stdin()
        .take(MAX_LEARNER_FILE_BYTES + 1)
        .read_to_string(&mut sql)
        .map_err(|error| usage("standard input is no text").because(error))?;
    if u64::try_from(sql.len()).is_ok_and(|bytes| bytes > MAX_LEARNER_FILE_BYTES) {
        let said = format!("standard input is larger than {MAX_LEARNER_FILE_BYTES} bytes");
        return Err(Failure::new(ErrorCode::LimitHit, said).hint("ask for less at once"));
    }
    if sql.trim().is_empty() {
        return Err(usage("there is nothing to ask"));
    }
    Ok(sql)
}

fn print(context: &Context, answer: &QueryView) {
    for table in &answer.tables {
        result_set::print(context, table);
    }
    match &answer.error {
        Some(error) => context.ui.warn(error.as_str()),
        None if answer.tables.is_empty() => {
            context
                .ui
                .say("done; the next question gets a fresh database");
        }
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_word_is_an_item_unless_it_can_only_be_sql() {
        let asked = |words: &[&str]| {
            let mut words = words.iter().map(|word| (*word).to_owned());
            item_and_sql(QueryArgs {
                item: words.next(),
                sql: words.collect(),
            })
        };
        let split = |item: Option<&str>, sql: Option<&str>| {
            (item.map(str::to_owned), sql.map(str::to_owned))
        };
        assert_eq!(asked(&[]), split(None, None));
        assert_eq!(asked(&["first-answer"]), split(Some("first-answer"), None));
        for item in ["sql/first-answer", ".", "next", "+1", "-1", "12"] {
            assert_eq!(
                asked(&[item, ".tables"]),
                split(Some(item), Some(".tables"))
            );
        }
        for sql in ["select 1", "SELECT", ".schema", "values(1)", "-- why\n1"] {
            assert_eq!(asked(&[sql]), split(None, Some(sql)));
        }
        let typed = ["Select", "name", "from", "tools"];
        assert_eq!(asked(&typed), split(None, Some("Select name from tools")));
    }
}
