//! `codezest watch`.

use std::io::BufRead;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use codezest_core::course::model::ItemKind;
use codezest_core::error::ErrorCode;
use codezest_runner::CancelToken;

use crate::args::{HintArgs, WatchArgs};
use crate::context::Context;
use crate::failure::{Exit, Result};
use crate::interrupt;
use crate::learn::assignment::{self, Loaded};
use crate::learn::test::{TestOptions, test};
use crate::learn::watch::Debounce;
use crate::learn::{locate, next};
use crate::plain;
use crate::ui::progress::Progress;
use crate::ui::{Role, Styled};
use crate::views;
use crate::watch::{Signal, Watcher};

/// How long to wait for files before looking at keys and Ctrl-C again.
const TURN: Duration = Duration::from_millis(200);

/// How watching one item ended.
enum Ended {
    Passed,
    Skipped,
    Left,
}

/// Tests on every save; goes on to the next assignment when one passes.
pub fn run(context: &Context, args: &WatchArgs) -> Result<Exit> {
    let item = locate::assignment(context, args.item.as_deref())?;
    let mut loaded = assignment::load(context, item)?;
    let keys = keys(context);
    let cancel = interrupt::token()?;
    loop {
        loaded.start(context)?;
        introduce(context, &loaded, keys.is_some());
        match watch(context, args, &loaded, keys.as_ref(), &cancel)? {
            Ended::Left if cancel.is_cancelled() => return Ok(Exit::Code(ErrorCode::Interrupted)),
            Ended::Left => return Ok(Exit::Done),
            Ended::Passed if args.stay => return Ok(Exit::Done),
            Ended::Passed | Ended::Skipped => {}
        }
        match go_on(context, &loaded)? {
            Some(following) => loaded = following,
            None => return Ok(Exit::Done),
        }
    }
}

fn introduce(context: &Context, loaded: &Loaded, with_keys: bool) {
    let ui = &context.ui;
    ui.out("");
    ui.out(
        Styled::new()
            .text("Watching ")
            .role(Role::Title, &loaded.entry.title),
    );
    ui.out(context.display_path(&loaded.folder));
    if with_keys {
        ui.say(Styled::new().role(
            Role::Dim,
            "type h hint · r run again · n next · q quit, then Enter; Ctrl-C quits",
        ));
    }
}

/// Letters that are typed while watching, when there is somebody to type.
fn keys(context: &Context) -> Option<Receiver<String>> {
    if !context.ui.interactive() {
        return None;
    }
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        for line in std::io::stdin()
            .lock()
            .lines()
            .map_while(std::result::Result::ok)
        {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    Some(receiver)
}

fn watch(
    context: &Context,
    args: &WatchArgs,
    loaded: &Loaded,
    keys: Option<&Receiver<String>>,
    cancel: &CancelToken,
) -> Result<Ended> {
    let mut watcher = Watcher::new(&loaded.folder, args.poll || context.config.watch_poll());
    if watcher.only_looks() && !args.poll {
        context
            .ui
            .say("the system sends no messages about this folder; looking at the files instead");
    }
    let begin = Instant::now();
    let now = || u64::try_from(begin.elapsed().as_millis()).unwrap_or(u64::MAX);
    let mut debounce = Debounce::default();
    debounce.again(now());
    loop {
        if cancel.is_cancelled() {
            return Ok(Ended::Left);
        }
        if let Some(ended) = typed(context, loaded, keys, || debounce.again(now()))? {
            return Ok(ended);
        }
        let rest = debounce.wait(now());
        if rest == Some(0) {
            let files = loaded.collect()?.files;
            if debounce.take(&files) && test_once(context, loaded, cancel)? {
                return Ok(Ended::Passed);
            }
            continue;
        }
        let wait = rest.map_or(TURN, |rest| TURN.min(Duration::from_millis(rest)));
        if watcher.wait(wait) == Signal::Changed {
            debounce.changed(now());
        }
    }
}

/// Does what was typed; says how watching ended, if it did.
fn typed(
    context: &Context,
    loaded: &Loaded,
    keys: Option<&Receiver<String>>,
    again: impl FnOnce(),
) -> Result<Option<Ended>> {
    let Some(line) = keys.and_then(|keys| keys.try_recv().ok()) else {
        return Ok(None);
    };
    match line.trim() {
        "q" => return Ok(Some(Ended::Left)),
        "n" => return Ok(Some(Ended::Skipped)),
        "r" => again(),
        "h" => {
            let args = HintArgs {
                item: Some(loaded.entry.reference()),
                again: false,
                all: false,
            };
            if let Err(failure) = super::hint::run(context, &args) {
                context.ui.failure(&failure);
            }
        }
        "" => {}
        other => context.ui.say(format!("{other:?} is none of h, r, n, q")),
    }
    Ok(None)
}

/// Runs the tests and shows what came of them; true when they pass.
fn test_once(context: &Context, loaded: &Loaded, cancel: &CancelToken) -> Result<bool> {
    if let Err(failure) = loaded.collect_whole() {
        // The next save may bring it back.
        context.ui.failure(&failure);
        return Ok(false);
    }
    let tested = {
        let progress = Progress::spinner(&context.ui, "testing");
        test(
            context,
            loaded,
            &TestOptions::default(),
            cancel,
            &mut |event| {
                plain::live::tests(context, &progress, &event);
            },
        )?
    };
    if context.ui.json {
        context.ui.json(&views::run::RunView::new(
            &loaded.entry.reference(),
            &tested.report,
        ))?;
    } else {
        context.ui.out("");
        plain::run_report::print(context, &loaded.entry.reference(), &tested.report);
    }
    Ok(tested.report.passed())
}

/// The assignment to go on with: the next item, when it is one.
fn go_on(context: &Context, loaded: &Loaded) -> Result<Option<Loaded>> {
    let following = match next::after(context, &loaded.entry)? {
        Some(item) if item.kind == ItemKind::Assignment => assignment::load(context, item)?,
        Some(item) => {
            let line = Styled::new()
                .text("Next comes a ")
                .text(item.kind.as_str())
                .text(": ");
            context.ui.out(line.role(Role::Hint, &next::command(&item)));
            return Ok(None);
        }
        None => {
            context.ui.out("Everything here is done.");
            return Ok(None);
        }
    };
    Ok(Some(following))
}
