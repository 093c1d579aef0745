//! `codezest start`.

use crate::args::StartArgs;
use crate::context::Context;
use crate::failure::{Exit, Result};
use crate::learn::assignment::{self, Loaded};
use crate::learn::{locate, text};
use crate::plain::markdown;
use crate::ui::{Role, Styled};
use crate::views::item::StartedView;
use crate::workspace::Started;

/// Creates the working files; the path is the last line.
pub fn run(context: &Context, args: &StartArgs) -> Result<Exit> {
    let item = locate::assignment(context, args.item.as_deref())?;
    let loaded = assignment::load(context, item)?;
    let started = loaded.start(context)?;
    if context.ui.json {
        context.ui.json(&StartedView::new(&loaded, &started)?)?;
        return Ok(Exit::Done);
    }
    say(context, &loaded, &started)?;
    context.ui.out(loaded.folder.display().to_string());
    Ok(Exit::Done)
}

/// Says what was created and what to do now. Talk, so that the path alone is
/// on standard output.
fn say(context: &Context, loaded: &Loaded, started: &Started) -> Result {
    let ui = &context.ui;
    let name = loaded.entry.reference();
    if started.created {
        ui.say(Styled::new().role(Role::Title, &loaded.entry.title));
        ui.say("");
        let readme = text::of_item(context, &loaded.entry)?;
        markdown::say(context, text::without_title(&readme));
    } else {
        ui.say(format!(
            "{} was begun before; your files are as you left them.",
            loaded.entry.title
        ));
    }
    for copy in &started.copied_aside {
        ui.say(format!(
            "a course file you had changed is kept as {}",
            context.display_path(copy)
        ));
    }
    ui.say("");
    for file in &loaded.assignment()?.learner {
        ui.say(Styled::new().text("write in   ").role(Role::Strong, file));
    }
    ui.say(
        Styled::new()
            .text("open it    ")
            .role(Role::Hint, &format!("codezest open {name}")),
    );
    ui.say(
        Styled::new()
            .text("then type  ")
            .role(Role::Hint, &format!("codezest test {name}")),
    );
    ui.say("");
    Ok(())
}
