//! Which key does what: defaults that the settings can change.

mod action;
mod key;

use std::collections::HashMap;

pub use action::Action;
pub use key::Key;
use ratatui::crossterm::event::KeyEvent;

/// Which key does what.
#[derive(Debug, Clone)]
pub struct Keymap {
    actions: HashMap<Key, Action>,
    keys: HashMap<Action, Vec<Key>>,
}

/// Something in the settings that cannot be as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conflict {
    /// A key that two actions were given; the first keeps it.
    Taken {
        /// The key.
        key: String,
        /// Who has it.
        by: &'static str,
        /// Who wanted it, too.
        wanted: &'static str,
    },
    /// No such action.
    UnknownAction(String),
    /// No such key.
    UnknownKey {
        /// The action.
        action: &'static str,
        /// What was written.
        key: String,
    },
    /// An action that no key does any more.
    Unreachable(&'static str),
}

impl std::fmt::Display for Conflict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Taken { key, by, wanted } => {
                write!(f, "the key {key} does both {by} and {wanted}; it does {by}")
            }
            Self::UnknownAction(name) => write!(f, "there is no action {name} for a key to do"),
            Self::UnknownKey { action, key } => {
                write!(f, "{key:?} is no key, so it does not do {action}")
            }
            Self::Unreachable(action) => write!(f, "no key does {action} any more"),
        }
    }
}

impl Default for Keymap {
    fn default() -> Self {
        Self::new(&[]).0
    }
}

impl Keymap {
    /// The defaults with `changes`: pairs of an action's name and its keys,
    /// separated by spaces. What was asked for explicitly wins over defaults.
    #[must_use]
    pub fn new(changes: &[(String, String)]) -> (Self, Vec<Conflict>) {
        let mut map = Self {
            actions: HashMap::new(),
            keys: HashMap::new(),
        };
        let mut conflicts = Vec::new();
        let mut changed = Vec::new();
        for (name, keys) in changes {
            let Some(action) = Action::of_name(name) else {
                conflicts.push(Conflict::UnknownAction(name.clone()));
                continue;
            };
            changed.push(action);
            for key in keys.split_whitespace() {
                match Key::parse(key) {
                    Some(key) => map.bind(action, key, &mut conflicts),
                    None => conflicts.push(Conflict::UnknownKey {
                        action: action.name(),
                        key: key.to_owned(),
                    }),
                }
            }
        }
        for action in Action::ALL.iter().copied() {
            if !changed.contains(&action) {
                map.bind_defaults(action, &mut conflicts);
            }
        }
        for action in Action::ALL.iter().copied() {
            if map.keys_of(action).is_empty() {
                conflicts.push(Conflict::Unreachable(action.name()));
            }
        }
        (map, conflicts)
    }

    /// A default that an explicit choice took away is no conflict, unless it
    /// was the only key of its action.
    fn bind_defaults(&mut self, action: Action, conflicts: &mut Vec<Conflict>) {
        let defaults = action
            .default_keys()
            .iter()
            .filter_map(|key| Key::parse(key));
        for key in defaults {
            let taken = self.actions.get(&key).copied();
            if taken.is_none() {
                self.bind(action, key, conflicts);
            }
        }
    }

    fn bind(&mut self, action: Action, key: Key, conflicts: &mut Vec<Conflict>) {
        match self.actions.get(&key) {
            Some(held) if *held != action => conflicts.push(Conflict::Taken {
                key: key.to_string(),
                by: held.name(),
                wanted: action.name(),
            }),
            Some(_) => {}
            None => {
                self.actions.insert(key, action);
                self.keys.entry(action).or_default().push(key);
            }
        }
    }

    /// What a key does.
    #[must_use]
    pub fn action(&self, event: KeyEvent) -> Option<Action> {
        self.actions.get(&Key::of(event)).copied()
    }

    /// The keys that do `action`, the first being the one to show.
    #[must_use]
    pub fn keys_of(&self, action: Action) -> &[Key] {
        self.keys.get(&action).map_or(&[], Vec::as_slice)
    }

    /// The key to show for `action`; empty when there is none.
    #[must_use]
    pub fn shown(&self, action: Action) -> String {
        self.keys_of(action)
            .first()
            .map_or_else(String::new, Key::to_string)
    }

    /// As [`Self::shown`] where one writes: no key that is a character.
    #[must_use]
    pub fn shown_while_writing(&self, action: Action) -> String {
        let key = self.keys_of(action).iter().find(|key| !key.writes());
        key.map_or_else(String::new, Key::to_string)
    }
}

/// What is wrong with `changes`, in sentences.
#[must_use]
pub fn conflicts(changes: &[(String, String)]) -> Vec<String> {
    let (_, conflicts) = Keymap::new(changes);
    conflicts.iter().map(Conflict::to_string).collect()
}

#[cfg(test)]
mod tests {
    use ratatui::crossterm::event::{KeyCode, KeyModifiers};

    use super::*;

    fn press(c: char) -> KeyEvent {
        KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)
    }

    fn changes(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = |(a, b): &(&str, &str)| ((*a).to_owned(), (*b).to_owned());
        pairs.iter().map(owned).collect()
    }

    #[test]
    fn the_defaults_do_not_conflict() {
        let (map, conflicts) = Keymap::new(&[]);
        assert_eq!(conflicts, []);
        let all: usize = Action::ALL.iter().map(|a| a.default_keys().len()).sum();
        assert_eq!(map.actions.len(), all);
        // Rustlings' keys mean what they mean there.
        for (key, action) in [
            ('j', Action::Down),
            ('k', Action::Up),
            ('n', Action::Next),
            ('r', Action::Run),
            ('h', Action::Hint),
            ('l', Action::List),
            ('x', Action::Reset),
            ('q', Action::Quit),
        ] {
            assert_eq!(map.action(press(key)), Some(action));
        }
    }

    #[test]
    fn a_choice_wins_over_a_default_and_two_choices_conflict() {
        let (map, conflicts) = Keymap::new(&changes(&[("quit", "Q ctrl-q"), ("query", "X")]));
        assert_eq!(conflicts, []);
        assert_eq!(map.action(press('Q')), Some(Action::Quit));
        assert_eq!(map.action(press('q')), None);
        assert_eq!(map.shown(Action::Quit), "Q");
        let (map, conflicts) = Keymap::new(&changes(&[("hint", "z"), ("test", "z t")]));
        assert_eq!(conflicts.len(), 1, "{conflicts:?}");
        assert!(
            conflicts[0]
                .to_string()
                .contains("the key z does both hint and test")
        );
        assert_eq!(map.action(press('z')), Some(Action::Hint));
    }

    #[test]
    fn what_cannot_be_is_said() {
        let said = super::conflicts(&changes(&[("fly", "f"), ("hint", "hyper"), ("test", "n")]));
        assert_eq!(
            said,
            [
                "there is no action fly for a key to do",
                "\"hyper\" is no key, so it does not do hint",
                "no key does next any more",
                "no key does hint any more",
            ]
        );
    }
}
