//! Which keys do what: every action, and other keys for it.

use ratatui::crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

use super::{PAGE, parts};
use crate::learn::settings::name_of;
use crate::lines::markdown::sentence;
use crate::tui::effect::{Answer, Effect, Place, View};
use crate::tui::keymap::{Action, Key, Keymap, conflicts};
use crate::tui::layer::{Layer, Outcome};
use crate::tui::msg::{Notice, Pointed, Target};
use crate::tui::widgets::canvas::{Canvas, page};
use crate::tui::widgets::listing::{Listed, Listing};
use crate::ui::table::Table;
use crate::ui::{Look, Role, Styled};
use crate::views::settings::Settings;

/// From so many columns on, the list says what each action does.
const WITH_HELP: usize = 66;

/// An action's name and its keys, separated by spaces.
type Change = (String, String);

/// The list of keys.
#[derive(Debug)]
pub struct Keys {
    /// What is not as it was at first.
    changes: Vec<Change>,
    keymap: Keymap,
    mode: Mode,
    listing: Listing,
    area: Rect,
    look: Look,
}

/// What the next key is for.
#[derive(Debug)]
enum Mode {
    /// To move and to choose.
    Choosing,
    /// It is bound.
    Waiting,
    /// To say yes to what follows of a change.
    Asking {
        said: Vec<String>,
        set: Vec<(String, Option<String>)>,
    },
}

impl Keys {
    /// The screen of the keys.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let changes = settings.changed_keys();
        Self {
            keymap: Keymap::new(&changes).0,
            changes,
            mode: Mode::Choosing,
            listing: Listing::default(),
            area: Rect::default(),
            look: Look {
                width: 0,
                plain: false,
                color: true,
                highlight: false,
            },
        }
    }

    fn action(&self) -> Option<Action> {
        Action::ALL.get(self.listing.at()).copied()
    }

    fn lines(&self, width: usize) -> Vec<Listed> {
        let mut table = Table::new(2);
        for action in Action::ALL {
            let keys = names(self.keymap.keys_of(*action));
            let keys = if keys.is_empty() {
                "-".to_owned()
            } else {
                keys
            };
            let is_changed = self.changes.iter().any(|(name, _)| name == action.name());
            let changed = if is_changed { "changed" } else { "" };
            let mut row = vec![
                (Role::Code, action.name()),
                (Role::Hint, &keys),
                (Role::Text, action.help()),
                (Role::Warning, changed),
            ];
            // What it does is said below the list, too.
            if width < WITH_HELP {
                row.remove(2);
            }
            table.row(row);
        }
        let rows = table.lines(width).into_iter().zip(0..);
        rows.map(|(line, at)| (line, Some(at))).collect()
    }

    /// Gives the action one stands on `key`, or takes it away if it has it.
    fn bind(&mut self, key: Key) -> Outcome {
        let Some(action) = self.action() else {
            return Outcome::done();
        };
        if Key::parse(&key.to_string()) != Some(key) {
            return Outcome::say(Notice::bad("this key has no name in the settings"));
        }
        let mut keys = self.keymap.keys_of(action).to_vec();
        if keys.contains(&key) {
            keys.retain(|known| *known != key);
            return self.propose(action, Some(&keys), Vec::new());
        }
        // What one has just chosen is what is shown.
        keys.insert(0, key);
        let holder = self.keymap.action_of(key);
        let said =
            holder.map(|holder| format!("{key} does {} now: {}.", holder.name(), holder.help()));
        self.propose(action, Some(&keys), said.into_iter().collect())
    }

    /// Sets the keys of `action` (none: those it had at first), or asks before
    /// if something else changes with them.
    fn propose(&mut self, action: Action, keys: Option<&[Key]>, mut said: Vec<String>) -> Outcome {
        let set = self.changes_for(action, keys);
        let before = conflicts(&self.changes);
        let after = conflicts(&applied(&self.changes, &set));
        let new = after.into_iter().filter(|it| !before.contains(it));
        said.extend(new.map(|sentence| format!("Then {sentence}.")));
        if said.is_empty() {
            self.mode = Mode::Choosing;
            return Outcome::ask(Effect::Set(set));
        }
        self.mode = Mode::Asking { said, set };
        Outcome::done()
    }

    /// The settings to write: those of `action`, and of whoever was given one
    /// of `keys` explicitly.
    fn changes_for(&self, action: Action, keys: Option<&[Key]>) -> Vec<(String, Option<String>)> {
        let defaults = action.default_keys();
        let value = keys
            .map(written)
            .filter(|value| *value != defaults.join(" "));
        let mut set = vec![(name_of(action), value)];
        for (name, held) in &self.changes {
            let Some(other) = Action::of_name(name).filter(|other| *other != action) else {
                continue;
            };
            let held: Vec<Key> = held.split(' ').filter_map(Key::parse).collect();
            let wanted = |key: &Key| keys.unwrap_or(&[]).contains(key);
            let left: Vec<Key> = held.iter().copied().filter(|key| !wanted(key)).collect();
            if left.len() < held.len() {
                set.push((name_of(other), Some(written(&left))));
            }
        }
        set
    }

    /// Takes a key that is not for the keymap.
    fn taken(&mut self, key: KeyEvent) -> Outcome {
        match (&mut self.mode, key.code) {
            (Mode::Choosing, _) => return Outcome::Ignored,
            (Mode::Waiting, KeyCode::Esc) => self.mode = Mode::Choosing,
            (Mode::Waiting, _) => return self.bind(Key::of(key)),
            (Mode::Asking { set, .. }, KeyCode::Enter) => {
                let set = std::mem::take(set);
                self.mode = Mode::Choosing;
                return Outcome::ask(Effect::Set(set));
            }
            (Mode::Asking { .. }, _) => self.mode = Mode::Choosing,
        }
        Outcome::done()
    }

    fn said(&self, look: Look) -> Vec<Styled> {
        let (name, help) = match self.action() {
            Some(action) => (action.name(), action.help()),
            None => ("", ""),
        };
        match &self.mode {
            Mode::Choosing => {
                let text = format!(
                    "`{name}`: {help}. Enter, then a key: it does this from then on, or \
                     not any more."
                );
                sentence(&text, Role::Dim, look)
            }
            Mode::Waiting => {
                let text = format!(
                    "Press the key for `{name}`; one that it has is taken away. Esc leaves \
                     it as it is."
                );
                sentence(&text, Role::Strong, look)
            }
            Mode::Asking { said, .. } => {
                let mut lines = sentence(&said.join(" "), Role::Warning, look);
                let answers = "Enter does it all the same; Esc leaves it as it is.";
                lines.extend(sentence(answers, Role::Text, look));
                lines
            }
        }
    }
}

/// Keys for people, the first being the one that is shown elsewhere.
fn names(keys: &[Key]) -> String {
    let names: Vec<String> = keys.iter().map(Key::to_string).collect();
    names.join(", ")
}

/// Keys for the settings.
fn written(keys: &[Key]) -> String {
    let names: Vec<String> = keys.iter().map(Key::to_string).collect();
    names.join(" ")
}

/// `changes` once `set` is written.
fn applied(changes: &[Change], set: &[(String, Option<String>)]) -> Vec<Change> {
    let mut after = changes.to_vec();
    for (name, value) in set {
        let action = name
            .split_once('.')
            .map_or(name.as_str(), |(_, action)| action);
        let known = after.iter_mut().find(|(known, _)| known == action);
        match (known, value) {
            (Some(known), Some(value)) => known.1.clone_from(value),
            (None, Some(value)) => after.push((action.to_owned(), value.clone())),
            (_, None) => after.retain(|(known, _)| known != action),
        }
    }
    after
}

impl Layer for Keys {
    fn title(&self) -> Vec<String> {
        vec!["Settings".to_owned(), "Keys".to_owned()]
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
        for (row, line) in (0..).zip(self.said(self.look)) {
            let mut text = Styled::new().text("  ");
            text.append(line);
            canvas.line(row, &text);
        }
    }

    fn key(&mut self, key: KeyEvent) -> Outcome {
        self.taken(key)
    }

    fn act(&mut self, action: Action) -> Outcome {
        match action {
            Action::Select | Action::Right => {
                self.mode = Mode::Waiting;
                Outcome::done()
            }
            Action::Reset => match self.action() {
                Some(action) => self.propose(action, None, Vec::new()),
                None => Outcome::done(),
            },
            _ if self.listing.act(action) => Outcome::done(),
            _ => Outcome::Ignored,
        }
    }

    fn pointed(&mut self, pointed: &Pointed, target: &Target) -> Outcome {
        if !matches!(self.mode, Mode::Choosing) {
            return Outcome::done();
        }
        match (pointed, target) {
            (Pointed::Click, Target::Row(at)) if *at == self.listing.at() => {
                self.act(Action::Select)
            }
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
                view: View::Settings(settings) | View::Keys(settings),
                ..
            }) => {
                self.changes = settings.changed_keys();
                self.keymap = Keymap::new(&self.changes).0;
                Outcome::done()
            }
            other => {
                *answer = other;
                Outcome::Ignored
            }
        }
    }

    fn keys(&self) -> Vec<Action> {
        match self.mode {
            Mode::Choosing => vec![Action::Select, Action::Reset, Action::Back],
            Mode::Waiting | Mode::Asking { .. } => Vec::new(),
        }
    }

    fn word(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::Select => Some("another key"),
            Action::Reset => Some("default"),
            _ => None,
        }
    }

    fn command(&self) -> Option<String> {
        let action = self.action()?;
        Some(format!("codezest config set {} KEYS", name_of(action)))
    }

    fn refresh(&self) -> Option<Effect> {
        Some(Effect::Refresh(Place::Keys))
    }
}

#[cfg(test)]
mod tests;
