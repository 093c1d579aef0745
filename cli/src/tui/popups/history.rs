//! Earlier test runs: look at one again, or bring its files back.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::confirm::Confirm;
use crate::tui::effect::Effect;
use crate::tui::keymap::Action;
use crate::tui::layer::{Layer, Outcome, Step};
use crate::tui::msg::{Notice, Pointed, Target};
use crate::tui::widgets::canvas::{Canvas, middle};
use crate::tui::widgets::cursor::Cursor;
use crate::ui::{Look, Role, Styled};
use crate::views::history::{History as Runs, RunLine};

/// The runs of an item.
#[derive(Debug)]
pub struct History {
    runs: Runs,
    cursor: Cursor,
    area: Rect,
}

impl History {
    /// A list of `runs`.
    #[must_use]
    pub fn new(runs: Runs) -> Self {
        Self {
            cursor: Cursor::new(runs.runs.len()),
            runs,
            area: Rect::default(),
        }
    }

    fn chosen(&self) -> Option<&RunLine> {
        self.runs.runs.get(self.cursor.at())
    }

    fn show(&self) -> Outcome {
        let Some(run) = self.chosen() else {
            return Outcome::done();
        };
        Outcome::ask(Effect::Report {
            item: self.runs.item.clone(),
            run: run.id.clone(),
        })
    }

    fn restore(&self) -> Outcome {
        let Some(run) = self.chosen() else {
            return Outcome::done();
        };
        if !run.restorable {
            return Outcome::say(Notice::bad("the files of that run are not on this machine"));
        }
        let question = format!(
            "Bring the files of {} back? What you have now is kept and can be restored, too.",
            run.when
        );
        let effect = Effect::Restore {
            item: self.runs.item.clone(),
            run: run.id.clone(),
        };
        let confirm = Confirm::new("Restore", question, effect);
        Outcome::Consumed(vec![Step::ClosePopup, Step::Popup(Box::new(confirm))])
    }
}

fn line(run: &RunLine) -> Styled {
    let (role, sign) = if run.passed() {
        (Role::Good, "✓")
    } else {
        (Role::Bad, "✗")
    };
    Styled::new()
        .role(role, sign)
        .text(&format!(" {}  ", run.when))
        .text(&format!("{} of {}  ", run.counts.passed, run.counts.total))
        .role(Role::Dim, &run.outcome_word())
}

impl Layer for History {
    fn title(&self) -> Vec<String> {
        vec!["Earlier test runs".to_owned()]
    }

    fn fit(&mut self, area: Rect, _look: Look) {
        let wanted = u16::try_from(self.runs.runs.len()).unwrap_or(u16::MAX);
        self.area = middle(area, 60, wanted.saturating_add(2).max(3));
        self.cursor.set_height(self.area.height.saturating_sub(2));
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        let mut canvas = canvas.within(self.area);
        canvas.clear();
        let inside = canvas.pane("Earlier test runs", true);
        let mut canvas = canvas.within(inside);
        if self.runs.runs.is_empty() {
            canvas.line(0, &Styled::new().role(Role::Dim, " No test run yet."));
        }
        let chosen = canvas.theme.chosen();
        let runs = self.runs.runs.iter().enumerate().skip(self.cursor.top());
        for (row, (at, run)) in (0..canvas.area.height).zip(runs) {
            let here = at == self.cursor.at();
            let under = if here { chosen } else { Style::new() };
            canvas.paint_row(row, under);
            let mut text = Styled::new().text(if here { "▸ " } else { "  " });
            text.append(line(run));
            canvas.line_on(row, &text, under);
            canvas.row_region(row, Target::Row(at));
        }
    }

    fn act(&mut self, action: Action) -> Outcome {
        if self.cursor.act(action) {
            return Outcome::done();
        }
        match action {
            Action::Select => self.show(),
            Action::Reset => self.restore(),
            _ => Outcome::Ignored,
        }
    }

    fn pointed(&mut self, pointed: &Pointed, target: &Target) -> Outcome {
        match (pointed, target) {
            (Pointed::Click, Target::Row(at)) => {
                self.cursor.go_to(*at);
                self.show()
            }
            (Pointed::Wheel(entries), _) => {
                self.cursor.move_by(isize::from(*entries));
                Outcome::done()
            }
            _ => Outcome::done(),
        }
    }

    fn keys(&self) -> Vec<Action> {
        vec![Action::Select, Action::Reset, Action::Back]
    }

    fn word(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::Select => Some("results"),
            Action::Reset => Some("restore its files"),
            _ => None,
        }
    }

    fn command(&self) -> Option<String> {
        Some(format!("codezest history {}", self.runs.item))
    }
}
