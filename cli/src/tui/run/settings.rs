//! Changing settings while everything is shown with them.

use super::session::{Session, cannot_draw};
use super::terminal::Terminal;
use crate::context::Context;
use crate::failure::Result;
use crate::learn::settings::{self, Name};
use crate::tui::effect::{Answer, View};
use crate::tui::keymap::Keymap;
use crate::tui::msg::Notice;
use crate::tui::theme::Theme;
use crate::ui::Ui;
use crate::views;

/// How everything looks with the settings of now.
pub(super) fn theme(context: &Context) -> Theme {
    let config = &context.config;
    // Whether lines are to be plain matters to whoever prints lines.
    let colors = Ui::new(&context.global, false, config.color()).colors();
    Theme::new(
        config.theme(colors),
        config.ascii_borders(),
        config.reduced_motion(),
    )
}

impl Session<'_> {
    /// Writes settings, and says how everything looks and listens with them.
    pub(super) fn set(
        &self,
        changes: &[(String, Option<String>)],
        terminal: &mut Terminal,
    ) -> Result<Vec<Answer>> {
        let context = self.context;
        let mut said = Vec::new();
        for (name, value) in changes {
            let found = Name::find(name)?;
            settings::set(context, found, value.as_deref())?;
            let now = views::settings::setting(context, found)?;
            said.push(format!("{name} is now {:?}", now.value));
        }
        terminal
            .set_mouse(context.config.mouse())
            .map_err(cannot_draw)?;
        let (keymap, _) = Keymap::new(&context.config.keys());
        Ok(vec![
            Answer::Settled {
                theme: theme(context),
                keymap: Box::new(keymap),
            },
            Answer::View {
                view: View::Settings(Box::new(views::settings::settings(context)?)),
                opens: false,
            },
            Answer::Said(Notice::new(said.join(", "))),
        ])
    }
}
