//! Answers that are chosen: options, true or false, an order.

use codezest_core::course::model::{Choice, QuestionKind};
use codezest_core::ids::OptionId;
use codezest_core::learning::quiz::answer::Answer;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::field::Reaction;
use crate::lines::quiz::labelled;
use crate::tui::keymap::Action;
use crate::tui::widgets::cursor::Cursor;
use crate::ui::{Look, Styled};
use crate::views::attempt::QuestionView;

/// What there is to choose from, and what is chosen.
#[derive(Debug)]
pub(super) struct Choosing {
    pick: Pick,
    entries: Vec<Entry>,
    cursor: Cursor,
}

/// How many entries an answer takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pick {
    One,
    Several,
    TrueOrFalse,
    /// All, in order; `held` is whether the entry under the cursor moves with
    /// it.
    Order {
        held: bool,
    },
}

#[derive(Debug, Clone)]
struct Entry {
    /// None for true and false.
    id: Option<OptionId>,
    /// Markdown.
    text: String,
    marked: bool,
}

impl Choosing {
    /// The choice that a question offers; none for kinds that are written.
    pub(super) fn of(view: &QuestionView) -> Option<Self> {
        let pick = match &view.question.kind {
            QuestionKind::Single { .. } => Pick::One,
            QuestionKind::Multiple { .. } => Pick::Several,
            QuestionKind::TrueFalse { .. } => Pick::TrueOrFalse,
            QuestionKind::Order { .. } => Pick::Order { held: false },
            _ => return None,
        };
        let options = view.question.kind.options();
        let text = |id: &OptionId| {
            let option: Option<&Choice> = options.iter().find(|option| option.id == *id);
            option.map_or_else(String::new, |option| option.text.clone())
        };
        let entry = |id: Option<OptionId>, text: String| Entry {
            id,
            text,
            marked: false,
        };
        let entries: Vec<Entry> = match pick {
            Pick::TrueOrFalse => vec![
                entry(None, "true".to_owned()),
                entry(None, "false".to_owned()),
            ],
            _ => view
                .options
                .iter()
                .map(|id| entry(Some(id.clone()), text(id)))
                .collect(),
        };
        let mut cursor = Cursor::new(entries.len());
        // Moving a page is for lists that scroll by themselves.
        cursor.set_height(u16::try_from(entries.len()).unwrap_or(u16::MAX));
        Some(Self {
            pick,
            entries,
            cursor,
        })
    }

    /// The entry under the cursor.
    pub(super) fn at(&self) -> usize {
        self.cursor.at()
    }

    /// Takes a key before the keymap sees it.
    pub(super) fn key(&mut self, key: KeyEvent) -> Reaction {
        if key
            .modifiers
            .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT)
        {
            return Reaction::Ignored;
        }
        let shift = key.modifiers.contains(KeyModifiers::SHIFT);
        match (key.code, self.pick) {
            (KeyCode::Char('J'), Pick::Order { .. }) => self.carry(1),
            (KeyCode::Char('K'), Pick::Order { .. }) => self.carry(-1),
            (KeyCode::Down, Pick::Order { .. }) if shift => self.carry(1),
            (KeyCode::Up, Pick::Order { .. }) if shift => self.carry(-1),
            (KeyCode::Char(' '), _) => self.toggle(),
            (KeyCode::Char('t' | 'T'), Pick::TrueOrFalse) => return self.choose(0),
            (KeyCode::Char('f' | 'F'), Pick::TrueOrFalse) => return self.choose(1),
            (KeyCode::Char(c), _) => match c.to_digit(10).and_then(|n| n.checked_sub(1)) {
                Some(at) => return self.choose(usize::try_from(at).unwrap_or(usize::MAX)),
                None => return Reaction::Ignored,
            },
            _ => return Reaction::Ignored,
        }
        Reaction::Changed
    }

    /// An entry was named: by its digit, its letter or a click.
    pub(super) fn choose(&mut self, at: usize) -> Reaction {
        if at >= self.entries.len() {
            return Reaction::Changed;
        }
        let before = self.cursor.at();
        match self.pick {
            Pick::One | Pick::TrueOrFalse => {
                self.cursor.go_to(at);
                return Reaction::HandIn;
            }
            Pick::Several => {
                self.cursor.go_to(at);
                self.toggle();
            }
            Pick::Order { held } => {
                self.cursor.go_to(at);
                self.pick = Pick::Order {
                    held: !held || before != at,
                };
            }
        }
        Reaction::Changed
    }

    /// Takes what a key does.
    pub(super) fn act(&mut self, action: Action) -> Reaction {
        match (action, self.pick) {
            (Action::Down, Pick::Order { held: true }) => self.carry(1),
            (Action::Up, Pick::Order { held: true }) => self.carry(-1),
            (Action::Select, Pick::Order { held: true }) => {
                self.pick = Pick::Order { held: false };
            }
            (Action::Select, _) => return Reaction::HandIn,
            (Action::PageDown | Action::PageUp, _) => return Reaction::Ignored,
            _ if self.cursor.act(action) => {
                if let Pick::Order { held } = &mut self.pick {
                    *held = false;
                }
            }
            _ => return Reaction::Ignored,
        }
        Reaction::Changed
    }

    fn toggle(&mut self) {
        match &mut self.pick {
            Pick::Order { held } => *held = !*held,
            Pick::Several => {
                if let Some(entry) = self.entries.get_mut(self.cursor.at()) {
                    entry.marked = !entry.marked;
                }
            }
            Pick::One | Pick::TrueOrFalse => {}
        }
    }

    /// Moves the entry under the cursor by one place, and the cursor with it.
    fn carry(&mut self, by: isize) {
        let from = self.cursor.at();
        let to = from.saturating_add_signed(by);
        if to < self.entries.len() {
            self.entries.swap(from, to);
            self.cursor.go_to(to);
        }
    }

    /// The answer as it is now.
    pub(super) fn answer(&self) -> Answer {
        let here = self.entries.get(self.cursor.at());
        let ids = |entries: Vec<&Entry>| {
            entries
                .into_iter()
                .filter_map(|entry| entry.id.clone())
                .collect()
        };
        match self.pick {
            Pick::One => Answer::Options(ids(here.into_iter().collect())),
            Pick::TrueOrFalse => Answer::TrueFalse(self.cursor.at() == 0),
            Pick::Several if self.is_empty() => Answer::Skipped,
            Pick::Several => {
                let marked = self.entries.iter().filter(|entry| entry.marked);
                Answer::Options(ids(marked.collect()))
            }
            Pick::Order { .. } => Answer::Options(ids(self.entries.iter().collect())),
        }
    }

    fn is_empty(&self) -> bool {
        self.pick == Pick::Several && self.entries.iter().all(|entry| !entry.marked)
    }

    /// What Enter does.
    pub(super) fn select_word(&self) -> &'static str {
        match self.pick {
            Pick::One | Pick::TrueOrFalse => "choose",
            Pick::Several if self.is_empty() => "skip",
            Pick::Several => "hand in",
            Pick::Order { held: true } => "put down",
            Pick::Order { held: false } => "hand in",
        }
    }

    /// How to choose, in a sentence.
    pub(super) fn how(&self) -> &'static str {
        match self.pick {
            Pick::One => "One is right: its number chooses it.",
            Pick::Several => "All that are right: numbers or space mark them.",
            Pick::TrueOrFalse => "Is that so?",
            Pick::Order { held: true } => "Up and down move it, enter puts it down.",
            Pick::Order { held: false } => {
                "J and K move an entry; so does picking it up by number."
            }
        }
    }

    /// The entries as lines, each with its number from 0.
    pub(super) fn lines(&self, look: Look) -> Vec<(Styled, usize)> {
        let line = |(at, entry): (usize, &Entry)| {
            let label = self.label(at, entry);
            let lines = labelled(&label, &entry.text, look);
            lines.into_iter().map(move |line| (line, at))
        };
        self.entries.iter().enumerate().flat_map(line).collect()
    }

    fn label(&self, at: usize, entry: &Entry) -> String {
        let number = at + 1;
        match self.pick {
            Pick::One => format!("  {number}  "),
            Pick::Several => format!("  {number} [{}] ", if entry.marked { "x" } else { " " }),
            Pick::TrueOrFalse => format!("  {}  ", if at == 0 { "t" } else { "f" }),
            Pick::Order { held: true } if at == self.cursor.at() => format!("  {number} ↑↓ "),
            Pick::Order { .. } => format!("  {number}    "),
        }
    }
}
