//! `codezest open`.

use std::path::PathBuf;

use crate::args::OpenArgs;
use crate::context::Context;
use crate::editor;
use crate::failure::{Exit, Result};
use crate::learn::{assignment, locate};

/// Opens the learner's files in the editor; without one, says where they are.
pub fn run(context: &Context, args: &OpenArgs) -> Result<Exit> {
    let item = locate::assignment(context, args.item.as_deref())?;
    let loaded = assignment::load(context, item)?;
    loaded.start(context)?;
    let files: Vec<PathBuf> = loaded
        .assignment()?
        .learner
        .iter()
        .map(|file| loaded.folder.join(file))
        .collect();
    match editor::choose(args.editor.as_deref(), context) {
        Some(command) => editor::open(&command, &files)?,
        None => {
            context
                .ui
                .say("No editor is set; these are your files. To choose one:");
            context.ui.say("codezest config set editor COMMAND");
            context.ui.say("");
            for file in &files {
                context.ui.out(file.display().to_string());
            }
        }
    }
    Ok(Exit::Done)
}
