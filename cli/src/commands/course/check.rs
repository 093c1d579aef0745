//! `codezest course check`.

use std::path::Path;

use codezest_core::course::model::Course;
use codezest_core::course::parse;
use codezest_core::course::tree::CourseTree;
use codezest_core::error::ErrorCode;
use codezest_runner::RunOptions;

use crate::args::CourseCheckArgs;
use crate::author::check::model::{CourseCheck, Level, Proof, Verdict};
use crate::author::check::{CheckOptions, Running, check, count};
use crate::author::import::folder;
use crate::author::{library, pack};
use crate::context::Context;
use crate::failure::{Exit, Failure, Result};
use crate::interrupt;
use crate::learn::test::runner;
use crate::ui::progress::Progress;
use crate::ui::{Role, Styled};

/// Proves a course and says what is wrong with it.
pub fn run(context: &Context, args: &CourseCheckArgs) -> Result<Exit> {
    let tree = tree(context, &args.course)?;
    let previous = args.previous.as_deref().map(previous).transpose()?;
    let options = options(args);
    let cancel = interrupt::token()?;
    let result = {
        let total = if options.run {
            count(&tree, &options)
        } else {
            0
        };
        let bar = Progress::steps(&context.ui, u64::try_from(total).unwrap_or(0), "checking");
        let progress = |began: Option<&str>| match began {
            Some(item) => bar.now(item),
            None => bar.step(),
        };
        let running = Running {
            runner: &runner(context)?,
            options: &RunOptions::default(),
            cancel: &cancel,
            progress: &progress,
        };
        check(&tree, previous.as_ref(), &options, running)
    };
    if cancel.is_cancelled() {
        return Err(Failure::new(
            ErrorCode::Interrupted,
            "the check was stopped",
        ));
    }
    if context.ui.json {
        context.ui.json(&result)?;
    } else {
        print(context, args, &result);
    }
    Ok(result.problem().map_or(Exit::Done, Exit::Code))
}

fn options(args: &CourseCheckArgs) -> CheckOptions {
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    CheckOptions {
        only: args.only.clone(),
        run: !args.no_run,
        repeat: args.repeat,
        mutate: args.mutate,
        jobs: args.jobs.map_or(processors, usize::from),
        strict: args.strict,
    }
}

/// A folder or pack at that path, or a course of this machine of that name.
fn tree(context: &Context, course: &str) -> Result<CourseTree> {
    let path = Path::new(course);
    if path.exists() {
        return read(path);
    }
    let found = library::courses(context, Some(course))?;
    let entry = found
        .first()
        .ok_or_else(|| Failure::not_found(format!("there is no course {course:?}")))?;
    Ok(context.content()?.tree(&entry.name)?)
}

fn read(path: &Path) -> Result<CourseTree> {
    if path.is_file() {
        let refused = |error: pack::ReadError| {
            Failure::new(ErrorCode::CourseInvalid, error.to_string()).hint(error.hint())
        };
        return Ok(pack::read(path).map_err(refused)?.tree);
    }
    folder::read(path).map_err(|error| {
        let failure = Failure::new(ErrorCode::CourseInvalid, error.to_string());
        match error.hint() {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    })
}

fn previous(path: &Path) -> Result<Course> {
    parse(&read(path)?).course.ok_or_else(|| {
        Failure::new(
            ErrorCode::CourseInvalid,
            format!("{} is no readable course", path.display()),
        )
        .hint("name the folder or pack of the version that learners have")
    })
}

fn print(context: &Context, args: &CourseCheckArgs, result: &CourseCheck) {
    let ui = &context.ui;
    for finding in &result.findings {
        let (role, word) = match finding.level {
            Level::Error => (Role::Bad, "error"),
            Level::Warning => (Role::Warning, "warning"),
            Level::Note => (Role::Dim, "note"),
        };
        let mut place = finding.file.clone();
        for number in [finding.line, finding.column].into_iter().flatten() {
            place.push_str(&format!(":{number}"));
        }
        ui.out(
            Styled::new()
                .role(Role::Code, &place)
                .text(": ")
                .role(role, word)
                .text(&format!(": {}", finding.message)),
        );
        if let Some(hint) = &finding.hint {
            ui.out(Styled::new().text("    ").role(Role::Hint, hint));
        }
    }
    for proof in &result.assignments {
        ui.out(proof_line(proof));
    }
    let counts = result.counts;
    ui.out(format!(
        "{} errors, {} warnings, {} notes; {} of {} assignments proved{}",
        counts.errors,
        counts.warnings,
        counts.notes,
        counts.proved,
        result.assignments.len(),
        if args.no_run {
            " (nothing was run)"
        } else {
            ""
        },
    ));
    if counts.not_proved > 0 {
        ui.warn(format!(
            "{} assignments cannot be proved here; see what is missing: codezest doctor",
            counts.not_proved
        ));
    }
}

fn proof_line(proof: &Proof) -> Styled {
    let (role, mark, words) = match proof.verdict {
        Verdict::Proved => (Role::Good, "✓ ", "proved"),
        Verdict::Failed => (Role::Bad, "✗ ", "does not work as it should"),
        Verdict::NoSolution => (Role::Warning, "○ ", "no solution to prove it with"),
        Verdict::CannotProveHere => (Role::Warning, "○ ", "cannot be proved here"),
    };
    let line = Styled::new()
        .role(role, mark)
        .role(Role::Code, &proof.item)
        .text(&format!(": {words}"));
    let reason = proof
        .reason
        .as_deref()
        .filter(|_| proof.verdict == Verdict::CannotProveHere);
    let line = match reason {
        Some(reason) => line.text(&format!(" ({reason})")),
        None => line,
    };
    match proof.mutants {
        Some(mutants) => line.role(
            Role::Dim,
            &format!("; {} of {} changes noticed", mutants.noticed, mutants.tried),
        ),
        None => line,
    }
}
