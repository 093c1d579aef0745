//! A runner with a place of its own, and specifications in one line.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use codezest_core::course::model::{Check, Framework, Limits, ReportFormat, RunnerKind};
use codezest_core::run::report::{Outcome, RunReport, TestStatus};
use codezest_core::run::spec::{Judge, RunFile, RunSpec};
use codezest_runner::{CancelToken, RunEvent, RunOptions, Runner};
use tempfile::TempDir;

/// A runner whose folders vanish with it.
pub(crate) struct Bench {
    pub(crate) runner: Runner,
    pub(crate) place: TempDir,
}

impl Bench {
    pub(crate) fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        let helper = PathBuf::from(env!("CARGO_BIN_EXE_codezest-runner-helper"));
        Self {
            runner: Runner::new(helper, place.path().join("caches")),
            place,
        }
    }

    pub(crate) fn run(&self, spec: &RunSpec) -> RunReport {
        self.run_with(spec, &CancelToken::new(), &mut |_| {})
    }

    pub(crate) fn run_with(
        &self,
        spec: &RunSpec,
        cancel: &CancelToken,
        on_event: &mut dyn FnMut(RunEvent),
    ) -> RunReport {
        self.runner
            .run(spec, &RunOptions::default(), cancel, on_event)
            .unwrap()
    }

    /// What is left of run folders.
    pub(crate) fn left_over(&self) -> usize {
        std::fs::read_dir(self.place.path().join("caches/runs")).map_or(0, Iterator::count)
    }
}

/// A specification that runs nothing yet.
pub(crate) fn spec(files: &[(&str, &str)], judge: Judge) -> RunSpec {
    let file = |&(path, text): &(&str, &str)| RunFile {
        path: path.to_owned(),
        bytes: text.into(),
        executable: text.starts_with("#!"),
    };
    RunSpec {
        item: "course/item".to_owned(),
        course: "course-uid".to_owned(),
        files: files.iter().map(file).collect(),
        learner: files
            .first()
            .map(|(path, _)| (*path).to_owned())
            .into_iter()
            .collect(),
        runner: None,
        run: None,
        judge,
        env: BTreeMap::new(),
        limits: Limits::default(),
        only: None,
        extra_args: Vec::new(),
    }
}

/// A Python script judged by its exit status.
pub(crate) fn script(text: &str) -> RunSpec {
    let command = ["python3", "-S", "-E", "script.py"]
        .map(str::to_owned)
        .into();
    spec(
        &[("script.py", text)],
        Judge::Command {
            command,
            report: ReportFormat::Exit,
            report_file: None,
        },
    )
}

/// A shell script judged by its exit status.
pub(crate) fn shell(text: &str) -> RunSpec {
    let command = ["sh", "script.sh"].map(str::to_owned).into();
    spec(
        &[("script.sh", text)],
        Judge::Command {
            command,
            report: ReportFormat::Exit,
            report_file: None,
        },
    )
}

/// Files for a language's test framework.
pub(crate) fn framework(
    runner: RunnerKind,
    framework: Option<Framework>,
    files: &[(&str, &str)],
) -> RunSpec {
    RunSpec {
        runner: Some(runner),
        ..spec(files, Judge::Framework { runner, framework })
    }
}

/// Files for checks.
pub(crate) fn checks(
    runner: RunnerKind,
    files: &[(&str, &str)],
    checks: Vec<Check>,
    setup: &[&str],
) -> RunSpec {
    let sql_setup = setup.iter().map(|&path| path.to_owned()).collect();
    RunSpec {
        runner: Some(runner),
        ..spec(files, Judge::Checks { checks, sql_setup })
    }
}

/// Outcome and the names and statuses of tests.
pub(crate) fn summary(report: &RunReport) -> (Outcome, Vec<(&str, TestStatus)>) {
    let tests = report
        .tests
        .iter()
        .map(|test| (test.name.as_str(), test.status))
        .collect();
    (report.outcome, tests)
}

/// Processes whose environment contains `marker`.
pub(crate) fn marked(marker: &str) -> Vec<String> {
    let entries = std::fs::read_dir("/proc").unwrap().flatten();
    entries
        .filter(|entry| {
            entry
                .file_name()
                .to_string_lossy()
                .chars()
                .all(|c| c.is_ascii_digit())
        })
        .filter(|entry| {
            std::fs::read(entry.path().join("environ"))
                .is_ok_and(|env| String::from_utf8_lossy(&env).contains(marker))
        })
        .map(|entry| std::fs::read_to_string(entry.path().join("stat")).unwrap_or_default())
        .collect()
}

/// A text that no other process has in its environment.
pub(crate) fn marker() -> String {
    let folder = tempfile::tempdir().unwrap();
    format!(
        "marker-{}",
        folder.path().file_name().unwrap().to_string_lossy()
    )
}

/// Waits for something that another process does, at most ten seconds.
pub(crate) fn eventually(what: &str, mut is_so: impl FnMut() -> bool) {
    let begin = Instant::now();
    while !is_so() {
        assert!(
            begin.elapsed() < Duration::from_secs(10),
            "{what} did not happen"
        );
        std::thread::sleep(Duration::from_millis(2));
    }
}
