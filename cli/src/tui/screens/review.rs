//! What is due for review: a card is shown, turned around and rated.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;

use crate::lines::home::count;
use crate::lines::markdown::sentence;
use crate::lines::review::{back, front, head, ratings};
use crate::tui::effect::{Answer, Effect, Place, View};
use crate::tui::keymap::Action;
use crate::tui::layer::{Layer, Outcome};
use crate::tui::msg::{Pointed, Target};
use crate::tui::widgets::canvas::Canvas;
use crate::tui::widgets::scroll::Scroll;
use crate::ui::{Look, Role, Styled};
use crate::views::review::ReviewView;

/// Columns of a comfortable page.
const PAGE: u16 = 84;

/// The screen of a review.
#[derive(Debug)]
pub struct Review {
    view: ReviewView,
    at: usize,
    turned: bool,
    /// A rating was given and is being written down.
    waiting: bool,
    reviewed: u32,
    scroll: Scroll,
    look: Option<Look>,
    area: Rect,
}

impl Review {
    /// A review of the cards that are due.
    #[must_use]
    pub fn new(view: ReviewView) -> Self {
        Self {
            view,
            at: 0,
            turned: false,
            waiting: false,
            reviewed: 0,
            scroll: Scroll::default(),
            look: None,
            area: Rect::default(),
        }
    }

    fn is_over(&self) -> bool {
        self.at >= self.view.cards.len()
    }

    fn lay_out(&mut self) {
        let Some(look) = self.look else {
            return;
        };
        let Some(card) = self.view.cards.get(self.at) else {
            self.scroll.set_lines(self.end(look));
            return;
        };
        let mut lines = head(self.at + 1, self.view.cards.len(), card);
        lines.push(Styled::new());
        lines.extend(front(card, look));
        if self.turned {
            lines.push(Styled::new());
            let rule = "─".repeat(look.width.min(24));
            lines.push(Styled::new().role(Role::Dim, &rule));
            lines.extend(back(card, None, look));
        }
        self.scroll.set_lines(lines);
    }

    fn end(&self, look: Look) -> Vec<Styled> {
        if self.reviewed == 0 {
            let title = Styled::new().role(Role::Title, "Nothing is due today.");
            let mut lines = vec![title, Styled::new()];
            lines.extend(sentence(
                "Questions you miss and assignments that failed come here, a day later and then \
                 at growing intervals, as long as you remember them.",
                Role::Text,
                look,
            ));
            return lines;
        }
        let said = format!("✓ Reviewed {}.", count(self.reviewed, "card"));
        vec![
            Styled::new().role(Role::Good, &said),
            Styled::new(),
            "That was all for today.".into(),
        ]
    }

    fn turn(&mut self) -> Outcome {
        self.turned = true;
        self.lay_out();
        // The back is what one wants to see now.
        self.scroll.scroll_to(usize::MAX);
        Outcome::done()
    }

    fn rate(&mut self, rating: u8) -> Outcome {
        if self.waiting {
            return Outcome::done();
        }
        self.waiting = true;
        Outcome::ask(Effect::Rate {
            card: self.at,
            rating,
        })
    }

    fn rated(&mut self) {
        self.waiting = false;
        self.turned = false;
        self.reviewed += 1;
        self.at += 1;
        self.scroll = Scroll::default();
        self.scroll.set_height(self.area.height.saturating_sub(2));
        self.lay_out();
    }
}

impl Layer for Review {
    fn title(&self) -> Vec<String> {
        vec!["Review".to_owned()]
    }

    fn fit(&mut self, area: Rect, look: Look) {
        let width = area.width.min(PAGE);
        let inset = u16::from(width > 30);
        self.area = Rect {
            x: area.x + (area.width - width) / 2 + inset,
            width: width.saturating_sub(inset),
            y: area.y + u16::from(area.height > 12),
            height: area.height.saturating_sub(u16::from(area.height > 12)),
        };
        let look = look.narrowed(usize::from(self.area.width.saturating_sub(2)));
        if self.look != Some(look) {
            self.look = Some(look);
            self.lay_out();
        }
        self.scroll.set_height(self.area.height.saturating_sub(2));
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        let mut canvas = canvas.within(self.area);
        let text = Rect {
            height: self.area.height.saturating_sub(2),
            ..self.area
        };
        canvas.within(text).scrolled(&self.scroll);
        let row = self.area.height.saturating_sub(1);
        if self.is_over() {
            return;
        }
        if let (true, Some(days)) = (self.turned, self.view.intervals.get(self.at)) {
            let mut line = Styled::new().role(Role::Title, "How well did you know it?");
            line.append(ratings(*days));
            canvas.line(row, &line);
        } else {
            let line = canvas.key_hint(Action::Select, "turns the card, once you know your answer");
            canvas.line(row, &line);
        }
    }

    fn key(&mut self, key: KeyEvent) -> Outcome {
        match key.code {
            KeyCode::Char(c @ '1'..='4') if self.turned && key.modifiers == KeyModifiers::NONE => {
                let rating = c.to_digit(10).and_then(|digit| u8::try_from(digit).ok());
                rating.map_or_else(Outcome::done, |rating| self.rate(rating))
            }
            _ => Outcome::Ignored,
        }
    }

    fn act(&mut self, action: Action) -> Outcome {
        if matches!(action, Action::Select | Action::PageDown) && !self.is_over() && !self.turned {
            return self.turn();
        }
        if self.scroll.act(action) {
            return Outcome::done();
        }
        match action {
            Action::Select if self.is_over() => Outcome::step(crate::tui::layer::Step::Back),
            // Which rating is not to be guessed.
            Action::Select | Action::Review => Outcome::done(),
            _ => Outcome::Ignored,
        }
    }

    fn pointed(&mut self, pointed: &Pointed, _target: &Target) -> Outcome {
        match pointed {
            Pointed::Wheel(lines) => {
                self.scroll.scroll_by(isize::from(*lines));
                Outcome::done()
            }
            Pointed::Click if !self.turned && !self.is_over() => self.turn(),
            Pointed::Click => Outcome::Ignored,
        }
    }

    fn answer(&mut self, answer: &mut Option<Answer>) -> Outcome {
        match answer.take() {
            Some(Answer::Rated) => self.rated(),
            // What is under way goes on; what is new comes with the next review.
            Some(Answer::View {
                view: View::Review(_),
                ..
            }) => {}
            other => {
                *answer = other;
                return Outcome::Ignored;
            }
        }
        Outcome::done()
    }

    fn keys(&self) -> Vec<Action> {
        let turned = self.turned && !self.is_over();
        let select = (!turned).then_some(Action::Select);
        select
            .into_iter()
            .chain([Action::Down, Action::Back])
            .collect()
    }

    fn word(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::Select if self.is_over() => Some("back"),
            Action::Select => Some("turn"),
            _ => None,
        }
    }

    fn command(&self) -> Option<String> {
        Some("codezest review".to_owned())
    }

    fn refresh(&self) -> Option<Effect> {
        Some(Effect::Refresh(Place::Review))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::review::DueCard;
    use crate::tui::model::Model;
    use crate::tui::testing::{answer, at_any_size, at_sizes, model, press, samples, text};

    fn cards() -> Vec<DueCard> {
        vec![samples::question_card(), samples::assignment_card()]
    }

    fn review(cards: Vec<DueCard>, size: (u16, u16)) -> Model {
        let intervals = vec![[1, 3, 7, 16]; cards.len()];
        model(Box::new(Review::new(ReviewView { cards, intervals })), size)
    }

    #[test]
    fn a_card_has_a_front_and_a_back() {
        at_sizes("review", |size| review(cards(), size));
        at_sizes("review-turned", |size| {
            let mut model = review(cards(), size);
            press(&mut model, "<enter>");
            model
        });
        at_sizes("review-nothing", |size| review(Vec::new(), size));
        at_any_size(|size| review(cards(), size));
    }

    #[test]
    fn a_card_is_rated_after_it_was_turned_and_once() {
        let mut model = review(cards(), (80, 24));
        assert_eq!(press(&mut model, "3"), []);
        press(&mut model, "<enter>");
        let rates = |card| Effect::Rate { card, rating: 3 };
        assert_eq!(press(&mut model, "33"), [rates(0)]);
        answer(&mut model, Answer::Rated);
        assert!(text(&model).contains("Card 2 of 2"), "{}", text(&model));
        assert_eq!(press(&mut model, "4<enter>3"), [rates(1)]);
        answer(&mut model, Answer::Rated);
        assert!(
            text(&model).contains("Reviewed 2 cards"),
            "{}",
            text(&model)
        );
    }
}
