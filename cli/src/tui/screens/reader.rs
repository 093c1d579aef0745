//! A material.

use ratatui::layout::Rect;

use crate::lines::markdown;
use crate::tui::effect::{Answer, Effect, Place, View};
use crate::tui::keymap::Action;
use crate::tui::layer::{Layer, Outcome, Step};
use crate::tui::msg::{Pointed, Target};
use crate::tui::widgets::canvas::Canvas;
use crate::tui::widgets::scroll::Scroll;
use crate::ui::{Look, Role, Styled};
use crate::views::reader::ReaderView;

/// Columns of a comfortable page.
const PAGE: u16 = 92;

/// The screen of a material.
#[derive(Debug)]
pub struct Reader {
    view: ReaderView,
    scroll: Scroll,
    laid_out: Option<Look>,
    restored: bool,
    area: Rect,
}

impl Reader {
    /// The screen of a material.
    #[must_use]
    pub fn new(view: ReaderView) -> Self {
        Self {
            view,
            scroll: Scroll::default(),
            laid_out: None,
            restored: false,
            area: Rect::default(),
        }
    }
}

impl Layer for Reader {
    fn title(&self) -> Vec<String> {
        vec![self.view.course_title.clone(), self.view.item.title.clone()]
    }

    fn fit(&mut self, area: Rect, look: Look) {
        let width = area.width.min(PAGE);
        let margin = (area.width - width) / 2;
        self.area = Rect {
            x: area.x + margin,
            width,
            ..area
        };
        let look = look.narrowed(usize::from(width.saturating_sub(2)));
        if self.laid_out != Some(look) {
            let mut lines = vec![
                Styled::new().role(Role::Title, &self.view.item.title),
                Styled::new(),
            ];
            lines.extend(markdown::lines(&self.view.markdown, look));
            self.scroll.set_lines(lines);
            self.laid_out = Some(look);
        }
        self.scroll.set_height(area.height);
        if !self.restored {
            self.scroll.restore(self.view.thousandths);
            self.restored = true;
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        canvas.within(self.area).scrolled(&self.scroll);
    }

    fn act(&mut self, action: Action) -> Outcome {
        if self.scroll.act(action) {
            return Outcome::done();
        }
        match action {
            Action::Complete => Outcome::ask(Effect::Complete {
                item: self.view.item.name.clone(),
                undo: self.view.item.status.is_done(),
            }),
            Action::Select if self.scroll.at_end() => Outcome::step(Step::Act(Action::Next)),
            Action::Select => Outcome::step(Step::Act(Action::PageDown)),
            _ => Outcome::Ignored,
        }
    }

    fn pointed(&mut self, pointed: &Pointed, _target: &Target) -> Outcome {
        match pointed {
            Pointed::Wheel(lines) => {
                self.scroll.scroll_by(isize::from(*lines));
                Outcome::done()
            }
            Pointed::Click => Outcome::Ignored,
        }
    }

    fn answer(&mut self, answer: &mut Option<Answer>) -> Outcome {
        match answer.take() {
            Some(Answer::View {
                view: View::Reader(view),
                ..
            }) if view.item.name == self.view.item.name => {
                self.view = *view;
                Outcome::done()
            }
            other => {
                *answer = other;
                Outcome::Ignored
            }
        }
    }

    fn keys(&self) -> Vec<Action> {
        vec![
            Action::PageDown,
            Action::Next,
            Action::Complete,
            Action::Back,
        ]
    }

    fn command(&self) -> Option<String> {
        Some(format!("codezest show {}", self.view.item.name))
    }

    fn refresh(&self) -> Option<Effect> {
        Some(Effect::Refresh(Place::Item(self.view.item.name.clone())))
    }

    fn is_item(&self) -> bool {
        true
    }

    fn unsaved(&self) -> Option<Effect> {
        Some(Effect::RememberPlace {
            item: self.view.item.name.clone(),
            thousandths: self.scroll.thousandths(),
        })
    }
}
