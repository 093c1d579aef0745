//! What every reader does with a test before it counts: clean, shorten, cap,
//! name.

use std::collections::{BTreeMap, BTreeSet};

use super::{Parsed, Source};
use crate::limits::{
    MAX_EVENT_TEXT_CHARS, MAX_REPORT_BYTES, MAX_REPORT_TESTS, MAX_REPORT_TEXT_BYTES,
};
use crate::run::report::{TestCase, TestStatus};
use crate::run::visible;
use crate::text;

/// Most characters kept of a name. Readers cut names that are copied into many
/// tests (of suites, groups, files) before they copy them, or a small report
/// could fill the memory.
pub(super) const MAX_NAME_CHARS: usize = 500;

/// Most notes kept of one report.
const MAX_NOTES: usize = 20;

/// Gathers the tests of one report.
pub(super) struct Collector<'a> {
    roots: &'a [&'a str],
    tests: Vec<TestCase>,
    ids: BTreeSet<String>,
    copies: BTreeMap<String, usize>,
    notes: Vec<String>,
    complete: bool,
    overflowed: bool,
    /// What the compiler said.
    pub(super) build_error: Option<String>,
}

impl<'a> Collector<'a> {
    /// An empty one that believes the report to be complete.
    pub(super) fn new(source: &Source<'a>) -> Self {
        Self {
            roots: source.roots,
            tests: Vec::new(),
            ids: BTreeSet::new(),
            copies: BTreeMap::new(),
            notes: Vec::new(),
            complete: true,
            overflowed: false,
            build_error: None,
        }
    }

    /// The report as text, at most [`MAX_REPORT_BYTES`] of it; says so when
    /// something is left out.
    pub(super) fn text(&mut self, bytes: &[u8]) -> String {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let kept = bytes.get(..MAX_REPORT_BYTES).unwrap_or(bytes);
        if kept.len() < bytes.len() {
            self.broken(format!(
                "The report is larger than {} MiB; only its beginning was read.",
                MAX_REPORT_BYTES >> 20
            ));
        }
        String::from_utf8_lossy(kept).into_owned()
    }

    /// Notes something worth knowing.
    pub(super) fn note(&mut self, note: impl Into<String>) {
        let note = text::clean(&self.shorten_paths(&note.into()));
        if self.notes.len() < MAX_NOTES && !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// Notes why the report is not complete.
    pub(super) fn broken(&mut self, note: impl Into<String>) {
        self.complete = false;
        self.note(note);
    }

    /// Adds a test.
    pub(super) fn push(&mut self, mut test: TestCase) {
        if self.tests.len() >= MAX_REPORT_TESTS {
            if !self.overflowed {
                self.overflowed = true;
                self.broken(format!(
                    "The report has more than {MAX_REPORT_TESTS} tests; the rest was left out."
                ));
            }
            return;
        }
        test.name = self.line(&test.name);
        if test.name.is_empty() {
            "(a test without a name)".clone_into(&mut test.name);
        }
        test.group = test
            .group
            .map(|group| self.line(&group))
            .filter(|group| !group.is_empty());
        test.message = self.block(test.message);
        test.output = self.block(test.output);
        test.help = self.block(test.help);
        test.expected = test
            .expected
            .map(|value| cap(&visible::controls(&self.shorten_paths(&value))));
        test.actual = test
            .actual
            .map(|value| cap(&visible::controls(&self.shorten_paths(&value))));
        test.needs = test.needs.iter().map(|need| self.line(need)).collect();
        if let Some(location) = &mut test.location {
            location.file = self.line(&location.file);
        }
        test.id = self.id(&test);
        self.tests.push(test);
    }

    /// Adds the tests that were promised and not reported.
    pub(super) fn push_missing(&mut self, group: Option<&str>, name: &str) {
        let mut test = TestCase::new(name, TestStatus::NotRun);
        test.group = group.map(str::to_owned);
        test.message = Some("It never ran: something ended the run before it.".to_owned());
        self.push(test);
    }

    /// How many tests there are so far.
    pub(super) fn len(&self) -> usize {
        self.tests.len()
    }

    /// Adds those of the promised tests (group, if it is known, and name) that
    /// have not been added.
    pub(super) fn push_unreported<'n>(
        &mut self,
        promised: impl IntoIterator<Item = (Option<&'n str>, &'n str)>,
    ) {
        let names: BTreeSet<String> = self.tests.iter().map(|test| test.name.clone()).collect();
        let grouped: BTreeSet<(Option<String>, String)> = self
            .tests
            .iter()
            .map(|test| (test.group.clone(), test.name.clone()))
            .collect();
        for (group, name) in promised {
            // Names are compared as they are shown.
            let shown = self.line(name);
            let reported = match group {
                None => names.contains(&shown),
                Some(group) => grouped.contains(&(Some(self.line(group)), shown)),
            };
            if !reported {
                self.push_missing(group, name);
            }
        }
    }

    /// What was gathered.
    pub(super) fn finish(self) -> Parsed {
        let build_error = self
            .build_error
            .as_ref()
            .map(|said| cap(&text::clean(&self.shorten_paths(said))));
        Parsed {
            tests: self.tests,
            notes: self.notes,
            complete: self.complete,
            build_error,
        }
    }

    /// `text` with the run folder's absolute paths made relative.
    pub(super) fn shorten_paths(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for root in self.roots {
            let root = root.trim_end_matches('/');
            if root.is_empty() || !text.contains(root) {
                continue;
            }
            for scheme in ["file://", ""] {
                text = text.replace(&format!("{scheme}{root}/"), "");
            }
        }
        text
    }

    fn line(&self, text: &str) -> String {
        let text = text::clean(&self.shorten_paths(text));
        let words: Vec<&str> = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        text::shorten(&words.join(" "), MAX_NAME_CHARS)
    }

    fn block(&self, text: Option<String>) -> Option<String> {
        let text = text::clean(&self.shorten_paths(&text?));
        let text = text.trim_end().trim_start_matches('\n');
        (!text.is_empty()).then(|| cap(text))
    }

    /// Group and name, short enough for an event; long ones keep a hash of the
    /// whole, and a repeated one gets a number.
    fn id(&mut self, test: &TestCase) -> String {
        let whole = match &test.group {
            Some(group) => format!("{group}::{}", test.name),
            None => test.name.clone(),
        };
        let copies = self.copies.entry(whole.clone()).or_default();
        loop {
            *copies += 1;
            let numbered = if *copies == 1 {
                whole.clone()
            } else {
                format!("{whole} #{copies}")
            };
            let id = short_id(&numbered);
            if self.ids.insert(id.clone()) {
                return id;
            }
        }
    }
}

fn short_id(whole: &str) -> String {
    if whole.chars().count() <= MAX_EVENT_TEXT_CHARS {
        return whole.to_owned();
    }
    let hash = blake3::hash(whole.as_bytes()).to_hex();
    let head: String = whole.chars().take(MAX_EVENT_TEXT_CHARS - 17).collect();
    format!("{head}~{}", hash.get(..16).unwrap_or_default())
}

/// At most [`MAX_REPORT_TEXT_BYTES`] of `text`: the beginning, where the reason
/// stands, and some of the end.
fn cap(text: &str) -> String {
    if text.len() <= MAX_REPORT_TEXT_BYTES {
        return text.to_owned();
    }
    let room = MAX_REPORT_TEXT_BYTES - 64;
    // UTF-8 has a boundary within any four bytes.
    let at = |place: usize| (0..4).find_map(|back| text.split_at_checked(place - back));
    let (head, _) = at(room / 4 * 3).unwrap_or_default();
    let (_, tail) = at(text.len() - room / 4 + 4).unwrap_or_default();
    let omitted = text.len() - head.len() - tail.len();
    format!("{head}\n… {omitted} bytes left out …\n{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collect(tests: Vec<TestCase>) -> Parsed {
        let source = Source {
            roots: &["/run/shop"],
            ..Source::default()
        };
        let mut collector = Collector::new(&source);
        tests.into_iter().for_each(|test| collector.push(test));
        collector.finish()
    }

    #[test]
    fn texts_are_cleaned_shortened_and_capped() {
        let mut test = TestCase::new("a\u{1b}[31m\nb /run/shop/x.py", TestStatus::Fail);
        test.message = Some(format!(
            "\nfile:///run/shop/x.py:3\n{}END",
            "ä".repeat(MAX_REPORT_TEXT_BYTES)
        ));
        test.actual = Some("red\u{1b}[31m\r\n".to_owned());
        let parsed = collect(vec![test]);
        let test = &parsed.tests[0];
        assert_eq!(test.name, "a b x.py");
        let message = test.message.as_ref().unwrap();
        assert!(
            message.starts_with("x.py:3\nä")
                && message.ends_with("äEND")
                && message.contains("bytes left out")
        );
        assert!(message.len() <= MAX_REPORT_TEXT_BYTES);
        assert_eq!(test.actual.as_deref(), Some("red␛[31m␍\n"));
    }

    #[test]
    fn ids_are_unique_stable_and_short() {
        let long = "x".repeat(300);
        let names = ["a", "a", "a #2", &long, &long];
        let parsed = collect(
            names
                .iter()
                .map(|name| TestCase::new(*name, TestStatus::Pass))
                .collect(),
        );
        let ids: Vec<&str> = parsed.tests.iter().map(|test| test.id.as_str()).collect();
        assert_eq!(ids[..3], ["a", "a #2", "a #2 #2"]);
        assert_ne!(ids[3], ids[4]);
        assert!(
            ids.iter()
                .all(|id| id.chars().count() <= MAX_EVENT_TEXT_CHARS)
        );
    }

    #[test]
    fn too_many_tests_are_said() {
        let parsed = collect(vec![
            TestCase::new("x", TestStatus::Pass);
            MAX_REPORT_TESTS + 2
        ]);
        assert_eq!(
            (parsed.tests.len(), parsed.complete, parsed.notes.len()),
            (MAX_REPORT_TESTS, false, 1)
        );
    }
}
