//! `codezest history`.

use crate::args::HistoryArgs;
use crate::context::Context;
use crate::failure::{Exit, Result};
use crate::learn::{assignment, history, locate};
use crate::plain::catalogue::print;
use crate::ui::table::Table;
use crate::ui::{Role, Styled};
use crate::views::history::History;

/// Lists test runs, newest first.
pub fn run(context: &Context, args: &HistoryArgs) -> Result<Exit> {
    let item = locate::assignment(context, args.item.as_deref())?;
    let loaded = assignment::load(context, item)?;
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
