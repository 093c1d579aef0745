//! `codezest test --all`.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use codezest_core::course::model::ItemKind;
use codezest_core::run::report::RunReport;

use crate::args::TestArgs;
use crate::context::Context;
use crate::failure::{Exit, Failure, Result};
use crate::interrupt;
use crate::learn::assignment::{self, Loaded};
use crate::learn::test::{Prepared, TestOptions, prepare, runner};
use crate::plain;
use crate::store::content::ItemFilter;
use crate::ui::progress::Progress;
use crate::views::answers::ManyRuns;
use crate::views::run::RunView;

/// Tests every assignment that has a working folder, several at once.
pub fn run(context: &Context, args: &TestArgs, options: &TestOptions) -> Result<Exit> {
    let begun = begun(context, args.item.as_deref())?;
    if begun.is_empty() {
        return Err(Failure::not_found("no assignment was begun yet").hint("codezest next"));
    }
    let prepared: Vec<Prepared> = begun
        .iter()
        .map(|loaded| prepare(context, loaded, options))
        .collect::<Result<_>>()?;
    let reports = run_at_once(context, &prepared, jobs(context, args))?;
    let mut views = Vec::new();
    for ((loaded, prepared), report) in begun.iter().zip(prepared).zip(reports) {
        let tested = prepared.record(context, loaded, report?)?;
        views.push(RunView::new(&loaded.entry.reference(), &tested.report));
    }
    let passed = views.iter().all(RunView::passed);
    if context.ui.json {
        context.ui.json(&ManyRuns {
            schema_version: 1,
            runs: views,
        })?;
    } else {
        plain::run_report::print_many(context, &views);
    }
    Ok(Exit::passed(passed))
}

/// The assignments of `path` (everything without one) with a working folder.
fn begun(context: &Context, path: Option<&str>) -> Result<Vec<Loaded>> {
    let (courses, module) = super::list::named(context, path)?;
    let mut begun = Vec::new();
    for course in courses {
        let filter = ItemFilter {
            course: Some(course.name),
            module: module.clone(),
            kind: Some(ItemKind::Assignment),
            with_hidden: true,
            ..ItemFilter::default()
        };
        for item in context.content()?.items(&filter)? {
            if assignment::working_folder(context, &item)?.is_dir() {
                begun.push(assignment::load(context, item)?);
            }
        }
    }
    Ok(begun)
}

fn jobs(context: &Context, args: &TestArgs) -> usize {
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let chosen = args.jobs.or(context.config.jobs()).map(usize::from);
    chosen.unwrap_or_else(|| processors.div_ceil(2))
}

fn run_at_once(
    context: &Context,
    prepared: &[Prepared],
    jobs: usize,
) -> Result<Vec<Result<RunReport>>> {
    let runner = runner(context)?;
    let cancel = interrupt::token()?;
    let count = u64::try_from(prepared.len()).unwrap_or(u64::MAX);
    let progress = Progress::steps(&context.ui, count, "testing");
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Result<RunReport>)>> = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..jobs.min(prepared.len()) {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(one) = prepared.get(index) else {
                        return;
                    };
                    let report = one.run(&runner, &cancel, &mut |_| {});
                    if let Ok(mut done) = done.lock() {
                        done.push((index, report));
                    }
                    progress.step();
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(index, _)| *index);
    Ok(done.into_iter().map(|(_, report)| report).collect())
}
