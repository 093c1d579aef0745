//! The loop: waits, hands messages to the model, carries out effects, draws.
//! Only here the terminal is touched.

mod assignments;
mod fault;
mod news;
mod quizzes;
mod saving;
mod search;
mod session;
mod settings;
mod signals;
mod terminal;
mod waiting;
mod wake;
mod watching;

use std::collections::VecDeque;
use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};

use ratatui::crossterm::event::{
    Event, KeyEventKind, MouseButton, MouseEvent, MouseEventKind, poll, read,
};
use ratatui::layout::Position;

use self::news::News;
use self::session::{Session, cannot_draw};
use self::signals::Meaning;
use self::terminal::Terminal;
use self::waiting::Waiting;
use self::wake::{Wake, Woken};
use super::effect::{Effect, Place};
use super::keymap::Keymap;
use super::model::Model;
use super::msg::{Msg, Notice, Pointed, Region, Target};
use super::update::update;
use super::view::view;
use crate::context::Context;
use crate::failure::{Exit, Result};

/// News alone are drawn at most so often; keys at once.
const FRAME: Duration = Duration::from_millis(16);

/// How long to look for keys that are there: no time at all would not look.
const GLANCE: Duration = Duration::from_micros(200);

/// Lines that one step of the wheel moves.
const WHEEL: i16 = 3;

/// Shows `place`, until the learner leaves.
///
/// # Errors
/// The terminal cannot be used, or this program has a fault: then the terminal
/// is given back, and what was written is on the disk.
pub fn run(context: &Context, place: Place) -> Result<Exit> {
    let (sender, wake) = Wake::new().map_err(cannot_draw)?;
    let (keymap, conflicts) = Keymap::new(&context.config.keys());
    let theme = settings::theme(context);
    // Databases that cannot be used are a matter for lines, not for a screen.
    context.content()?;
    context.account()?;
    let faults = fault::catch();
    let mut terminal = Terminal::take(context.config.mouse()).map_err(cannot_draw)?;
    let listener = sender.another().map_err(cannot_draw)?;
    signals::listen(listener, terminal.lent()).map_err(cannot_draw)?;
    let mut program = Loop {
        model: Model::new(terminal.size(), theme, keymap),
        session: Session::new(context, sender),
        effects: VecDeque::from([Effect::Open(Place::Home)]),
        regions: Vec::new(),
        wake,
        waiting: Waiting::default(),
        unheard: false,
        drawn: None,
        ticked: Instant::now(),
    };
    if place != Place::Home {
        program.effects.push_back(Effect::Open(place));
    }
    if let Some(conflict) = conflicts.first() {
        let notice = Notice::bad(conflict.to_string()).hint("codezest config edit");
        program.model.notice = Some(notice);
    }
    let ended = std::panic::catch_unwind(AssertUnwindSafe(|| program.run(&mut terminal)));
    let left = terminal.leave();
    if !matches!(ended, Ok(Ok(_))) {
        // Nothing that was written may be lost.
        program.save_everything(&mut terminal);
    }
    program.session.say_rescued();
    match ended {
        Ok(exit) => exit.and_then(|exit| left.map(|()| exit).map_err(cannot_draw)),
        Err(_) => Err(faults.failure(context)),
    }
}

/// Everything that the loop keeps.
struct Loop<'a> {
    model: Model,
    session: Session<'a>,
    effects: VecDeque<Effect>,
    regions: Vec<Region>,
    wake: Wake,
    waiting: Waiting,
    /// Whether keys may be left that were read from the terminal already:
    /// nothing would wake the loop for them.
    unheard: bool,
    /// When it was drawn last; never, or not since something changed.
    drawn: Option<Instant>,
    ticked: Instant,
}

impl Loop<'_> {
    fn run(&mut self, terminal: &mut Terminal) -> Result<Exit> {
        let mut changed = true;
        let mut urgent = true;
        loop {
            changed |= self.carry_out(terminal)?;
            if let Some(exit) = self.model.exit {
                return Ok(exit);
            }
            let since = self.drawn.map_or(FRAME, |drawn| drawn.elapsed());
            if changed && (urgent || since >= FRAME) {
                self.draw(terminal)?;
                changed = false;
                urgent = false;
            }
            let frame = changed.then(|| FRAME.saturating_sub(since));
            let until_tick = self.until_tick();
            let again = self.waiting.until_next();
            let unheard = self.unheard.then_some(Duration::ZERO);
            let times = frame.into_iter().chain(until_tick);
            let time = times.chain(again).chain(unheard).min();
            match self.wake.wait(time) {
                Woken::Elapsed if until_tick.is_some_and(|left| Some(left) == time) => {
                    self.tick();
                    changed = true;
                }
                Woken::Gone => {
                    self.deal_with(Msg::Terminate);
                    continue;
                }
                _ => {}
            }
            urgent |= self.read_keys()?;
            let heard = self.hear_news(terminal)?;
            changed |= urgent || heard;
        }
    }

    fn tick(&mut self) {
        let now = self.session.context.clock.moment(0).at.0;
        self.ticked = Instant::now();
        self.deal_with(Msg::Tick(now));
    }

    /// How long until a layer wants to know the time.
    fn until_tick(&mut self) -> Option<Duration> {
        let mut wanted = self.model.wakes_after()?;
        if self.model.theme.still {
            wanted = wanted.max(Duration::from_secs(1));
        }
        Some(wanted.saturating_sub(self.ticked.elapsed()))
    }

    /// Carries out what is asked for until nothing more is, or until another
    /// process holds what it needs; whether anything was.
    fn carry_out(&mut self, terminal: &mut Terminal) -> Result<bool> {
        let mut any = false;
        self.session.leaving = self.model.exit.is_some();
        if self.waiting.rests() && !self.session.leaving {
            return Ok(false);
        }
        while let Some(effect) = self.effects.pop_front() {
            any = true;
            match self.session.carry_out(effect.clone(), terminal) {
                Ok(messages) => {
                    self.waiting.ended(&mut self.model);
                    for message in messages {
                        self.deal_with(message);
                    }
                }
                Err(failure)
                    if !self.session.leaving && self.waiting.goes_on(&failure, &mut self.model) =>
                {
                    self.effects.push_front(effect);
                    break;
                }
                // There is nothing yet to say it on.
                Err(failure) if self.model.screens.is_empty() => return Err(failure),
                Err(failure) => self.deal_with(Msg::Failed(Notice::from(&failure))),
            }
        }
        Ok(any)
    }

    fn deal_with(&mut self, msg: Msg) {
        if self.model.wakes_after().is_none() {
            self.ticked = Instant::now();
        }
        self.effects.extend(update(&mut self.model, msg));
    }

    fn draw(&mut self, terminal: &mut Terminal) -> Result {
        let model = &self.model;
        let drawn = terminal
            .draw(|buffer| view(model, buffer))
            .map_err(cannot_draw)?;
        self.regions = drawn.regions;
        self.drawn = Some(Instant::now());
        Ok(())
    }

    /// Takes every key that was pressed; whether there was one.
    fn read_keys(&mut self) -> Result<bool> {
        let (mut any, mut heard) = (false, false);
        let asked = self.effects.len();
        // Reading from a terminal that is gone would never end.
        while self.model.exit.is_none()
            && self.wake.wait(Some(Duration::ZERO)) != Woken::Gone
            && poll(GLANCE).map_err(cannot_draw)?
        {
            let event = read().map_err(cannot_draw)?;
            heard = true;
            if let Some(msg) = self.message(event) {
                any = true;
                fault::provoke(&msg);
                self.deal_with(msg);
            }
            // What a key asks for comes before what the next key does.
            if self.effects.len() > asked {
                break;
            }
        }
        // Until a look finds nothing, some may be left.
        self.unheard = heard;
        Ok(any)
    }

    fn message(&self, event: Event) -> Option<Msg> {
        match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => Some(Msg::Key(key)),
            Event::Paste(text) => Some(Msg::Paste(text)),
            Event::Resize(columns, rows) => Some(Msg::Resized(columns, rows)),
            Event::Mouse(mouse) => self.pointed(mouse),
            _ => None,
        }
    }

    fn pointed(&self, mouse: MouseEvent) -> Option<Msg> {
        let pointed = match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => Pointed::Click,
            MouseEventKind::ScrollDown => Pointed::Wheel(WHEEL),
            MouseEventKind::ScrollUp => Pointed::Wheel(-WHEEL),
            _ => return None,
        };
        let at = Position::new(mouse.column, mouse.row);
        let region = self
            .regions
            .iter()
            .rev()
            .find(|region| region.area.contains(at));
        let target = region.map(|region| match &region.target {
            Target::Text(line, _) => Target::Text(*line, usize::from(mouse.column - region.area.x)),
            target => target.clone(),
        });
        Some(Msg::Pointed(pointed, target))
    }

    /// Takes all news of other threads; whether there were any.
    fn hear_news(&mut self, terminal: &mut Terminal) -> Result<bool> {
        let mut any = false;
        while let Some(news) = self.wake.next() {
            any = true;
            if let News::Signal(signal) = news {
                self.signalled(signal, terminal)?;
                continue;
            }
            for msg in self.session.hear(news) {
                self.deal_with(msg);
            }
        }
        Ok(any)
    }

    fn signalled(&mut self, signal: i32, terminal: &mut Terminal) -> Result {
        match signals::meaning(signal) {
            // Crossterm says so, too; this only wakes the loop.
            Meaning::Resized => {
                let (columns, rows) = terminal.size();
                self.deal_with(Msg::Resized(columns, rows));
            }
            Meaning::Terminate => self.deal_with(Msg::Terminate),
            Meaning::Suspend => signals::suspend(terminal).map_err(cannot_draw)?,
            Meaning::Resumed => {
                terminal.enter().map_err(cannot_draw)?;
                let (columns, rows) = terminal.size();
                self.deal_with(Msg::Resized(columns, rows));
            }
        }
        Ok(())
    }

    /// Writes down whatever a layer has not yet.
    fn save_everything(&mut self, terminal: &mut Terminal) {
        let unsaved: Vec<Effect> = self
            .model
            .layers()
            .filter_map(|layer| layer.unsaved())
            .collect();
        self.session.leaving = true;
        for effect in unsaved {
            // Whatever is wrong with one, the others may go.
            let _ = self.session.carry_out(effect, terminal);
        }
        self.session.stop();
    }
}
