//! C: make, or the compiler alone; Unity or TAP on standard output.

use codezest_core::course::model::{Framework, ReportFormat, RunnerKind};
use codezest_core::run::parse::parse;
use codezest_core::run::spec::RunSpec;

use super::{Install, Language, Program, Tool, program, tests};
use crate::error::RunnerError;
use crate::job::{Call, Job, Tested};

/// The row of C.
pub(super) const LANGUAGE: Language = Language {
    kind: RunnerKind::C,
    name: "C",
    tools: &[
        Tool {
            name: "cc",
            version: &["--version"],
            oldest: None,
            required: true,
            install: Install {
                apt: "gcc",
                dnf: "gcc",
                pacman: "gcc",
                brew: "gcc",
                other: "xcode-select --install",
            },
        },
        Tool {
            name: "make",
            version: &["--version"],
            oldest: None,
            required: false,
            install: Install {
                apt: "make",
                dnf: "make",
                pacman: "make",
                brew: "make",
                other: "xcode-select --install",
            },
        },
    ],
    tests: run_tests,
    program: build_program,
};

/// Warnings teach; debug information names lines.
const FLAGS: &[&str] = &[
    "-std=c17", "-Wall", "-Wextra", "-g", "-O1", "-I.", "-Isrc", "-Itests",
];
/// What a program without a makefile is built as.
const PROGRAM: &str = "./codezest-program";

fn makefile(spec: &RunSpec) -> Option<&'static str> {
    // The order in which make looks for them.
    ["GNUmakefile", "makefile", "Makefile"]
        .into_iter()
        .find(|name| tests::has(spec, name))
}

/// A makefile has a target `test`, and may have a target `build`, which then
/// runs first and with the limits of builds.
fn run_tests(job: &mut Job<'_>, _framework: Option<Framework>) -> Result<Tested, RunnerError> {
    let Some(makefile) = makefile(job.spec) else {
        return compiled_tests(job);
    };
    let mut build = None;
    if has_target(job.spec, makefile, "build") {
        let built = program::built(job, &Call::build("make", ["-s", "build"]), Vec::new())?;
        build = built.build;
        if built.command.is_none() {
            return Ok(Tested {
                build,
                stops: built.stop.into_iter().collect(),
                ..Tested::default()
            });
        }
    }
    let call = Call::test(
        "make",
        ["-s".to_owned(), "test".to_owned()]
            .into_iter()
            .chain(job.spec.extra_args.clone()),
    );
    let mut tested = read(job, &call)?;
    if tested.parsed.tests.is_empty()
        && tested.stops.is_empty()
        && says_compile_error(&tested.stderr)
    {
        build = Some(program::build(job, false, "", &tested.stderr));
        tested.stderr.clear();
    }
    tested.build = build;
    Ok(tested)
}

/// Without a makefile, all sources together are the test program.
fn compiled_tests(job: &mut Job<'_>) -> Result<Tested, RunnerError> {
    let sources = tests::files(job.spec, |path| path.ends_with(".c"));
    if !sources.iter().any(|path| path.contains("test")) {
        return Ok(Tested::default());
    }
    let built = compile(job, sources)?;
    if built.command.is_none() {
        return Ok(Tested {
            build: built.build,
            stops: built.stop.into_iter().collect(),
            ..Tested::default()
        });
    }
    let call = Call::test(PROGRAM, job.spec.extra_args.clone());
    Ok(Tested {
        build: built.build,
        ..read(job, &call)?
    })
}

fn compile(job: &mut Job<'_>, sources: Vec<String>) -> Result<Program, RunnerError> {
    let flags = FLAGS.iter().map(|&flag| flag.to_owned());
    let output = ["-o", PROGRAM].map(str::to_owned);
    let call = Call::build(
        "cc",
        flags.chain(output).chain(sources).chain(["-lm".to_owned()]),
    );
    program::built(job, &call, vec![PROGRAM.to_owned()])
}

/// Runs the tests and reads what they print.
fn read(job: &mut Job<'_>, call: &Call) -> Result<Tested, RunnerError> {
    let result = job.call(call)?;
    let format = if is_tap(&result.stdout) {
        ReportFormat::Tap
    } else {
        ReportFormat::Unity
    };
    let parsed = job.read_report(&result.stdout, None, &result, |source| {
        parse(format, source)
    });
    Ok(Tested {
        parsed,
        ..Tested::of(job, call, result)
    })
}

fn is_tap(text: &str) -> bool {
    text.lines().any(|line| {
        line.starts_with("TAP version ") || line.starts_with("ok ") || line.starts_with("not ok ")
    })
}

/// Whether a makefile has a rule for the target.
fn has_target(spec: &RunSpec, makefile: &str, target: &str) -> bool {
    tests::text(spec, makefile).is_some_and(|text| {
        text.lines()
            .filter_map(|line| line.split_once(':'))
            .any(|(targets, rest)| {
                !rest.starts_with('=') && targets.split_whitespace().any(|word| word == target)
            })
    })
}

/// Whether a compiler or linker gave up.
fn says_compile_error(stderr: &str) -> bool {
    [
        ": error: ",
        ": fatal error: ",
        "undefined reference to",
        "ld returned ",
    ]
    .iter()
    .any(|sign| stderr.contains(sign))
}

/// With a makefile and a `run` command: make's first target. Otherwise the
/// learner's sources together.
fn build_program(job: &mut Job<'_>) -> Result<Program, RunnerError> {
    if makefile(job.spec).is_some()
        && let Some(own) = job.spec.run.clone()
    {
        return program::built(job, &Call::build("make", ["-s"]), own);
    }
    let mut sources: Vec<String> = job
        .spec
        .learner
        .iter()
        .filter(|path| path.ends_with(".c"))
        .cloned()
        .collect();
    if sources.is_empty() {
        sources.push(program::main_file(job, "c")?);
    }
    compile(job, sources)
}
