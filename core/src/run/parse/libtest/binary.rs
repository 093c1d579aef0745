//! One test binary in the output of `cargo test`.

use crate::limits::MAX_REPORT_TESTS;

use super::{TestCase, TestStatus, failure};

/// One test binary that is being read.
#[derive(Default)]
pub(super) struct Binary {
    pub(super) group: Option<String>,
    /// From `running 3 tests`.
    pub(super) promised: Option<usize>,
    pub(super) tests: Vec<TestCase>,
    /// Whether its summary came.
    pub(super) ended: bool,
    /// A test whose result has not come yet.
    pending: Option<String>,
    /// The failure block that is being read: whose, and its lines.
    block: Option<(String, String)>,
}

impl Binary {
    pub(super) fn new(group: Option<String>) -> Self {
        Self {
            group,
            ..Self::default()
        }
    }

    pub(super) fn is_running(&self) -> bool {
        self.promised.is_some() && !self.ended
    }

    /// Notes that a test has begun.
    pub(super) fn begin(&mut self, name: &str) {
        self.end_pending();
        self.pending = Some(without_suffix(name).to_owned());
    }

    pub(super) fn line(&mut self, line: &str, whole: bool) {
        if line.starts_with("test result: ") {
            self.close_block();
            self.ended = whole;
        } else if let Some(name) = block_header(line) {
            self.close_block();
            self.block = Some((name.to_owned(), String::new()));
        } else if line == "failures:" || line == "successes:" {
            self.close_block();
        } else if let Some((_, text)) = &mut self.block {
            text.push_str(line);
            text.push('\n');
        } else if let Some((name, result)) = line
            .strip_prefix("test ")
            .and_then(|rest| rest.split_once(" ... "))
        {
            self.begin(name);
            self.result(result, whole);
        } else if self.pending.is_some() {
            // With --nocapture the result stands on a line of its own.
            self.result(line, whole);
        }
    }

    /// Takes the result of the pending test, if `text` is one.
    fn result(&mut self, text: &str, whole: bool) {
        let text = text.trim_end();
        let (word, rest) = text.split_once([',', ' ']).unwrap_or((text, ""));
        let timed = rest.is_empty() || rest.starts_with('<');
        let status = match word {
            "ok" if timed => TestStatus::Pass,
            "FAILED" if timed => TestStatus::Fail,
            "ignored" => TestStatus::Skip,
            "bench:" => TestStatus::Pass,
            _ => return,
        };
        if !whole {
            return;
        }
        if let Some(name) = self.pending.take() {
            let mut test = TestCase::new(name, status);
            test.message =
                (status == TestStatus::Skip && !rest.is_empty()).then(|| rest.trim().to_owned());
            self.add(test);
        }
    }

    /// One test more than are kept is enough to say that some were left out.
    fn add(&mut self, test: TestCase) {
        if self.tests.len() <= MAX_REPORT_TESTS {
            self.tests.push(test);
        }
    }

    /// Ends the binary: a test that began and did not end took it along.
    pub(super) fn close(&mut self) {
        self.close_block();
        self.end_pending();
    }

    fn end_pending(&mut self) {
        if let Some(name) = self.pending.take() {
            let mut test = TestCase::new(name, TestStatus::Error);
            test.message = Some(
                "The test program ended during this test; does the code call exit, or crash?"
                    .to_owned(),
            );
            self.add(test);
        }
    }

    fn close_block(&mut self) {
        if let Some((name, text)) = self.block.take()
            && let Some(test) = self.tests.iter_mut().find(|test| test.name == name)
        {
            failure::describe(test, &text);
        }
    }
}

/// The name in `---- NAME stdout ----`.
fn block_header(line: &str) -> Option<&str> {
    let inner = line.strip_prefix("---- ")?.strip_suffix(" ----")?;
    inner
        .strip_suffix(" stdout")
        .or_else(|| inner.strip_suffix(" stderr"))
}

/// A name without what the harness appends to it.
fn without_suffix(name: &str) -> &str {
    const SUFFIXES: [&str; 4] = [
        " - should panic",
        " - compile fail",
        " - compile",
        " - should_panic",
    ];
    SUFFIXES
        .iter()
        .find_map(|suffix| name.strip_suffix(suffix))
        .unwrap_or(name)
}
