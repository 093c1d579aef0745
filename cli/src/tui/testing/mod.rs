//! What tests of screens stand on: a model with a screen, keys as people write
//! them, and pictures of cells as text.

pub mod samples;

use std::fmt::Write as _;
use std::path::Path;

use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::effect::{Answer, Effect};
use super::keymap::Keymap;
use super::layer::Layer;
use super::model::Model;
use super::msg::Msg;
use super::theme::Theme;
use super::update::update;
use super::view::view;
use crate::config::ThemeChoice;

/// The sizes at which every screen is looked at.
pub const SIZES: [(u16, u16); 3] = [(60, 20), (80, 24), (120, 40)];

/// A model with one screen, of that size, in the terminal's own colours.
pub fn model(screen: Box<dyn Layer>, size: (u16, u16)) -> Model {
    let theme = Theme::new(ThemeChoice::Ansi, false, false);
    let mut model = Model::new(size, theme, Keymap::default());
    model.screens.push(screen);
    let (columns, rows) = size;
    update(&mut model, Msg::Resized(columns, rows));
    model
}

/// Presses keys: characters, and names between angle brackets such as
/// `<enter>`, `<ctrl-s>`, `<down>`. What is asked of the world for it.
pub fn press(model: &mut Model, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut rest = keys;
    while let Some(c) = rest.chars().next() {
        let (key, after) = match rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
            Some((name, after)) if !name.is_empty() => (named(name), after),
            _ => (
                KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE),
                &rest[c.len_utf8()..],
            ),
        };
        effects.extend(update(model, Msg::Key(key)));
        rest = after;
    }
    effects
}

/// Presses keys by their names, separated by spaces, such as `j down ctrl-p`;
/// what follows a `=` is typed letter by letter.
pub fn press_keys(model: &mut Model, names: &str) -> Vec<Effect> {
    let words = names.split(' ').filter(|word| !word.is_empty());
    let keys = words.map(|word| match word.strip_prefix('=') {
        Some(typed) => typed.to_owned(),
        None if word.chars().count() == 1 => word.to_owned(),
        None => format!("<{word}>"),
    });
    press(model, &keys.collect::<String>())
}

/// Types text, each character a key.
pub fn write(model: &mut Model, text: &str) -> Vec<Effect> {
    let key = |c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE);
    let letters = text.chars().map(key);
    letters
        .flat_map(|key| update(model, Msg::Key(key)))
        .collect()
}

/// Gives the terminal so many columns and rows.
pub fn resize(model: &mut Model, (columns, rows): (u16, u16)) {
    update(model, Msg::Resized(columns, rows));
}

fn named(name: &str) -> KeyEvent {
    let (modifiers, name) = match name.split_once('-') {
        Some(("ctrl", name)) => (KeyModifiers::CONTROL, name),
        Some(("shift", name)) => (KeyModifiers::SHIFT, name),
        Some(("alt", name)) => (KeyModifiers::ALT, name),
        _ => (KeyModifiers::NONE, name),
    };
    let code = match name {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "backtab" => KeyCode::BackTab,
        "space" => KeyCode::Char(' '),
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pageup" => KeyCode::PageUp,
        "pagedown" => KeyCode::PageDown,
        "backspace" => KeyCode::Backspace,
        "delete" => KeyCode::Delete,
        name if name.len() == 1 => KeyCode::Char(name.chars().next().unwrap()),
        name => KeyCode::F(name[1..].parse().unwrap()),
    };
    KeyEvent::new(code, modifiers)
}

/// Gives the model an answer of the world.
pub fn answer(model: &mut Model, answer: Answer) -> Vec<Effect> {
    update(model, Msg::Answer(Box::new(answer)))
}

/// The cells of a model.
pub fn cells(model: &Model) -> Buffer {
    let (width, height) = model.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    view(model, &mut buffer);
    buffer
}

/// The text of a model's screen, without spaces at the ends of lines.
pub fn text(model: &Model) -> String {
    let buffer = cells(model);
    let mut text = String::new();
    for y in 0..buffer.area.height {
        text.push_str(row(&buffer, y).trim_end());
        text.push('\n');
    }
    text
}

fn row(buffer: &Buffer, y: u16) -> String {
    use unicode_width::UnicodeWidthStr as _;
    let mut line = String::new();
    let mut covered = 0;
    for x in 0..buffer.area.width {
        if covered > 0 {
            covered -= 1;
            continue;
        }
        let symbol = buffer[(x, y)].symbol();
        covered = symbol.width().saturating_sub(1);
        line.push_str(symbol);
    }
    line
}

/// Compares what `make` shows at every size with the files
/// `cli/src/tui/screens/shown/NAME-WxH.txt`: the text, then the styles.
/// `SNAPSHOTS=overwrite` writes them anew.
#[track_caller]
pub fn at_sizes(name: &str, make: impl Fn((u16, u16)) -> Model) {
    for size in SIZES {
        let model = make(size);
        let picture = picture(&model);
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/tui/screens/shown");
        let file = format!("{folder}/{name}-{}x{}.txt", size.0, size.1);
        if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
            std::fs::create_dir_all(folder).unwrap();
            std::fs::write(&file, &picture).unwrap();
            continue;
        }
        let expected = snapbox::Data::read_from(Path::new(&file), None).raw();
        snapbox::assert_data_eq!(picture, expected);
    }
}

/// As [`at_sizes`], for what is made without a size; also draws it at sizes
/// where nothing may break.
#[track_caller]
pub fn shown(name: &str, make: impl Fn() -> Model) {
    let sized = |size| {
        let mut model = make();
        resize(&mut model, size);
        model
    };
    at_sizes(name, sized);
    at_any_size(sized);
}

/// Text and styles of a model's screen.
fn picture(model: &Model) -> String {
    let buffer = cells(model);
    let mut picture = text(model);
    picture.push_str("--- styles: row:columns style\n");
    for y in 0..buffer.area.height {
        let mut from = 0;
        for x in 0..=buffer.area.width {
            let style = |x: u16| buffer[(x, y)].style();
            if x > from && (x == buffer.area.width || style(x) != style(from)) {
                let words = words(style(from));
                if !words.is_empty() {
                    let _ = writeln!(picture, "{y}:{from}-{} {words}", x - 1);
                }
                from = x;
            }
        }
    }
    picture
}

fn words(style: Style) -> String {
    let mut words = Vec::new();
    let color = |color: Option<Color>| color.filter(|color| *color != Color::Reset);
    words.extend(color(style.fg).map(|color| color.to_string()));
    words.extend(color(style.bg).map(|color| format!("on-{color}")));
    for (modifier, word) in [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::ITALIC, "italic"),
        (Modifier::UNDERLINED, "underlined"),
        (Modifier::REVERSED, "reversed"),
        (Modifier::CROSSED_OUT, "crossed-out"),
    ] {
        if style.add_modifier.contains(modifier) {
            words.push(word.to_owned());
        }
    }
    words.join(" ")
}

/// Draws `make` at every size between tiny and huge: nothing may break.
pub fn at_any_size(make: impl Fn((u16, u16)) -> Model) {
    for size in [
        (1, 1),
        (2, 3),
        (7, 4),
        (20, 5),
        (60, 15),
        (79, 16),
        (300, 100),
    ] {
        let mut model = make(size);
        cells(&model);
        for (columns, rows) in [(1, 1), (80, 24), (3, 60)] {
            update(&mut model, Msg::Resized(columns, rows));
            cells(&model);
        }
    }
}
