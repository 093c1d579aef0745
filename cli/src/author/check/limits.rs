//! Runs that come too near their limits: a slower machine than the author's
//! would stop them.

use codezest_core::course::model::Limits;
use codezest_core::run::report::RunReport;

/// What came nearer to its limit than half of it. With declarative checks
/// every check has the limits for itself; a build has limits of its own.
pub(super) fn near(limits: &Limits, checks: &bool, report: &RunReport) -> Vec<String> {
    let wall = limits
        .wall_seconds
        .unwrap_or_else(|| limits.cpu_seconds.saturating_mul(3).saturating_add(5));
    let wall_ms = u64::from(wall).saturating_mul(1_000);
    let cpu_ms = u64::from(limits.cpu_seconds).saturating_mul(1_000);
    let mut found = Vec::new();
    let mut look = |what: &str, used: u64, limit: u64| {
        if used.saturating_mul(2) > limit {
            found.push(format!("the solution takes {used} ms of the {limit} ms of {what} it may take; learners' machines may be slower"));
        }
    };
    let slowest = report
        .tests
        .iter()
        .filter_map(|test| test.duration_ms)
        .max();
    if *checks {
        look("wall time", slowest.unwrap_or(0), wall_ms);
    } else if report.build.is_none() {
        look("CPU time", report.usage.cpu_ms, cpu_ms);
        look("wall time", report.usage.wall_ms, wall_ms);
    } else {
        let all: u64 = report
            .tests
            .iter()
            .filter_map(|test| test.duration_ms)
            .sum();
        look("wall time", all, wall_ms);
    }
    let memory = u64::from(limits.memory_mib).saturating_mul(1_024);
    if report.build.is_none() && report.usage.max_rss_kib.saturating_mul(2) > memory {
        found.push(format!(
            "the solution uses {} KiB of the {memory} KiB of memory it may use",
            report.usage.max_rss_kib
        ));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use codezest_core::run::report::{
        Build, Captured, Isolation, Outcome, TestCase, TestStatus, Usage,
    };

    fn report(cpu_ms: u64, wall_ms: u64, max_rss_kib: u64) -> RunReport {
        RunReport {
            outcome: Outcome::Passed,
            detail: None,
            isolation: Isolation::Basic,
            build: None,
            tests: vec![TestCase {
                duration_ms: Some(wall_ms),
                ..TestCase::new("a", TestStatus::Pass)
            }],
            stdout: Captured::default(),
            stderr: Captured::default(),
            usage: Usage {
                cpu_ms,
                wall_ms,
                max_rss_kib,
            },
            notes: Vec::new(),
        }
    }

    #[test]
    fn half_of_a_limit_is_near() {
        let limits = Limits {
            cpu_seconds: 10,
            memory_mib: 100,
            ..Limits::default()
        };
        for (used, checks, warnings) in [
            (report(5_000, 17_500, 51_200), false, 0),
            (report(5_001, 0, 0), false, 1),
            (report(0, 17_501, 0), false, 1),
            (report(0, 0, 51_201), false, 1),
            (report(60_000, 17_500, 0), true, 0),
            (report(60_000, 17_501, 0), true, 1),
        ] {
            assert_eq!(
                near(&limits, &checks, &used).len(),
                warnings,
                "{:?}",
                used.usage
            );
        }
        let mut built = report(60_000, 1_000, 900_000);
        built.build = Some(Build {
            ok: true,
            output: String::new(),
        });
        assert!(
            near(&limits, &false, &built).is_empty(),
            "a build has limits of its own"
        );
    }
}
