//! `codezest restore`.

use crate::args::RestoreArgs;
use crate::context::{Context, local_time};
use crate::failure::{Exit, Result};
use crate::learn::assignment::Loaded;
use crate::learn::history::{Kept, Restoration};
use crate::learn::{assignment, history, locate};
use crate::plain::diff;
use crate::ui::{Role, Styled};
use crate::views::answers::Restored;

/// Brings the files of an earlier run back, or shows what that would change.
pub fn run(context: &Context, args: &RestoreArgs) -> Result<Exit> {
    let item = locate::assignment(context, args.item.as_deref())?;
    let loaded = assignment::load(context, item)?;
    let kept = history::find_kept(context, &loaded, &args.run)?;
    if args.dry_run && !context.ui.json {
        return look(context, &loaded, kept);
    }
    let restoration = if args.dry_run {
        None
    } else {
        Some(history::restore(context, &loaded, kept)?)
    };
    if context.ui.json {
        let written = match &restoration {
            Some(done) => done.written.clone(),
            None => history::differing(context, &loaded, kept)?,
        };
        context.ui.json(&Restored {
            schema_version: 1,
            item: loaded.entry.reference(),
            run: kept.id.to_string(),
            dry_run: args.dry_run,
            written,
            before: restoration.map(|done| done.before.to_string()),
        })?;
    } else if let Some(done) = restoration {
        say(context, &loaded, kept, &done);
    }
    Ok(Exit::Done)
}

/// Says what came back, and how to take it back.
fn say(context: &Context, loaded: &Loaded, kept: Kept, done: &Restoration) {
    let when = local_time(kept.at);
    if done.written.is_empty() {
        context.ui.out(format!(
            "Your files are those of that run already ({when})."
        ));
        return;
    }
    let files = done.written.join(", ");
    let line = format!(" the files of {when} are back: {files}");
    context
        .ui
        .out(Styled::new().role(Role::Good, "✓").text(&line));
    let back = format!(
        "codezest restore {} --run {}",
        loaded.entry.reference(),
        done.before
    );
    context
        .ui
        .say("What was there is kept, too. To take this back:");
    context
        .ui
        .say(Styled::new().text("  ").role(Role::Hint, &back));
}

/// Shows what restoring would change.
fn look(context: &Context, loaded: &Loaded, kept: Kept) -> Result<Exit> {
    let mine = loaded.collect()?.files;
    for (path, file) in history::files(context, kept)?.iter() {
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
