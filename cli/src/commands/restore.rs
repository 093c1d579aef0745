//! `codezest restore`.

use crate::args::RestoreArgs;
use crate::context::{Context, local_time};
use crate::failure::{Exit, Result};
use crate::learn::assignment::Loaded;
use crate::learn::{assignment, history, locate};
use crate::plain::diff;
use crate::store::account::RunEntry;
use crate::ui::{Role, Styled};
use crate::views::answers::Restored;

/// Brings the files of an earlier run back, or shows what that would change.
pub fn run(context: &Context, args: &RestoreArgs) -> Result<Exit> {
    let item = locate::assignment(context, args.item.as_deref())?;
    let loaded = assignment::load(context, item)?;
    let run = history::find_run(context, &loaded, &args.run)?;
    let when = local_time(run.at);
    if args.dry_run && !context.ui.json {
        return look(context, &loaded, &run);
    }
    let written = if args.dry_run {
        history::differing(context, &loaded, &run)?
    } else {
        history::restore(context, &loaded, &run)?
    };
    if context.ui.json {
        context.ui.json(&Restored {
            schema_version: 1,
            item: loaded.entry.reference(),
            run: run.id.to_string(),
            dry_run: args.dry_run,
            written,
        })?;
        return Ok(Exit::Done);
    }
    if written.is_empty() {
        context.ui.out(format!(
            "Your files are those of that run already ({when})."
        ));
    } else {
        context
            .ui
            .out(Styled::new().role(Role::Good, "✓").text(&format!(
                " the files of {when} are back: {}",
                written.join(", ")
            )));
        context.ui.say(
            "What was there is kept too: codezest history shows it once tested; nothing is lost.",
        );
    }
    Ok(Exit::Done)
}

/// Shows what restoring would change.
fn look(context: &Context, loaded: &Loaded, run: &RunEntry) -> Result<Exit> {
    let mine = loaded.collect()?.files;
    for (path, file) in history::files(context, run)?.iter() {
        let now = mine
            .get(path)
            .map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
        context.ui.out(Styled::new().role(Role::Title, path));
        diff::print_files(
            context,
            &now.unwrap_or_default(),
            &String::from_utf8_lossy(&file.bytes),
        );
    }
    Ok(Exit::Done)
}
