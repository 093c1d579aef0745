//! `codezest history`.

use crate::args::HistoryArgs;
use crate::context::{Context, local_time};
use crate::failure::{Exit, Result};
use crate::learn::assignment::{self, Loaded};
use crate::learn::{history, locate};
use crate::plain;
use crate::plain::catalogue::print;
use crate::ui::table::Table;
use crate::ui::{Role, Styled};
use crate::views::history::History;
use crate::views::run::RunView;

/// Lists test runs, newest first.
pub fn run(context: &Context, args: &HistoryArgs) -> Result<Exit> {
    let item = locate::assignment(context, args.item.as_deref())?;
    let loaded = assignment::load(context, item)?;
    if let Some(typed) = &args.run {
        return one_run(context, &loaded, typed);
    }
    let runs = history::runs(context, &loaded, args.limit)?;
    let view = History::new(context, &loaded, &runs)?;
    if context.ui.json {
        context.ui.json(&view)?;
        return Ok(Exit::Done);
    }
    if view.runs.is_empty() {
        context.ui.say(format!(
            "no test run yet: codezest test {}",
            loaded.entry.reference()
        ));
        return Ok(Exit::Done);
    }
    let mut table = Table::new(4).right(0);
    for (number, run) in view.runs.iter().enumerate() {
        let (role, mark) = if run.passed() {
            (Role::Good, "✓")
        } else {
            (Role::Bad, "✗")
        };
        table.row([
            (Role::Strong, (number + 1).to_string()),
            (role, mark.to_owned()),
            (Role::Text, run.when.clone()),
            (
                Role::Text,
                format!("{} of {}", run.counts.passed, run.counts.total),
            ),
            (Role::Text, run.outcome_word()),
            (Role::Dim, run.id.chars().take(13).collect()),
        ]);
    }
    print(context, &table);
    let name = loaded.entry.reference();
    context.ui.say(Styled::new().role(
        Role::Dim,
        &format!("bring one back: codezest restore {name} --run NUMBER"),
    ));
    Ok(Exit::Done)
}

/// Shows the results of one run again.
fn one_run(context: &Context, loaded: &Loaded, typed: &str) -> Result<Exit> {
    let run = history::find_run(context, loaded, typed)?;
    let report = history::report(context, &run)?;
    let name = loaded.entry.reference();
    if context.ui.json {
        context.ui.json(&RunView::new(&name, &report))?;
    } else {
        context
            .ui
            .out(Styled::new().role(Role::Dim, &local_time(run.at)));
        plain::run_report::print(context, &name, &report);
    }
    Ok(Exit::Done)
}
