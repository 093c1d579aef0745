//! From a model to cells: a line above, a line below, a screen between them
//! and popups on top.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::keymap::Action;
use super::layer::Layer;
use super::model::Model;
use super::msg::{Notice, Region, Target};
use super::widgets::canvas::{Canvas, shortened};
use crate::lines::markdown::{hang, sentence};
use crate::ui::{Look, Role, Styled};

/// What was drawn where.
#[derive(Debug, Default)]
pub struct Drawn {
    /// What can be pointed at, the topmost last.
    pub regions: Vec<Region>,
    /// Where the terminal's own cursor is, when one writes.
    pub cursor: Option<(u16, u16)>,
}

/// The part of the screen between the first and the last line.
#[must_use]
pub fn body(size: (u16, u16)) -> Rect {
    let (width, height) = size;
    Rect::new(0, 1.min(height), width, height.saturating_sub(2))
}

/// Draws the model.
pub fn view(model: &Model, buffer: &mut Buffer) -> Drawn {
    let mut drawn = Drawn::default();
    let whole = buffer.area;
    let mut canvas = Canvas {
        buffer,
        area: whole,
        theme: model.theme,
        keymap: &model.keymap,
        regions: &mut drawn.regions,
        cursor: &mut drawn.cursor,
    };
    if let Some(screen) = model.screens.last() {
        first_line(&mut canvas, &**screen);
        screen.draw(&mut canvas.within(body(model.size)));
    }
    for popup in &model.popups {
        *canvas.cursor = None;
        popup.draw(&mut canvas.within(body(model.size)));
    }
    last_line(&mut canvas, model);
    if model.theme.ascii {
        to_ascii(canvas.buffer);
    }
    drawn
}

fn first_line(canvas: &mut Canvas<'_>, screen: &dyn Layer) {
    let bar = canvas.theme.bar();
    canvas.paint_row(0, bar);
    let mut line = Styled::new().role(Role::Hint, " CodeZest");
    let titles = screen.title();
    let last = titles.len().saturating_sub(1);
    // The particular matters more than the way to it.
    let room = usize::from(canvas.area.width).saturating_sub(12);
    let ends: usize = titles.last().map_or(0, |title| title.chars().count() + 3);
    for (at, title) in titles.iter().enumerate() {
        if at < last && room < ends + title.chars().count() + 3 {
            continue;
        }
        line.push(Role::Dim, " › ");
        let role = if at == last { Role::Title } else { Role::Text };
        line.push(role, &shortened(title, room));
    }
    canvas.line_on(0, &line, bar);
}

fn last_line(canvas: &mut Canvas<'_>, model: &Model) {
    let Some(row) = canvas.area.height.checked_sub(1).filter(|row| *row > 0) else {
        return;
    };
    let bar = canvas.theme.bar();
    canvas.paint_row(row, bar);
    let Some(notice) = &model.notice else {
        keys(canvas, model, row, bar);
        return;
    };
    let look = Look {
        width: usize::from(canvas.area.width.saturating_sub(2)),
        plain: false,
        color: model.theme.has_colors(),
        highlight: false,
    };
    let lines = said(notice, look);
    let shown = lines.len().min(MOST_SAID);
    let first = row.saturating_sub(u16::try_from(shown.saturating_sub(1)).unwrap_or(0));
    for (row, line) in (first..=row).zip(&lines) {
        let blank = " ".repeat(usize::from(canvas.area.width));
        canvas.line_on(row, &Styled::from(blank), bar);
        canvas.paint_row(row, bar);
        canvas.line_at(1, row, line, bar);
    }
}

/// Most lines that something said may take from the screen above.
const MOST_SAID: usize = 4;

/// What is said, with what to do now on lines of its own if it is long.
fn said(notice: &Notice, look: Look) -> Vec<Styled> {
    let first = Styled::new().role(Role::Bad, if notice.bad { "✗ " } else { "" });
    let rest = Styled::new().text(&" ".repeat(first.width()));
    let mut lines = hang(&first, &rest, look, |look| {
        sentence(&notice.text, Role::Text, look)
    });
    let Some(hint) = &notice.hint else {
        return lines;
    };
    let alone = lines.last().map_or(0, Styled::width);
    if let (true, Some(last)) = (
        alone + hint.chars().count() + 3 <= look.width,
        lines.last_mut(),
    ) {
        last.push(Role::Dim, " · ");
        last.push(Role::Hint, hint);
    } else {
        lines.extend(hang(&rest, &rest, look, |look| {
            sentence(hint, Role::Hint, look)
        }));
    }
    lines
}

/// The keys of the topmost layer, as many as fit; help is always there.
fn keys(canvas: &mut Canvas<'_>, model: &Model, row: u16, bar: Style) {
    let Some(top) = model.top() else {
        return;
    };
    let word = |action: Action| top.word(action).unwrap_or(short(action)).to_owned();
    let help = match top.writes() {
        false => canvas.key_hint(Action::Help, "keys"),
        true => Styled::new()
            .role(Role::Hint, &model.keymap.shown_while_writing(Action::Help))
            .role(Role::Text, " keys"),
    };
    let help_width = u16::try_from(help.width()).unwrap_or(0);
    let end = canvas.area.width.saturating_sub(help_width + 1);
    let mut column = 1;
    for action in top.keys() {
        if model.keymap.keys_of(action).is_empty() {
            continue;
        }
        let hint = canvas.key_hint(action, &word(action));
        let width = u16::try_from(hint.width()).unwrap_or(0);
        if column + width + 2 > end {
            break;
        }
        canvas.line_at(column, row, &hint, bar);
        let area = Rect::new(canvas.area.x + column, canvas.area.y + row, width, 1);
        canvas.region(area, Target::Key(action));
        column += width + 2;
    }
    canvas.line_at(end, row, &help, bar);
    let area = Rect::new(canvas.area.x + end, canvas.area.y + row, help_width, 1);
    canvas.region(area, Target::Key(Action::Help));
}

/// A word for an action where there is little room.
fn short(action: Action) -> &'static str {
    match action {
        Action::Select => "open",
        Action::Back => "back",
        Action::Search => "search",
        Action::Next => "next",
        Action::Run => "run",
        Action::Test => "test",
        Action::Hint => "hint",
        Action::List => "courses",
        Action::Complete => "read",
        Action::Edit => "write",
        Action::External => "editor",
        Action::Reset => "begin again",
        Action::Solution => "solution",
        Action::Compare => "compare",
        Action::History => "history",
        Action::Submit => "hand in",
        Action::Query => "query",
        Action::Watch => "watch",
        Action::Copy => "copy",
        Action::Filter => "filter",
        Action::Review => "review",
        Action::Stats => "stats",
        Action::Inbox => "inbox",
        Action::Settings => "settings",
        Action::Home => "home",
        Action::Palette => "commands",
        Action::NextPane => "pane",
        Action::Quit => "leave",
        other => other.help(),
    }
}

/// Lines and symbols as ASCII of the same width.
fn to_ascii(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let ascii = match cell.symbol() {
            "─" | "━" | "═" => "-",
            "│" | "┃" => "|",
            "┌" | "┐" | "└" | "┘" | "├" | "┤" | "┬" | "┴" | "┼" => "+",
            "▐" | "█" => "#",
            "▓" => "@",
            "▒" => "*",
            "░" => ".",
            "✓" => "+",
            "✗" => "x",
            "◐" => "~",
            "○" => "o",
            "●" | "•" | "◦" => "*",
            "→" | "›" | "▸" | "▶" => ">",
            "←" | "‹" => "<",
            "▾" | "▼" => "v",
            "↑" | "▲" => "^",
            "↓" => "v",
            "·" => "-",
            "…" => ".",
            "—" | "–" => "-",
            _ => continue,
        };
        cell.set_symbol(ascii);
    }
}
