//! `course check`: proves that a course works.
//!
//! First everything that can be seen by reading, then, for every assignment,
//! what only running it shows: the starter and empty files fail, the solution
//! passes, every time and well within its limits, and the tests notice small
//! changes of it.

mod difference;
mod limits;
pub mod model;
mod mutate;
mod prove;
mod render;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use codezest_core::course::model::{Assignment, Course, Item};
use codezest_core::course::tree::CourseTree;
use codezest_core::course::{check as advice, parse};
use codezest_runner::{CancelToken, RunOptions, Runner};

use model::{CourseCheck, Finding, Level, Proof, Verdict};
use prove::Prover;

/// What to look at, and how closely.
#[derive(Debug, Clone)]
pub struct CheckOptions {
    /// Only items whose id contains this text.
    pub only: Option<String>,
    /// Run the assignments.
    pub run: bool,
    /// How often each solution is run.
    pub repeat: u16,
    /// Change the solutions in small ways.
    pub mutate: bool,
    /// How many assignments are run at once.
    pub jobs: usize,
    /// Warnings count as errors.
    pub strict: bool,
}

/// What runs assignments.
#[derive(Clone, Copy)]
pub struct Running<'a> {
    /// The runner.
    pub runner: &'a Runner,
    /// How it runs.
    pub options: &'a RunOptions,
    /// Stops it.
    pub cancel: &'a CancelToken,
    /// Called when an assignment begins (its id) and when it is done (`None`).
    pub progress: &'a (dyn Fn(Option<&str>) + Sync),
}

/// How many assignments `options` would run.
#[must_use]
pub fn count(tree: &CourseTree, options: &CheckOptions) -> usize {
    parse(tree)
        .course
        .map_or(0, |course| chosen(&course, options).len())
}

/// Checks the course in `tree`; `previous` is the version that learners have.
#[must_use]
pub fn check(
    tree: &CourseTree,
    previous: Option<&Course>,
    options: &CheckOptions,
    running: Running<'_>,
) -> CourseCheck {
    let parsed = parse(tree);
    let mut findings: Vec<Finding> = parsed.diagnostics.into_iter().map(Finding::from).collect();
    let Some(course) = parsed.course else {
        return CourseCheck::new(None, findings, Vec::new(), options.strict);
    };
    findings.extend(
        advice::check(&course, tree, previous)
            .into_iter()
            .map(Finding::from),
    );
    findings.extend(render::check(&course, tree));
    let items = chosen(&course, options);
    if items.is_empty() && options.only.is_some() && options.run {
        let message = "no assignment has that text in its id; none was run";
        findings.push(Finding::new(
            Level::Warning,
            "nothing-run",
            "course.toml",
            message,
        ));
    }
    let mut proofs = Vec::new();
    if options.run {
        let prover = Prover {
            runner: running.runner,
            run_options: running.options,
            cancel: running.cancel,
            options,
            course: &course,
            tree,
        };
        for (proof, found) in prove_all(prover, &items, running) {
            findings.extend(found);
            proofs.push(proof);
        }
    }
    let name = (course.id.to_string(), course.version.to_string());
    CourseCheck::new(Some(name), findings, proofs, options.strict)
}

/// The assignments to run.
fn chosen<'a>(course: &'a Course, options: &CheckOptions) -> Vec<(&'a Item, &'a Assignment)> {
    let wanted = |item: &Item| {
        options
            .only
            .as_ref()
            .is_none_or(|text| item.id.as_str().contains(text.as_str()))
    };
    course
        .items()
        .filter(|(_, item)| wanted(item))
        .filter_map(|(_, item)| Some((item, item.assignment()?)))
        .collect()
}

/// Proves every item, several at once; the results are in the items' order.
fn prove_all(
    prover: Prover<'_>,
    items: &[(&Item, &Assignment)],
    running: Running<'_>,
) -> Vec<(Proof, Vec<Finding>)> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    let work = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some((item, assignment)) = items.get(index) else {
                return;
            };
            (running.progress)(Some(item.id.as_str()));
            let result = if running.cancel.is_cancelled() {
                (stopped(item), Vec::new())
            } else {
                prover.prove(item, assignment)
            };
            (running.progress)(None);
            done.lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner)
                .push((index, result));
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..prover.options.jobs.clamp(1, items.len().max(1)) {
            scope.spawn(work);
        }
    });
    let mut done = done
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

fn stopped(item: &Item) -> Proof {
    Proof {
        item: item.id.to_string(),
        path: item.path.clone(),
        verdict: Verdict::CannotProveHere,
        reason: Some("stopped".to_owned()),
        runs: Vec::new(),
        mutants: None,
    }
}
