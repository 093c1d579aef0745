//! All keys of a screen, and the command that does the same.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::tui::keymap::{Action, Key, Keymap};
use crate::tui::layer::{Layer, Outcome};
use crate::tui::msg::{Pointed, Target};
use crate::tui::widgets::canvas::{Canvas, middle};
use crate::tui::widgets::scroll::Scroll;
use crate::ui::table::Table;
use crate::ui::{Look, Role, Styled};

/// The help of a screen.
#[derive(Debug)]
pub struct Help {
    title: Vec<String>,
    here: Vec<(String, String)>,
    everywhere: Vec<(String, String)>,
    command: Option<String>,
    scroll: Scroll,
    area: Rect,
}

impl Help {
    /// The help of `layer`.
    #[must_use]
    pub fn of(layer: &dyn Layer, keymap: &Keymap) -> Self {
        let own = layer.keys();
        let row = |action: &Action| {
            let keys: Vec<String> = keymap.keys_of(*action).iter().map(Key::to_string).collect();
            let word = layer.word(*action).unwrap_or(action.help());
            (!keys.is_empty()).then(|| (keys.join(", "), word.to_owned()))
        };
        let others = Action::ALL.iter().filter(|action| !own.contains(action));
        Self {
            title: layer.title(),
            here: own.iter().filter_map(row).collect(),
            everywhere: others.filter_map(row).collect(),
            command: layer.command(),
            scroll: Scroll::default(),
            area: Rect::default(),
        }
    }

    fn lines(&self, width: usize) -> Vec<Styled> {
        let mut lines = Vec::new();
        if let Some(command) = &self.command {
            let mut line = Styled::new().text("The same as a command: ");
            // What is to be typed is never cut.
            if line.width() + command.width() > width {
                lines.push(line);
                line = Styled::new().text("  ");
            }
            lines.push(line.role(Role::Code, command));
            lines.push(Styled::new());
        }
        for (title, rows) in [("On this screen", &self.here), ("Keys", &self.everywhere)] {
            if rows.is_empty() {
                continue;
            }
            lines.push(Styled::new().role(Role::Title, title));
            let mut table = Table::new(1).indent(2);
            for (keys, help) in rows {
                table.row([(Role::Hint, keys.as_str()), (Role::Text, help.as_str())]);
            }
            lines.extend(table.lines(width));
            lines.push(Styled::new());
        }
        lines.push(Styled::new().text("  ctrl-c stops what runs; the mouse works, too."));
        lines.push(
            Styled::new()
                .text("  Other keys: in the settings, or ")
                .role(Role::Code, "codezest config set keys.ACTION"),
        );
        lines
    }
}

impl Layer for Help {
    fn title(&self) -> Vec<String> {
        vec!["Keys".to_owned()]
    }

    fn fit(&mut self, area: Rect, _look: Look) {
        self.area = middle(area, 72, area.height);
        let width = self.area.width.saturating_sub(4);
        let lines = self.lines(usize::from(width));
        self.scroll.set_lines(lines);
        self.scroll.set_height(self.area.height.saturating_sub(2));
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        let mut canvas = canvas.within(self.area);
        let title = format!("Keys · {}", self.title.join(" › "));
        let inside = canvas.popup(&title);
        canvas.within(inside).scrolled(&self.scroll);
    }

    fn act(&mut self, action: Action) -> Outcome {
        if self.scroll.act(action) {
            return Outcome::done();
        }
        match action {
            Action::Help => Outcome::step(crate::tui::layer::Step::ClosePopup),
            _ => Outcome::Ignored,
        }
    }

    fn pointed(&mut self, pointed: &Pointed, _target: &Target) -> Outcome {
        if let Pointed::Wheel(lines) = pointed {
            self.scroll.scroll_by(isize::from(*lines));
        }
        Outcome::done()
    }

    fn keys(&self) -> Vec<Action> {
        vec![Action::Back, Action::Down, Action::Up]
    }
}
