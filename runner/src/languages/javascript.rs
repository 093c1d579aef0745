//! JavaScript: node:test and Jest.

use codezest_core::course::model::{Framework, ReportFormat, RunnerKind};
use codezest_core::limits::MAX_REPORT_BYTES;
use codezest_core::run::parse::{parse, parse_jest};
use codezest_core::run::report::TestStatus;
use codezest_core::run::spec::RunSpec;

use super::{Install, Language, Tool, program, tests};
use crate::error::RunnerError;
use crate::job::{Call, Job, Tested};

/// The row of JavaScript.
pub(super) const LANGUAGE: Language = Language {
    kind: RunnerKind::Javascript,
    name: "JavaScript",
    tools: &[
        Tool {
            name: "node",
            version: &["--version"],
            // The first line of releases with `--test-reporter`.
            oldest: Some((18, 17)),
            required: true,
            install: Install {
                apt: "nodejs",
                dnf: "nodejs",
                pacman: "nodejs",
                brew: "node",
                other: "https://nodejs.org/en/download",
            },
        },
        Tool {
            name: "jest",
            version: &["--version"],
            oldest: None,
            required: false,
            install: Install {
                apt: "",
                dnf: "",
                pacman: "",
                brew: "",
                other: "npm install --global jest",
            },
        },
    ],
    tests: run_tests,
    program: |job| program::interpreted(job, "node", "js"),
};

const EXTENSIONS: &[&str] = &["js", "mjs", "cjs"];

fn run_tests(job: &mut Job<'_>, framework: Option<Framework>) -> Result<Tested, RunnerError> {
    let files = tests::files(job.spec, is_test);
    if files.is_empty() {
        return Ok(Tested::default());
    }
    match framework.unwrap_or_else(|| detect(job, &files)) {
        Framework::Jest => jest(job, files),
        _ => node(job, files),
    }
}

/// What Node and Jest call a test file: `a.test.js`, `a_test.js`, `a.spec.js`,
/// `test-a.js`, and everything in `test`, `tests` or `__tests__` that has no
/// test name beside it and looks like one inside.
fn is_test(path: &str) -> bool {
    if path.split('/').any(|part| part == "node_modules") {
        return false;
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let Some((stem, extension)) = name.rsplit_once('.') else {
        return false;
    };
    let named = [".test", "-test", "_test", ".spec"]
        .iter()
        .any(|end| stem.ends_with(end));
    EXTENSIONS.contains(&extension)
        && (named || stem == "test" || stem.starts_with("test-") || stem.starts_with("test_"))
}

/// Node's own when the tests import it; else the globals are Jest's.
fn detect(job: &Job<'_>, files: &[String]) -> Framework {
    let imports_node = tests::texts(job.spec, files).any(|text| text.contains("node:test"));
    if imports_node {
        Framework::Node
    } else {
        Framework::Jest
    }
}

/// Loaded before each test file: Node counts a file that ends its process as
/// passed, whatever it has not tested yet.
const NO_EXIT: &str = "process.exit = (code) => {
  throw new Error(`process.exit(${code ?? ''}) would have ended the tests`);
};
";

fn node(job: &mut Job<'_>, files: Vec<String>) -> Result<Tested, RunnerError> {
    let no_exit = job.folder.write_report("no-exit.cjs", NO_EXIT.as_bytes())?;
    let report = job
        .folder
        .report("report.tap")
        .to_string_lossy()
        .into_owned();
    let mut args = vec![
        "--test".to_owned(),
        "--test-reporter=tap".to_owned(),
        format!("--test-reporter-destination={report}"),
    ];
    if let Some(only) = &job.spec.only {
        args.push(format!("--test-name-pattern={}", escaped(only)));
    }
    let call = Call::test(
        "node",
        args.into_iter()
            .chain(job.spec.extra_args.clone())
            .chain(files.iter().cloned()),
    )
    .with_env("NODE_OPTIONS", format!("--require={}", no_exit.display()));
    let result = job.call(&call)?;
    let report = job.report_text(job.folder.read_report("report.tap", MAX_REPORT_BYTES));
    let mut parsed = job.read_report(&report, None, &result, |source| {
        parse(ReportFormat::Tap, source)
    });
    // A file without tests is reported as a passed test of its own.
    parsed
        .tests
        .retain(|test| test.status != TestStatus::Pass || !files.contains(&test.name));
    Ok(Tested {
        parsed,
        ..Tested::of(job, &call, result)
    })
}

fn jest(job: &mut Job<'_>, files: Vec<String>) -> Result<Tested, RunnerError> {
    let report = job
        .folder
        .report("jest.json")
        .to_string_lossy()
        .into_owned();
    let cache = job.folder.tmp().join("jest").to_string_lossy().into_owned();
    let mut args = vec![
        "--ci".to_owned(),
        "--runInBand".to_owned(),
        "--json".to_owned(),
        "--colors=false".to_owned(),
    ];
    args.extend([
        format!("--outputFile={report}"),
        format!("--cacheDirectory={cache}"),
    ]);
    if !has_own_modules(job.spec) {
        args.extend(["--config".to_owned(), plain_config()]);
    }
    if let Some(only) = &job.spec.only {
        args.extend(["--testNamePattern".to_owned(), escaped(only)]);
    }
    args.extend(job.spec.extra_args.clone());
    args.push("--runTestsByPath".to_owned());
    // Modules written with `import` run as they are, without a compiler.
    let call = Call::test(jest_program(job.spec), args.into_iter().chain(files))
        .with_env("NODE_OPTIONS", "--experimental-vm-modules --no-warnings");
    let result = job.call(&call)?;
    let report = job.report_text(job.folder.read_report("jest.json", MAX_REPORT_BYTES));
    let parsed = job.read_report(&report, None, &result, parse_jest);
    let mut tested = Tested {
        parsed,
        ..Tested::of(job, &call, result)
    };
    // Standard output is the report once more.
    tested.stdout.clear();
    Ok(tested)
}

/// Packages that a course brings along come first.
fn jest_program(spec: &RunSpec) -> &'static str {
    const OWN: &str = "node_modules/jest/bin/jest.js";
    if tests::has(spec, OWN) { OWN } else { "jest" }
}

fn has_own_modules(spec: &RunSpec) -> bool {
    spec.files
        .iter()
        .any(|file| file.path.starts_with("node_modules/"))
}

/// The course's own configuration names packages (Babel, presets) that are not
/// here; the language itself needs none of them.
fn plain_config() -> String {
    r#"{"transform":{},"testEnvironment":"node","haste":{"enableSymlinks":false}}"#.to_owned()
}

/// A text as a JavaScript regular expression that matches only it.
fn escaped(text: &str) -> String {
    text.chars()
        .flat_map(|c| [r".[]{}()*+?^$|\/".contains(c).then_some('\\'), Some(c)])
        .flatten()
        .collect()
}

#[cfg(test)]
mod unit_tests {
    use super::*;

    #[test]
    fn test_files_are_recognised() {
        for path in [
            "a.test.js",
            "tests/a.spec.mjs",
            "a_test.cjs",
            "test-a.js",
            "tests/deep/a-test.js",
        ] {
            assert!(is_test(path), "{path}");
        }
        for path in [
            "a.js",
            "node_modules/x/a.test.js",
            "a.test.ts",
            "tests/helper.js",
            "testing.js",
        ] {
            assert!(!is_test(path), "{path}");
        }
    }
}
