//! Carrying out effects through the use cases.

use std::time::Duration;

use codezest_core::learning::review::Rating;
use codezest_runner::CancelToken;

use super::news::News;
use super::saving::Rescued;
use super::terminal::Terminal;
use super::wake::Sender;
use super::watching::Watching;
use crate::browse::browse;
use crate::context::Context;
use crate::failure::{Failure, Result};
use crate::learn::assignment::{self, Loaded};
use crate::learn::quiz::Attempt;
use crate::learn::review::{self, DueCard};
use crate::learn::submit::Parcel;
use crate::learn::watch::Debounce;
use crate::learn::{complete, facts, history, locate, next, position};
use crate::store::BUSY_TIMEOUT;
use crate::store::content::ItemEntry;
use crate::tui::effect::{Answer, Effect, Place, View};
use crate::tui::msg::{Msg, Notice};
use crate::views;

/// How long keys may wait for another process's transaction; ours take
/// milliseconds.
const AT_ONCE: Duration = Duration::from_millis(50);

/// What outlives one effect.
#[derive(Debug)]
pub(super) struct Session<'a> {
    pub(super) context: &'a Context,
    pub(super) sender: Sender,
    /// The run that is going on.
    pub(super) running: Option<Running>,
    /// The files that are watched.
    watching: Option<Watching>,
    /// The cards that are being reviewed.
    cards: Vec<DueCard>,
    /// What was tested last.
    pub(super) debounce: Debounce,
    /// The attempt at a quiz that is under way.
    pub(super) attempt: Option<Attempt>,
    /// What could not be saved where it belongs.
    pub(super) rescued: Vec<Rescued>,
    /// Whether this is the last chance to do anything.
    pub(super) leaving: bool,
}

/// A run that is going on.
#[derive(Debug)]
pub(super) struct Running {
    /// What is tested; none for a question to a database.
    pub(super) loaded: Option<Loaded>,
    /// What is handed in when the tests pass.
    pub(super) parcel: Option<Parcel>,
    /// Whether a test was asked for meanwhile: what was saved since then is
    /// tested when this ends.
    pub(super) again: bool,
    pub(super) cancel: CancelToken,
}

impl<'a> Session<'a> {
    pub(super) fn new(context: &'a Context, sender: Sender) -> Self {
        Self {
            context,
            sender,
            running: None,
            watching: None,
            cards: Vec::new(),
            debounce: Debounce::default(),
            attempt: None,
            rescued: Vec::new(),
            leaving: false,
        }
    }

    /// Carries an effect out; what came of it are messages.
    ///
    /// # Errors
    /// It cannot be done. When another process holds a database, it can be
    /// tried again: then nothing has happened yet that would be done twice.
    pub(super) fn carry_out(
        &mut self,
        effect: Effect,
        terminal: &mut Terminal,
    ) -> Result<Vec<Msg>> {
        let patience = if self.leaving { BUSY_TIMEOUT } else { AT_ONCE };
        self.context.wait_at_most(patience)?;
        let answers = self.try_to(effect, terminal)?;
        let messages = answers.into_iter().map(|it| Msg::Answer(Box::new(it)));
        Ok(messages.collect())
    }

    fn try_to(&mut self, effect: Effect, terminal: &mut Terminal) -> Result<Vec<Answer>> {
        Ok(match effect {
            Effect::Open(place) => self.show(place, true)?,
            Effect::Refresh(place) => self.show(place, false)?,
            Effect::Resume(item) => {
                self.watch(Some(&item))?;
                self.show(Place::Item(item), false)?
            }
            Effect::Complete { item, undo } => self.complete(&item, undo)?,
            Effect::RememberPlace { item, thousandths } => {
                position::remember(self.context, &self.item(&item)?, thousandths)?;
                Vec::new()
            }
            Effect::Save { item, files, test } => self.save(&item, &files, test)?,
            Effect::Test { item, changed } => self.test(&item, changed)?,
            Effect::Stop => {
                self.stop();
                Vec::new()
            }
            Effect::Query { item, before, sql } => self.query(&item, before, &sql)?,
            Effect::BeginQuiz(item) => self.begin_quiz(&item)?,
            Effect::NextQuestion(item) => self.next_question(&item)?,
            Effect::AnswerQuestion {
                item,
                question,
                answer,
            } => self.answer_question(&item, &question, answer)?,
            Effect::Hint { item, which } => self.hint(&item, which)?,
            Effect::Solution { item, compare } => self.solution(&item, compare)?,
            Effect::History(item) => {
                let loaded = self.loaded(&item)?;
                let runs = history::runs(self.context, &loaded, 200)?;
                let view = views::history::History::new(self.context, &loaded, &runs)?;
                vec![Answer::History(view)]
            }
            Effect::Report { item, run } => self.report(&item, &run)?,
            Effect::Restore { item, run } => self.restore(&item, &run)?,
            Effect::Reset(item) => self.reset(&item)?,
            Effect::Submit(item) => self.submit(&item)?,
            Effect::RunProgram(item) => self.run_program(&item, terminal)?,
            Effect::External(item) => self.external(&item, terminal)?,
            Effect::Find(words) => vec![Answer::Found(self.find(&words)?)],
            Effect::Set(changes) => self.set(&changes, terminal)?,
            Effect::Copy(text) => {
                terminal.copy(&text).map_err(cannot_draw)?;
                vec![Answer::Said(Notice::new(
                    "copied to the clipboard, if your terminal allows it",
                ))]
            }
            Effect::Rate { card, rating } => {
                let rating = Rating::ALL.into_iter().find(|one| one.number() == rating);
                if let (Some(card), Some(rating)) = (self.cards.get(card), rating) {
                    review::rate(self.context, card, rating)?;
                }
                vec![Answer::Rated]
            }
            Effect::Browse(url) => {
                browse(&url)?;
                vec![Answer::Said(Notice::new(format!("opening {url}")))]
            }
            Effect::Suspend => {
                super::signals::suspend(terminal).map_err(cannot_draw)?;
                Vec::new()
            }
            Effect::Redraw => {
                terminal.forget().map_err(cannot_draw)?;
                Vec::new()
            }
        })
    }

    /// The item of that name.
    pub(super) fn item(&self, name: &str) -> Result<ItemEntry> {
        locate::item(self.context, Some(name))
    }

    pub(super) fn loaded(&self, name: &str) -> Result<Loaded> {
        assignment::load(self.context, locate::assignment(self.context, Some(name))?)
    }

    fn show(&mut self, place: Place, opens: bool) -> Result<Vec<Answer>> {
        let context = self.context;
        let view = match place {
            Place::Home => View::Home(Box::new(views::home::status(context)?)),
            Place::Catalogue(at) => View::Catalogue(Box::new(self.catalogue()?), at),
            Place::Item(name) => self.item_view(&self.item(&name)?, opens)?,
            Place::Next => match next::onward(self.context)? {
                Some(item) => self.item_view(&item, opens)?,
                None => return Ok(vec![Answer::AllDone]),
            },
            Place::Review => {
                let view = views::review::review(context)?;
                if opens {
                    self.cards.clone_from(&view.cards);
                }
                View::Review(Box::new(view))
            }
            Place::Search => View::Search(Box::new(self.catalogue()?)),
            Place::Stats(year) => View::Stats(Box::new(views::stats::stats(context, year)?), year),
            Place::Inbox => View::Inbox(Box::new(views::inbox::inbox(context)?)),
            Place::Settings => View::Settings(Box::new(views::settings::settings(context)?)),
            Place::Keys => View::Keys(Box::new(views::settings::settings(context)?)),
        };
        Ok(vec![Answer::View { view, opens }])
    }

    fn catalogue(&self) -> Result<views::list::Catalogue> {
        let courses = self.context.content()?.courses()?;
        let filter = crate::store::content::ItemFilter::default();
        let wanted = views::list::Wanted::default();
        views::list::catalogue(self.context, &courses, &filter, wanted)
    }

    fn item_view(&mut self, item: &ItemEntry, opens: bool) -> Result<View> {
        use codezest_core::course::model::ItemKind;
        if opens {
            facts::set_current(self.context, item)?;
        }
        Ok(match item.kind {
            ItemKind::Material => {
                self.watch(None)?;
                View::Reader(Box::new(views::reader::reader(self.context, item)?))
            }
            ItemKind::Assignment => {
                if opens {
                    self.watch(Some(&item.reference()))?;
                }
                View::Assignment(Box::new(views::assignment::assignment(self.context, item)?))
            }
            ItemKind::Quiz => {
                self.watch(None)?;
                View::Quiz(Box::new(views::attempt::quiz(self.context, item)?))
            }
        })
    }

    fn complete(&self, name: &str, undo: bool) -> Result<Vec<Answer>> {
        let item = self.item(name)?;
        complete::complete(self.context, &item, undo)?;
        let view = views::reader::reader(self.context, &item)?;
        Ok(vec![Answer::View {
            view: View::Reader(Box::new(view)),
            opens: false,
        }])
    }

    /// Tells from now on when the files of an assignment change.
    pub(super) fn watch(&mut self, item: Option<&str>) -> Result {
        let Some(item) = item else {
            self.watching = None;
            return Ok(());
        };
        let loaded = self.loaded(item)?;
        if self
            .watching
            .as_ref()
            .is_some_and(|it| it.folder() == loaded.folder)
        {
            return Ok(());
        }
        self.watching = None;
        self.debounce = Debounce::default();
        if let Ok(collected) = loaded.collect() {
            let _ = self.debounce.take(&collected.files);
            let sender = self.sender.another().map_err(cannot_draw)?;
            let poll = self.context.config.watch_poll();
            self.watching = Some(Watching::begin(loaded.folder, poll, sender));
        }
        Ok(())
    }

    /// Takes news of other threads.
    pub(super) fn hear(&mut self, news: News) -> Vec<Msg> {
        // What has ended cannot be done again.
        let _ = self.context.wait_at_most(BUSY_TIMEOUT);
        let answer = match news {
            // Signals are the loop's own business.
            News::Signal(_) => return Vec::new(),
            News::Run(event) => Ok(vec![Answer::RunWent(event)]),
            News::Tested(prepared, report) => self.tested(*prepared, report),
            News::Queried(answer) => {
                self.running = None;
                let view = answer.unwrap_or_else(|failure| views::query::QueryView {
                    error: Some(Notice::from(&failure).text),
                    ..views::query::QueryView::default()
                });
                Ok(vec![Answer::Queried(view), Answer::Quiet])
            }
            News::FilesChanged => Ok(vec![Answer::FilesChanged]),
        };
        match answer {
            Ok(answers) => answers
                .into_iter()
                .map(|it| Msg::Answer(Box::new(it)))
                .collect(),
            Err(failure) => vec![Msg::Failed(Notice::from(&failure))],
        }
    }

    /// Stops what runs.
    pub(super) fn stop(&mut self) {
        if let Some(running) = &self.running {
            running.cancel.cancel();
        }
    }
}

/// A failure of the terminal or of the system around it.
pub(super) fn cannot_draw(error: std::io::Error) -> Failure {
    Failure::storage("the terminal does not answer").because(error)
}
