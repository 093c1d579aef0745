//! What came of a test run: the tests, the failures explained, one sentence,
//! and `N passed, N failed, N skipped` as the last line.

mod failure;
mod list;
#[cfg(test)]
mod tests;

use codezest_core::run::outcome::say;
use codezest_core::run::report::{Captured, Counts, Isolation, Outcome, RunReport};
use codezest_core::text::clean;

use crate::lines::markdown::{hang, sentence, verbatim};
use crate::ui::{Look, Role, Styled};
use crate::views::run::RunView;

/// Lines kept of one output, the last ones, unless everything is asked for.
const OUTPUT_LINES: usize = 15;

/// Lines kept of what a compiler says, the first ones.
const BUILD_LINES: usize = 40;

/// The result of a run as lines; with `all`, nothing is left out.
#[must_use]
pub fn lines(name: &str, report: &RunReport, look: Look, all: bool) -> Vec<Styled> {
    let mut lines = vec![Styled::new().role(Role::Title, name), Styled::new()];
    build(&mut lines, report, look, all);
    // A single failure says its name itself.
    let alone = matches!(report.tests.as_slice(), [test] if test.status.is_failure() && failure::says_more(test));
    if !alone {
        list::push(&mut lines, &report.tests, look, all);
    }
    failure::push(&mut lines, report, look, all);
    outputs(&mut lines, report, look, all);
    let said = say(report);
    let role = if report.passed() {
        Role::Good
    } else {
        Role::Bad
    };
    lines.extend(sentence(&said.sentence, role, look));
    lines.extend(sentence(&said.advice, Role::Text, look));
    for note in &report.notes {
        lines.extend(sentence(&format!("Note: {note}"), Role::Dim, look));
    }
    lines.extend(sentence(&surroundings(report), Role::Dim, look));
    lines.push(last(report.counts(), report.passed()));
    lines
}

/// What the compiler said, where that decided the run.
fn build(lines: &mut Vec<Styled>, report: &RunReport, look: Look, all: bool) {
    let Some(said) = compiler_said(report, all) else {
        return;
    };
    let text = clean(said);
    let total = text.lines().count();
    let kept = if all { total } else { BUILD_LINES.min(total) };
    let first: Vec<&str> = text.lines().take(kept).collect();
    lines.extend(verbatim(&first.join("\n"), Role::Text, look));
    if kept < total {
        lines.push(left_out(total - kept, look));
    }
    lines.push(Styled::new());
}

/// What a compiler said. Interpreters have no build of their own: what they
/// say of a program they cannot read stands with the first test that met it.
fn compiler_said(report: &RunReport, all: bool) -> Option<&str> {
    let built = report.build.as_ref().filter(|build| !build.ok || all);
    let interpreted = || {
        let broken = report.outcome == Outcome::CompileError;
        report.tests.iter().filter(move |_| broken)
    };
    let mut texts = built
        .map(|build| build.output.as_str())
        .into_iter()
        .chain(interpreted().filter_map(|test| test.output.as_deref()))
        .chain(interpreted().filter_map(|test| test.message.as_deref()))
        .filter(|text| !text.trim().is_empty());
    texts.next()
}

/// What the program wrote, where no failed test shows it.
fn outputs(lines: &mut Vec<Styled>, report: &RunReport, look: Look, all: bool) {
    let explains_itself = match report.outcome {
        Outcome::Passed => true,
        Outcome::CompileError => compiler_said(report, all).is_some(),
        Outcome::Failed => report.counts().failed > 0,
        _ => false,
    };
    if explains_itself && !all {
        return;
    }
    for (title, captured) in [
        ("It wrote:", &report.stdout),
        ("It wrote as errors:", &report.stderr),
    ] {
        if !captured.text.trim().is_empty() {
            lines.push(Styled::new().role(Role::Strong, title));
            lines.extend(captured_lines(captured, look, all));
            lines.push(Styled::new());
        }
    }
}

fn captured_lines(captured: &Captured, look: Look, all: bool) -> Vec<Styled> {
    let mut lines = output(&captured.text, look, all);
    if captured.omitted_bytes > 0 {
        let said = format!("({} bytes were not kept)", captured.omitted_bytes);
        lines.push(Styled::new().text("  ").role(Role::Dim, &said));
    }
    lines
}

/// Output, indented: the last lines unless `all` are wanted.
fn output(text: &str, look: Look, all: bool) -> Vec<Styled> {
    let text = clean(text);
    let text = text.trim_end();
    let total = text.lines().count();
    let kept = if all { total } else { OUTPUT_LINES.min(total) };
    let last: Vec<&str> = text.lines().skip(total - kept).collect();
    let indent = Styled::new().text("  ");
    let mut lines = Vec::new();
    if kept < total {
        lines.push(left_out(total - kept, look));
    }
    lines.extend(hang(&indent, &indent, look, |look| {
        verbatim(&last.join("\n"), Role::Text, look)
    }));
    lines
}

fn left_out(count: usize, look: Look) -> Styled {
    let dots = if look.plain { "..." } else { "…" };
    let noun = if count == 1 { "line" } else { "lines" };
    let said = format!("  {dots} {count} more {noun}; all with -v");
    Styled::new().role(Role::Dim, &said)
}

/// How long it took, and what kept it apart.
fn surroundings(report: &RunReport) -> String {
    let isolation = match report.isolation {
        Isolation::Strong => "strong",
        Isolation::Standard => "standard",
        Isolation::Basic => "basic (see `codezest help isolation`)",
        Isolation::None => "none (see `codezest help isolation`)",
    };
    let time = seconds(report.usage.wall_ms);
    format!("Took {time}. Isolation: {isolation}.")
}

/// Milliseconds as they are below a tenth of a second, else seconds, `0.42 s`.
fn seconds(milliseconds: u64) -> String {
    if milliseconds < 100 {
        return format!("{milliseconds} ms");
    }
    format!(
        "{}.{:02} s",
        milliseconds / 1_000,
        milliseconds % 1_000 / 10
    )
}

/// The line that scripts read.
fn last(counts: Counts, good: bool) -> Styled {
    let role = if good { Role::Good } else { Role::Bad };
    let text = format!(
        "{} passed, {} failed, {} skipped",
        counts.passed, counts.failed, counts.skipped
    );
    Styled::new().role(role, &text)
}

/// The results of several runs, a line each.
#[must_use]
pub fn many(views: &[RunView], look: Look) -> Vec<Styled> {
    let mut lines = Vec::new();
    let mut sum = Counts::default();
    for view in views {
        let counts = view.counts;
        sum.passed += counts.passed;
        sum.failed += counts.failed;
        sum.skipped += counts.skipped;
        sum.total += counts.total;
        let (sign, role) = match (view.passed(), look.plain) {
            (true, false) => ("✓ ", Role::Good),
            (true, true) => ("ok      ", Role::Good),
            (false, false) => ("✗ ", Role::Bad),
            (false, true) => ("FAILED  ", Role::Bad),
        };
        let first = Styled::new().role(role, sign);
        let rest = Styled::new().text(&" ".repeat(first.width()));
        let said = if view.passed() {
            view.item.clone()
        } else {
            format!("{}: {}", view.item, view.sentence)
        };
        lines.extend(hang(&first, &rest, look, |look| {
            sentence(&said, Role::Text, look)
        }));
    }
    let passed = views.iter().filter(|view| view.passed()).count();
    lines.push(Styled::new());
    let said = format!("{passed} of {} assignments pass.", views.len());
    lines.extend(sentence(&said, Role::Strong, look));
    lines.push(last(sum, passed == views.len()));
    lines
}
