//! A quiz: its terms, question after question, what came of each answer, the
//! score, and what was missed.

mod asking;
mod choosing;
mod field;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
mod writing;

use std::time::Duration;

use codezest_core::time::Timestamp;
use ratatui::crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use self::asking::Asking;
use crate::learn::quiz::Answered;
use crate::lines::markdown::sentence;
use crate::lines::quiz;
use crate::tui::effect::{Answer, Effect, Place, View};
use crate::tui::keymap::Action;
use crate::tui::layer::{Layer, Outcome, Step};
use crate::tui::msg::{Notice, Pointed, Target};
use crate::tui::widgets::canvas::Canvas;
use crate::tui::widgets::scroll::Scroll;
use crate::ui::{Look, Role, Styled};
use crate::views::attempt::{QuizView, ResultView};

/// Columns of a comfortable page.
const PAGE: u16 = 84;

/// The screen of a quiz.
#[derive(Debug)]
pub struct Quiz {
    view: QuizView,
    state: State,
    /// What the last attempt came to, once one ended here.
    result: Option<ResultView>,
    scroll: Scroll,
    laid_out: Option<Look>,
    area: Rect,
}

/// What is shown.
#[derive(Debug)]
enum State {
    /// What an attempt is, or what one came to.
    Between,
    /// A question that waits for its answer.
    Asking(Box<Asking>),
    /// What came of an answer.
    Answered {
        /// The question, the answer and the verdict.
        answered: Box<Answered>,
        /// How many questions there are.
        of: usize,
        /// Whether no other question follows.
        last: bool,
    },
    /// A mistake of the last attempt, by its number among them from 0.
    Missed(usize),
}

impl Quiz {
    /// The screen of a quiz.
    #[must_use]
    pub fn new(view: QuizView) -> Self {
        Self {
            view,
            state: State::Between,
            result: None,
            scroll: Scroll::default(),
            laid_out: None,
            area: Rect::default(),
        }
    }

    fn item(&self) -> String {
        self.view.item.name.clone()
    }

    fn enter(&mut self, state: State) -> Outcome {
        self.state = state;
        self.laid_out = None;
        self.scroll.scroll_to(0);
        Outcome::done()
    }

    /// The mistakes of the last attempt.
    fn missed(&self) -> Vec<&Answered> {
        match &self.result {
            Some(result) => {
                let answered = result.answered.iter();
                answered.filter(|one| !one.graded.correct).collect()
            }
            None => self.view.missed.iter().collect(),
        }
    }

    fn lay_out(&mut self, look: Look) {
        let mut verdict = None;
        let lines = match &self.state {
            State::Between => self.between(look),
            State::Asking(_) => return,
            State::Answered { answered, of, .. } => {
                let mut lines = quiz::head(answered.place, *of, answered.question.points);
                lines.push(Styled::new());
                lines.extend(quiz::answered(answered, look));
                verdict = Some(lines.len() - quiz::feedback_height(answered, look));
                lines
            }
            State::Missed(at) => self.mistake(*at, look),
        };
        self.scroll.set_lines(lines);
        self.scroll.set_height(self.area.height);
        if let Some(verdict) = verdict.filter(|_| !self.scroll.at_end()) {
            // The question is known; what came of the answer is not.
            self.scroll.scroll_to(verdict.saturating_sub(1));
        }
    }

    fn between(&self, look: Look) -> Vec<Styled> {
        let Some(result) = &self.result else {
            return quiz::introduction(&self.view, look);
        };
        let mut lines = vec![
            Styled::new().role(Role::Title, &self.view.item.title),
            Styled::new(),
        ];
        lines.extend(quiz::result(result, look));
        lines.push(Styled::new());
        if let Some(next) = &self.view.next {
            let said = format!("Next: {}", next.item.title);
            lines.extend(sentence(&said, Role::Hint, look));
        }
        if let Some(left) = self.view.left.filter(|_| !result.score.passed) {
            let left = crate::lines::home::count(left, "attempt");
            lines.extend(sentence(&format!("{left} left"), Role::Dim, look));
        }
        lines
    }

    fn mistake(&self, at: usize, look: Look) -> Vec<Styled> {
        let missed = self.missed();
        let Some(answered) = missed.get(at) else {
            return Vec::new();
        };
        let head = format!("Missed: {} of {}", at + 1, missed.len());
        let mut lines = vec![Styled::new().role(Role::Title, &head), Styled::new()];
        lines.extend(quiz::answered(answered, look));
        lines
    }

    fn select(&mut self) -> Outcome {
        match &self.state {
            State::Between if self.result.is_some() => match self.missed().is_empty() {
                true => Outcome::step(Step::Act(Action::Next)),
                false => self.enter(State::Missed(0)),
            },
            State::Between => self.begin(),
            State::Asking(_) => Outcome::Ignored,
            State::Answered { .. } => Outcome::ask(Effect::NextQuestion(self.item())),
            State::Missed(at) => {
                let next = at + 1;
                self.turn_to(Some(next).filter(|next| *next < self.missed().len()))
            }
        }
    }

    /// Shows a mistake, or what was shown before them.
    fn turn_to(&mut self, mistake: Option<usize>) -> Outcome {
        self.enter(mistake.map_or(State::Between, State::Missed))
    }

    fn begin(&self) -> Outcome {
        Outcome::ask(Effect::BeginQuiz(self.item()))
    }

    fn review(&mut self) -> Outcome {
        if self.missed().is_empty() {
            return Outcome::say(Notice::new("nothing was missed"));
        }
        self.enter(State::Missed(0))
    }

    /// Leaves an attempt that is under way.
    fn leave(&self) -> Outcome {
        let kept = Notice::new("your answers are kept: opening the quiz goes on with them");
        Outcome::Consumed(vec![Step::Back, Step::Say(kept)])
    }

    /// What keys do beside what every state has.
    fn act_by_state(&mut self, action: Action) -> Outcome {
        match (&mut self.state, action) {
            (State::Asking(_) | State::Answered { .. }, Action::Back) => self.leave(),
            (State::Asking(asking), _) => asking.act(action),
            (_, Action::Select) => self.select(),
            // The next item is not what comes next here.
            (State::Answered { .. }, Action::Next | Action::Right) => self.select(),
            (State::Answered { .. }, Action::Left) => Outcome::done(),
            (State::Missed(_), Action::Back) => self.turn_to(None),
            (State::Missed(at), Action::Left) => {
                let before = at.checked_sub(1);
                self.turn_to(before)
            }
            (State::Missed(_), Action::Right) => self.select(),
            (State::Between, Action::Review | Action::Compare) => self.review(),
            (State::Between, Action::Run | Action::Reset) => self.begin(),
            _ => Outcome::Ignored,
        }
    }

    fn ended(&mut self, result: ResultView) -> Outcome {
        self.result = Some(result);
        let _ = self.enter(State::Between);
        Outcome::ask(Effect::Refresh(Place::Item(self.item())))
    }
}

impl Layer for Quiz {
    fn title(&self) -> Vec<String> {
        vec![self.view.course_title.clone(), self.view.item.title.clone()]
    }

    fn fit(&mut self, area: Rect, look: Look) {
        let width = area.width.min(PAGE);
        let margin = ((area.width - width) / 2).max(1).min(area.width);
        let top = u16::from(area.height > 16);
        self.area = Rect {
            x: area.x + margin,
            y: area.y + top,
            width: width.min(area.width - margin),
            height: area.height - top,
        };
        let look = look.narrowed(usize::from(self.area.width.saturating_sub(2)));
        if let State::Asking(asking) = &mut self.state {
            asking.fit(self.area, look);
            return;
        }
        if self.laid_out != Some(look) {
            self.lay_out(look);
            self.laid_out = Some(look);
        }
        self.scroll.set_height(self.area.height);
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        match &self.state {
            State::Asking(asking) => asking.draw(canvas),
            _ => canvas.within(self.area).scrolled(&self.scroll),
        }
    }

    fn key(&mut self, key: KeyEvent) -> Outcome {
        match &mut self.state {
            State::Asking(asking) => asking.key(key),
            _ => Outcome::Ignored,
        }
    }

    fn paste(&mut self, text: &str) -> Outcome {
        match &mut self.state {
            State::Asking(asking) => asking.paste(text),
            _ => Outcome::Ignored,
        }
    }

    fn act(&mut self, action: Action) -> Outcome {
        let outcome = self.act_by_state(action);
        if matches!(outcome, Outcome::Ignored) && self.scroll.act(action) {
            return Outcome::done();
        }
        outcome
    }

    fn pointed(&mut self, pointed: &Pointed, target: &Target) -> Outcome {
        if let State::Asking(asking) = &mut self.state {
            return asking.pointed(pointed, target);
        }
        match pointed {
            Pointed::Wheel(lines) => {
                self.scroll.scroll_by(isize::from(*lines));
                Outcome::done()
            }
            Pointed::Click => Outcome::Ignored,
        }
    }

    fn answer(&mut self, answer: &mut Option<Answer>) -> Outcome {
        match answer.take() {
            Some(Answer::View {
                view: View::Quiz(view),
                ..
            }) if view.item.name == self.view.item.name => {
                self.view = *view;
                self.laid_out = None;
                Outcome::done()
            }
            Some(Answer::Question(view)) if view.item == self.view.item.name => {
                self.result = None;
                self.enter(State::Asking(Box::new(Asking::new(*view))))
            }
            Some(Answer::Answered {
                item,
                answered,
                of,
                last,
            }) if item == self.view.item.name => self.enter(State::Answered { answered, of, last }),
            Some(Answer::QuizEnded(result)) if result.item == self.view.item.name => {
                self.ended(*result)
            }
            other => {
                *answer = other;
                Outcome::Ignored
            }
        }
    }

    fn tick(&mut self, now: i64) -> Outcome {
        match &mut self.state {
            State::Asking(asking) => asking.tick(Timestamp(now)),
            _ => Outcome::Ignored,
        }
    }

    fn wakes_after(&self) -> Option<Duration> {
        match &self.state {
            State::Asking(asking) if asking.is_timed() => Some(Duration::from_secs(1)),
            _ => None,
        }
    }

    fn writes(&self) -> bool {
        matches!(&self.state, State::Asking(asking) if asking.field.writes())
    }

    fn keys(&self) -> Vec<Action> {
        match &self.state {
            State::Between if self.result.is_some() => {
                let next = (!self.missed().is_empty()).then_some(Action::Next);
                let rest = [Action::Run, Action::Back];
                let all = [Action::Select].into_iter().chain(next).chain(rest);
                all.collect()
            }
            State::Between if self.view.missed.is_empty() => {
                vec![Action::Select, Action::Next, Action::Back]
            }
            State::Between => vec![Action::Select, Action::Review, Action::Next, Action::Back],
            State::Asking(asking) if asking.field.writes() => vec![Action::Select, Action::Back],
            State::Asking(_) => vec![Action::Select, Action::Solution, Action::Back],
            State::Answered { .. } => vec![Action::Select, Action::Back],
            State::Missed(_) => vec![Action::Select, Action::Back],
        }
    }

    fn word(&self, action: Action) -> Option<&'static str> {
        Some(match (&self.state, action) {
            (State::Asking(asking), Action::Select) => asking.field.select_word(),
            (State::Asking(_), Action::Solution) => "skip",
            (State::Asking(_) | State::Answered { .. }, Action::Back) => "leave",
            (State::Answered { last: true, .. }, Action::Select) => "the result",
            (State::Answered { last: false, .. }, Action::Select) => "next question",
            (State::Missed(at), Action::Select) if at + 1 < self.missed().len() => "next mistake",
            (State::Missed(_), Action::Select) => "done",
            (State::Between, Action::Select) => match &self.result {
                Some(_) if self.missed().is_empty() => "next item",
                Some(_) => "what was missed",
                None if self.view.interrupted.is_some() => "go on",
                None => "begin",
            },
            (State::Between, Action::Run) => "again",
            (State::Between, Action::Review) => "mistakes",
            _ => return None,
        })
    }

    fn command(&self) -> Option<String> {
        let review = match &self.state {
            State::Missed(_) => " --review",
            _ => "",
        };
        Some(format!("codezest quiz {}{review}", self.view.item.name))
    }

    fn refresh(&self) -> Option<Effect> {
        Some(Effect::Refresh(Place::Item(self.item())))
    }

    fn is_item(&self) -> bool {
        true
    }
}
