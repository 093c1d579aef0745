//! `codezest path`.

use crate::args::PathArgs;
use crate::context::Context;
use crate::failure::{Exit, Failure, Result};
use crate::learn::{assignment, locate};
use crate::views::answers::PathView;

/// Prints the working folder of an item, or without one that of all.
pub fn run(context: &Context, args: &PathArgs) -> Result<Exit> {
    let folder = match &args.item {
        None => context.workspace(),
        Some(_) => {
            let item = locate::assignment(context, args.item.as_deref())?;
            let folder = assignment::working_folder(context, &item)?;
            if !folder.is_dir() {
                return Err(Failure::not_found(format!(
                    "{} has no working folder yet",
                    item.reference()
                ))
                .hint(format!("codezest start {}", item.reference())));
            }
            folder
        }
    };
    if context.ui.json {
        context.ui.json(&PathView::from(folder.as_path()))?;
    } else {
        context.ui.out(folder.display().to_string());
    }
    Ok(Exit::Done)
}
