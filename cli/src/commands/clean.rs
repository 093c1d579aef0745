//! `codezest clean`.

use std::path::Path;

use crate::args::CleanArgs;
use crate::context::Context;
use crate::failure::{Exit, Result};
use crate::learn::clean::clean;
use crate::lines::size;
use crate::plain::catalogue::print;
use crate::ui::progress::Progress;
use crate::ui::table::Table;
use crate::ui::{Role, Styled};
use crate::views::clean::{CacheLine, CleanView};

/// Removes caches, or says what would be removed.
pub fn run(context: &Context, args: &CleanArgs) -> Result<Exit> {
    let cleaned = {
        let _progress = Progress::spinner(&context.ui, "cleaning");
        clean(context, args.dry_run)?
    };
    let view = CleanView::new(&cleaned, args.dry_run);
    if context.ui.json {
        context.ui.json(&view)?;
        return Ok(Exit::Done);
    }
    list(context, &view.removed);
    if !view.in_use.is_empty() {
        context
            .ui
            .say("In use by a running codezest, and left alone:");
        list(context, &view.in_use);
    }
    let bytes = size::words(view.bytes);
    context
        .ui
        .out(match (view.removed.is_empty(), view.dry_run) {
            (true, _) => Styled::from("Nothing to remove."),
            (false, true) => Styled::from(format!("{bytes} would be freed (--dry-run).")),
            (false, false) => Styled::new()
                .role(Role::Good, "✓")
                .text(&format!(" {bytes} freed.")),
        });
    Ok(Exit::Done)
}

fn list(context: &Context, lines: &[CacheLine]) {
    let mut table = Table::new(2).indent(2).right(0);
    for line in lines {
        table.row([
            (Role::Text, size::words(line.bytes)),
            (Role::Dim, line.kind.words().to_owned()),
            (Role::Text, context.display_path(Path::new(&line.path))),
        ]);
    }
    print(context, &table);
}
