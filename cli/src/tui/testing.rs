//! What tests of screens share: a model with one screen, keys, and everything
//! that is drawn as text.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

use super::effect::{Answer, Effect};
use super::keymap::{Key, Keymap};
use super::layer::Layer;
use super::model::Model;
use super::msg::Msg;
use super::theme::Theme;
use super::update::update;
use super::view::view;
use crate::config::ThemeChoice;

/// A model that shows `screen`, at columns and rows.
pub fn model(screen: Box<dyn Layer>, size: (u16, u16)) -> Model {
    let theme = Theme::new(ThemeChoice::Ansi, false, true);
    let mut model = Model::new(size, theme, Keymap::default());
    model.screens.push(screen);
    resize(&mut model, size);
    model
}

/// Gives the terminal so many columns and rows.
pub fn resize(model: &mut Model, size: (u16, u16)) {
    update(model, Msg::Resized(size.0, size.1));
}

/// Presses keys as people write them, separated by spaces.
pub fn press(model: &mut Model, keys: &str) -> Vec<Effect> {
    let pressed = keys.split(' ').map(|key| {
        let key = Key::parse(key).unwrap_or_else(|| panic!("{key} is no key"));
        key.event()
    });
    pressed
        .flat_map(|key| update(model, Msg::Key(key)))
        .collect()
}

/// Types text, each character a key.
pub fn write(model: &mut Model, text: &str) -> Vec<Effect> {
    let key = |c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE);
    text.chars()
        .flat_map(|c| update(model, Msg::Key(key(c))))
        .collect()
}

/// Gives the model an answer of the world.
pub fn answer(model: &mut Model, answer: Answer) -> Vec<Effect> {
    update(model, Msg::Answer(Box::new(answer)))
}

/// What is drawn: the rows, then the styles of each row.
pub fn drawn(model: &Model) -> String {
    let (width, height) = model.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let drawn = view(model, &mut buffer);
    let mut text = String::new();
    for row in rows(&buffer) {
        let line: String = row.iter().map(Cell::symbol).collect();
        writeln!(text, "{}", line.trim_end()).unwrap();
    }
    if let Some((column, row)) = drawn.cursor {
        writeln!(text, "== cursor {row}:{column}").unwrap();
    }
    text.push_str("== styles\n");
    for (at, row) in rows(&buffer).enumerate() {
        styles(&mut text, at, row);
    }
    text
}

fn rows(buffer: &Buffer) -> impl Iterator<Item = &[Cell]> {
    buffer.content.chunks(usize::from(buffer.area.width).max(1))
}

/// Runs of cells that look the same and not plain, as `row:from..to style`.
fn styles(text: &mut String, at: usize, row: &[Cell]) {
    let mut from = 0;
    for run in row.chunk_by(|a, b| style(a) == style(b)) {
        let to = from + run.len();
        let style = run.first().map(style).unwrap_or_default();
        if !style.is_empty() {
            writeln!(text, "{at}:{from}..{to}{style}").unwrap();
        }
        from = to;
    }
}

fn style(cell: &Cell) -> String {
    let mut style = String::new();
    if cell.fg != Color::Reset {
        write!(style, " {}", cell.fg).unwrap();
    }
    if cell.bg != Color::Reset {
        write!(style, " on {}", cell.bg).unwrap();
    }
    for (modifier, word) in [
        (Modifier::BOLD, " bold"),
        (Modifier::DIM, " dim"),
        (Modifier::ITALIC, " italic"),
        (Modifier::UNDERLINED, " underlined"),
        (Modifier::REVERSED, " reversed"),
        (Modifier::CROSSED_OUT, " crossed"),
    ] {
        if cell.modifier.contains(modifier) {
            style.push_str(word);
        }
    }
    style
}

/// Compares what is drawn at three sizes with `screens/shown/NAME-SIZE.txt`,
/// and draws at odd sizes, where nothing may go wrong.
pub fn at_sizes(name: &str, make: impl Fn() -> Model) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/tui/screens/shown");
    for size in [(60, 20), (80, 24), (120, 40)] {
        let mut model = make();
        resize(&mut model, size);
        let file = format!("{folder}/{name}-{}x{}.txt", size.0, size.1);
        let expected = snapbox::Data::read_from(file.as_ref(), None).raw();
        snapbox::assert_data_eq!(drawn(&model), expected);
    }
    for size in [(1, 1), (2, 3), (9, 4), (60, 15), (300, 100)] {
        let mut model = make();
        resize(&mut model, size);
        let _ = drawn(&model);
    }
}
