//! What works on this machine and what is missing. Looks, and mends nothing.

mod courses;
mod databases;
mod machine;

use codezest_runner::{LanguageStatus, RunOptions};

use super::test::runner;
use crate::context::Context;
use crate::failure::Result;
use crate::views::doctor::{Diagnosis, LanguageLine, State, ToolLine};

/// Looks at everything.
///
/// # Errors
/// The program cannot find itself; whatever else is wrong is in the answer.
pub fn diagnose(context: &Context) -> Result<Diagnosis> {
    let runner = runner(context)?;
    let languages = runner.languages();
    let mut checks = databases::checks(context);
    checks.extend(machine::folders(context));
    checks.extend(machine::terminal(context));
    checks.extend(machine::programs(context, &runner));
    Ok(Diagnosis {
        schema_version: 1,
        works: checks.iter().all(|check| check.state != State::Problem),
        isolation: RunOptions::default().isolation(),
        courses: courses::ready(context, &runner, &languages),
        languages: languages.iter().map(language).collect(),
        checks,
    })
}

fn language(status: &LanguageStatus) -> LanguageLine {
    let tools = status.tools.iter().map(|tool| ToolLine {
        name: tool.name.to_owned(),
        required: tool.required,
        ready: tool.ready,
        version: tool.version.clone(),
        oldest: tool.oldest.clone(),
        path: tool.path.as_ref().map(|path| path.display().to_string()),
        install: tool.install.clone(),
    });
    LanguageLine {
        name: status.name.to_owned(),
        ready: status.ready,
        tools: tools.collect(),
    }
}
