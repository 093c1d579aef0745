//! `[[check]]`: what every check has, program checks, and the order that
//! `needs` makes.

use super::assignment::Folder;
use super::table::Table;
use super::{graph, links, output, sql};
use crate::course::diagnostics::{Code, did_you_mean};
use crate::course::model::{Check, CheckKind, ProgramCheck, RunnerKind};

const COMMON: &[&str] = &["name", "needs", "points", "help"];
const PROGRAM: &[&str] = &["args", "stdin", "stdout", "stderr", "exit"];

/// Most checks of one assignment.
const MAX_CHECKS: usize = 500;

/// What a check may refer to.
pub(super) struct Surroundings<'a> {
    pub(super) folder: &'a Folder<'a>,
    pub(super) runner: Option<RunnerKind>,
    pub(super) run: Option<&'a Vec<String>>,
    pub(super) learner: &'a [String],
}

/// Reads every check.
pub(super) fn read_all(table: &Table<'_>, around: &Surroundings<'_>) -> Vec<Check> {
    let tables = table.tables("check");
    if table.has("check") && tables.is_empty() || tables.len() > MAX_CHECKS {
        table.bad(
            "check",
            format!("an assignment has between 1 and {MAX_CHECKS} checks"),
        );
        return Vec::new();
    }
    let mut checks: Vec<Check> = Vec::new();
    for table in &tables {
        let Some(check) = read(table, around) else {
            continue;
        };
        if checks.iter().any(|other| other.name == check.name) {
            let message = format!("two checks are called {:?}", check.name);
            table
                .sink
                .error(Code::Duplicate, table.place("name"), message, None);
        }
        checks.push(check);
    }
    check_needs(&tables, &checks);
    checks
}

fn read(table: &Table<'_>, around: &Surroundings<'_>) -> Option<Check> {
    let known: Vec<&str> = [COMMON, PROGRAM, sql::KEYS].concat();
    table.only(&known);
    let name = table.required("name");
    let help = table.text("help");
    if let Some(help) = &help {
        let path = format!("{}/assignment.toml", around.folder.path);
        links::check_inline(
            around.folder.tree,
            &path,
            help,
            &table.place("help"),
            table.sink,
        );
    }
    let (needs, points) = (
        table.texts("needs"),
        table.number("points", 0..=1_000).unwrap_or(1),
    );
    let kind = kind(table, around);
    Some(Check {
        name: name?,
        needs,
        points,
        help,
        kind: kind?,
    })
}

fn kind(table: &Table<'_>, around: &Surroundings<'_>) -> Option<CheckKind> {
    let first = |keys: &[&'static str]| keys.iter().copied().find(|key| table.has(key));
    match (first(PROGRAM), first(sql::KEYS)) {
        (Some(program), Some(sql)) => {
            table.bad(sql, format!("a check has either `{program}` or `{sql}`: it starts the program or asks the database"));
            None
        }
        (None, Some(_)) => sql::read(table, around).map(CheckKind::Sql),
        (None, None) if around.runner == Some(RunnerKind::Sql) => {
            table.bad("", "the check compares nothing; add `rows`, `sql`, `columns`, `contains`, `lacks` or `error`");
            None
        }
        _ => Some(CheckKind::Program(program(table, around))),
    }
}

fn program(table: &Table<'_>, around: &Surroundings<'_>) -> ProgramCheck {
    let runs = around.run.is_some()
        || around
            .runner
            .is_some_and(|runner| runner != RunnerKind::Sql);
    if !runs {
        let hint = Some("add `run = [\"program\", \"argument\"]` or a `runner`".to_owned());
        table.sink.error(
            Code::MissingKey,
            table.place("name"),
            "nothing says which program this check starts",
            hint,
        );
    }
    ProgramCheck {
        args: table.texts("args"),
        stdin: table.raw("stdin").unwrap_or_default(),
        stdout: output::read(table, "stdout"),
        stderr: output::read(table, "stderr"),
        exit: table
            .number("exit", 0..=255)
            .and_then(|exit| i32::try_from(exit).ok())
            .unwrap_or(0),
    }
}

/// Needs name other checks and make no circle.
fn check_needs(tables: &[Table<'_>], checks: &[Check]) {
    let names: Vec<&str> = checks.iter().map(|check| check.name.as_str()).collect();
    for table in tables {
        for (need, span) in table.spanned_texts("needs").unwrap_or_default() {
            if !names.contains(&need.as_str()) {
                let hint = did_you_mean(&need, names.iter().copied());
                let message = format!("there is no check called {need:?}");
                table.sink.error(
                    Code::UnknownReference,
                    table.source.place(&span),
                    message,
                    hint,
                );
            }
        }
    }
    let edges: Vec<(String, Vec<String>)> = checks
        .iter()
        .map(|check| (check.name.clone(), check.needs.clone()))
        .collect();
    if let Some(circle) = graph::circle(&edges) {
        let at = tables
            .iter()
            .find(|table| table.raw("name").as_ref() == circle.first());
        if let Some(table) = at.or(tables.first()) {
            let message = format!("checks wait for each other: {}", circle.join(" → "));
            table
                .sink
                .error(Code::Cycle, table.place("needs"), message, None);
        }
    }
}
