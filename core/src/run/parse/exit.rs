//! The exit status alone: zero is one passed test.

use super::collector::Collector;
use super::{Parsed, Source};
use crate::run::outcome::End;
use crate::run::report::{TestCase, TestStatus};

pub(super) fn read(source: &Source<'_>) -> Parsed {
    let mut collector = Collector::new(source);
    let (status, message) = match source.end {
        End::Exited(0) => (TestStatus::Pass, None),
        End::Exited(code) => (
            TestStatus::Fail,
            Some(format!("The test command ended with exit status {code}.")),
        ),
        End::Signaled(signal) => (
            TestStatus::Error,
            Some(format!("The test command was ended by signal {signal}.")),
        ),
        End::Unknown => (
            TestStatus::NotRun,
            Some("The test command did not end by itself.".to_owned()),
        ),
    };
    let mut test = TestCase::new("the test command succeeds", status);
    test.message = message;
    collector.push(test);
    collector.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_zero_passes() {
        for (end, status) in [
            (End::Exited(0), TestStatus::Pass),
            (End::Exited(1), TestStatus::Fail),
            (End::Exited(-1), TestStatus::Fail),
            (End::Signaled(11), TestStatus::Error),
            (End::Unknown, TestStatus::NotRun),
        ] {
            let parsed = read(&Source {
                end,
                ..Source::default()
            });
            assert_eq!(parsed.tests[0].status, status, "{end:?}");
            assert_eq!(parsed.tests.len(), 1);
        }
    }
}
