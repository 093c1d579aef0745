//! From what was seen to the report.

use codezest_core::limits::OUTPUT_KEPT_BYTES;
use codezest_core::run::outcome::{End, Evidence, decide, mark_timeout};
use codezest_core::run::report::{Captured, RunReport, TestCase, TestStatus};
use codezest_core::text::clean;

use crate::job::{Job, Tested};

/// Judges a run and puts its report together.
pub(crate) fn finish(job: &Job<'_>, mut tested: Tested) -> RunReport {
    if let Some(only) = &job.spec.only {
        keep_only(only, &mut tested);
    }
    let roots = job.roots();
    let verdict = decide(&Evidence {
        build: tested.build.as_ref(),
        parsed: &tested.parsed,
        end: tested.end,
        stops: &tested.stops,
        stderr: &tested.stderr,
    });
    let mut tests = tested.parsed.tests;
    mark_timeout(&mut tests, verdict.outcome);
    let mut notes: Vec<String> = job.notes.iter().map(|note| shown(note, &roots)).collect();
    notes.extend(tested.parsed.notes);
    notes.extend(verdict.notes);
    RunReport {
        outcome: verdict.outcome,
        detail: verdict.detail,
        isolation: job.options.isolation(),
        build: tested.build,
        tests,
        stdout: captured(&tested.stdout, &roots),
        stderr: captured(&tested.stderr, &roots),
        usage: job.usage,
        notes,
    }
}

/// Drops the tests that nobody asked for, for frameworks that could not.
fn keep_only(only: &str, tested: &mut Tested) {
    let wanted = |test: &TestCase| test.name.contains(only) || test.id.contains(only);
    let tests = std::mem::take(&mut tested.parsed.tests);
    let (kept, dropped): (Vec<_>, Vec<_>) = tests.into_iter().partition(wanted);
    // The exit status speaks of all tests.
    if matches!(tested.end, End::Exited(1..)) && dropped.iter().any(|test| test.status.is_failure())
    {
        tested.end = End::Exited(i32::from(
            kept.iter().any(|test| test.status == TestStatus::Fail),
        ));
    }
    tested.parsed.tests = kept;
}

/// A stream as it is kept: cleaned, without the run folder's path, and with
/// its middle left out when it is long.
pub(crate) fn captured(text: &str, roots: &[String]) -> Captured {
    let half = OUTPUT_KEPT_BYTES / 2;
    if text.len() <= OUTPUT_KEPT_BYTES {
        return Captured {
            text: shown(text, roots),
            omitted_bytes: 0,
        };
    }
    // Characters have at most four bytes.
    let head = (0..4)
        .find_map(|back| text.get(..half - back))
        .unwrap_or_default();
    let tail = (0..4)
        .find_map(|on| text.get(text.len() - half + on..))
        .unwrap_or_default();
    let omitted = text.len() - head.len() - tail.len();
    let joined = format!(
        "{}\n… {omitted} bytes left out …\n{}",
        shown(head, roots),
        shown(tail, roots)
    );
    Captured {
        text: joined,
        omitted_bytes: u64::try_from(omitted).unwrap_or(u64::MAX),
    }
}

fn shown(text: &str, roots: &[String]) -> String {
    without_roots(clean(text), roots)
}

/// Text without the run folder's path: where a run took place is no part of
/// what a program said.
pub(crate) fn without_roots(text: String, roots: &[String]) -> String {
    roots
        .iter()
        .fold(text, |text, root| text.replace(&format!("{root}/"), ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_text_is_kept_whole_and_without_the_folder() {
        let captured = captured("\u{1b}[31m/run/x/a.py\u{1b}[0m\n", &["/run/x".to_owned()]);
        assert_eq!(
            (captured.text.as_str(), captured.omitted_bytes),
            ("a.py\n", 0)
        );
    }

    #[test]
    fn long_text_keeps_head_and_tail() {
        let text = format!("HEAD{}TAIL", "ä".repeat(OUTPUT_KEPT_BYTES));
        let captured = captured(&text, &[]);
        assert!(captured.text.starts_with("HEADä") && captured.text.ends_with("äTAIL"));
        assert!(captured.text.len() < OUTPUT_KEPT_BYTES + 100);
        let shown = captured.text.matches('ä').count() * 2 + 8;
        assert_eq!(
            u64::try_from(text.len() - shown).unwrap(),
            captured.omitted_bytes
        );
    }
}
