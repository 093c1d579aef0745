//! What works here, as lines.

use codezest_core::run::report::Isolation;

use super::catalogue::print;
use super::markdown;
use crate::context::Context;
use crate::ui::table::Table;
use crate::ui::{Role, Styled};
use crate::views::doctor::{Area, CheckLine, Diagnosis, LanguageLine, State};

/// Prints the diagnosis.
pub fn print_diagnosis(context: &Context, diagnosis: &Diagnosis) {
    for (area, title) in [
        (Area::Databases, "Databases"),
        (Area::Folders, "Folders"),
        (Area::Terminal, "Terminal"),
        (Area::Programs, "Programs"),
    ] {
        heading(context, title);
        let of_area = diagnosis.checks.iter().filter(|check| check.area == area);
        checks(context, of_area);
    }
    heading(context, "Isolation of test runs");
    markdown::print_item(context, "  ", isolation(diagnosis.isolation));
    context.ui.out("");
    heading(context, "Languages");
    for language in &diagnosis.languages {
        language_lines(context, language);
    }
    context.ui.out("");
    heading(context, "Courses");
    courses(context, diagnosis);
    context.ui.out("");
    context.ui.out(verdict(diagnosis));
}

fn heading(context: &Context, title: &str) {
    context.ui.out(Styled::new().role(Role::Title, title));
}

fn mark(state: State) -> (Role, &'static str) {
    match state {
        State::Ok => (Role::Good, "✓"),
        State::Note => (Role::Warning, "!"),
        State::Problem => (Role::Bad, "✗"),
    }
}

fn checks<'a>(context: &Context, checks: impl Iterator<Item = &'a CheckLine>) {
    for check in checks {
        let (role, symbol) = mark(check.state);
        context.ui.out(
            Styled::new()
                .text("  ")
                .role(role, symbol)
                .text(&format!(" {}: {}", check.name, check.detail)),
        );
        if let Some(fix) = &check.fix {
            let line = Styled::new().text("      ").role(Role::Hint, fix);
            context.ui.out(line);
        }
    }
    context.ui.out("");
}

fn language_lines(context: &Context, language: &LanguageLine) {
    let state = if language.ready {
        State::Ok
    } else {
        State::Note
    };
    let (role, symbol) = mark(state);
    let versions: Vec<String> = language
        .tools
        .iter()
        .filter(|tool| tool.ready)
        .map(|tool| match &tool.version {
            Some(version) => format!("{} {version}", tool.name),
            None => tool.name.clone(),
        })
        .collect();
    let detail = match (language.tools.is_empty(), versions.is_empty()) {
        (true, _) => "built in".to_owned(),
        (_, true) => "not installed".to_owned(),
        _ => versions.join(", "),
    };
    context.ui.out(
        Styled::new()
            .text("  ")
            .role(role, symbol)
            .text(&format!(" {}: {detail}", language.name)),
    );
    for tool in language.tools.iter().filter(|tool| !tool.ready) {
        let why = match (&tool.version, &tool.oldest) {
            (Some(version), Some(oldest)) => {
                format!("{} {version} is older than {oldest}: ", tool.name)
            }
            _ if tool.path.is_some() => format!("{} is here but does not work: ", tool.name),
            _ if tool.required => format!("{} is missing: ", tool.name),
            _ => format!("{} is optional: ", tool.name),
        };
        let line = Styled::new().text("      ").role(Role::Dim, &why);
        context.ui.out(line.role(Role::Hint, &tool.install));
    }
}

fn isolation(isolation: Isolation) -> &'static str {
    match isolation {
        Isolation::Strong => "strong: tests see nothing of this machine but their own files",
        Isolation::Standard => "standard: tests can read and write only what they need",
        Isolation::Basic => {
            "basic: limits only; a test could still read your files, so run only courses you trust"
        }
        Isolation::None => "none: tests can do what you can; run only courses you trust",
    }
}

fn courses(context: &Context, diagnosis: &Diagnosis) {
    let mut table = Table::new(2).indent(2);
    for course in &diagnosis.courses {
        let state = match (course.ready, course.begun) {
            (true, _) => State::Ok,
            (false, false) => State::Note,
            (false, true) => State::Problem,
        };
        let (role, symbol) = mark(state);
        let detail = if course.ready {
            "can be run".to_owned()
        } else {
            format!("needs {}", course.missing.join(", "))
        };
        table.row([
            (role, symbol.to_owned()),
            (Role::Code, course.id.clone()),
            (Role::Text, detail),
        ]);
    }
    print(context, &table);
}

fn verdict(diagnosis: &Diagnosis) -> Styled {
    let lacking = diagnosis
        .courses
        .iter()
        .find(|course| course.begun && !course.ready);
    match (diagnosis.works, lacking) {
        (false, _) => Styled::new()
            .role(Role::Bad, "✗")
            .text(" Learning does not work here until the problems above are mended."),
        (true, Some(course)) => Styled::new().role(Role::Warning, "!").text(&format!(
            " Learning works here, but {} needs {}.",
            course.id,
            course.missing.join(", ")
        )),
        (true, None) => Styled::new()
            .role(Role::Good, "✓")
            .text(" Learning works here."),
    }
}
