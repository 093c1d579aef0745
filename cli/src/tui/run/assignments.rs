//! Effects of an assignment's screen.

use codezest_core::course::tree::CourseTree;
use codezest_core::run::report::RunReport;
use codezest_runner::CancelToken;

use super::news::News;
use super::session::{Running, Session, cannot_draw};
use super::terminal::Terminal;
use crate::context::local_time;
use crate::editor;
use crate::failure::{Failure, Result};
use crate::learn::assignment::Loaded;
use crate::learn::hint::{Which, hints};
use crate::learn::solution::solution;
use crate::learn::submit::Parcel;
use crate::learn::test::{Prepared, TestOptions, Tested};
use crate::learn::watch::Debounce;
use crate::learn::{history, query, run, submit, test};
use crate::plain;
use crate::store::BUSY_TIMEOUT;
use crate::tui::effect::{Answer, Sheet};
use crate::tui::msg::Notice;
use crate::views::query::QueryView;

/// What is said to whoever asks for a run beside another.
const OTHER_RUNS: &str = "something else is running; ctrl-c stops it";

impl Session<'_> {
    /// Begins a test run, unless one is going on; with `changed`, only if a
    /// file differs from what was tested last.
    pub(super) fn test(&mut self, item: &str, changed: bool) -> Result<Vec<Answer>> {
        self.test_and(item, changed, None)
    }

    /// As [`Self::test`]; what is in `parcel` is handed in when the tests pass.
    fn test_and(
        &mut self,
        item: &str,
        changed: bool,
        parcel: Option<Parcel>,
    ) -> Result<Vec<Answer>> {
        if let Some(running) = &mut self.running {
            let tested = running.loaded.as_ref().map(|it| it.entry.reference());
            let is_mine = tested.as_deref() == Some(item) && parcel.is_none();
            running.again |= is_mine;
            // Whoever pressed a key waits for something to happen.
            let said = (!is_mine && !changed).then(|| Answer::Said(Notice::new(OTHER_RUNS)));
            return Ok(said.into_iter().collect());
        }
        let loaded = self.loaded(item)?;
        if !changed {
            loaded.start(self.context)?;
            self.watch(Some(item))?;
        }
        let differs = self.debounce.take(&loaded.collect()?.files);
        if changed && !differs {
            return Ok(Vec::new());
        }
        let prepared = test::prepare(self.context, &loaded, &TestOptions::default());
        if prepared.is_err() {
            // What was not tested is new when it is asked for again.
            self.debounce = Debounce::default();
        }
        let prepared = prepared?;
        let runner = test::runner(self.context)?;
        let cancel = CancelToken::new();
        let (token, sender) = (cancel.clone(), self.sender.another().map_err(cannot_draw)?);
        let events = self.sender.another().map_err(cannot_draw)?;
        std::thread::spawn(move || {
            let run = || prepared.run(&runner, &token, &mut |event| events.send(News::Run(event)));
            let report = std::panic::catch_unwind(std::panic::AssertUnwindSafe(run));
            let report = report.unwrap_or_else(|_| Err(Failure::storage("the runner broke")));
            sender.send(News::Tested(Box::new(prepared), report));
        });
        self.running = Some(Running {
            loaded: Some(loaded),
            parcel,
            again: false,
            cancel,
        });
        Ok(vec![Answer::RunBegan {
            item: item.to_owned(),
            at: self.context.clock.moment(0).at.0,
        }])
    }

    /// A run has ended: writes down what came of it.
    pub(super) fn tested(
        &mut self,
        prepared: Prepared,
        report: Result<RunReport>,
    ) -> Result<Vec<Answer>> {
        let Some(running) = self.running.take() else {
            return Ok(Vec::new());
        };
        let Some(loaded) = running.loaded else {
            return Ok(Vec::new());
        };
        let item = loaded.entry.reference();
        let ended = |report, first_pass| Answer::RunEnded {
            item: item.clone(),
            report,
            first_pass,
        };
        match report.and_then(|report| prepared.record(self.context, &loaded, report)) {
            Ok(tested) => {
                let mut answers = Vec::new();
                if let Some(parcel) = running.parcel {
                    // Whatever comes of it, the run has ended.
                    let said = self.hand_in(&loaded, &parcel, &tested);
                    let said = said.unwrap_or_else(|failure| Notice::from(&failure));
                    answers.push(Answer::Said(said));
                }
                answers.push(ended(Some(Box::new(tested.report)), tested.first_pass));
                if let Some(left_out) = tested.left_out.first() {
                    let said = format!(
                        "{} was not part of the run: {}",
                        left_out.path,
                        left_out.why.as_str()
                    );
                    answers.push(Answer::Said(Notice::bad(said)));
                }
                if running.again && !running.cancel.is_cancelled() {
                    let begun = self.test(&item, true);
                    let failed = |failure| vec![Answer::Said(Notice::from(&failure))];
                    answers.extend(begun.unwrap_or_else(failed));
                }
                Ok(answers)
            }
            Err(failure) => Ok(vec![
                ended(None, false),
                Answer::Said(Notice::from(&failure)),
            ]),
        }
    }

    /// Asks a database; what cannot be asked is answered, too: the shell waits
    /// for it.
    pub(super) fn query(
        &mut self,
        item: &str,
        before: Vec<String>,
        sql: &str,
    ) -> Result<Vec<Answer>> {
        let refused = |error: String| {
            vec![Answer::Queried(QueryView {
                sql: sql.to_owned(),
                error: Some(error),
                ..QueryView::default()
            })]
        };
        if self.running.is_some() {
            return Ok(refused(OTHER_RUNS.to_owned()));
        }
        match self.begin_query(item, before, sql.to_owned()) {
            Err(failure) if !failure.is_busy() || self.leaving => {
                Ok(refused(Notice::from(&failure).text))
            }
            begun => begun,
        }
    }

    fn begin_query(&mut self, item: &str, before: Vec<String>, sql: String) -> Result<Vec<Answer>> {
        let spec = query::spec(&self.loaded(item)?)?;
        let runner = test::runner(self.context)?;
        let cancel = CancelToken::new();
        let (token, sender) = (cancel.clone(), self.sender.another().map_err(cannot_draw)?);
        std::thread::spawn(move || {
            let ask = || query::ask(&runner, &spec, &before, &sql, &token);
            let answer = std::panic::catch_unwind(std::panic::AssertUnwindSafe(ask));
            let answer = answer.unwrap_or_else(|_| Err(Failure::storage("the runner broke")));
            sender.send(News::Queried(answer));
        });
        self.running = Some(Running {
            loaded: None,
            parcel: None,
            again: false,
            cancel,
        });
        Ok(vec![Answer::Busy])
    }

    pub(super) fn hint(&self, item: &str, which: Which) -> Result<Vec<Answer>> {
        let entry = self.item(item)?;
        let new = match which {
            Which::Next => !hints(self.context, &entry, Which::Next)?.shown.is_empty(),
            _ => false,
        };
        let seen = hints(self.context, &entry, Which::Seen)?;
        Ok(vec![Answer::Text(Sheet::Hints {
            texts: seen.shown.into_iter().map(|hint| hint.text).collect(),
            available: seen.available,
            new,
        })])
    }

    pub(super) fn solution(&self, item: &str, compare: bool) -> Result<Vec<Answer>> {
        let loaded = self.loaded(item)?;
        let solution = solution(self.context, &loaded)?;
        let explanation = solution.explanation;
        let sheet = if compare {
            let mine = loaded.collect()?.files;
            let own = |path: &str| {
                mine.get(path)
                    .map(|file| text(&file.bytes))
                    .unwrap_or_default()
            };
            let files = texts(&solution.files).map(|(path, theirs)| (own(&path), path, theirs));
            let files = files.map(|(mine, path, theirs)| (path, mine, theirs));
            Sheet::Comparison {
                files: files.collect(),
                explanation,
            }
        } else {
            Sheet::Solution {
                files: texts(&solution.files).collect(),
                explanation,
            }
        };
        Ok(vec![Answer::Text(sheet)])
    }

    pub(super) fn report(&self, item: &str, run: &str) -> Result<Vec<Answer>> {
        let run = history::find_run(self.context, &self.loaded(item)?, run)?;
        let report = history::report(self.context, &run)?;
        Ok(vec![Answer::Text(Sheet::Report {
            when: local_time(run.at),
            report: Box::new(report),
        })])
    }

    pub(super) fn restore(&mut self, item: &str, run: &str) -> Result<Vec<Answer>> {
        let loaded = self.loaded(item)?;
        let kept = history::find_kept(self.context, &loaded, run)?;
        let done = history::restore(self.context, &loaded, kept)?;
        let said = match done.written.as_slice() {
            [] => "nothing differs from that run".to_owned(),
            files => format!("brought back: {}", files.join(", ")),
        };
        Ok(vec![Answer::FilesChanged, Answer::Said(Notice::new(said))])
    }

    pub(super) fn reset(&mut self, item: &str) -> Result<Vec<Answer>> {
        let loaded = self.loaded(item)?;
        let copies = history::reset_files(self.context, &loaded)?;
        let said = match copies.first() {
            None => "the starter is back".to_owned(),
            Some(copy) => format!(
                "the starter is back; yours is kept as {}",
                self.context.display_path(copy)
            ),
        };
        // What was tested before is not what is there now.
        let nothing = Answer::RunEnded {
            item: item.to_owned(),
            report: None,
            first_pass: false,
        };
        let said = Answer::Said(Notice::new(said));
        Ok(vec![nothing, Answer::FilesChanged, said])
    }

    /// Tests, and hands in what passes.
    pub(super) fn submit(&mut self, item: &str) -> Result<Vec<Answer>> {
        let loaded = self.loaded(item)?;
        loaded.start(self.context)?;
        let parcel = submit::parcel(&loaded)?;
        self.test_and(item, false, Some(parcel))
    }

    fn hand_in(&self, loaded: &Loaded, parcel: &Parcel, tested: &Tested) -> Result<Notice> {
        if !tested.report.passed() {
            let said = "the tests do not pass, so nothing was handed in";
            let hint = format!("codezest submit {} --force", loaded.entry.reference());
            return Ok(Notice::bad(said).hint(hint));
        }
        submit::save(self.context, loaded, parcel, tested)?;
        let files = u32::try_from(parcel.files.len()).unwrap_or(u32::MAX);
        let files = crate::lines::home::count(files, "file");
        let size = crate::lines::size::words(parcel.total_bytes());
        Ok(Notice::new(format!(
            "handed in: {files}, {size}; kept here until a class takes it"
        )))
    }

    pub(super) fn run_program(
        &mut self,
        item: &str,
        terminal: &mut Terminal,
    ) -> Result<Vec<Answer>> {
        // Whoever waits for a program waits for a database, too.
        self.context.wait_at_most(BUSY_TIMEOUT)?;
        let loaded = self.loaded(item)?;
        loaded.start(self.context)?;
        terminal.leave().map_err(cannot_draw)?;
        let ran = self.start_program(&loaded);
        let _ = self
            .context
            .ui
            .ask("Press Enter to go back to the lesson. ");
        terminal.enter().map_err(cannot_draw)?;
        ran.map(|()| Vec::new())
    }

    fn start_program(&self, loaded: &Loaded) -> Result {
        let cancel = CancelToken::new();
        let execution = run::execute(self.context, loaded, &[], &cancel, &mut |event| {
            plain::live::compiler(self.context, &event);
        })?;
        plain::execution::print(self.context, &execution)?;
        Ok(())
    }

    pub(super) fn external(&mut self, item: &str, terminal: &mut Terminal) -> Result<Vec<Answer>> {
        let loaded = self.loaded(item)?;
        let Some(command) = editor::choose(None, self.context) else {
            return Err(Failure::not_found("no editor is set")
                .hint("choose one in the settings, or: codezest config set editor COMMAND"));
        };
        loaded.start(self.context)?;
        self.watch(Some(item))?;
        let files: Vec<_> = loaded
            .assignment()?
            .learner
            .iter()
            .map(|file| loaded.folder.join(file))
            .collect();
        if editor::has_own_window(&command) {
            editor::open_beside(&command, &files)?;
            let said = "your editor opens the files; every save is tested here";
            return Ok(vec![Answer::Said(Notice::new(said))]);
        }
        terminal.leave().map_err(cannot_draw)?;
        let edited = editor::open(&command, &files);
        terminal.enter().map_err(cannot_draw)?;
        let mut answers = vec![Answer::FilesChanged];
        answers.extend(
            edited
                .err()
                .map(|failure| Answer::Said(Notice::from(&failure))),
        );
        Ok(answers)
    }
}

fn texts(files: &CourseTree) -> impl Iterator<Item = (String, String)> {
    files
        .iter()
        .map(|(path, file)| (path.to_owned(), text(&file.bytes)))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
