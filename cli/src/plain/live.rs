//! What runs show while they are going on.

use codezest_core::text::shorten;
use codezest_runner::RunEvent;

use crate::context::Context;
use crate::ui::progress::Progress;

/// During tests: the line written last, beside the spinner; with `--verbose`
/// everything, as it comes.
pub fn tests(context: &Context, progress: &Progress, event: &RunEvent) {
    match event {
        RunEvent::Output { text, .. } if context.ui.verbose > 0 => {
            progress.aside(|| context.ui.say(text.trim_end_matches('\n')));
        }
        RunEvent::Output { text, build, .. } => {
            let doing = if *build { "building" } else { "testing" };
            if let Some(line) = text.lines().rev().find(|line| !line.trim().is_empty()) {
                progress.now(&format!("{doing}: {}", shorten(line.trim(), 60)));
            }
        }
        RunEvent::Check { name, index, count } => {
            progress.now(&format!(
                "check {} of {count}: {}",
                index + 1,
                shorten(name, 50)
            ));
        }
    }
}

/// Before a program: what the compiler says.
pub fn compiler(context: &Context, event: &RunEvent) {
    if let RunEvent::Output {
        text, build: true, ..
    } = event
    {
        context.ui.say(text.trim_end_matches('\n'));
    }
}
