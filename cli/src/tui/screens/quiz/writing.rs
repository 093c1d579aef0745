//! Answers that are written: a text, a number, gaps, output.

use codezest_core::course::model::{Question, QuestionKind};
use codezest_core::learning::quiz::answer::{Answer, AnswerError};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::field::Reaction;
use crate::tui::msg::Target;
use crate::tui::widgets::canvas::Canvas;
use crate::tui::widgets::input::Input;
use crate::ui::{Role, Styled};
use crate::views::attempt::QuestionView;

/// Most lines of an output.
const MOST_LINES: usize = 200;

/// What is written so far.
#[derive(Debug)]
pub(super) struct Writing {
    shape: Shape,
    inputs: Vec<Input>,
    /// The line one writes in.
    at: usize,
    /// The first line that is seen, and how many are.
    top: usize,
    height: usize,
}

/// What the lines are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// The one line of an answer.
    Line,
    /// One line for each gap.
    Gaps,
    /// As many as the output has.
    Lines,
}

impl Writing {
    /// An empty answer to a question.
    pub(super) fn of(view: &QuestionView) -> Self {
        let kind = &view.question.kind;
        let (shape, lines) = match kind {
            QuestionKind::Gap { gaps, .. } => (Shape::Gaps, gaps.len().max(1)),
            _ if kind.has_several_lines() => (Shape::Lines, 1),
            _ => (Shape::Line, 1),
        };
        Self {
            shape,
            inputs: vec![Input::default(); lines],
            at: 0,
            top: 0,
            height: 1,
        }
    }

    /// How many rows it would like.
    pub(super) fn rows(&self) -> usize {
        self.inputs.len()
    }

    /// So many rows can be seen.
    pub(super) fn set_height(&mut self, height: u16) {
        self.height = usize::from(height).max(1);
        self.follow();
    }

    /// Takes a key before the keymap sees it.
    pub(super) fn key(&mut self, key: KeyEvent) -> Reaction {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let writes = "hdaeukw";
        match key.code {
            KeyCode::Enter => return self.enter(),
            KeyCode::Tab if self.shape == Shape::Gaps => self.go(1, true),
            KeyCode::BackTab if self.shape == Shape::Gaps => self.go(-1, true),
            KeyCode::Down if self.shape == Shape::Lines && self.at + 1 == self.inputs.len() => {
                self.new_line();
            }
            KeyCode::Down if self.shape != Shape::Line => self.go(1, false),
            KeyCode::Up if self.shape != Shape::Line => self.go(-1, false),
            KeyCode::Backspace if self.joins() => {
                self.inputs.remove(self.at);
                self.go(-1, false);
            }
            KeyCode::Char(c) if control && !writes.contains(c) => return Reaction::Ignored,
            KeyCode::Char(_)
            | KeyCode::Backspace
            | KeyCode::Delete
            | KeyCode::Left
            | KeyCode::Right
            | KeyCode::Home
            | KeyCode::End => {
                if let Some(input) = self.inputs.get_mut(self.at) {
                    input.key(key);
                }
            }
            _ => return Reaction::Ignored,
        }
        Reaction::Changed
    }

    /// Takes what was pasted; each line of it, where there can be several.
    pub(super) fn paste(&mut self, text: &str) {
        if self.shape != Shape::Lines {
            self.insert(text.trim_end_matches(['\r', '\n']));
            return;
        }
        for (number, line) in text.lines().enumerate() {
            if number > 0 {
                self.new_line();
            }
            self.insert(line);
        }
    }

    fn insert(&mut self, text: &str) {
        if let Some(input) = self.inputs.get_mut(self.at) {
            input.insert(text);
        }
    }

    /// Whether backspace takes this empty line of an output away.
    fn joins(&self) -> bool {
        self.shape == Shape::Lines && self.at > 0 && self.is_empty_at(self.at)
    }

    fn is_empty_at(&self, at: usize) -> bool {
        self.inputs
            .get(at)
            .is_some_and(|input| input.text().is_empty())
    }

    fn enter(&mut self) -> Reaction {
        match self.shape {
            Shape::Gaps if self.at + 1 < self.inputs.len() => self.go(1, false),
            Shape::Lines if !self.ends() => self.new_line(),
            _ => return Reaction::HandIn,
        }
        Reaction::Changed
    }

    /// Whether Enter ends an output: in its last line, which is empty.
    fn ends(&self) -> bool {
        self.at + 1 == self.inputs.len() && self.is_empty_at(self.at)
    }

    fn new_line(&mut self) {
        if self.inputs.len() < MOST_LINES {
            self.at += 1;
            self.inputs
                .insert(self.at.min(self.inputs.len()), Input::default());
            self.follow();
        }
    }

    /// Writes in another line.
    fn go(&mut self, by: isize, around: bool) {
        let last = self.inputs.len().saturating_sub(1);
        self.at = match (self.at.checked_add_signed(by), around) {
            (Some(at), _) if at <= last => at,
            (Some(_), true) => 0,
            (None, true) => last,
            (Some(_), false) => last,
            (None, false) => 0,
        };
        self.follow();
    }

    /// Writes in the line that was pointed at.
    pub(super) fn go_to(&mut self, at: usize) {
        self.at = at.min(self.inputs.len().saturating_sub(1));
        self.follow();
    }

    /// The line one writes in is always seen.
    fn follow(&mut self) {
        self.top = self.top.min(self.at);
        self.top = self.top.max((self.at + 1).saturating_sub(self.height));
        self.top = self.top.min(self.inputs.len().saturating_sub(self.height));
    }

    /// The answer as it is now.
    ///
    /// # Errors
    /// It cannot be read, which costs nothing.
    pub(super) fn answer(&self, question: &Question) -> Result<Answer, AnswerError> {
        let texts: Vec<String> = self
            .inputs
            .iter()
            .map(|input| input.text().to_owned())
            .collect();
        match self.shape {
            Shape::Gaps => Answer::of_gaps(question, &texts),
            Shape::Line | Shape::Lines => Answer::parse(question, &[], &texts.join("\n")),
        }
    }

    /// What Enter does.
    pub(super) fn select_word(&self) -> &'static str {
        let empty = self
            .inputs
            .iter()
            .all(|input| input.text().trim().is_empty());
        match self.shape {
            Shape::Gaps if self.at + 1 < self.inputs.len() => "next gap",
            Shape::Lines if !self.ends() => "next line",
            _ if empty => "skip",
            _ => "hand in",
        }
    }

    /// How to answer, in a sentence.
    pub(super) fn how(&self) -> Option<&'static str> {
        match self.shape {
            Shape::Line => None,
            Shape::Gaps if self.inputs.len() < 2 => None,
            Shape::Gaps => Some("One line for each gap; tab goes to the next."),
            Shape::Lines => Some("Line by line; enter in an empty last line hands it in."),
        }
    }

    /// Draws the lines from row `from` on.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, from: u16) {
        let seen = self.inputs.iter().enumerate().skip(self.top);
        for (row, (at, input)) in (from..canvas.area.height).zip(seen.take(self.height)) {
            let label = self.label(at);
            if at == self.at {
                input.draw(canvas, row, &label);
            } else {
                let line = Styled::new().role(Role::Dim, &label).text(input.text());
                canvas.line(row, &line);
            }
            canvas.row_region(row, Target::Row(at));
        }
    }

    fn label(&self, at: usize) -> String {
        let here = if at == self.at { "▸ " } else { "  " };
        match self.shape {
            Shape::Gaps if self.inputs.len() > 1 => format!("{here}{}: ", at + 1),
            _ => here.to_owned(),
        }
    }
}
