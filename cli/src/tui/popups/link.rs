//! Where a link leads: open it outside, or copy it.

use ratatui::layout::Rect;

use crate::lines::markdown::verbatim;
use crate::tui::effect::Effect;
use crate::tui::keymap::Action;
use crate::tui::layer::{Layer, Outcome, Step};
use crate::tui::widgets::canvas::{Canvas, middle};
use crate::ui::{Look, Role, Styled};

/// A link.
#[derive(Debug)]
pub struct Link {
    url: String,
    lines: Vec<Styled>,
    area: Rect,
}

impl Link {
    /// The link to `url`.
    #[must_use]
    pub fn new(url: &str) -> Self {
        Self {
            url: url.to_owned(),
            lines: Vec::new(),
            area: Rect::default(),
        }
    }
}

impl Layer for Link {
    fn title(&self) -> Vec<String> {
        vec!["Link".to_owned()]
    }

    fn fit(&mut self, area: Rect, look: Look) {
        let width = area.width.min(76);
        let look = look.narrowed(usize::from(width.saturating_sub(4)));
        self.lines = verbatim(&self.url, Role::Link, look);
        let height = u16::try_from(self.lines.len()).unwrap_or(u16::MAX);
        self.area = middle(area, width, height.saturating_add(4));
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        let mut canvas = canvas.within(self.area);
        let inside = canvas.popup("Link");
        let mut canvas = canvas.within(inside);
        for (row, line) in (0..).zip(&self.lines) {
            canvas.line(row, line);
        }
        let mut keys = canvas.key_hint(Action::Select, "open in the browser   ");
        keys.append(canvas.key_hint(Action::Copy, "copy   "));
        keys.append(canvas.key_hint(Action::Back, "back"));
        canvas.line(inside.height.saturating_sub(1), &keys);
    }

    fn act(&mut self, action: Action) -> Outcome {
        let effect = match action {
            Action::Select => Effect::Browse(self.url.clone()),
            Action::Copy => Effect::Copy(self.url.clone()),
            _ => return Outcome::Ignored,
        };
        Outcome::Consumed(vec![Step::ClosePopup, Step::Do(effect)])
    }

    fn keys(&self) -> Vec<Action> {
        vec![Action::Select, Action::Copy, Action::Back]
    }
}
