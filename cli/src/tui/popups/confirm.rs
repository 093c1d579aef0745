//! A question to which the answer is yes or no.

use ratatui::crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

use crate::lines::markdown::sentence;
use crate::tui::effect::Effect;
use crate::tui::keymap::Action;
use crate::tui::layer::{Layer, Outcome, Step};
use crate::tui::widgets::canvas::{Canvas, middle};
use crate::ui::{Look, Role, Styled};

/// A question, and what a yes does.
#[derive(Debug)]
pub struct Confirm {
    title: String,
    question: String,
    effect: Effect,
    lines: Vec<Styled>,
    area: Rect,
}

impl Confirm {
    /// Asks before `effect`.
    #[must_use]
    pub fn new(title: &str, question: String, effect: Effect) -> Self {
        Self {
            title: title.to_owned(),
            question,
            effect,
            lines: Vec::new(),
            area: Rect::default(),
        }
    }
}

impl Layer for Confirm {
    fn title(&self) -> Vec<String> {
        vec![self.title.clone()]
    }

    fn fit(&mut self, area: Rect, look: Look) {
        let width = area.width.min(56);
        let look = look.narrowed(usize::from(width.saturating_sub(4)));
        self.lines = sentence(&self.question, Role::Text, look);
        let height = u16::try_from(self.lines.len()).unwrap_or(u16::MAX);
        self.area = middle(area, width, height.saturating_add(4));
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        let mut canvas = canvas.within(self.area);
        let inside = canvas.popup(&self.title);
        let mut canvas = canvas.within(inside);
        for (row, line) in (0..).zip(&self.lines) {
            canvas.line(row, line);
        }
        let answers = Styled::new()
            .role(Role::Hint, "y")
            .text(" yes   ")
            .role(Role::Hint, "n")
            .text(" no");
        canvas.line(inside.height.saturating_sub(1), &answers);
    }

    fn key(&mut self, key: KeyEvent) -> Outcome {
        match key.code {
            KeyCode::Char('y' | 'Y') | KeyCode::Enter => {
                Outcome::Consumed(vec![Step::ClosePopup, Step::Do(self.effect.clone())])
            }
            KeyCode::Char('n' | 'N' | 'q') | KeyCode::Esc => Outcome::step(Step::ClosePopup),
            _ => Outcome::done(),
        }
    }

    fn keys(&self) -> Vec<Action> {
        Vec::new()
    }
}
