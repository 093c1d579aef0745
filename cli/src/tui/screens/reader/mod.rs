//! A material: read page by page, complete at its end.

mod spots;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use self::spots::Spot;
use crate::lines::markdown::model::Document;
use crate::lines::markdown::{self, Open, Page, page, sentence};
use crate::tui::effect::{Answer, Effect, Place, View};
use crate::tui::keymap::Action;
use crate::tui::layer::{Layer, Outcome, Step};
use crate::tui::msg::{Notice, Pointed, Target};
use crate::tui::popups::link::Link;
use crate::tui::widgets::canvas::Canvas;
use crate::tui::widgets::scroll::Scroll;
use crate::ui::{Look, Role, Styled};
use crate::views::reader::ReaderView;

/// Columns of a comfortable page.
const PAGE: u16 = 92;

/// Lines above the text: the title and an empty one.
const HEAD: usize = 2;

/// The screen of a material.
#[derive(Debug)]
pub struct Reader {
    view: ReaderView,
    document: Document,
    open: Open,
    /// Where things stand on the page; lines are counted without the head.
    page: Page,
    scroll: Scroll,
    focus: Option<Spot>,
    laid_out: Option<Look>,
    restored: bool,
    area: Rect,
}

impl Reader {
    /// The screen of a material.
    #[must_use]
    pub fn new(view: ReaderView) -> Self {
        Self {
            document: markdown::parse(&view.markdown),
            view,
            open: Open::default(),
            page: Page::default(),
            scroll: Scroll::default(),
            focus: None,
            laid_out: None,
            restored: false,
            area: Rect::default(),
        }
    }

    fn is_done(&self) -> bool {
        self.view.item.status.is_done()
    }

    fn lay_out(&mut self, look: Look) {
        self.page = page(&self.document, look, &self.open);
        let title = sentence(&self.view.item.title, Role::Title, look);
        let mut lines: Vec<Styled> = title.into_iter().take(1).collect();
        lines.push(Styled::new());
        lines.extend(self.page.lines.iter().cloned());
        lines.push(Styled::new());
        lines.extend(self.end(look));
        self.scroll.set_lines(lines);
        self.laid_out = Some(look);
    }

    /// What stands below the text.
    fn end(&self, look: Look) -> Vec<Styled> {
        let mut line = match self.is_done() {
            true => Styled::new().role(Role::Good, "✓ Read. "),
            false => Styled::new().role(Role::Dim, "The end. "),
        };
        match &self.view.next {
            Some(next) => {
                line.push(Role::Text, "Enter goes on: ");
                line.push(Role::Strong, &next.item.title);
            }
            None => line.push(Role::Text, "Enter goes on."),
        }
        let rule = "─".repeat(look.width.min(24));
        vec![Styled::new().role(Role::Dim, &rule), line]
    }

    /// Lays out again at the same width.
    fn again(&mut self) {
        if let Some(look) = self.laid_out {
            self.lay_out(look);
        }
    }

    /// After moving: whoever has come to the end has read it.
    fn moved(&self) -> Outcome {
        if self.scroll.at_end() && !self.is_done() {
            return Outcome::ask(self.complete(false));
        }
        Outcome::done()
    }

    fn complete(&self, undo: bool) -> Effect {
        Effect::Complete {
            item: self.view.item.name.clone(),
            undo,
        }
    }

    /// Goes on: to what is below, or at the end to what comes next.
    fn go_on(&mut self) -> Outcome {
        if !self.scroll.at_end() {
            self.scroll.act(Action::PageDown);
            return self.moved();
        }
        self.leave_at_end()
    }

    fn leave_at_end(&self) -> Outcome {
        let complete = (!self.is_done()).then(|| Step::Do(self.complete(false)));
        let steps = complete
            .into_iter()
            .chain([Step::Do(Effect::Open(Place::Next))]);
        Outcome::Consumed(steps.collect())
    }

    fn focus_next(&mut self, back: bool) -> Outcome {
        let from = self.scroll.offset().saturating_sub(HEAD);
        let seen = from..from + usize::from(self.area.height);
        let spots = spots::of(&self.page);
        let Some((line, spot)) = spots::step(&spots, self.focus, back, &seen) else {
            return Outcome::say(Notice::new("nothing here opens, leads on or can be copied"));
        };
        self.focus = Some(spot);
        if !seen.contains(&line) || line + 2 >= seen.end {
            self.scroll.scroll_to((line + HEAD).saturating_sub(2));
        }
        Outcome::done()
    }

    fn choose(&mut self) -> Outcome {
        match self.focus {
            Some(Spot::Details(at)) => self.toggle(at),
            Some(Spot::Link(at)) => match self.page.links.get(at) {
                Some(link) => Outcome::step(Step::Popup(Box::new(Link::new(&link.url)))),
                None => Outcome::done(),
            },
            Some(Spot::Code(_)) => self.copy(),
            None => self.go_on(),
        }
    }

    fn toggle(&mut self, at: usize) -> Outcome {
        if let Some(place) = self.page.details.get(at) {
            self.open.toggle(place.index);
            self.again();
        }
        Outcome::done()
    }

    /// Copies the code one stands on, else the first that is seen.
    fn copy(&self) -> Outcome {
        let from = self.scroll.offset().saturating_sub(HEAD);
        let seen = from..from + usize::from(self.area.height);
        let focused = match self.focus {
            Some(Spot::Code(at)) => self.page.codes.get(at),
            _ => None,
        };
        let is_seen =
            |lines: &std::ops::Range<usize>| lines.start < seen.end && lines.end > seen.start;
        let code = focused.or(self.page.codes.iter().find(|code| is_seen(&code.lines)));
        match code {
            Some(code) => Outcome::ask(Effect::Copy(code.text.clone())),
            None => Outcome::say(Notice::new("there is no code here to copy")),
        }
    }

    /// The link that the text shows with that number.
    fn link(&self, number: usize) -> Outcome {
        let found = self
            .page
            .links
            .iter()
            .find(|link| link.number == Some(number));
        match found {
            Some(link) => Outcome::step(Step::Popup(Box::new(Link::new(&link.url)))),
            None => Outcome::say(Notice::new(format!("there is no link [{number}] here"))),
        }
    }

    fn draw_places(&self, canvas: &mut Canvas<'_>) {
        let top = self.scroll.offset();
        let height = usize::from(canvas.area.height);
        let row_of = |line: usize| {
            let row = (line + HEAD).checked_sub(top).filter(|row| *row < height)?;
            u16::try_from(row).ok()
        };
        let focused = canvas.theme.chosen().add_modifier(Modifier::BOLD);
        for (at, place) in self.page.details.iter().enumerate() {
            if let Some(row) = row_of(place.line) {
                canvas.row_region(row, Target::Details(at));
                if self.focus == Some(Spot::Details(at)) {
                    canvas.paint_row(row, focused);
                }
            }
        }
        for (at, place) in self.page.links.iter().enumerate() {
            let Some(row) = row_of(place.line) else {
                continue;
            };
            let column = |column: usize| u16::try_from(column).unwrap_or(u16::MAX);
            let area = Rect {
                x: canvas.area.x.saturating_add(column(place.columns.start)),
                y: canvas.area.y + row,
                width: column(place.columns.len()),
                height: 1,
            };
            canvas.region(area, Target::Link(place.url.clone()));
            if self.focus == Some(Spot::Link(at)) {
                let area = area.intersection(canvas.area);
                canvas.buffer.set_style(area, focused);
            }
        }
        if let Some(Spot::Code(at)) = self.focus
            && let Some(code) = self.page.codes.get(at)
        {
            for row in code.lines.clone().filter_map(row_of) {
                let bar = Styled::new().role(Role::Hint, "▐");
                canvas.line_at(0, row, &bar, ratatui::style::Style::new());
            }
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
        let inset = u16::from(width > 30);
        self.area = Rect {
            x: area.x + margin + inset,
            width: width.saturating_sub(inset),
            ..area
        };
        let look = look.narrowed(usize::from(self.area.width.saturating_sub(2)));
        if self.laid_out != Some(look) {
            let thousandths = self.scroll.thousandths();
            self.lay_out(look);
            // The same text stays on the screen when the width changes.
            self.scroll.restore(thousandths);
        }
        self.scroll.set_height(area.height);
        if !self.restored {
            self.scroll.restore(self.view.thousandths);
            self.restored = true;
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        let mut canvas = canvas.within(self.area);
        canvas.scrolled(&self.scroll);
        self.draw_places(&mut canvas);
    }

    fn key(&mut self, key: KeyEvent) -> Outcome {
        match key.code {
            KeyCode::Char(c) if key.modifiers == KeyModifiers::NONE => match c.to_digit(10) {
                Some(number @ 1..) => self.link(usize::try_from(number).unwrap_or(0)),
                _ => Outcome::Ignored,
            },
            _ => Outcome::Ignored,
        }
    }

    fn act(&mut self, action: Action) -> Outcome {
        if action == Action::PageDown && self.scroll.at_end() {
            return self.moved();
        }
        if self.scroll.act(action) {
            self.focus = None;
            let forward = matches!(action, Action::Down | Action::PageDown | Action::Bottom);
            return if forward {
                self.moved()
            } else {
                Outcome::done()
            };
        }
        match action {
            Action::Complete => Outcome::ask(self.complete(self.is_done())),
            Action::Select => self.choose(),
            Action::Next if self.scroll.at_end() => self.leave_at_end(),
            Action::NextPane => self.focus_next(false),
            Action::PreviousPane => self.focus_next(true),
            Action::Back if self.focus.is_some() => {
                self.focus = None;
                Outcome::done()
            }
            Action::Right => match self.focus {
                Some(Spot::Details(at)) => self.toggle(at),
                _ => Outcome::done(),
            },
            Action::Copy => self.copy(),
            _ => Outcome::Ignored,
        }
    }

    fn pointed(&mut self, pointed: &Pointed, target: &Target) -> Outcome {
        match (pointed, target) {
            (Pointed::Wheel(lines), _) => {
                self.scroll.scroll_by(isize::from(*lines));
                if *lines > 0 {
                    self.moved()
                } else {
                    Outcome::done()
                }
            }
            (Pointed::Click, Target::Details(at)) => self.toggle(*at),
            (Pointed::Click, Target::Link(url)) => {
                Outcome::step(Step::Popup(Box::new(Link::new(url))))
            }
            (Pointed::Click, _) => Outcome::Ignored,
        }
    }

    fn answer(&mut self, answer: &mut Option<Answer>) -> Outcome {
        match answer.take() {
            Some(Answer::View {
                view: View::Reader(view),
                ..
            }) if view.item.name == self.view.item.name => {
                if view.markdown != self.view.markdown {
                    self.document = markdown::parse(&view.markdown);
                }
                self.view = *view;
                self.again();
                Outcome::done()
            }
            other => {
                *answer = other;
                Outcome::Ignored
            }
        }
    }

    fn keys(&self) -> Vec<Action> {
        let mut keys = vec![Action::Select];
        if !spots::of(&self.page).is_empty() {
            keys.push(Action::NextPane);
        }
        if !self.page.codes.is_empty() {
            keys.push(Action::Copy);
        }
        keys.extend([Action::Complete, Action::Next, Action::PageUp, Action::Back]);
        keys
    }

    fn word(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::Select if self.focus.is_some() => Some("open"),
            Action::Select => Some("read on"),
            Action::NextPane => Some("to a link or part"),
            Action::Copy => Some("copy code"),
            Action::Complete if self.is_done() => Some("unread"),
            Action::Complete => Some("read"),
            Action::PageUp => Some("up"),
            _ => None,
        }
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

#[cfg(test)]
mod tests;
