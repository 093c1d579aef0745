//! Bash: bats.

use codezest_core::course::model::{Framework, ReportFormat, RunnerKind};
use codezest_core::limits::MAX_REPORT_BYTES;
use codezest_core::run::parse::parse;

use super::{Install, Language, Tool, program, tests};
use crate::error::RunnerError;
use crate::job::{Call, Job, Tested};

/// The row of Bash.
pub(super) const LANGUAGE: Language = Language {
    kind: RunnerKind::Bash,
    name: "Bash",
    tools: &[
        Tool {
            name: "bash",
            version: &["--version"],
            oldest: Some((4, 0)),
            required: true,
            install: Install {
                apt: "bash",
                dnf: "bash",
                pacman: "bash",
                brew: "bash",
                other: "https://www.gnu.org/software/bash/",
            },
        },
        Tool {
            name: "bats",
            version: &["--version"],
            oldest: Some((1, 5)),
            required: true,
            install: Install {
                apt: "bats",
                dnf: "bats",
                pacman: "bash-bats",
                brew: "bats-core",
                other: "https://bats-core.readthedocs.io",
            },
        },
    ],
    tests: run_tests,
    program: |job| program::interpreted(job, "bash", "sh"),
};

fn run_tests(job: &mut Job<'_>, _framework: Option<Framework>) -> Result<Tested, RunnerError> {
    let files = tests::files(job.spec, |path| path.ends_with(".bats"));
    if files.is_empty() {
        return Ok(Tested::default());
    }
    // The report goes to a file: what tests print must not be taken for it.
    let folder = job.folder.report("").to_string_lossy().into_owned();
    let mut args: Vec<String> = [
        "--formatter",
        "tap",
        "--report-formatter",
        "tap",
        "--output",
    ]
    .map(str::to_owned)
    .into();
    args.push(folder);
    if let Some(only) = &job.spec.only {
        args.extend(["--filter".to_owned(), escaped(only)]);
    }
    let call = Call::test(
        "bats",
        args.into_iter()
            .chain(job.spec.extra_args.clone())
            .chain(files),
    );
    let result = job.call(&call)?;
    let report = job.report_text(job.folder.read_report("report.tap", MAX_REPORT_BYTES));
    let parsed = job.read_report(&report, None, &result, |source| {
        parse(ReportFormat::Tap, source)
    });
    Ok(Tested {
        parsed,
        ..Tested::of(job, &call, result)
    })
}

/// A text as an extended regular expression that matches only it.
fn escaped(text: &str) -> String {
    text.chars()
        .flat_map(|c| [r".[]{}()*+?^$|\".contains(c).then_some('\\'), Some(c)])
        .flatten()
        .collect()
}

#[cfg(test)]
mod unit_tests {
    #[test]
    fn filters_match_plain_texts() {
        assert_eq!(super::escaped("a.b (c)"), r"a\.b \(c\)");
    }
}
