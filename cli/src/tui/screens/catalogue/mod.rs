//! Languages, courses, modules, items: a tree that opens and closes, with
//! states, filters and a search by letters.

mod filter;
mod rows;

pub(super) use self::rows::item_line;

use ratatui::crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;
use ratatui::style::Style;

use self::filter::Filter;
use self::rows::{Rows, Thing};
use crate::tui::effect::{Answer, Effect, Place, View};
use crate::tui::keymap::Action;
use crate::tui::layer::{Layer, Outcome};
use crate::tui::msg::{Pointed, Target};
use crate::tui::widgets::canvas::Canvas;
use crate::tui::widgets::cursor::Cursor;
use crate::tui::widgets::fuzzy::Fuzzy;
use crate::tui::widgets::input::Input;
use crate::ui::{Look, Role, Styled};
use crate::views::list::Catalogue as Content;

/// The catalogue.
#[derive(Debug)]
pub struct Catalogue {
    rows: Rows,
    cursor: Cursor,
    filter: Filter,
    /// What is typed to find items by letters, once `/` was pressed.
    search: Option<(Input, Fuzzy)>,
    /// Whether keys go into the line of the search.
    typing: bool,
    area: Rect,
}

impl Catalogue {
    /// The catalogue, standing on the course or item `at`.
    #[must_use]
    pub fn new(content: Content, at: Option<&str>) -> Self {
        let mut rows = Rows::new(content);
        rows.open_to(at);
        let mut catalogue = Self {
            rows,
            cursor: Cursor::default(),
            filter: Filter::All,
            search: None,
            typing: false,
            area: Rect::default(),
        };
        catalogue.build();
        if let Some(place) = at.and_then(|at| catalogue.rows.place_of(at)) {
            catalogue.cursor.go_to(place);
        }
        catalogue
    }

    fn build(&mut self) {
        match &self.search {
            Some((_, fuzzy)) => self.rows.show_found(fuzzy.found(), self.filter),
            None => self.rows.show_tree(self.filter),
        }
        self.cursor.set_length(self.rows.shown().len());
    }

    fn begin_search(&mut self) {
        if self.search.is_none() {
            let fuzzy = Fuzzy::new(self.rows.search_texts());
            self.search = Some((Input::default(), fuzzy));
            self.cursor = Cursor::default();
            self.set_height();
        }
        self.typing = true;
        self.build();
    }

    fn end_search(&mut self) {
        let at = self.rows.thing(self.cursor.at());
        self.search = None;
        self.typing = false;
        if let Some(Thing::Item(item)) = at {
            self.rows.open_to_item(item);
        }
        self.build();
        if let Some(place) = at.and_then(|thing| self.rows.place_of_thing(thing)) {
            self.cursor.go_to(place);
        }
    }

    fn set_height(&mut self) {
        let taken = u16::from(self.search.is_some()) + 1;
        self.cursor
            .set_height(self.area.height.saturating_sub(taken));
    }

    fn chosen(&mut self) -> Outcome {
        match self.rows.thing(self.cursor.at()) {
            Some(Thing::Item(item)) => match self.rows.item(item) {
                Some(item) => Outcome::ask(Effect::Open(Place::Item(item.name.clone()))),
                None => Outcome::done(),
            },
            Some(thing) => {
                self.rows.toggle(thing);
                self.build();
                Outcome::done()
            }
            None => Outcome::done(),
        }
    }

    /// Opens what is closed; of what is open, goes inside.
    fn right(&mut self) -> Outcome {
        match self.rows.thing(self.cursor.at()) {
            Some(Thing::Item(_)) | None => self.chosen(),
            Some(thing) if self.rows.is_open(thing) => {
                self.cursor.move_by(1);
                Outcome::done()
            }
            Some(_) => self.chosen(),
        }
    }

    /// Closes what is open; of what is closed, goes to what is around it.
    fn left(&mut self) -> Outcome {
        let Some(thing) = self.rows.thing(self.cursor.at()) else {
            return Outcome::Ignored;
        };
        if self.search.is_some() {
            return Outcome::done();
        }
        if !matches!(thing, Thing::Item(_)) && self.rows.is_open(thing) {
            self.rows.toggle(thing);
            self.build();
            return Outcome::done();
        }
        match self.rows.around(self.cursor.at()) {
            Some(place) => self.cursor.go_to(place),
            None => return Outcome::Ignored,
        }
        Outcome::done()
    }

    fn draw_row(&self, canvas: &mut Canvas<'_>, row: u16, at: usize) {
        let here = at == self.cursor.at();
        let under = if here {
            canvas.theme.chosen()
        } else {
            Style::new()
        };
        canvas.paint_row(row, under);
        let flat = self.search.is_some();
        let width = usize::from(canvas.area.width).saturating_sub(3);
        let mut line = Styled::new().text(if here { "▸ " } else { "  " });
        line.append(self.rows.line(at, width, flat));
        canvas.line_on(row, &line, under);
        canvas.row_region(row, Target::Row(at));
    }

    fn said_when_empty(&self) -> &'static str {
        match (&self.search, self.filter) {
            (Some(_), Filter::All) => "No item has these letters. Esc ends the search.",
            (Some(_), _) => "No such item has these letters. The filter key shows others.",
            (None, Filter::All) => "There is no course here: codezest course add SOURCE",
            (None, _) => "Nothing of this kind. The filter key shows others.",
        }
    }
}

impl Layer for Catalogue {
    fn title(&self) -> Vec<String> {
        vec!["Courses".to_owned()]
    }

    fn fit(&mut self, area: Rect, _look: Look) {
        self.area = area;
        self.set_height();
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        let mut canvas = canvas.within(self.area);
        let mut row = 0;
        if let Some((input, _)) = &self.search {
            if self.typing {
                input.draw(&mut canvas, row, " / ");
            } else {
                let line = Styled::new().role(Role::Dim, " / ");
                canvas.line(row, &line.role(Role::Strong, input.text()));
            }
            row += 1;
        }
        let state = Styled::new()
            .role(Role::Dim, &format!(" {} · ", self.rows.counted()))
            .role(Role::Dim, self.filter.words());
        canvas.line(row, &state);
        row += 1;
        let length = self.rows.shown().len();
        if length == 0 {
            canvas.line(
                row + 1,
                &Styled::new().text(&format!("  {}", self.said_when_empty())),
            );
        }
        for (row, at) in (row..canvas.area.height).zip(self.cursor.top()..length) {
            self.draw_row(&mut canvas, row, at);
        }
        if let Some((from, length)) = self.cursor.thumb(canvas.area.height.saturating_sub(row)) {
            let style = canvas.theme.style(Role::Dim);
            let x = canvas.area.right().saturating_sub(1);
            for mark in from..from + length {
                if let Some(cell) = canvas.buffer.cell_mut((x, canvas.area.y + row + mark)) {
                    cell.set_symbol("▐").set_style(style);
                }
            }
        }
    }

    fn key(&mut self, key: KeyEvent) -> Outcome {
        if !self.typing {
            return Outcome::Ignored;
        }
        match key.code {
            KeyCode::Esc => self.end_search(),
            KeyCode::Enter if !self.rows.shown().is_empty() => {
                self.typing = false;
                return self.chosen();
            }
            KeyCode::Enter => {}
            KeyCode::Down | KeyCode::Tab => self.cursor.move_by(1),
            KeyCode::Up | KeyCode::BackTab => self.cursor.move_by(-1),
            KeyCode::PageDown => {
                self.cursor.act(Action::PageDown);
            }
            KeyCode::PageUp => {
                self.cursor.act(Action::PageUp);
            }
            KeyCode::F(_) => return Outcome::Ignored,
            _ => {
                if let Some((input, fuzzy)) = &mut self.search
                    && input.key(key)
                {
                    fuzzy.look_for(input.text());
                    self.cursor.go_to(0);
                    self.build();
                }
            }
        }
        Outcome::done()
    }

    fn paste(&mut self, text: &str) -> Outcome {
        if let (true, Some((input, fuzzy))) = (self.typing, &mut self.search) {
            input.insert(text);
            fuzzy.look_for(input.text());
            self.build();
        }
        Outcome::done()
    }

    fn act(&mut self, action: Action) -> Outcome {
        if self.cursor.act(action) {
            return Outcome::done();
        }
        match action {
            Action::Select => self.chosen(),
            Action::Right => self.right(),
            Action::Left => self.left(),
            Action::Search => {
                self.begin_search();
                Outcome::done()
            }
            Action::Back if self.search.is_some() => {
                self.end_search();
                Outcome::done()
            }
            Action::Filter => {
                self.filter = self.filter.next();
                self.build();
                Outcome::done()
            }
            // One is there already.
            Action::List => Outcome::done(),
            _ => Outcome::Ignored,
        }
    }

    fn pointed(&mut self, pointed: &Pointed, target: &Target) -> Outcome {
        match (pointed, target) {
            (Pointed::Click, Target::Row(at)) if *at == self.cursor.at() => self.chosen(),
            (Pointed::Click, Target::Row(at)) => {
                self.cursor.go_to(*at);
                if matches!(self.rows.thing(*at), Some(Thing::Item(_))) {
                    return Outcome::done();
                }
                self.chosen()
            }
            (Pointed::Wheel(entries), _) => {
                self.cursor.move_by(isize::from(*entries));
                Outcome::done()
            }
            _ => Outcome::Ignored,
        }
    }

    fn answer(&mut self, answer: &mut Option<Answer>) -> Outcome {
        match answer.take() {
            Some(Answer::View {
                view: View::Catalogue(content, _),
                ..
            }) => {
                self.rows.take(*content);
                if let Some((input, _)) = &self.search {
                    let mut fuzzy = Fuzzy::new(self.rows.search_texts());
                    fuzzy.look_for(input.text());
                    self.search = Some((input.clone(), fuzzy));
                }
                self.build();
                Outcome::done()
            }
            other => {
                *answer = other;
                Outcome::Ignored
            }
        }
    }

    fn writes(&self) -> bool {
        self.typing
    }

    fn keys(&self) -> Vec<Action> {
        if self.typing {
            return vec![Action::Select, Action::Back];
        }
        vec![
            Action::Select,
            Action::Search,
            Action::Filter,
            Action::Right,
            Action::Left,
            Action::Back,
        ]
    }

    fn word(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::Search => Some("find"),
            Action::Right => Some("open"),
            Action::Left => Some("close"),
            _ => None,
        }
    }

    fn command(&self) -> Option<String> {
        Some("codezest list".to_owned())
    }

    fn refresh(&self) -> Option<Effect> {
        Some(Effect::Refresh(Place::Catalogue(None)))
    }
}

#[cfg(test)]
mod tests;
