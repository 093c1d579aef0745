//! Writing the learner's files without leaving the screen.

use std::time::Duration;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::learn::write::Written;
use crate::tui::effect::Effect;
use crate::tui::keymap::Action;
use crate::tui::layer::{Outcome, Step};
use crate::tui::msg::Notice;
use crate::tui::widgets::canvas::Canvas;
use crate::tui::widgets::editor::Editor;
use crate::ui::{Role, Styled};
use crate::views::assignment::LearnerFile;

/// How long nothing is written before what was written goes to the disk.
const REST: Duration = Duration::from_secs(2);

/// The learner's files and their editors.
#[derive(Debug)]
pub(super) struct Editing {
    files: Vec<(String, Editor)>,
    at: usize,
    on: bool,
    /// When something was written last, by the clock of the ticks.
    written: Option<i64>,
    now: i64,
}

impl Editing {
    pub(super) fn new(files: &[LearnerFile]) -> Self {
        let editors = files.iter().filter_map(|file| {
            let text = file.text.as_ref()?;
            Some((file.path.clone(), Editor::new(&file.path, text)))
        });
        Self {
            files: editors.collect(),
            at: 0,
            on: false,
            written: None,
            now: 0,
        }
    }

    /// Whether there is anything to write in.
    pub(super) fn can(&self) -> bool {
        !self.files.is_empty()
    }

    pub(super) fn is_on(&self) -> bool {
        self.on
    }

    pub(super) fn begin(&mut self) {
        self.on = true;
    }

    /// Takes what is on the disk now, unless something was written here since.
    pub(super) fn reload(&mut self, files: &[LearnerFile]) {
        for file in files {
            let Some(text) = &file.text else {
                continue;
            };
            match self.files.iter_mut().find(|(path, _)| *path == file.path) {
                Some((_, editor)) if editor.saved() == text || editor.is_changed() => {}
                Some((_, editor)) => *editor = Editor::new(&file.path, text),
                None => self
                    .files
                    .push((file.path.clone(), Editor::new(&file.path, text))),
            }
        }
    }

    /// `text` is in the file at `path` now.
    pub(super) fn saved(&mut self, path: &str, text: &str) {
        if let Some((_, editor)) = self.files.iter_mut().find(|(of, _)| of == path) {
            editor.mark_saved(text);
        }
    }

    /// How to save every file that is not on the disk as it is here.
    pub(super) fn save(&self, item: &str, test: bool) -> Option<Effect> {
        let changed = self.files.iter().filter(|(_, editor)| editor.is_changed());
        let written = changed.map(|(path, editor)| Written {
            path: path.clone(),
            before: editor.saved().to_owned(),
            text: editor.text(),
        });
        let files: Vec<Written> = written.collect();
        (!files.is_empty()).then(|| Effect::Save {
            item: item.to_owned(),
            files,
            test,
        })
    }

    pub(super) fn fit(&mut self, width: u16, height: u16) {
        if let Some((_, editor)) = self.files.get_mut(self.at) {
            editor.fit(width, height);
        }
    }

    pub(super) fn paste(&mut self, text: &str) {
        if let Some((_, editor)) = self.files.get_mut(self.at) {
            editor.paste(text);
            self.written = Some(self.now);
        }
    }

    pub(super) fn scroll_by(&mut self, lines: i16) {
        let code = if lines > 0 {
            KeyCode::Down
        } else {
            KeyCode::Up
        };
        if let Some((_, editor)) = self.files.get_mut(self.at) {
            for _ in 0..lines.unsigned_abs() {
                editor.key(KeyEvent::new(code, KeyModifiers::NONE));
            }
        }
    }

    pub(super) fn click(&mut self, line: usize, column: usize) {
        if let Some((_, editor)) = self.files.get_mut(self.at) {
            let column = editor.column_at(u16::try_from(column).unwrap_or(0));
            editor.click(line, column);
        }
    }

    /// A key while one writes: saving, leaving, the next file, else the text.
    pub(super) fn key(&mut self, key: KeyEvent, item: &str) -> Outcome {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match (key.code, control) {
            (KeyCode::Esc, _) => {
                self.on = false;
                // Leaving is saving, and saving is testing: that is the loop.
                return match self.save(item, true) {
                    Some(save) => Outcome::ask(save),
                    None => Outcome::done(),
                };
            }
            (KeyCode::Char('s' | 't'), true) => {
                return Outcome::ask(self.save(item, true).unwrap_or(Effect::Test {
                    item: item.to_owned(),
                    changed: false,
                }));
            }
            (KeyCode::Char('o'), true) => {
                self.at = (self.at + 1) % self.files.len().max(1);
                return Outcome::done();
            }
            (KeyCode::Char('g'), true) | (KeyCode::F(2), _) => {
                return Outcome::step(Step::Act(Action::Hint));
            }
            (KeyCode::Char('w'), true) => return self.copy(),
            (KeyCode::F(_), _) => return Outcome::Ignored,
            _ => {}
        }
        let Some((_, editor)) = self.files.get_mut(self.at) else {
            return Outcome::Ignored;
        };
        if !editor.key(key) {
            return Outcome::Ignored;
        }
        self.written = editor.is_changed().then_some(self.now);
        Outcome::done()
    }

    fn copy(&self) -> Outcome {
        let selected = self
            .files
            .get(self.at)
            .and_then(|(_, editor)| editor.selected());
        match selected {
            Some(text) => Outcome::ask(Effect::Copy(text)),
            None => Outcome::say(Notice::new("nothing is selected; shift and arrows select")),
        }
    }

    /// Time went on: what was written and left alone goes to the disk.
    pub(super) fn tick(&mut self, now: i64, item: &str) -> Option<Effect> {
        let rest = i64::try_from(REST.as_millis()).unwrap_or(2_000);
        if self.now == 0 && self.written.is_some() {
            self.written = Some(now);
        }
        self.now = now;
        let written = self.written.filter(|written| now - written >= rest)?;
        let _ = written;
        self.written = None;
        self.save(item, false)
    }

    pub(super) fn wakes_after(&self) -> Option<Duration> {
        self.written.map(|_| REST)
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, focused: bool) {
        let Some((path, editor)) = self.files.get(self.at) else {
            return;
        };
        let changed = if editor.is_changed() { " ●" } else { "" };
        let title = if self.files.len() > 1 {
            format!(
                "{path}{changed} · {} of {} files · ctrl-o next",
                self.at + 1,
                self.files.len()
            )
        } else {
            format!("{path}{changed}")
        };
        let area = canvas.area;
        let inside = canvas.pane(&title, focused);
        keys(canvas, area, focused);
        editor.draw(&mut canvas.within(inside), focused);
    }
}

/// The keys of the editor in the lower border: nobody should have to guess how
/// to get out.
fn keys(canvas: &mut Canvas<'_>, area: ratatui::layout::Rect, focused: bool) {
    if !focused || area.width < 30 || area.height < 3 {
        return;
    }
    let pairs = [
        ("ctrl-s", "test"),
        ("esc", "done"),
        ("ctrl-z", "undo"),
        ("ctrl-g", "hint"),
    ];
    let mut line = Styled::new().text(" ");
    for (key, word) in pairs {
        line.push(Role::Hint, key);
        line.push(Role::Text, &format!(" {word}  "));
    }
    let width = u16::try_from(line.width()).unwrap_or(0);
    if width + 4 < area.width {
        let row = area.height - 1;
        canvas.line_at(2, row, &line, ratatui::style::Style::reset());
    }
}
