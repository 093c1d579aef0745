//! Every command by name: type a part of it, Enter does it.

use ratatui::crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

use crate::tui::keymap::{Action, Keymap};
use crate::tui::layer::{Layer, Outcome, Step};
use crate::tui::msg::{Pointed, Target};
use crate::tui::widgets::canvas::{Canvas, middle};
use crate::tui::widgets::cursor::Cursor;
use crate::tui::widgets::fuzzy::Fuzzy;
use crate::tui::widgets::input::Input;
use crate::ui::{Look, Role, Styled};

/// What only moves or is the palette itself is not worth a name.
const LEFT_OUT: [Action; 14] = [
    Action::Down,
    Action::Up,
    Action::PageDown,
    Action::PageUp,
    Action::Top,
    Action::Bottom,
    Action::Left,
    Action::Right,
    Action::NextPane,
    Action::PreviousPane,
    Action::Select,
    Action::Back,
    Action::Palette,
    Action::Filter,
];

/// The palette of a screen.
#[derive(Debug)]
pub struct Palette {
    entries: Vec<(Action, String, String)>,
    input: Input,
    fuzzy: Fuzzy,
    cursor: Cursor,
    area: Rect,
}

impl Palette {
    /// The palette above `layer`: what it offers itself comes first.
    #[must_use]
    pub fn of(layer: &dyn Layer, keymap: &Keymap) -> Self {
        let own = layer.keys();
        let others = Action::ALL.iter().copied().filter(|it| !own.contains(it));
        let entries: Vec<_> = own
            .iter()
            .copied()
            .chain(others)
            .filter(|action| !LEFT_OUT.contains(action))
            .map(|action| {
                let words = layer.word(action).unwrap_or(action.help());
                let name = action.name().replace('-', " ");
                // What begins with the name needs it not twice.
                let text = if words.starts_with(&name) {
                    words.to_owned()
                } else {
                    format!("{name}: {words}")
                };
                (action, text, keymap.shown(action))
            })
            .collect();
        let texts = entries.iter().map(|(_, text, _)| text.clone()).collect();
        let mut fuzzy = Fuzzy::new(texts);
        fuzzy.look_for("");
        Self {
            cursor: Cursor::new(entries.len()),
            entries,
            input: Input::default(),
            fuzzy,
            area: Rect::default(),
        }
    }

    fn choose(&self) -> Outcome {
        let found = self.fuzzy.found().get(self.cursor.at());
        let Some((action, _, _)) = found.and_then(|at| self.entries.get(*at)) else {
            return Outcome::done();
        };
        Outcome::Consumed(vec![Step::ClosePopup, Step::Act(*action)])
    }
}

impl Layer for Palette {
    fn title(&self) -> Vec<String> {
        vec!["Commands".to_owned()]
    }

    fn fit(&mut self, area: Rect, _look: Look) {
        self.area = middle(area, 60, area.height.min(18));
        self.cursor.set_height(self.area.height.saturating_sub(4));
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        let mut canvas = canvas.within(self.area);
        canvas.clear();
        let inside = canvas.pane("Commands", true);
        let mut canvas = canvas.within(inside);
        self.input.draw(&mut canvas, 0, "> ");
        let chosen = canvas.theme.chosen();
        let found = self
            .fuzzy
            .found()
            .iter()
            .enumerate()
            .skip(self.cursor.top());
        for (row, (at, entry)) in (2..canvas.area.height).zip(found) {
            let Some((_, text, key)) = self.entries.get(*entry) else {
                continue;
            };
            let under = if at == self.cursor.at() {
                canvas.paint_row(row, chosen);
                chosen
            } else {
                ratatui::style::Style::new()
            };
            let sign = if at == self.cursor.at() { "▸ " } else { "  " };
            canvas.line_on(row, &Styled::from(format!("{sign}{text}")), under);
            let key = Styled::new().role(Role::Dim, key);
            let column = canvas
                .area
                .width
                .saturating_sub(u16::try_from(key.width()).unwrap_or(0) + 1);
            canvas.line_at(column, row, &key, under);
            canvas.row_region(row, Target::Row(at));
        }
        if self.fuzzy.found().is_empty() {
            canvas.line(
                2,
                &Styled::new().role(Role::Dim, "no command has these letters"),
            );
        }
    }

    fn key(&mut self, key: KeyEvent) -> Outcome {
        match key.code {
            KeyCode::Enter => self.choose(),
            KeyCode::Esc => Outcome::step(Step::ClosePopup),
            // Help is there, too.
            KeyCode::F(_) => Outcome::Ignored,
            KeyCode::Up | KeyCode::BackTab => {
                self.cursor.move_by(-1);
                Outcome::done()
            }
            KeyCode::Down | KeyCode::Tab => {
                self.cursor.move_by(1);
                Outcome::done()
            }
            _ => {
                if self.input.key(key) {
                    self.fuzzy.look_for(self.input.text());
                    self.cursor.set_length(self.fuzzy.found().len());
                    self.cursor.go_to(0);
                }
                Outcome::done()
            }
        }
    }

    fn pointed(&mut self, pointed: &Pointed, target: &Target) -> Outcome {
        match (pointed, target) {
            (Pointed::Click, Target::Row(at)) => {
                self.cursor.go_to(*at);
                self.choose()
            }
            (Pointed::Wheel(entries), _) => {
                self.cursor.move_by(isize::from(*entries));
                Outcome::done()
            }
            _ => Outcome::step(Step::ClosePopup),
        }
    }

    fn writes(&self) -> bool {
        true
    }

    fn keys(&self) -> Vec<Action> {
        vec![Action::Select, Action::Back]
    }

    fn word(&self, action: Action) -> Option<&'static str> {
        (action == Action::Select).then_some("do it")
    }
}
