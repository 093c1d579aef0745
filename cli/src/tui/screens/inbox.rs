//! What arrived, and what waits here to be handed in.

use ratatui::layout::Rect;

use crate::lines::inbox::{WAITING, cells, no_messages};
use crate::tui::effect::{Answer, Effect, Place, View};
use crate::tui::keymap::Action;
use crate::tui::layer::{Layer, Outcome};
use crate::tui::msg::{Notice, Pointed, Target};
use crate::tui::widgets::canvas::{Canvas, page};
use crate::tui::widgets::listing::{Listed, Listing};
use crate::ui::table::Table;
use crate::ui::{Look, Role, Styled};
use crate::views::inbox::Inbox;

/// Columns of a comfortable page.
const PAGE: u16 = 76;

/// The inbox.
#[derive(Debug)]
pub struct Messages {
    inbox: Inbox,
    listing: Listing,
    area: Rect,
}

impl Messages {
    /// The screen of an inbox.
    #[must_use]
    pub fn new(inbox: Inbox) -> Self {
        Self {
            inbox,
            listing: Listing::default(),
            area: Rect::default(),
        }
    }

    fn lines(&self, look: Look) -> Vec<Listed> {
        let said = no_messages(&self.inbox, look);
        let mut lines: Vec<Listed> = said.into_iter().map(|line| (line, None)).collect();
        if self.inbox.submissions.is_empty() {
            return lines;
        }
        lines.push((Styled::new(), None));
        lines.push((Styled::new().role(Role::Title, WAITING), None));
        let mut table = Table::new(1);
        for waiting in &self.inbox.submissions {
            table.row(cells(waiting));
        }
        let rows = table.lines(look.width).into_iter().zip(0..);
        lines.extend(rows.map(|(line, at)| (line, Some(at))));
        lines
    }

    fn open(&self) -> Outcome {
        let Some(waiting) = self.inbox.submissions.get(self.listing.at()) else {
            return Outcome::done();
        };
        match &waiting.item {
            Some(name) => Outcome::ask(Effect::Open(Place::Item(name.clone()))),
            None => Outcome::say(Notice::bad(format!(
                "the course of {} is not on this machine any more",
                waiting.title
            ))),
        }
    }
}

impl Layer for Messages {
    fn title(&self) -> Vec<String> {
        vec!["Inbox".to_owned()]
    }

    fn fit(&mut self, area: Rect, look: Look) {
        let top = u16::from(area.height > 12);
        self.area = page(area, PAGE);
        self.area.y += top;
        self.area.height -= top;
        let width = usize::from(self.area.width).saturating_sub(4);
        self.listing.set_height(self.area.height);
        self.listing.set_lines(self.lines(look.narrowed(width)));
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        self.listing.draw(&mut canvas.within(self.area));
    }

    fn act(&mut self, action: Action) -> Outcome {
        match action {
            Action::Select | Action::Right => self.open(),
            // One is there already.
            Action::Inbox => Outcome::done(),
            _ if self.listing.act(action) => Outcome::done(),
            _ => Outcome::Ignored,
        }
    }

    fn pointed(&mut self, pointed: &Pointed, target: &Target) -> Outcome {
        match (pointed, target) {
            (Pointed::Click, Target::Row(at)) => {
                self.listing.go_to(*at);
                self.open()
            }
            (Pointed::Wheel(lines), _) => {
                self.listing.turn(*lines);
                Outcome::done()
            }
            _ => Outcome::Ignored,
        }
    }

    fn answer(&mut self, answer: &mut Option<Answer>) -> Outcome {
        match answer.take() {
            Some(Answer::View {
                view: View::Inbox(inbox),
                ..
            }) => {
                self.inbox = *inbox;
                Outcome::done()
            }
            other => {
                *answer = other;
                Outcome::Ignored
            }
        }
    }

    fn keys(&self) -> Vec<Action> {
        let open = (!self.inbox.submissions.is_empty()).then_some(Action::Select);
        let others = [Action::Next, Action::List, Action::Back];
        open.into_iter().chain(others).collect()
    }

    fn command(&self) -> Option<String> {
        Some("codezest inbox".to_owned())
    }

    fn refresh(&self) -> Option<Effect> {
        Some(Effect::Refresh(Place::Inbox))
    }
}

#[cfg(test)]
mod tests;
