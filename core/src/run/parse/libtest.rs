//! The text of Rust's test harness, as `cargo test` prints it: several test
//! binaries after each other, headed by cargo's `Running …` lines where
//! standard error is in the same stream.

mod binary;
mod failure;

use std::collections::{BTreeMap, BTreeSet};

use super::collector::{Collector, MAX_NAME_CHARS};
use super::{Parsed, Source};
use crate::limits::{MAX_REPORT_BYTES, MAX_REPORT_TESTS};
use crate::run::report::{TestCase, TestStatus};
use crate::text;
use binary::Binary;

pub(super) fn read(source: &Source<'_>) -> Parsed {
    let mut collector = Collector::new(source);
    let text = collector.text(source.report);
    let mut reading = Reading {
        collector,
        binary: Binary::default(),
        listed: listed(source.listing),
        compiler: String::new(),
    };
    let ends_whole = text.ends_with('\n');
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        // A last line without its end may be cut.
        let whole = ends_whole || lines.peek().is_some();
        reading.line(line, whole);
    }
    reading.finish()
}

/// The tests of each binary in the output of `--list`; those without a heading
/// above them stand under `None`.
type Listed = BTreeMap<Option<String>, Vec<String>>;

fn listed(listing: Option<&[u8]>) -> Listed {
    let listing = listing.unwrap_or_default();
    let text = String::from_utf8_lossy(listing.get(..MAX_REPORT_BYTES).unwrap_or(listing));
    let mut listed = Listed::new();
    let mut group = None;
    let mut names = 0;
    for line in text.lines() {
        if let Some(heading) = heading(line) {
            group = Some(heading);
        } else if let Some(name) = line
            .strip_suffix(": test")
            .filter(|_| names < MAX_REPORT_TESTS)
        {
            names += 1;
            listed
                .entry(group.clone())
                .or_default()
                .push(name.to_owned());
        }
    }
    listed
}

/// What cargo says before it starts a test binary: `tests/leaves.rs`,
/// `src/lib.rs`, or `doc tests`.
fn heading(line: &str) -> Option<String> {
    let line = line.trim_start();
    if line.starts_with("Doc-tests ") {
        return Some("doc tests".to_owned());
    }
    let rest = line.strip_prefix("Running ")?;
    let rest = rest.strip_prefix("unittests ").unwrap_or(rest);
    let (path, _) = rest.split_once(" (")?;
    Some(text::shorten(path, MAX_NAME_CHARS))
}

/// The number in `running 3 tests`.
fn running(line: &str) -> Option<usize> {
    let rest = line.strip_prefix("running ")?;
    rest.strip_suffix(" tests")
        .or_else(|| rest.strip_suffix(" test"))?
        .parse()
        .ok()
}

struct Reading<'a> {
    collector: Collector<'a>,
    binary: Binary,
    listed: Listed,
    /// What stands outside the binaries, from the first error on.
    compiler: String,
}

impl Reading<'_> {
    fn line(&mut self, line: &str, whole: bool) {
        if let Some(group) = heading(line) {
            self.next_binary(Some(group));
        } else if let Some((name, group)) = cut_by_heading(line) {
            self.binary.begin(name);
            self.next_binary(Some(group));
        } else if let Some(count) = running(line) {
            if self.binary.promised.is_some() {
                self.next_binary(None);
            }
            self.binary.promised = Some(count);
        } else if line.contains("process didn't exit successfully") {
            self.collector.note(line.trim());
        } else if self.binary.is_running() {
            self.binary.line(line, whole);
        } else {
            self.compiler_line(line);
        }
    }

    fn compiler_line(&mut self, line: &str) {
        let begins = !self.compiler.is_empty() || line.starts_with("error");
        if begins && !line.starts_with("warning: build failed") {
            self.compiler.push_str(line);
            self.compiler.push('\n');
        }
    }

    /// Takes in the binary that was read, with the tests it owes.
    fn next_binary(&mut self, group: Option<String>) {
        let mut binary = std::mem::replace(&mut self.binary, Binary::new(group));
        binary.close();
        let owed = self.owed(&binary);
        let Some(promised) = binary.promised else {
            return;
        };
        if !binary.ended {
            self.collector
                .broken("A test program ended before its summary.");
        } else if binary.tests.len() + owed.len() < promised {
            let reported = binary.tests.len();
            self.collector.broken(format!(
                "A test program promised {promised} tests and reported {reported}."
            ));
        }
        for mut test in binary.tests {
            test.group.clone_from(&binary.group);
            self.collector.push(test);
        }
        for name in owed {
            self.collector.push_missing(binary.group.as_deref(), &name);
        }
    }

    /// The listed tests that a binary should have reported and did not. One
    /// that reported as many as it promised owes none: a filter chose them.
    fn owed(&mut self, binary: &Binary) -> Vec<String> {
        // A list without headings is for all binaries, and read at the end.
        let Some(names) = binary
            .group
            .as_ref()
            .and_then(|_| self.listed.remove(&binary.group))
        else {
            return Vec::new();
        };
        if binary
            .promised
            .is_some_and(|promised| binary.tests.len() >= promised)
        {
            return Vec::new();
        }
        let reported: BTreeSet<&str> = binary.tests.iter().map(|test| test.name.as_str()).collect();
        names
            .into_iter()
            .filter(|name| !reported.contains(name.as_str()))
            .collect()
    }

    fn finish(mut self) -> Parsed {
        let ran = self.binary.promised.is_some() || self.collector.len() > 0;
        self.next_binary(None);
        let listed = std::mem::take(&mut self.listed);
        self.collector.push_unreported(
            listed.iter().flat_map(|(group, names)| {
                names.iter().map(|name| (group.as_deref(), name.as_str()))
            }),
        );
        if ["could not compile", "aborting due to"]
            .iter()
            .any(|says| self.compiler.contains(says))
        {
            self.collector.build_error = Some(self.compiler);
        } else if !ran && self.collector.len() == 0 {
            self.collector.broken(
                "The output is not that of Rust's test harness, or no test program started.",
            );
        }
        self.collector.finish()
    }
}

/// A test's unfinished line, behind which cargo announces the next binary: the
/// test ended the process.
fn cut_by_heading(line: &str) -> Option<(&str, String)> {
    let (name, rest) = line.strip_prefix("test ")?.split_once(" ... ")?;
    Some((name, heading(rest)?))
}

#[cfg(test)]
mod tests;
