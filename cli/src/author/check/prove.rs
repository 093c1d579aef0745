//! Proving one assignment by running it.

use codezest_core::course::model::{Assignment, Course, Item};
use codezest_core::course::run_spec::{
    RunOptions as SpecOptions, learner_starter_files, run_spec, solution_files,
};
use codezest_core::course::tree::CourseTree;
use codezest_core::run::report::{Outcome, RunReport};
use codezest_core::run::spec::{Judge, RunFile};
use codezest_runner::{CancelToken, RunOptions, Runner};

use super::difference::{difference, failure};
use super::model::{Finding, Level, Mutants, Proof, ProofRun, RunOf, Verdict};
use super::mutate::{self, Mutant};
use super::{CheckOptions, limits};

/// The tag of assignments whose starter passes: the learner is to make working
/// code better.
pub const REFACTORING: &str = "refactoring";

/// Everything that proving needs.
#[derive(Clone, Copy)]
pub(super) struct Prover<'a> {
    pub(super) runner: &'a Runner,
    pub(super) run_options: &'a RunOptions,
    pub(super) cancel: &'a CancelToken,
    pub(super) options: &'a CheckOptions,
    pub(super) course: &'a Course,
    pub(super) tree: &'a CourseTree,
}

/// Why an assignment cannot be judged here.
enum Stop {
    /// The reason, not the course's fault.
    Here(String),
    /// The course's fault.
    Broken(String),
}

/// The proof in the making.
struct Work<'a> {
    prover: Prover<'a>,
    item: &'a Item,
    assignment: &'a Assignment,
    findings: Vec<Finding>,
    runs: Vec<ProofRun>,
}

impl<'a> Prover<'a> {
    /// Proves `item`, an assignment.
    pub(super) fn prove(self, item: &'a Item, assignment: &'a Assignment) -> (Proof, Vec<Finding>) {
        let mut work = Work {
            prover: self,
            item,
            assignment,
            findings: Vec::new(),
            runs: Vec::new(),
        };
        let (verdict, reason, mutants) = match work.all() {
            Ok(mutants) => (work.verdict(), None, mutants),
            Err(Stop::Here(reason)) => (Verdict::CannotProveHere, Some(reason), None),
            Err(Stop::Broken(reason)) => {
                work.find(Level::Error, "run", reason.clone());
                (Verdict::Failed, Some(reason), None)
            }
        };
        let proof = Proof {
            item: item.id.to_string(),
            path: item.path.clone(),
            verdict,
            reason,
            runs: work.runs,
            mutants,
        };
        (proof, work.findings)
    }
}

impl Work<'_> {
    fn verdict(&self) -> Verdict {
        if self
            .findings
            .iter()
            .any(|finding| finding.level == Level::Error)
        {
            Verdict::Failed
        } else if self.assignment.has_solution {
            Verdict::Proved
        } else {
            Verdict::NoSolution
        }
    }

    fn find(&mut self, level: Level, code: &str, message: impl Into<String>) {
        let file = format!("{}/assignment.toml", self.item.path);
        self.findings.push(Finding::new(level, code, file, message));
    }

    fn all(&mut self) -> Result<Option<Mutants>, Stop> {
        let passes = if self.assignment.has_solution {
            self.solution()?
        } else {
            false
        };
        self.starter()?;
        self.empty()?;
        // Changes of a solution that fails say nothing.
        if passes && self.prover.options.mutate {
            self.mutants().map(Some)
        } else {
            Ok(None)
        }
    }

    /// The solution passes, every time in the same way, and well within its
    /// limits.
    fn solution(&mut self) -> Result<bool, Stop> {
        let files = solution_files(self.prover.tree, self.item);
        let first = self.run(RunOf::Solution, files.clone())?;
        if !first.passed() {
            let message = format!("the solution does not pass: {}", failure(&first));
            self.find(Level::Error, "solution-fails", message);
            return Ok(false);
        }
        for warning in limits::near(&self.assignment.limits, &self.judge_is_checks(), &first) {
            self.find(Level::Warning, "near-limit", warning);
        }
        for _ in 1..self.prover.options.repeat {
            let again = self.run(RunOf::Solution, files.clone())?;
            if let Some(difference) = difference(&first, &again) {
                let message =
                    format!("the solution is not judged the same every time: {difference}");
                self.find(Level::Error, "unstable", message);
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn judge_is_checks(&self) -> bool {
        !self.assignment.checks.is_empty()
    }

    /// The starter fails, unless working code is to be made better.
    fn starter(&mut self) -> Result<(), Stop> {
        let files = learner_starter_files(self.prover.tree, self.item);
        let report = self.run(RunOf::Starter, files)?;
        if report.passed() && !self.item.tags.iter().any(|tag| tag == REFACTORING) {
            let file = format!("{}/assignment.toml", self.item.path);
            let hint = format!(
                "take something out of starter/, or say `tags = [\"{REFACTORING}\"]` when working code is to be made better"
            );
            let message = "the starter passes already, so there is nothing to do";
            // Whoever converted a course cannot know which exercises its
            // authors meant so.
            let converted = self.prover.course.source.is_some();
            let level = if converted {
                Level::Warning
            } else {
                Level::Error
            };
            self.findings
                .push(Finding::new(level, "starter-passes", file, message).hint(hint));
        }
        if report.outcome == Outcome::NoTests {
            self.find(
                Level::Warning,
                "no-tests",
                "with the starter nothing was tested; learners see no test that fails",
            );
        }
        Ok(())
    }

    /// A learner who hands in nothing does not pass.
    fn empty(&mut self) -> Result<(), Stop> {
        let files = learner_starter_files(self.prover.tree, self.item);
        let files = files
            .into_iter()
            .map(|file| RunFile {
                bytes: Vec::new(),
                ..file
            })
            .collect();
        let report = self.run(RunOf::Empty, files)?;
        if report.passed() {
            self.find(
                Level::Error,
                "empty-passes",
                "empty learner files pass: the tests look at nothing the learner writes",
            );
        }
        Ok(())
    }

    /// Small changes of the solution make a test fail.
    fn mutants(&mut self) -> Result<Mutants, Stop> {
        let files = solution_files(self.prover.tree, self.item);
        let mutants = mutate::mutants(&files, &self.assignment.learner);
        let mut tried = Mutants::default();
        for mutant in mutants {
            let report = self.run_quietly(mutant.apply(&files))?;
            tried.tried = tried.tried.saturating_add(1);
            if report.passed() {
                self.survivor(&mutant);
            } else {
                tried.noticed = tried.noticed.saturating_add(1);
            }
        }
        Ok(tried)
    }

    fn survivor(&mut self, mutant: &Mutant) {
        let file = format!("{}/solution/{}", self.item.path, mutant.file);
        let message = format!("no test notices this change: {}", mutant.what);
        self.findings
            .push(Finding::new(Level::Note, "mutant-survives", file, message).line(mutant.line));
    }

    fn run(&mut self, of: RunOf, files: Vec<RunFile>) -> Result<RunReport, Stop> {
        let report = self.run_quietly(files)?;
        let counts = report.counts();
        self.runs.push(ProofRun {
            of,
            outcome: report.outcome,
            passed: counts.passed,
            failed: counts.failed,
            cpu_ms: report.usage.cpu_ms,
            wall_ms: report.usage.wall_ms,
        });
        Ok(report)
    }

    fn run_quietly(&self, files: Vec<RunFile>) -> Result<RunReport, Stop> {
        let Prover {
            runner,
            run_options,
            cancel,
            course,
            tree,
            ..
        } = self.prover;
        let spec = run_spec(course, tree, &self.item.id, files, SpecOptions::default())
            .map_err(|error| Stop::Broken(error.to_string()))?;
        debug_assert!(matches!(spec.judge, Judge::Checks { .. }) == self.judge_is_checks());
        let report = runner
            .run(&spec, run_options, cancel, &mut |_| {})
            .map_err(|error| Stop::Broken(error.to_string()))?;
        let detail = || {
            report
                .detail
                .clone()
                .unwrap_or_else(|| "a program".to_owned())
        };
        match report.outcome {
            Outcome::ToolMissing => Err(Stop::Here(format!("{} is missing", detail()))),
            Outcome::SandboxError => Err(Stop::Here(format!(
                "the runner cannot work here: {}",
                detail()
            ))),
            Outcome::Cancelled => Err(Stop::Here("stopped".to_owned())),
            _ => Ok(report),
        }
    }
}
