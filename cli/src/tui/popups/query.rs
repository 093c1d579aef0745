//! A shell on the database of an SQL assignment: statements go in, tables
//! come out. What changes the database stays changed until the shell closes.

use ratatui::crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

use crate::lines::markdown::sentence;
use crate::lines::result_set;
use crate::tui::effect::{Answer, Effect};
use crate::tui::keymap::Action;
use crate::tui::layer::{Layer, Outcome, Step};
use crate::tui::msg::{Pointed, Target};
use crate::tui::widgets::canvas::{Canvas, middle};
use crate::tui::widgets::input::Input;
use crate::tui::widgets::scroll::Scroll;
use crate::ui::{Look, Role, Styled};
use crate::views::query::QueryView;

/// Rows of a table that are shown.
const ROWS: usize = 200;

/// The shell.
#[derive(Debug)]
pub struct Query {
    item: String,
    input: Input,
    /// What was asked, oldest first, to ask it again.
    asked: Vec<String>,
    /// Which of them is in the line.
    recalled: Option<usize>,
    /// Statements that changed something.
    changes: Vec<String>,
    answers: Vec<QueryView>,
    waiting: bool,
    scroll: Scroll,
    area: Rect,
    look: Option<Look>,
}

impl Query {
    /// The shell of `item`.
    #[must_use]
    pub fn new(item: &str) -> Self {
        Self {
            item: item.to_owned(),
            input: Input::default(),
            asked: Vec::new(),
            recalled: None,
            changes: Vec::new(),
            answers: Vec::new(),
            waiting: true,
            scroll: Scroll::default(),
            area: Rect::default(),
            look: None,
        }
    }

    /// What to ask first: which tables there are.
    #[must_use]
    pub fn first_question(item: &str) -> Effect {
        Effect::Query {
            item: item.to_owned(),
            before: Vec::new(),
            sql: ".tables".to_owned(),
        }
    }

    fn ask(&mut self) -> Outcome {
        let sql = self.input.text().trim().to_owned();
        if sql.is_empty() || self.waiting {
            return Outcome::done();
        }
        self.input.clear();
        self.recalled = None;
        if self.asked.last() != Some(&sql) {
            self.asked.push(sql.clone());
        }
        self.waiting = true;
        Outcome::ask(Effect::Query {
            item: self.item.clone(),
            before: self.changes.clone(),
            sql,
        })
    }

    /// Nobody reads the answer to a question that is still going on.
    fn close(&self) -> Outcome {
        let stop = self.waiting.then_some(Step::Do(Effect::Stop));
        Outcome::Consumed(stop.into_iter().chain([Step::ClosePopup]).collect())
    }

    fn recall(&mut self, back: bool) {
        let last = self.asked.len();
        let at = match (self.recalled, back) {
            (None, true) => last.checked_sub(1),
            (None, false) => None,
            (Some(at), true) => Some(at.saturating_sub(1)),
            (Some(at), false) => Some(at + 1).filter(|at| *at < last),
        };
        let text = at.and_then(|at| self.asked.get(at)).cloned();
        self.input = Input::with(&text.unwrap_or_default());
        self.recalled = at;
    }

    fn take(&mut self, answer: QueryView) {
        self.waiting = false;
        if answer.changes() {
            self.changes
                .push(answer.sql.trim_end_matches(';').to_owned());
        }
        self.answers.push(answer);
        self.lay_out();
        self.scroll.scroll_to(usize::MAX);
    }

    fn lay_out(&mut self) {
        let Some(look) = self.look else {
            return;
        };
        let mut lines = Vec::new();
        for answer in &self.answers {
            lines.push(
                Styled::new()
                    .role(Role::Hint, "> ")
                    .role(Role::Code, &answer.sql),
            );
            for table in &answer.tables {
                lines.extend(result_set::lines(table, look.width, ROWS));
            }
            match &answer.error {
                Some(error) => lines.extend(sentence(error, Role::Bad, look)),
                None if answer.tables.is_empty() => {
                    lines.push(Styled::new().role(Role::Good, "✓ done"))
                }
                None => {}
            }
            lines.push(Styled::new());
        }
        self.scroll.set_lines(lines);
    }
}

impl Layer for Query {
    fn title(&self) -> Vec<String> {
        vec!["Database".to_owned()]
    }

    fn fit(&mut self, area: Rect, look: Look) {
        self.area = middle(area, 100, area.height);
        let look = look.narrowed(usize::from(self.area.width.saturating_sub(4)));
        if self.look != Some(look) {
            self.look = Some(look);
            self.lay_out();
        }
        self.scroll.set_height(self.area.height.saturating_sub(4));
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        let mut canvas = canvas.within(self.area);
        let inside = canvas.popup("Database · .tables and .schema say what is there");
        let answers = Rect {
            height: inside.height.saturating_sub(2),
            ..inside
        };
        canvas.within(answers).scrolled(&self.scroll);
        let mut canvas = canvas.within(inside);
        let row = inside.height.saturating_sub(1);
        if self.waiting {
            canvas.line(
                row,
                &Styled::new().role(Role::Dim, "asking… (ctrl-c stops it)"),
            );
        } else {
            self.input.draw(&mut canvas, row, "sql> ");
        }
    }

    fn key(&mut self, key: KeyEvent) -> Outcome {
        match key.code {
            KeyCode::Esc => return self.close(),
            KeyCode::Enter => return self.ask(),
            KeyCode::Up => self.recall(true),
            KeyCode::Down => self.recall(false),
            KeyCode::PageUp => {
                self.scroll.act(Action::PageUp);
            }
            KeyCode::PageDown => {
                self.scroll.act(Action::PageDown);
            }
            KeyCode::F(_) => return Outcome::Ignored,
            _ => {
                self.input.key(key);
            }
        }
        Outcome::done()
    }

    fn paste(&mut self, text: &str) -> Outcome {
        self.input.insert(text);
        Outcome::done()
    }

    fn pointed(&mut self, pointed: &Pointed, _target: &Target) -> Outcome {
        if let Pointed::Wheel(lines) = pointed {
            self.scroll.scroll_by(isize::from(*lines));
        }
        Outcome::done()
    }

    fn answer(&mut self, answer: &mut Option<Answer>) -> Outcome {
        match answer.take() {
            Some(Answer::Queried(view)) => {
                self.take(view);
                Outcome::done()
            }
            other => {
                *answer = other;
                Outcome::Ignored
            }
        }
    }

    fn writes(&self) -> bool {
        true
    }

    fn keys(&self) -> Vec<Action> {
        vec![Action::Select, Action::Back]
    }

    fn word(&self, action: Action) -> Option<&'static str> {
        (action == Action::Select).then_some("ask")
    }

    fn command(&self) -> Option<String> {
        Some(format!("codezest query {} SQL", self.item))
    }
}
