//! The whole journey as appended lines: a place prints its lines, then what
//! can be typed, and one prompt. For screen readers and for terminals that can
//! do nothing but lines: no cursor is moved, nothing is drawn twice, and every
//! letter does what a command does.

mod assignment;
mod catalogue;
mod command;
mod database;
mod home;
mod material;
mod place;
mod quiz;
mod search;

use clap::Parser;
use codezest_core::course::model::ItemKind;

use self::command::{At, Letter, Typed, offer, parse};
use self::place::{Choice, Place, Shown};
use crate::args::{Args, Command, LearnArgs};
use crate::browse::browse;
use crate::commands;
use crate::context::Context;
use crate::failure::{Exit, Failure, Result};
use crate::interrupt;
use crate::learn::{assignment as work, locate, next};
use crate::lines::markdown::sentence;
use crate::plain::markdown::look;
use crate::store::content::ItemEntry;
use crate::ui::Role;

/// Goes on from home, or from `item`, until the learner leaves or input ends.
///
/// # Errors
/// The system refuses signal handlers.
pub fn run(context: &Context, item: Option<&ItemEntry>) -> Result<Exit> {
    let mut session = Session {
        context,
        stack: vec![Place::Home],
        shown: Shown::default(),
        over: false,
    };
    session.stack.extend(item.map(Place::from));
    session.show();
    while !session.over {
        interrupt::rest()?;
        match context.ui.ask("> ") {
            Some(typed) => session.typed(&typed),
            None => session.over = true,
        }
    }
    Ok(Exit::Done)
}

/// Where one is, and what was offered there.
struct Session<'a> {
    context: &'a Context,
    /// The way here; never empty.
    stack: Vec<Place>,
    shown: Shown,
    over: bool,
}

impl Session<'_> {
    fn place(&self) -> Place {
        self.stack.last().cloned().unwrap_or(Place::Home)
    }

    /// Prints the place one is at, and what can be typed there.
    fn show(&mut self) {
        self.context.ui.out("");
        match self.place().show(self.context) {
            Ok(shown) => self.shown = shown,
            Err(failure) => {
                self.shown = Shown::default();
                self.context.ui.failure(&failure);
            }
        }
        self.offer();
    }

    fn offer(&self) {
        let ui = &self.context.ui;
        ui.out("");
        let offered = offer(
            self.shown.choices.len(),
            self.shown.enter,
            self.place().at(),
        );
        ui.out_lines(&sentence(&offered, Role::Dim, look(ui)));
    }

    fn typed(&mut self, typed: &str) {
        let done = match parse(typed) {
            Typed::Nothing => self.go_on(),
            Typed::Number(number) => self.choose(number),
            Typed::Letter(letter, rest) => self.letter(letter, &rest),
            Typed::Command(words) => self.command(&words),
        };
        if let Err(failure) = done {
            self.context.ui.failure(&failure);
        }
    }

    fn go(&mut self, place: Place) {
        // Another item takes the place of an item: back leads to the list.
        if place.item().is_some() && self.place().item().is_some() {
            self.stack.pop();
        }
        if self.place() != place {
            self.stack.push(place);
        }
        self.show();
    }

    /// What Enter alone does.
    fn go_on(&mut self) -> Result {
        match self.place() {
            Place::Item(name, kind) => match kind {
                ItemKind::Material if !self.shown.rest.is_empty() => {
                    material::more(self.context, &mut self.shown);
                    self.offer();
                    Ok(())
                }
                ItemKind::Material => {
                    let item = locate::item(self.context, Some(&name))?;
                    crate::learn::complete::complete(self.context, &item, false)?;
                    self.context.ui.out(format!("{} is read", item.title));
                    self.next()
                }
                ItemKind::Quiz => {
                    self.command(&["quiz".to_owned(), name])?;
                    self.show();
                    Ok(())
                }
                ItemKind::Assignment => Ok(()),
            },
            _ => Ok(()),
        }
    }

    fn choose(&mut self, number: usize) -> Result {
        let at = number.checked_sub(1);
        let choice = at.and_then(|at| self.shown.choices.get(at)).cloned();
        match choice {
            Some(Choice::Go(place)) => self.go(place),
            Some(Choice::Link(url)) => {
                browse(&url)?;
                self.context.ui.out(format!("opening {url}"));
            }
            None => {
                return Err(Failure::usage(format!("there is no choice {number} here"))
                    .hint("? lists what can be typed"));
            }
        }
        Ok(())
    }

    fn letter(&mut self, letter: Letter, rest: &str) -> Result {
        let place = self.place();
        if !letter.works(place.at()) {
            let said = format!("{} does nothing here: {}", letter.key(), letter.help());
            return Err(Failure::usage(said).hint("? lists what can be typed"));
        }
        let item = place.item().unwrap_or("");
        match letter {
            Letter::Next => return self.next(),
            // What is due is asked from everywhere, except where one looks at
            // a quiz: there it is that quiz's mistakes.
            Letter::Review if place.at() != At::Item(ItemKind::Quiz) => {
                return self.command(&["review".to_owned()]);
            }
            Letter::Courses => self.go(Place::Courses),
            Letter::Home => {
                self.stack.truncate(1);
                self.show();
            }
            Letter::Back => {
                if self.stack.len() > 1 {
                    self.stack.pop();
                }
                self.show();
            }
            Letter::Search => {
                if let Some(words) = self.words(rest, "Search: ") {
                    self.go(Place::Found(words));
                }
            }
            Letter::Filter => {
                if let Some(words) = self.words(rest, "Filter: ") {
                    self.go(Place::Matching(words));
                }
            }
            Letter::Help => self.help(),
            Letter::Quit => self.over = true,
            Letter::Query => return database::ask(self.context, item),
            _ => return self.do_letter(letter, item),
        }
        Ok(())
    }

    /// Does what the letter's command does, after creating the files it needs.
    fn do_letter(&mut self, letter: Letter, item: &str) -> Result {
        let context = self.context;
        if matches!(letter, Letter::Test | Letter::Run | Letter::Submit) {
            let entry = locate::assignment(context, Some(item))?;
            work::load(context, entry)?.start(context)?;
        }
        if letter == Letter::Reset {
            let question = "Begin again with the starter? Your files are kept beside it.";
            if !context.ui.confirm(question) {
                return Ok(());
            }
        }
        match letter.command(item) {
            Some(words) => self.command(&words),
            None => Ok(()),
        }
    }

    /// What follows a letter, or else what is typed when asked for it.
    fn words(&self, rest: &str, prompt: &str) -> Option<String> {
        let asked = match rest {
            "" => self.context.ui.ask(prompt)?,
            rest => rest.to_owned(),
        };
        Some(asked.trim().to_owned()).filter(|words| !words.is_empty())
    }

    fn next(&mut self) -> Result {
        match next::onward(self.context)? {
            Some(item) => self.go(Place::from(&item)),
            None => self.context.ui.out("Everything is done."),
        }
        Ok(())
    }

    fn help(&self) {
        let ui = &self.context.ui;
        for letter in Letter::ALL {
            if letter.works(self.place().at()) {
                ui.out(format!("{}  {}", letter.key(), letter.help()));
            }
        }
        ui.out("A number chooses what stands behind it.");
        ui.out("Every command works here, too: test, list, config set NAME VALUE, help.");
    }

    /// Does what was typed as a command.
    fn command(&mut self, words: &[String]) -> Result {
        let words = std::iter::once("codezest").chain(words.iter().map(String::as_str));
        let args = match Args::try_parse_from(words) {
            Ok(args) => args,
            Err(error) => {
                let said = error.render().to_string();
                self.context.ui.out(said.trim_end());
                return Ok(());
            }
        };
        match args.command {
            None | Some(Command::Learn(LearnArgs { item: None })) => self.show(),
            Some(Command::Learn(LearnArgs { item })) => {
                let item = locate::item(self.context, item.as_deref())?;
                self.go(Place::from(&item));
            }
            command => {
                commands::dispatch(self.context, command)?;
            }
        }
        Ok(())
    }
}
