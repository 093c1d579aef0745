//! Rust: cargo, or the compiler alone.

use std::path::Path;

use codezest_core::course::model::{Framework, ReportFormat, RunnerKind};
use codezest_core::run::parse::parse;
use codezest_core::run::spec::RunSpec;
use serde::Deserialize;

use super::{Install, Language, Program, Tool, program, tests};
use crate::error::RunnerError;
use crate::job::{Call, Job, Tested};
use crate::step::launch::StepResult;

const INSTALL: Install = Install {
    apt: "cargo",
    dnf: "cargo",
    pacman: "rust",
    brew: "rust",
    other: "https://rustup.rs",
};

/// The row of Rust.
pub(super) const LANGUAGE: Language = Language {
    kind: RunnerKind::Rust,
    name: "Rust",
    tools: &[
        Tool {
            name: "cargo",
            version: &["--version"],
            oldest: Some((1, 70)),
            required: true,
            install: INSTALL,
        },
        Tool {
            name: "rustc",
            version: &["--version"],
            oldest: Some((1, 70)),
            required: true,
            install: INSTALL,
        },
        // The compiler links through it.
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
    ],
    tests: run_tests,
    program: build_program,
};

/// What a single file is built as.
const PROGRAM: &str = "./codezest-program";

/// A program that cargo has built.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Binary {
    /// Absolute path.
    path: String,
    /// The source it is made from, relative to the run folder.
    source: String,
    /// Whether it contains tests.
    test: bool,
}

fn run_tests(job: &mut Job<'_>, _framework: Option<Framework>) -> Result<Tested, RunnerError> {
    let built = if tests::has(job.spec, "Cargo.toml") {
        cargo(job, &["test", "--no-run"])?
    } else {
        single_file(job, &["--test"])?
    };
    let mut tested = Tested {
        build: built.build,
        stops: built.stop.into_iter().collect(),
        ..Tested::default()
    };
    let (mut report, mut listing) = (String::new(), String::new());
    let mut last = None;
    for binary in built.binaries.iter().filter(|binary| binary.test) {
        // The heading that cargo itself prints, which tells binaries apart.
        let heading = format!("     Running {} ({})\n", binary.source, binary.path);
        let list = job.call(&Call::test(&binary.path, ["--list"]))?;
        listing.push_str(&format!("{heading}{}", list.stdout));
        let only = job.spec.only.clone().into_iter();
        let call = Call::test(&binary.path, only.chain(job.spec.extra_args.clone()))
            .with_env("RUST_BACKTRACE", "0");
        let result = job.call(&call)?;
        report.push_str(&format!("{heading}{}", result.stdout));
        let stop = add(job, &mut tested, &call, &result);
        last = Some(result);
        if stop {
            break;
        }
    }
    if tested.stops.is_empty() && !built.binaries.is_empty() && has_documentation_tests(job.spec) {
        let call = documentation_tests(job);
        let result = job.call(&call)?;
        report.push_str(&format!("   Doc-tests documentation\n{}", result.stdout));
        add(job, &mut tested, &call, &result);
        last = Some(result);
    }
    if let Some(last) = last {
        let listing = job.spec.only.is_none().then_some(listing.as_str());
        tested.parsed = job.read_report(&report, listing, &last, |source| {
            parse(ReportFormat::Libtest, source)
        });
    }
    Ok(tested)
}

/// Whether a library has examples in its documentation: rustdoc takes a while
/// even to find none.
fn has_documentation_tests(spec: &RunSpec) -> bool {
    let in_library = |path: &str| path.ends_with(".rs") && !path.starts_with("tests/");
    let sources = spec.files.iter().filter(|file| in_library(&file.path));
    // Without a library cargo refuses to look for them.
    tests::has(spec, "Cargo.toml")
        && tests::has(spec, "src/lib.rs")
        && sources.into_iter().any(|file| {
            let text = String::from_utf8_lossy(&file.bytes);
            text.lines().map(str::trim_start).any(|line| {
                (line.starts_with("///") || line.starts_with("//!")) && line.contains("```")
            })
        })
}

/// The command for the examples in the documentation; it builds and tests in
/// one.
fn documentation_tests(job: &Job<'_>) -> Call {
    let only = job.spec.only.clone().into_iter();
    let args = ["test", "--doc", "--offline", "--"].map(str::to_owned);
    let call = Call::build("cargo", args.into_iter().chain(only)).with_env("RUST_BACKTRACE", "0");
    match super::cache(&job.runner.caches, job.spec) {
        Some(cache) => call.with_env("CARGO_TARGET_DIR", cache.join("target").to_string_lossy()),
        None => call,
    }
}

/// Adds one binary's end to the whole: the first bad end is the end. True
/// when the others should not be started any more.
fn add(job: &Job<'_>, tested: &mut Tested, call: &Call, result: &StepResult) -> bool {
    let first = tested.end == codezest_core::run::outcome::End::Unknown;
    if first || (tested.end == codezest_core::run::outcome::End::Exited(0)) {
        tested.end = result.core_end();
    }
    tested.stdout.push_str(&result.stdout);
    tested.stderr.push_str(&result.stderr);
    let stop = job.stop(call, result);
    let stopped = stop.is_some();
    tested.stops.extend(stop);
    stopped
}

/// What a build came to.
#[derive(Debug, Default)]
struct Built {
    build: Option<codezest_core::run::report::Build>,
    stop: Option<codezest_core::run::outcome::Stop>,
    binaries: Vec<Binary>,
}

fn cargo(job: &mut Job<'_>, command: &[&str]) -> Result<Built, RunnerError> {
    let args = command.iter().copied().chain([
        "--offline",
        "--quiet",
        "--message-format=json-render-diagnostics",
    ]);
    let mut call = Call::build("cargo", args);
    if let Some(cache) = super::cache(&job.runner.caches, job.spec) {
        call = call.with_env("CARGO_TARGET_DIR", cache.join("target").to_string_lossy());
    }
    let result = job.call(&call)?;
    let stop = job.stop(&call, &result);
    let ok = result.succeeded();
    let binaries = if ok {
        binaries(&result.stdout, job.folder.work())
    } else {
        Vec::new()
    };
    let build = stop
        .is_none()
        .then(|| program::build(job, ok, "", &result.stderr));
    Ok(Built {
        build,
        stop,
        binaries,
    })
}

/// A file without a package: all that is needed is the compiler.
fn single_file(job: &mut Job<'_>, options: &[&str]) -> Result<Built, RunnerError> {
    let source = program::main_file(job, "rs")?;
    let args = ["--edition=2024", "-Cdebuginfo=0", "-o", PROGRAM, &source];
    let call = Call::build("rustc", args.into_iter().chain(options.iter().copied()));
    let program = program::built(job, &call, vec![PROGRAM.to_owned()])?;
    let binary = program.command.is_some().then(|| Binary {
        path: PROGRAM.to_owned(),
        source,
        test: !options.is_empty(),
    });
    Ok(Built {
        build: program.build,
        stop: program.stop,
        binaries: binary.into_iter().collect(),
    })
}

/// One of cargo's messages (its reference, "External tools").
#[derive(Deserialize)]
struct Message {
    reason: String,
    executable: Option<String>,
    target: Option<Target>,
    profile: Option<Profile>,
}

#[derive(Deserialize)]
struct Target {
    src_path: String,
}

#[derive(Deserialize)]
struct Profile {
    test: bool,
}

/// The programs among cargo's messages.
fn binaries(messages: &str, work: &Path) -> Vec<Binary> {
    let mut found: Vec<Binary> = messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Message>(line).ok())
        .filter(|message| message.reason == "compiler-artifact")
        .filter_map(|message| {
            let source = message.target?.src_path;
            let relative = Path::new(&source)
                .strip_prefix(work)
                .map_or(source.clone(), |path| path.display().to_string());
            Some(Binary {
                path: message.executable?,
                source: relative,
                test: message.profile.is_some_and(|profile| profile.test),
            })
        })
        .collect();
    found.sort_by(|a, b| a.source.cmp(&b.source));
    found
}

fn build_program(job: &mut Job<'_>) -> Result<Program, RunnerError> {
    let built = if tests::has(job.spec, "Cargo.toml") {
        cargo(job, &["build"])?
    } else {
        single_file(job, &[])?
    };
    let command = built
        .binaries
        .into_iter()
        .find(|binary| !binary.test)
        .map(|binary| vec![binary.path]);
    if command.is_none()
        && built.build.as_ref().is_some_and(|build| build.ok)
        && job.spec.run.is_none()
    {
        return Err(RunnerError::BadSpec(format!(
            "{} has no program (no `main.rs`) and no `run` command",
            job.spec.item
        )));
    }
    // A package without a program is ready as soon as it is built.
    let command = command.or_else(|| {
        built
            .build
            .as_ref()
            .filter(|build| build.ok)
            .map(|_| Vec::new())
    });
    Ok(Program {
        command,
        build: built.build,
        stop: built.stop,
    })
}

#[cfg(test)]
mod unit_tests {
    use super::*;

    #[test]
    fn programs_are_found_among_cargos_messages() {
        let messages = r#"{"reason":"compiler-artifact","target":{"src_path":"/run/src/lib.rs"},"profile":{"test":true},"executable":"/target/lib-1"}
not json
{"reason":"compiler-artifact","target":{"src_path":"/run/build.rs"},"profile":{"test":false},"executable":null}
{"reason":"build-finished","success":true}"#;
        let expected = Binary {
            path: "/target/lib-1".into(),
            source: "src/lib.rs".into(),
            test: true,
        };
        assert_eq!(binaries(messages, Path::new("/run")), [expected]);
    }
}
