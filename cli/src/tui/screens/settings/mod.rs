//! Every setting: its value, where that comes from, what it does.

pub mod keys;

use ratatui::crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

use crate::config::Origin;
use crate::lines::home::count;
use crate::lines::markdown::sentence;
use crate::lines::settings::cells;
use crate::tui::effect::{Answer, Effect, Place, View};
use crate::tui::keymap::Action;
use crate::tui::layer::{Layer, Outcome};
use crate::tui::msg::{Notice, Pointed, Target};
use crate::tui::widgets::canvas::{Canvas, page};
use crate::tui::widgets::input::Input;
use crate::tui::widgets::listing::{Listed, Listing};
use crate::ui::table::Table;
use crate::ui::{Look, Role, Styled};
use crate::views::settings::{Setting, Settings};

/// Columns of a comfortable page.
const PAGE: u16 = 76;
/// Rows at the bottom for what is said of the entry one stands on.
const FOOT: u16 = 6;
/// The same on a low screen.
const LOW_FOOT: u16 = 4;
/// Below so many rows a screen is low.
const LOW: u16 = 18;

/// The settings.
#[derive(Debug)]
pub struct Options {
    settings: Settings,
    listing: Listing,
    /// The value that is being written.
    input: Option<Input>,
    area: Rect,
    look: Look,
}

impl Options {
    /// The screen of the settings.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            listing: Listing::default(),
            input: None,
            area: Rect::default(),
            look: Look {
                width: 0,
                plain: false,
                color: true,
                highlight: false,
            },
        }
    }

    /// The setting one stands on; none is the row of the keys.
    fn setting(&self) -> Option<&Setting> {
        self.settings.settings.get(self.listing.at())
    }

    fn lines(&self, width: usize) -> Vec<Listed> {
        let mut table = Table::new(1);
        for setting in &self.settings.settings {
            table.row(cells(setting));
        }
        let changed = u32::try_from(self.settings.keys.len()).unwrap_or(u32::MAX);
        let (value, origin) = match changed {
            0 => ("as they are at first".to_owned(), "default"),
            n => (format!("{} changed", count(n, "action")), "file"),
        };
        table.row([
            (Role::Code, "keys".to_owned()),
            (Role::Strong, value),
            (Role::Dim, origin.to_owned()),
        ]);
        let rows = table.lines(width).into_iter().zip(0..);
        rows.map(|(line, at)| (line, Some(at))).collect()
    }

    /// What Enter does: the next value where there are few, a line to write in
    /// elsewhere.
    fn change(&mut self) -> Outcome {
        let Some(setting) = self.setting() else {
            return Outcome::ask(Effect::Open(Place::Keys));
        };
        if let Some(refusal) = fixed(setting) {
            return refusal;
        }
        if setting.choices.is_empty() {
            self.input = Some(Input::with(&setting.value));
            return Outcome::done();
        }
        self.turn(true)
    }

    /// The next or the previous of the values, where there are few.
    fn turn(&self, forward: bool) -> Outcome {
        let Some(setting) = self.setting() else {
            return Outcome::done();
        };
        let choices = &setting.choices;
        let at = choices.iter().position(|choice| *choice == setting.value);
        let (Some(at), None) = (at, fixed(setting)) else {
            return fixed(setting).unwrap_or_else(Outcome::done);
        };
        let step = if forward { 1 } else { choices.len() - 1 };
        let next = choices.get((at + step) % choices.len());
        next.map_or_else(Outcome::done, |next| set(setting, Some(next.clone())))
    }

    /// Back to the default.
    fn reset(&self) -> Outcome {
        match self.setting() {
            Some(setting) => fixed(setting).unwrap_or_else(|| set(setting, None)),
            None => Outcome::say(Notice::new("each action's keys can be reset in their list")),
        }
    }

    /// Takes a key while one writes a value.
    fn written(&mut self, key: KeyEvent) -> Outcome {
        let Some(input) = &mut self.input else {
            return Outcome::Ignored;
        };
        match key.code {
            KeyCode::Esc => self.input = None,
            KeyCode::Enter => {
                let text = input.text().trim().to_owned();
                // The line stays open until the world has taken the value.
                return match self.setting() {
                    Some(setting) => set(setting, Some(text).filter(|text| !text.is_empty())),
                    None => Outcome::done(),
                };
            }
            _ => {
                input.key(key);
            }
        }
        Outcome::done()
    }

    /// What is said of the entry one stands on.
    fn said(&self, look: Look) -> Vec<Styled> {
        let Some(setting) = self.setting() else {
            let text = "Which keys do what. Enter opens the list of all actions.";
            return sentence(text, Role::Text, look);
        };
        let mut lines = sentence(&setting.help, Role::Text, look);
        let mut takes = format!("Takes {}.", setting.takes);
        if !setting.default.is_empty() {
            takes.push_str(&format!(" The default is {}.", setting.default));
        }
        lines.extend(sentence(&takes, Role::Dim, look));
        if let (Origin::Environment, Some(variable)) = (setting.origin, &setting.variable) {
            let fixed = format!("Fixed by the variable {variable}.");
            lines.extend(sentence(&fixed, Role::Warning, look));
        }
        lines
    }
}

/// What a variable decides cannot be changed here.
fn fixed(setting: &Setting) -> Option<Outcome> {
    let (Origin::Environment, Some(variable)) = (setting.origin, &setting.variable) else {
        return None;
    };
    let said = format!("{variable} decides {}: unset it first", setting.name);
    Some(Outcome::say(Notice::bad(said)))
}

fn set(setting: &Setting, value: Option<String>) -> Outcome {
    Outcome::ask(Effect::Set(vec![(setting.name.clone(), value)]))
}

/// The part of `area` for a list, and the part below for what is said of it.
fn parts(area: Rect) -> (Rect, Rect) {
    let foot = if area.height < LOW { LOW_FOOT } else { FOOT };
    let foot = foot.min(area.height.saturating_sub(1));
    let list = Rect {
        height: area.height - foot,
        ..area
    };
    // A line between them stays empty.
    let below = Rect {
        y: list.bottom().saturating_add(1),
        height: foot.saturating_sub(1),
        ..area
    };
    (list, below)
}

impl Layer for Options {
    fn title(&self) -> Vec<String> {
        vec!["Settings".to_owned()]
    }

    fn fit(&mut self, area: Rect, look: Look) {
        self.area = page(area, PAGE);
        self.look = look.narrowed(usize::from(self.area.width).saturating_sub(4));
        self.listing.set_height(parts(self.area).0.height);
        self.listing.set_lines(self.lines(self.look.width));
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        let (list, below) = parts(self.area);
        self.listing.draw(&mut canvas.within(list));
        let mut canvas = canvas.within(below);
        let mut row = 0;
        if let (Some(input), Some(setting)) = (&self.input, self.setting()) {
            input.draw(&mut canvas, row, &format!("  {} = ", setting.name));
            row += 1;
        }
        for (row, line) in (row..).zip(self.said(self.look)) {
            let mut text = Styled::new().text("  ");
            text.append(line);
            canvas.line(row, &text);
        }
    }

    fn key(&mut self, key: KeyEvent) -> Outcome {
        self.written(key)
    }

    fn paste(&mut self, text: &str) -> Outcome {
        match &mut self.input {
            Some(input) => {
                input.insert(text);
                Outcome::done()
            }
            None => Outcome::Ignored,
        }
    }

    fn act(&mut self, action: Action) -> Outcome {
        match action {
            Action::Select => self.change(),
            Action::Right => self.turn(true),
            Action::Left => self.turn(false),
            Action::Reset => self.reset(),
            // One is there already.
            Action::Settings => Outcome::done(),
            _ if self.listing.act(action) => Outcome::done(),
            _ => Outcome::Ignored,
        }
    }

    fn pointed(&mut self, pointed: &Pointed, target: &Target) -> Outcome {
        if self.input.is_some() {
            return Outcome::done();
        }
        match (pointed, target) {
            (Pointed::Click, Target::Row(at)) if *at == self.listing.at() => self.change(),
            (Pointed::Click, Target::Row(at)) => {
                self.listing.go_to(*at);
                Outcome::done()
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
                view: View::Settings(settings),
                ..
            }) => {
                self.settings = *settings;
                self.input = None;
                Outcome::done()
            }
            other => {
                *answer = other;
                Outcome::Ignored
            }
        }
    }

    fn keys(&self) -> Vec<Action> {
        if self.input.is_some() {
            return vec![Action::Select, Action::Back];
        }
        vec![
            Action::Select,
            Action::Reset,
            Action::Back,
            Action::Right,
            Action::Left,
        ]
    }

    fn writes(&self) -> bool {
        self.input.is_some()
    }

    fn word(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::Select if self.input.is_some() => Some("keep"),
            Action::Select => Some("change"),
            Action::Left => Some("previous value"),
            Action::Right => Some("next value"),
            Action::Reset => Some("default"),
            Action::Back if self.input.is_some() => Some("leave it"),
            _ => None,
        }
    }

    fn command(&self) -> Option<String> {
        Some(match self.setting() {
            Some(setting) => format!("codezest config set {} VALUE", setting.name),
            None => "codezest config list".to_owned(),
        })
    }

    fn refresh(&self) -> Option<Effect> {
        Some(Effect::Refresh(Place::Settings))
    }
}

#[cfg(test)]
mod tests;
