//! A question that waits for its answer.

use codezest_core::learning::quiz::answer::Answer;
use codezest_core::learning::quiz::clock::TimeLeft;
use codezest_core::time::Timestamp;
use ratatui::crossterm::event::KeyEvent;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::field::{Field, Reaction};
use crate::lines::markdown::sentence;
use crate::lines::quiz;
use crate::tui::effect::Effect;
use crate::tui::keymap::Action;
use crate::tui::layer::Outcome;
use crate::tui::msg::{Pointed, Target};
use crate::tui::widgets::canvas::Canvas;
use crate::tui::widgets::scroll::Scroll;
use crate::ui::{Look, Role, Styled};
use crate::views::attempt::QuestionView;

/// Rows above the question: its place, the time left, and an empty one.
const HEAD: u16 = 2;

/// Less time than this is worth a warning, in milliseconds.
const HURRY: u64 = 60_000;

/// A question and the answer to it so far.
#[derive(Debug)]
pub(super) struct Asking {
    pub(super) view: QuestionView,
    pub(super) field: Field,
    now: Timestamp,
    /// Why the answer cannot be taken as it is.
    unreadable: Option<String>,
    scroll: Scroll,
    /// Rows for the lines one writes.
    written: u16,
    /// The entry that each line of the text belongs to.
    entries: Vec<Option<usize>>,
    area: Rect,
    look: Option<Look>,
}

impl Asking {
    pub(super) fn new(view: QuestionView) -> Self {
        Self {
            field: Field::of(&view),
            now: view.now,
            view,
            unreadable: None,
            scroll: Scroll::default(),
            written: 0,
            entries: Vec::new(),
            area: Rect::default(),
            look: None,
        }
    }

    pub(super) fn fit(&mut self, area: Rect, look: Look) {
        let taller = area.height != self.area.height;
        self.area = area;
        if self.look != Some(look) || taller {
            self.look = Some(look);
            self.lay_out();
        }
        self.divide();
    }

    /// Shares the rows between the text and the lines one writes.
    fn divide(&mut self) {
        let rows = self.area.height.saturating_sub(HEAD);
        if let Field::Writing(writing) = &mut self.field {
            let wanted = u16::try_from(writing.rows()).unwrap_or(u16::MAX);
            self.written = wanted.min((rows / 2).max(1));
            writing.set_height(self.written);
        }
        self.scroll.set_height(self.text_area().height);
    }

    /// Where the question is, with an empty row below it when one writes.
    fn text_area(&self) -> Rect {
        let below = match &self.field {
            Field::Writing(_) => self.written + 1,
            Field::Choosing(_) => 0,
        };
        Rect {
            y: self.area.y.saturating_add(HEAD),
            height: self.area.height.saturating_sub(HEAD + below),
            ..self.area
        }
    }

    fn lay_out(&mut self) {
        let Some(look) = self.look else {
            return;
        };
        let mut lines: Vec<(Styled, Option<usize>)> = Vec::new();
        let text = quiz::question(&self.view.shown(), look);
        lines.extend(text.into_iter().map(|line| (line, None)));
        if let Field::Choosing(choosing) = &self.field {
            lines.push((Styled::new(), None));
            let entries = choosing.lines(look);
            lines.extend(entries.into_iter().map(|(line, at)| (line, Some(at))));
        }
        let said = match (&self.unreadable, self.field.how()) {
            (Some(why), _) => sentence(&format!("✗ {why}"), Role::Bad, look),
            (None, Some(how)) => sentence(how, Role::Dim, look),
            (None, None) => Vec::new(),
        };
        if !said.is_empty() {
            lines.push((Styled::new(), None));
            lines.extend(said.into_iter().map(|line| (line, None)));
        }
        let (lines, entries) = lines.into_iter().unzip();
        self.entries = entries;
        self.scroll.set_lines(lines);
    }

    /// Shows an answer that changed, and the entry under the cursor whole.
    fn changed(&mut self) -> Outcome {
        self.lay_out();
        self.divide();
        if let Field::Choosing(choosing) = &self.field {
            let here = Some(choosing.at());
            let first = self.entries.iter().position(|entry| *entry == here);
            let last = self.entries.iter().rposition(|entry| *entry == here);
            let height = usize::from(self.text_area().height);
            if let (Some(first), Some(last)) = (first, last) {
                if last >= self.scroll.offset() + height {
                    self.scroll.scroll_to((last + 1).saturating_sub(height));
                }
                if first < self.scroll.offset() {
                    self.scroll.scroll_to(first);
                }
            }
        }
        Outcome::done()
    }

    fn reacted(&mut self, reaction: Reaction) -> Outcome {
        match reaction {
            Reaction::Ignored => Outcome::Ignored,
            Reaction::Changed => {
                self.unreadable = None;
                self.changed()
            }
            Reaction::HandIn => match self.field.answer(&self.view.question) {
                Ok(answer) => self.hand_in(answer),
                Err(error) => {
                    self.unreadable = Some(error.to_string());
                    self.lay_out();
                    self.scroll.scroll_to(usize::MAX);
                    Outcome::done()
                }
            },
        }
    }

    fn hand_in(&self, answer: Answer) -> Outcome {
        Outcome::ask(Effect::AnswerQuestion {
            item: self.view.item.clone(),
            question: self.view.question.id.clone(),
            answer,
        })
    }

    pub(super) fn key(&mut self, key: KeyEvent) -> Outcome {
        let reaction = self.field.key(key);
        self.reacted(reaction)
    }

    pub(super) fn paste(&mut self, text: &str) -> Outcome {
        if let Field::Writing(writing) = &mut self.field {
            writing.paste(text);
        }
        self.changed()
    }

    pub(super) fn act(&mut self, action: Action) -> Outcome {
        match action {
            Action::PageDown | Action::PageUp => {
                self.scroll.act(action);
                Outcome::done()
            }
            Action::Solution => self.hand_in(Answer::Skipped),
            // Keys that lead away from every other screen are pressed here by
            // mistake: one answers with such keys.
            Action::Next | Action::Left | Action::Right => Outcome::done(),
            _ => {
                let reaction = self.field.act(action);
                self.reacted(reaction)
            }
        }
    }

    pub(super) fn pointed(&mut self, pointed: &Pointed, target: &Target) -> Outcome {
        match (pointed, target, &mut self.field) {
            (Pointed::Click, Target::Row(at), Field::Choosing(choosing)) => {
                let reaction = choosing.choose(*at);
                self.reacted(reaction)
            }
            (Pointed::Click, Target::Row(at), Field::Writing(writing)) => {
                writing.go_to(*at);
                Outcome::done()
            }
            (Pointed::Wheel(lines), _, _) => {
                self.scroll.scroll_by(isize::from(*lines));
                Outcome::done()
            }
            _ => Outcome::Ignored,
        }
    }

    /// Takes the time; when it is up, the attempt is handed in.
    pub(super) fn tick(&mut self, now: Timestamp) -> Outcome {
        self.now = now;
        match self.view.time_left(now) {
            TimeLeft::Expired => Outcome::ask(Effect::NextQuestion(self.view.item.clone())),
            TimeLeft::Unlimited | TimeLeft::Remaining(_) => Outcome::Ignored,
        }
    }

    pub(super) fn is_timed(&self) -> bool {
        self.view.minutes.is_some()
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>) {
        let mut canvas = canvas.within(self.area);
        for line in quiz::head(self.view.place, self.view.of, self.view.question.points) {
            canvas.line(0, &line);
        }
        self.draw_time(&mut canvas);
        self.draw_text(&mut canvas);
        if let Field::Writing(writing) = &self.field {
            // Right below the text, or at the bottom when that is long.
            let text = u16::try_from(self.scroll.lines().len()).unwrap_or(u16::MAX);
            let below = HEAD.saturating_add(text).saturating_add(1);
            let bottom = self.area.height.saturating_sub(self.written);
            writing.draw(&mut canvas, below.min(bottom));
        }
    }

    fn draw_time(&self, canvas: &mut Canvas<'_>) {
        let TimeLeft::Remaining(left) = self.view.time_left(self.now) else {
            return;
        };
        let seconds = left.div_ceil(1_000);
        let said = format!("{}:{:02} left", seconds / 60, seconds % 60);
        let role = if left < HURRY {
            Role::Warning
        } else {
            Role::Text
        };
        let line = Styled::new().role(role, &said);
        let width = u16::try_from(line.width()).unwrap_or(0);
        let column = canvas.area.width.saturating_sub(width + 1);
        canvas.line_at(column, 0, &line, Style::new());
    }

    fn draw_text(&self, canvas: &mut Canvas<'_>) {
        let mut canvas = canvas.within(self.text_area());
        canvas.scrolled(&self.scroll);
        let Field::Choosing(choosing) = &self.field else {
            return;
        };
        let lines = self.scroll.lines().iter().zip(&self.entries);
        let seen = lines.skip(self.scroll.offset());
        let chosen = canvas.theme.chosen();
        let mut first = true;
        for (row, (line, entry)) in (0..canvas.area.height).zip(seen) {
            let Some(at) = entry else {
                continue;
            };
            canvas.row_region(row, Target::Row(*at));
            if *at == choosing.at() {
                canvas.paint_row(row, chosen);
                canvas.line_on(row, line, chosen);
                if first {
                    canvas.line_on(row, &"▸".into(), chosen);
                    first = false;
                }
            }
        }
        canvas.scroll_mark(&self.scroll);
    }
}
