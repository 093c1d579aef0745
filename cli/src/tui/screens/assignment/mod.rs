//! An assignment: instructions beside what the tests say, and an editor.

mod editing;
mod panes;
mod run;
mod texts;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;

use self::editing::Editing;
use self::panes::{Pane, Panes};
use self::run::Run;
use crate::learn::hint::Which;
use crate::tui::effect::{Answer, Effect, Place, Sheet as Content, View};
use crate::tui::keymap::Action;
use crate::tui::layer::{Layer, Outcome, Step};
use crate::tui::msg::{Notice, Pointed, Target};
use crate::tui::popups::confirm::Confirm;
use crate::tui::popups::history::History;
use crate::tui::popups::query::Query;
use crate::tui::popups::sheet::Sheet;
use crate::tui::widgets::canvas::Canvas;
use crate::tui::widgets::scroll::Scroll;
use crate::ui::Look;
use crate::views::assignment::AssignmentView;

/// The screen of an assignment.
#[derive(Debug)]
pub struct Assignment {
    view: AssignmentView,
    text: Scroll,
    results: Scroll,
    run: Run,
    editing: Editing,
    focus: Pane,
    panes: Panes,
    /// Whether saving a file tests it.
    watch: bool,
    /// Whether this screen saw the first pass.
    first_pass: bool,
    /// The width and colours for which the instructions were laid out.
    laid_out: Option<Look>,
    area: Rect,
    look: Option<Look>,
}

impl Assignment {
    /// The screen of an assignment.
    #[must_use]
    pub fn new(view: AssignmentView) -> Self {
        let run = match &view.last {
            Some(report) => Run::Ended(Box::new(report.clone())),
            None => Run::None,
        };
        Self {
            editing: Editing::new(&view.files),
            view,
            text: Scroll::default(),
            results: Scroll::default(),
            run,
            focus: Pane::Text,
            panes: Panes::default(),
            watch: true,
            first_pass: false,
            laid_out: None,
            area: Rect::default(),
            look: None,
        }
    }

    fn item(&self) -> String {
        self.view.item.name.clone()
    }

    fn is_done(&self) -> bool {
        self.view.item.status.is_done()
    }

    fn divide(&mut self) {
        self.panes = Panes::new(self.area, self.editing.is_on(), self.focus);
    }

    fn focus_next(&mut self, back: bool) {
        let order: &[Pane] = if self.editing.is_on() {
            &[Pane::Code, Pane::Results, Pane::Text]
        } else {
            &[Pane::Text, Pane::Results]
        };
        let at = order
            .iter()
            .position(|pane| *pane == self.focus)
            .unwrap_or(0);
        let step = if back { order.len() - 1 } else { 1 };
        self.focus = order
            .get((at + step) % order.len())
            .copied()
            .unwrap_or(Pane::Text);
        self.divide();
    }

    fn test(&mut self) -> Outcome {
        if self.run.is_going() {
            return Outcome::say(Notice::new("the tests are running; ctrl-c stops them"));
        }
        if let Some(save) = self.editing.save(&self.view.item.name, true) {
            return Outcome::ask(save);
        }
        Outcome::ask(Effect::Test {
            item: self.item(),
            changed: false,
        })
    }

    fn edit(&mut self) -> Outcome {
        if !self.editing.can() {
            return Outcome::say(
                Notice::bad("these files are no text that can be written here")
                    .hint("the external editor opens them"),
            );
        }
        self.editing.begin();
        self.focus = Pane::Code;
        self.divide();
        Outcome::done()
    }

    fn scrolled(&mut self) -> &mut Scroll {
        match self.focus {
            Pane::Results => &mut self.results,
            _ => &mut self.text,
        }
    }

    fn ended(
        &mut self,
        report: Option<Box<codezest_core::run::report::RunReport>>,
        first: bool,
    ) -> Outcome {
        self.run = report.map_or(Run::None, Run::Ended);
        self.first_pass |= first;
        // A small screen shows what was asked for.
        if self.panes.results.is_none() {
            self.focus = Pane::Results;
            self.divide();
        }
        self.results.scroll_to(0);
        Outcome::ask(Effect::Refresh(Place::Item(self.item())))
    }

    fn take(&mut self, view: AssignmentView) {
        self.editing.reload(&view.files);
        if view.markdown != self.view.markdown || view.item.status != self.view.item.status {
            self.laid_out = None;
        }
        self.view = view;
        if self.view.last.is_none() && !self.run.is_going() {
            self.run = Run::None;
        }
    }

    /// Whether an answer about `item` is about this one.
    fn is_mine(&self, item: &str) -> bool {
        self.view.item.name == item
    }

    fn query(&self) -> Outcome {
        if !self.view.sql {
            return Outcome::say(Notice::new("only SQL assignments have a database to ask"));
        }
        let shell = Query::new(&self.view.item.name);
        Outcome::Consumed(vec![
            Step::Popup(Box::new(shell)),
            Step::Do(Query::first_question(&self.view.item.name)),
        ])
    }

    fn solution(&self, compare: bool) -> Outcome {
        self.saved_first(Effect::Solution {
            item: self.item(),
            compare,
        })
    }

    fn reset(&self) -> Outcome {
        let question = "Begin again with the starter? What you have now is kept: it is in the \
                        history and beside the new file.";
        let confirm = Confirm::new(
            "Begin again",
            question.to_owned(),
            Effect::Reset(self.item()),
        );
        // What is not on the disk would be written over the starter later.
        let save = self.editing.save(&self.view.item.name, false);
        let steps = save.into_iter().map(Step::Do);
        Outcome::Consumed(steps.chain([Step::Popup(Box::new(confirm))]).collect())
    }

    fn draw_pane(&self, canvas: &mut Canvas<'_>, pane: Pane, area: Rect, title: &str) {
        let mut canvas = canvas.within(area);
        let inside = canvas.pane(title, self.focus == pane);
        canvas.region(area, Target::Pane(usize::from(pane == Pane::Results)));
        let inside = Rect {
            x: inside.x + 1.min(inside.width),
            width: inside.width.saturating_sub(1),
            ..inside
        };
        let mut canvas = canvas.within(inside);
        match pane {
            Pane::Text => canvas.scrolled(&self.text),
            Pane::Results => canvas.scrolled(&self.results),
            Pane::Code => {}
        }
    }

    fn results_title(&self) -> String {
        match (&self.run, self.watch) {
            (Run::None, _) => "Your work".to_owned(),
            (Run::Going { .. }, _) => "Tests · running".to_owned(),
            (Run::Ended(report), _) if report.passed() => "Tests · passed".to_owned(),
            (Run::Ended(_), true) => "Tests · not passed · tested again on save".to_owned(),
            (Run::Ended(_), false) => "Tests · not passed".to_owned(),
        }
    }
}

impl Layer for Assignment {
    fn title(&self) -> Vec<String> {
        vec![self.view.course_title.clone(), self.view.item.title.clone()]
    }

    fn fit(&mut self, area: Rect, look: Look) {
        self.area = area;
        self.look = Some(look);
        self.divide();
        if let Some(text) = self.panes.text {
            self.lay_out_text(look.narrowed(usize::from(text.width.saturating_sub(5))));
            self.text.set_height(text.height.saturating_sub(2));
        }
        self.lay_out_results();
        if let Some(results) = self.panes.results {
            self.results.set_height(results.height.saturating_sub(2));
        }
        if let Some(code) = self.panes.code {
            self.editing
                .fit(code.width.saturating_sub(2), code.height.saturating_sub(2));
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        if let Some(area) = self.panes.text {
            self.draw_pane(canvas, Pane::Text, area, "Instructions");
        }
        if let Some(area) = self.panes.results {
            self.draw_pane(canvas, Pane::Results, area, &self.results_title());
        }
        if let Some(area) = self.panes.code {
            self.editing
                .draw(&mut canvas.within(area), self.focus == Pane::Code);
        }
    }

    fn key(&mut self, key: KeyEvent) -> Outcome {
        if !self.editing.is_on() {
            return Outcome::Ignored;
        }
        if self.focus != Pane::Code {
            return self.key_beside_editor(key);
        }
        let item = self.item();
        let outcome = self.editing.key(key, &item);
        if !self.editing.is_on() {
            self.focus = Pane::Text;
        }
        self.divide();
        outcome
    }

    fn paste(&mut self, text: &str) -> Outcome {
        if self.editing.is_on() && self.focus == Pane::Code {
            self.editing.paste(text);
        }
        Outcome::done()
    }

    fn act(&mut self, action: Action) -> Outcome {
        if self.scrolled().act(action) {
            return Outcome::done();
        }
        match action {
            Action::NextPane | Action::Right => self.focus_next(false),
            Action::PreviousPane => self.focus_next(true),
            Action::Left if self.focus == Pane::Results => self.focus_next(true),
            Action::Edit => return self.edit(),
            Action::Select if self.is_done() => return Outcome::step(Step::Act(Action::Next)),
            Action::Select => return self.edit(),
            Action::Test => return self.test(),
            Action::Run => return self.saved_first(Effect::RunProgram(self.item())),
            Action::External => return self.saved_first(Effect::External(self.item())),
            Action::Submit => return self.saved_first(Effect::Submit(self.item())),
            Action::Hint => {
                return Outcome::ask(Effect::Hint {
                    item: self.item(),
                    which: Which::Next,
                });
            }
            Action::Solution => return self.solution(false),
            Action::Compare => return self.solution(true),
            Action::History => return self.saved_first(Effect::History(self.item())),
            Action::Reset => return self.reset(),
            Action::Query => return self.query(),
            Action::Watch => {
                self.watch = !self.watch;
                let said = if self.watch {
                    "saving a file tests it from now on"
                } else {
                    "saving a file tests nothing from now on"
                };
                return Outcome::say(Notice::new(said));
            }
            Action::Copy => return Outcome::ask(Effect::Copy(self.view.folder.clone())),
            _ => return Outcome::Ignored,
        }
        Outcome::done()
    }

    fn pointed(&mut self, pointed: &Pointed, target: &Target) -> Outcome {
        match (pointed, target) {
            (Pointed::Wheel(lines), Target::Pane(1)) => {
                self.results.scroll_by(isize::from(*lines));
            }
            (Pointed::Wheel(lines), Target::Text(..)) => self.editing.scroll_by(*lines),
            (Pointed::Wheel(lines), _) => {
                self.text.scroll_by(isize::from(*lines));
            }
            (Pointed::Click, Target::Text(line, column)) => {
                self.focus = Pane::Code;
                self.editing.click(*line, *column);
            }
            (Pointed::Click, Target::Pane(1)) => self.focus = Pane::Results,
            (Pointed::Click, Target::Pane(_)) => self.focus = Pane::Text,
            (Pointed::Click, _) => return Outcome::Ignored,
        }
        Outcome::done()
    }

    fn answer(&mut self, answer: &mut Option<Answer>) -> Outcome {
        match answer.take() {
            Some(Answer::RunBegan { item, at }) if self.is_mine(&item) => {
                self.run = Run::begin(at);
            }
            Some(Answer::RunWent(event)) => self.run.event(&event),
            Some(Answer::RunEnded {
                item,
                report,
                first_pass,
            }) if self.is_mine(&item) => return self.ended(report, first_pass),
            Some(Answer::View {
                view: View::Assignment(view),
                ..
            }) if self.is_mine(&view.item.name) => self.take(*view),
            Some(Answer::FilesChanged) => return self.files_changed(),
            Some(Answer::Saved { path, text }) => self.editing.saved(&path, &text),
            Some(Answer::Text(content)) => return self.show(content),
            Some(Answer::History(runs)) => {
                return Outcome::step(Step::Popup(Box::new(History::new(runs))));
            }
            other => {
                *answer = other;
                return Outcome::Ignored;
            }
        }
        Outcome::done()
    }

    fn tick(&mut self, now: i64) -> Outcome {
        self.run.tick(now);
        match self.editing.tick(now, &self.view.item.name) {
            Some(save) => Outcome::ask(save),
            None => Outcome::done(),
        }
    }

    fn wakes_after(&self) -> Option<std::time::Duration> {
        let running = self
            .run
            .is_going()
            .then_some(std::time::Duration::from_millis(100));
        running.into_iter().chain(self.editing.wakes_after()).min()
    }

    fn writes(&self) -> bool {
        self.editing.is_on() && self.focus == Pane::Code
    }

    fn keys(&self) -> Vec<Action> {
        let mut keys = Vec::new();
        if self.editing.is_on() {
            return vec![Action::NextPane, Action::Palette];
        }
        if self.is_done() {
            keys.push(Action::Next);
        }
        keys.extend([Action::Edit, Action::Test]);
        if self.view.hints.1 > 0 {
            keys.push(Action::Hint);
        }
        if self.view.solution {
            keys.extend([Action::Compare, Action::Solution]);
        }
        if self.view.sql {
            keys.push(Action::Query);
        }
        if !self.is_done() {
            keys.push(Action::Next);
        }
        keys.extend([
            Action::External,
            Action::Run,
            Action::History,
            Action::Submit,
            Action::Watch,
            Action::Reset,
            Action::NextPane,
            Action::Back,
        ]);
        keys
    }

    fn word(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::Query => Some("database"),
            Action::Next if !self.is_done() => Some("skip"),
            _ => None,
        }
    }

    fn command(&self) -> Option<String> {
        Some(format!("codezest watch {}", self.view.item.name))
    }

    fn refresh(&self) -> Option<Effect> {
        Some(Effect::Resume(self.item()))
    }

    fn is_item(&self) -> bool {
        true
    }

    fn unsaved(&self) -> Option<Effect> {
        self.editing.save(&self.view.item.name, false)
    }
}

impl Assignment {
    /// Does `effect` with what is on the screen on the disk.
    fn saved_first(&self, effect: Effect) -> Outcome {
        let save = self.editing.save(&self.view.item.name, false);
        let steps = save.into_iter().chain([effect]).map(Step::Do);
        Outcome::Consumed(steps.collect())
    }

    /// While one writes, and looks at something else.
    fn key_beside_editor(&mut self, key: KeyEvent) -> Outcome {
        const CONTROL: KeyModifiers = KeyModifiers::CONTROL;
        match key.code {
            KeyCode::Esc | KeyCode::Enter => self.focus = Pane::Code,
            KeyCode::Tab => self.focus_next(false),
            KeyCode::BackTab => self.focus_next(true),
            // Whoever goes on writing wants to see it.
            KeyCode::Char(_) if self.panes.code.is_none() && !key.modifiers.contains(CONTROL) => {
                self.focus = Pane::Code;
                self.divide();
                let item = self.item();
                return self.editing.key(key, &item);
            }
            _ => return Outcome::Ignored,
        }
        self.divide();
        Outcome::done()
    }

    /// Something in the working folder is not as it was.
    fn files_changed(&mut self) -> Outcome {
        let refresh = Step::Do(Effect::Refresh(Place::Item(self.item())));
        // What is being written is tested when it is saved on purpose.
        if !self.watch || self.editing.is_on() {
            return Outcome::step(refresh);
        }
        let test = Step::Do(Effect::Test {
            item: self.item(),
            changed: true,
        });
        Outcome::Consumed(vec![refresh, test])
    }

    fn show(&mut self, content: Content) -> Outcome {
        let sheet = Sheet::new(&self.view.item.name, content);
        Outcome::step(Step::Popup(Box::new(sheet)))
    }
}

#[cfg(test)]
mod tests;
