//! What tests of screens share: a model without a terminal, keys that are
//! pressed in it, and what is drawn, as text.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use super::effect::Effect;
use super::keymap::{Key, Keymap};
use super::layer::Layer;
use super::model::Model;
use super::msg::Msg;
use super::theme::Theme;
use super::update::update;
use super::view::view;
use crate::config::ThemeChoice;

/// A model of one screen in the sixteen colours of a terminal.
pub fn model(screen: Box<dyn Layer>, size: (u16, u16)) -> Model {
    let theme = Theme::new(ThemeChoice::Ansi, false, true);
    let mut model = Model::new(size, theme, Keymap::default());
    model.screens.push(screen);
    let _ = update(&mut model, Msg::Resized(size.0, size.1));
    model
}

/// Presses keys, written as in the settings and separated by spaces; what
/// follows a `=` is typed letter by letter. Returns what was asked for.
pub fn press(model: &mut Model, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut one = |key: &str| {
        let (shift, key) = match key.strip_prefix("shift-") {
            Some(key) => (true, key),
            None => (false, key),
        };
        let parsed = Key::parse(key).unwrap_or_else(|| panic!("{key} is no key"));
        let mut event = parsed.event();
        if shift {
            event.modifiers |= ratatui::crossterm::event::KeyModifiers::SHIFT;
        }
        effects.extend(update(model, Msg::Key(event)));
    };
    for word in keys.split(' ').filter(|word| !word.is_empty()) {
        match word.strip_prefix('=') {
            Some(typed) => typed.chars().for_each(|c| one(&c.to_string())),
            None => one(word),
        }
    }
    effects
}

/// What is drawn, as lines of text.
pub fn text(model: &Model) -> String {
    rows(&drawn(model)).join("\n")
}

/// Compares what is drawn at three sizes with the files
/// `screens/shown/NAME-SIZE.txt`; `SNAPSHOTS=overwrite` writes them. Nothing
/// breaks at any other size.
pub fn at_sizes(name: &str, make: impl Fn() -> Model) {
    for size in [(1, 1), (3, 2), (9, 4), (60, 15), (300, 100)] {
        let mut model = make();
        let _ = update(&mut model, Msg::Resized(size.0, size.1));
        drawn(&model);
    }
    for (columns, lines) in [(60, 20), (80, 24), (120, 40)] {
        let mut model = make();
        let _ = update(&mut model, Msg::Resized(columns, lines));
        let buffer = drawn(&model);
        let shown = format!("{}\n\n{}\n", rows(&buffer).join("\n"), styles(&buffer));
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/tui/screens/shown");
        let file = format!("{folder}/{name}-{columns}x{lines}.txt");
        let expected = snapbox::Data::read_from(file.as_ref(), None).raw();
        snapbox::assert_data_eq!(shown, expected);
    }
}

fn drawn(model: &Model) -> Buffer {
    let (columns, lines) = model.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, lines));
    view(model, &mut buffer);
    buffer
}

fn rows(buffer: &Buffer) -> Vec<String> {
    let width = usize::from(buffer.area.width).max(1);
    let row = |cells: &[Cell]| {
        let text: String = cells.iter().map(Cell::symbol).collect();
        text.trim_end().to_owned()
    };
    buffer.content.chunks(width).map(row).collect()
}

/// Every run of cells that do not look like plain text: `row:from..to look`.
fn styles(buffer: &Buffer) -> String {
    let width = usize::from(buffer.area.width).max(1);
    let mut lines = Vec::new();
    for (row, cells) in buffer.content.chunks(width).enumerate() {
        let mut from = 0;
        for run in cells.chunk_by(|a, b| look(a) == look(b)) {
            let to = from + run.len();
            let look = look(&run[0]);
            if !look.is_empty() {
                lines.push(format!("{row}:{from}..{to} {look}"));
            }
            from = to;
        }
    }
    lines.join("\n")
}

fn look(cell: &Cell) -> String {
    use ratatui::style::Color::Reset;
    let mut parts = Vec::new();
    if cell.fg != Reset {
        parts.push(format!("{:?}", cell.fg));
    }
    if cell.bg != Reset {
        parts.push(format!("on {:?}", cell.bg));
    }
    if !cell.modifier.is_empty() {
        parts.push(format!("{:?}", cell.modifier));
    }
    parts.join(" ")
}
