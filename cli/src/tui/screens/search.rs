//! Finding an item: titles by some of their letters, texts by their words.

use std::collections::{HashMap, HashSet};

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;

use super::catalogue::item_line;
use crate::lines::home::count;
use crate::lines::markdown::sentence;
use crate::lines::search::{fitted, snippet};
use crate::tui::effect::{Answer, Effect, Place, View};
use crate::tui::keymap::Action;
use crate::tui::layer::{Layer, Outcome, Step};
use crate::tui::msg::{Pointed, Target};
use crate::tui::widgets::canvas::{Canvas, page};
use crate::tui::widgets::fuzzy::Fuzzy;
use crate::tui::widgets::input::Input;
use crate::tui::widgets::listing::{Listed, Listing};
use crate::ui::{Look, Role, Styled};
use crate::views::list::{Catalogue, ItemLine};
use crate::views::search::{Found, HitView, Part};

/// Columns of a comfortable page.
const PAGE: u16 = 92;
/// Texts are looked through from so many characters on.
const LEAST: usize = 2;
/// Titles that are shown when texts have something, too.
const TITLES_BESIDE: usize = 8;
/// Titles that are shown when nothing else is.
const TITLES_ALONE: usize = 50;

/// The search.
#[derive(Debug)]
pub struct Search {
    items: Vec<ItemLine>,
    /// The place of each item, by name.
    places: HashMap<String, usize>,
    input: Input,
    fuzzy: Fuzzy,
    /// What texts have the words, for the words typed now.
    found: Option<Found>,
    /// The names of what is listed.
    entries: Vec<String>,
    listing: Listing,
    area: Rect,
    look: Look,
}

impl Search {
    /// A search among the items of a catalogue.
    #[must_use]
    pub fn new(catalogue: Catalogue) -> Self {
        let mut search = Self {
            items: Vec::new(),
            places: HashMap::new(),
            input: Input::default(),
            fuzzy: Fuzzy::new(Vec::new()),
            found: None,
            entries: Vec::new(),
            listing: Listing::default(),
            area: Rect::default(),
            look: Look {
                width: 0,
                plain: false,
                color: true,
                highlight: false,
            },
        };
        search.take(catalogue);
        search
    }

    fn take(&mut self, catalogue: Catalogue) {
        self.items = catalogue.items;
        let named = self.items.iter().enumerate();
        self.places = named.map(|(at, item)| (item.name.clone(), at)).collect();
        self.fuzzy = Fuzzy::new(self.items.iter().map(ItemLine::letters).collect());
        self.fuzzy.look_for(self.input.text());
        self.list();
    }

    /// What was typed, without spaces around it.
    fn asked(&self) -> &str {
        self.input.text().trim()
    }

    /// The text changed: titles are looked through at once, texts are asked
    /// for when there are enough characters.
    fn changed(&mut self) -> Outcome {
        self.fuzzy.look_for(self.input.text());
        self.listing.go_to(0);
        let asks = self.asked().chars().count() >= LEAST;
        if !asks {
            self.found = None;
        }
        self.list();
        if asks {
            Outcome::ask(Effect::Find(self.asked().to_owned()))
        } else {
            Outcome::done()
        }
    }

    fn hits(&self) -> &[HitView] {
        self.found.as_ref().map_or(&[], |found| &found.hits)
    }

    /// Lists titles, then texts; what is in both stands once, with its text.
    fn list(&mut self) {
        let mut lines: Vec<Listed> = Vec::new();
        let mut entries = Vec::new();
        if !self.asked().is_empty() {
            self.list_titles(&mut lines, &mut entries);
            self.list_texts(&mut lines, &mut entries);
        }
        self.entries = entries;
        self.listing.set_lines(lines);
    }

    fn list_titles(&self, lines: &mut Vec<Listed>, entries: &mut Vec<String>) {
        let all = self.fuzzy.found();
        let most = if self.hits().is_empty() {
            TITLES_ALONE
        } else {
            TITLES_BESIDE
        };
        if all.is_empty() {
            return;
        }
        lines.push(heading("Titles"));
        for item in all.iter().take(most).filter_map(|at| self.items.get(*at)) {
            let at = entries.len();
            lines.push((item_line(item, self.width(), true), Some(at)));
            let hit = self.hits().iter().find(|hit| hit.item == item.name);
            lines.extend(hit.map(|hit| (self.snippet(&hit.snippet), Some(at))));
            entries.push(item.name.clone());
        }
        if let Some(more) = all.len().checked_sub(most + 1) {
            let more = u32::try_from(more + 1).unwrap_or(u32::MAX);
            let said = format!("  and {}: go on typing", count(more, "more title"));
            lines.push((Styled::new().role(Role::Dim, &said), None));
        }
    }

    fn list_texts(&self, lines: &mut Vec<Listed>, entries: &mut Vec<String>) {
        let mut known: HashSet<String> = entries.iter().cloned().collect();
        let new = self.hits().iter();
        let new: Vec<_> = new.filter(|hit| known.insert(hit.item.clone())).collect();
        if new.is_empty() {
            return;
        }
        if !lines.is_empty() {
            lines.push((Styled::new(), None));
        }
        lines.push(heading("In texts"));
        for hit in new {
            let at = entries.len();
            let item = self.places.get(&hit.item);
            let title = match item.and_then(|at| self.items.get(*at)) {
                Some(item) => item_line(item, self.width(), true),
                None => Styled::from(hit.title.as_str()),
            };
            lines.push((title, Some(at)));
            lines.push((self.snippet(&hit.snippet), Some(at)));
            entries.push(hit.item.clone());
        }
    }

    fn snippet(&self, parts: &[Part]) -> Styled {
        let mut line = Styled::new().text("  ");
        let parts = fitted(parts, self.width().saturating_sub(2));
        line.append(snippet(&parts, self.look));
        line
    }

    /// Columns for an entry, beside the cursor's sign and the mark.
    fn width(&self) -> usize {
        usize::from(self.area.width).saturating_sub(3)
    }

    fn open(&self) -> Outcome {
        match self.entries.get(self.listing.at()) {
            Some(name) => Outcome::ask(Effect::Open(Place::Item(name.clone()))),
            None => Outcome::done(),
        }
    }

    /// What there is to say when nothing is listed.
    fn said(&self) -> &'static str {
        if self.asked().is_empty() {
            "Type some letters of a title, or words of a text: `sel row` finds both \
             `Selecting rows` and every text with these words. Enter opens what you \
             stand on."
        } else {
            "No title has these letters and no text these words. Fewer letters find \
             more; Esc goes back."
        }
    }
}

fn heading(title: &str) -> Listed {
    (Styled::new().role(Role::Title, title), None)
}

impl Layer for Search {
    fn title(&self) -> Vec<String> {
        vec!["Search".to_owned()]
    }

    fn fit(&mut self, area: Rect, look: Look) {
        self.area = page(area, PAGE);
        self.look = look;
        self.listing.set_height(self.area.height.saturating_sub(2));
        self.list();
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        let mut canvas = canvas.within(self.area);
        self.input.draw(&mut canvas, 0, "/ ");
        let below = Rect {
            y: canvas.area.y.saturating_add(2),
            height: canvas.area.height.saturating_sub(2),
            ..canvas.area
        };
        let mut canvas = canvas.within(below);
        if self.entries.is_empty() {
            let look = self.look.narrowed(self.width());
            for (row, line) in (0..).zip(sentence(self.said(), Role::Text, look)) {
                canvas.line(row, &line);
            }
        } else {
            self.listing.draw(&mut canvas);
        }
    }

    fn key(&mut self, key: KeyEvent) -> Outcome {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match (key.code, control) {
            (KeyCode::Esc, _) => return Outcome::step(Step::Back),
            (KeyCode::Enter, _) => return self.open(),
            // What every screen has and is no letter.
            (KeyCode::F(_), _) | (KeyCode::Char('l' | 'z'), true) => return Outcome::Ignored,
            (KeyCode::Down | KeyCode::Tab, _) | (KeyCode::Char('n'), true) => {
                self.listing.act(Action::Down);
            }
            (KeyCode::Up | KeyCode::BackTab, _) | (KeyCode::Char('p'), true) => {
                self.listing.act(Action::Up);
            }
            (KeyCode::PageDown, _) => {
                self.listing.act(Action::PageDown);
            }
            (KeyCode::PageUp, _) => {
                self.listing.act(Action::PageUp);
            }
            _ if self.input.key(key) => return self.changed(),
            _ => {}
        }
        Outcome::done()
    }

    fn paste(&mut self, text: &str) -> Outcome {
        self.input.insert(text);
        self.changed()
    }

    fn act(&mut self, action: Action) -> Outcome {
        // Clicks on the last line come here; keys are letters first.
        match action {
            Action::Select => self.open(),
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
            // Of an older text, nobody wants to know any more.
            Some(Answer::Found(found)) if found.words == self.asked() => {
                self.found = Some(found);
                self.list();
                Outcome::done()
            }
            Some(Answer::View {
                view: View::Search(catalogue),
                ..
            }) => {
                self.take(*catalogue);
                Outcome::done()
            }
            other => {
                *answer = other;
                Outcome::Ignored
            }
        }
    }

    fn keys(&self) -> Vec<Action> {
        vec![Action::Select, Action::Back]
    }

    fn writes(&self) -> bool {
        true
    }

    fn command(&self) -> Option<String> {
        let asked = self.asked();
        let words = if asked.is_empty() { "WORDS" } else { asked };
        Some(format!("codezest search {words}"))
    }

    fn refresh(&self) -> Option<Effect> {
        Some(Effect::Refresh(Place::Search))
    }
}

#[cfg(test)]
mod tests;
