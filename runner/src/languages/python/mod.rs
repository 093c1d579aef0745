//! Python: unittest and pytest.

use codezest_core::course::model::{Framework, ReportFormat, RunnerKind};
use codezest_core::limits::MAX_REPORT_BYTES;
use codezest_core::run::parse::parse;

use super::{Install, Language, Tool, program, tests};
use crate::error::RunnerError;
use crate::job::{Call, Job, Tested};

/// The row of Python.
pub(super) const LANGUAGE: Language = Language {
    kind: RunnerKind::Python,
    name: "Python",
    tools: &[
        Tool {
            name: "python3",
            version: &["--version"],
            oldest: Some((3, 9)),
            required: true,
            install: Install {
                apt: "python3",
                dnf: "python3",
                pacman: "python",
                brew: "python",
                other: "https://www.python.org/downloads/",
            },
        },
        Tool {
            name: "pytest",
            version: &["--version"],
            oldest: None,
            required: false,
            install: Install {
                apt: "python3-pytest",
                dnf: "python3-pytest",
                pacman: "python-pytest",
                brew: "pytest",
                other: "python3 -m pip install pytest",
            },
        },
    ],
    tests: run_tests,
    program: |job| program::interpreted(job, "python3", "py"),
};

/// Runs unittest tests without a file of the framework's being changed.
const DRIVER: &str = include_str!("driver.py");

fn run_tests(job: &mut Job<'_>, framework: Option<Framework>) -> Result<Tested, RunnerError> {
    let files = tests::files(job.spec, is_test);
    if files.is_empty() {
        return Ok(Tested::default());
    }
    match framework.unwrap_or_else(|| detect(job, &files)) {
        Framework::Pytest => pytest(job, files),
        _ => unittest(job, files),
    }
}

/// `test_*.py` and `*_test.py`, at the root and anywhere below `tests`.
fn is_test(path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.strip_suffix(".py").unwrap_or_default();
    let place = folder.is_empty() || folder == "tests" || folder.starts_with("tests/");
    place && (stem.starts_with("test_") || stem.ends_with("_test"))
}

/// pytest when a test file asks for it, or has tests that only pytest runs.
fn detect(job: &Job<'_>, files: &[String]) -> Framework {
    let texts = || tests::texts(job.spec, files);
    let wants_pytest = |text: &str| {
        text.lines()
            .any(|line| line.starts_with("import pytest") || line.starts_with("from pytest"))
    };
    let has_unittest = |text: &str| text.contains("unittest");
    if texts().any(|text| wants_pytest(&text)) || !texts().any(|text| has_unittest(&text)) {
        Framework::Pytest
    } else {
        Framework::Unittest
    }
}

fn unittest(job: &mut Job<'_>, files: Vec<String>) -> Result<Tested, RunnerError> {
    let driver = job.folder.write_report("driver.py", DRIVER.as_bytes())?;
    let results = job.folder.report("results.jsonl");
    let paths = [driver, results].map(|path| path.to_string_lossy().into_owned());
    let call = Call::test(
        "python3",
        paths
            .into_iter()
            .chain(files)
            .chain(job.spec.extra_args.clone()),
    )
    .with_env("CODEZEST_ONLY", job.spec.only.clone().unwrap_or_default());
    let result = job.call(&call)?;
    let report = job.report_text(job.folder.read_report("results.jsonl", MAX_REPORT_BYTES));
    let parsed = job.read_report(&report, None, &result, |source| {
        parse(ReportFormat::Json, source)
    });
    Ok(Tested {
        parsed,
        ..Tested::of(job, &call, result)
    })
}

fn pytest(job: &mut Job<'_>, files: Vec<String>) -> Result<Tested, RunnerError> {
    let report = job
        .folder
        .report("junit.xml")
        .to_string_lossy()
        .into_owned();
    let mut args: Vec<String> = [
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-o",
        "junit_family=xunit1",
        "-o",
        "junit_logging=all",
        "--rootdir=.",
    ]
    .map(str::to_owned)
    .into();
    args.push(format!("--junitxml={report}"));
    if let Some(only) = job.spec.only.as_ref().filter(|only| is_identifier(only)) {
        args.extend(["-k".to_owned(), only.clone()]);
    }
    let call = Call::test(
        "python3",
        args.into_iter()
            .chain(files)
            .chain(job.spec.extra_args.clone()),
    );
    let result = job.call(&call)?;
    if result.stderr.contains("No module named pytest") {
        return Ok(Tested::stopped(job.tool_missing("pytest")));
    }
    let report = job.report_text(job.folder.read_report("junit.xml", MAX_REPORT_BYTES));
    let mut parsed = job.read_report(&report, None, &result, |source| {
        parse(ReportFormat::Junit, source)
    });
    for test in &mut parsed.tests {
        test.output = test
            .output
            .take()
            .and_then(|output| without_headings(&output));
    }
    Ok(Tested {
        parsed,
        ..Tested::of(job, &call, result)
    })
}

/// What a test printed, without pytest's lines about where it printed it.
fn without_headings(output: &str) -> Option<String> {
    let is_heading = |line: &&str| line.starts_with("---") && line.contains(" Captured ");
    let lines: Vec<&str> = output.lines().filter(|line| !is_heading(line)).collect();
    let text = lines.join("\n");
    let text = text.trim_matches('\n');
    (!text.is_empty()).then(|| text.to_owned())
}

/// Whether pytest's `-k` takes it as a plain text.
fn is_identifier(text: &str) -> bool {
    !["and", "or", "not"].contains(&text) && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
mod unit_tests {
    use super::*;

    #[test]
    fn tests_are_found_where_courses_put_them() {
        for path in [
            "test_a.py",
            "a_test.py",
            "tests/test_a.py",
            "tests/deep/a_test.py",
        ] {
            assert!(is_test(path), "{path}");
        }
        for path in [
            "a.py",
            "test_a.txt",
            "lib/test_a.py",
            "testsuite/test_a.py",
            "tests/helper.py",
        ] {
            assert!(!is_test(path), "{path}");
        }
    }
}
