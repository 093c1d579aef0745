//! JUnit XML, as a dozen frameworks write it.
//!
//! There is no standard, so the reader takes what it knows from anywhere:
//! suites nest or not, `skipped` has a message or text, times have thousands
//! separators, several documents may follow each other.

mod xml;

use std::time::Duration;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::collector::{Collector, MAX_NAME_CHARS};
use super::{Parsed, Source, assertion, frames, place};
use crate::limits::MAX_REPORT_DEPTH;
use crate::run::report::{Location, TestCase, TestStatus};
use crate::text;
use xml::{Attributes, push_entity};

pub(super) fn read(source: &Source<'_>) -> Parsed {
    let mut reading = Reading {
        collector: Collector::new(source),
        open: Vec::new(),
        suites: Vec::new(),
        test: None,
        seen: false,
    };
    let text = reading.collector.text(source.report);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().allow_dangling_amp = true;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => {
                if let Err(problem) = reading.event(event) {
                    reading.collector.broken(problem);
                    break;
                }
            }
            Err(error) => {
                reading.collector.broken(format!(
                    "The report is not well-formed XML after {} bytes: {error}.",
                    reader.buffer_position()
                ));
                break;
            }
        }
    }
    reading.finish()
}

/// What an element below a test case says about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Failure,
    Error,
    Skipped,
    Todo,
    Output,
}

/// An element that is being read and what it means.
enum Element {
    Suite,
    Test,
    Part {
        part: Part,
        message: Option<String>,
        text: String,
    },
    Other,
}

/// A test case that is being read.
struct Open {
    case: TestCase,
    parts: Vec<Part>,
    output: String,
    /// The attribute `status` or `result`.
    attribute: String,
}

struct Reading<'a> {
    collector: Collector<'a>,
    open: Vec<Element>,
    suites: Vec<String>,
    test: Option<Open>,
    /// Whether anything of JUnit was there.
    seen: bool,
}

impl Reading<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<(), String> {
        match event {
            Event::Start(tag) => self.start(&tag)?,
            Event::Empty(tag) => {
                self.start(&tag)?;
                self.end();
            }
            Event::End(_) => self.end(),
            Event::Text(text) => self.append(&text.into_inner()),
            Event::CData(text) => self.append(&text.into_inner()),
            Event::GeneralRef(reference) => {
                let mut plain = String::new();
                push_entity(&mut plain, &reference.into_inner());
                self.append(&plain);
            }
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), String> {
        if self.open.len() >= MAX_REPORT_DEPTH {
            return Err(format!(
                "The report nests more than {MAX_REPORT_DEPTH} deep; the rest was left out."
            ));
        }
        let attributes = Attributes::of(tag);
        let name = tag.local_name();
        let name: &str = name.as_ref();
        let element = match name {
            "testsuites" | "testsuite" => {
                self.seen = true;
                let title = if name == "testsuite" {
                    attributes.get("name")
                } else {
                    None
                };
                self.suites
                    .push(text::shorten(&title.unwrap_or_default(), MAX_NAME_CHARS));
                Element::Suite
            }
            "testcase" => {
                self.seen = true;
                self.close_test(true);
                self.test = Some(self.open_test(&attributes));
                Element::Test
            }
            _ => part_of(name, &attributes),
        };
        self.open.push(element);
        Ok(())
    }

    fn open_test(&self, attributes: &Attributes) -> Open {
        let name = attributes.get("name").unwrap_or_default();
        let class = attributes
            .get("classname")
            .filter(|class| !class.is_empty() && class != "test" && *class != name);
        let mut case = TestCase::new(name, TestStatus::NotRun);
        case.group = class.or_else(|| {
            let suites: Vec<&str> = self
                .suites
                .iter()
                .map(String::as_str)
                .filter(|suite| !suite.is_empty())
                .collect();
            (!suites.is_empty()).then(|| suites.join(" > "))
        });
        case.duration_ms = attributes.get("time").and_then(|time| milliseconds(&time));
        case.location = attributes
            .get("file")
            .filter(|file| !file.is_empty())
            .map(|file| Location {
                file,
                line: attributes.get("line").and_then(|line| line.parse().ok()),
            });
        let attribute = attributes
            .get("result")
            .or_else(|| attributes.get("status"))
            .unwrap_or_default();
        Open {
            case,
            parts: Vec::new(),
            output: String::new(),
            attribute,
        }
    }

    fn append(&mut self, more: &str) {
        if let Some(Element::Part { text, .. }) = self.open.last_mut() {
            text.push_str(more);
        }
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Element::Suite) => {
                self.suites.pop();
            }
            Some(Element::Test) => self.close_test(false),
            Some(Element::Part {
                part,
                message,
                text,
            }) => self.part(part, message, &text),
            Some(Element::Other) | None => {}
        }
    }

    fn part(&mut self, part: Part, message: Option<String>, text: &str) {
        let text = self.collector.shorten_paths(text);
        let Some(test) = &mut self.test else {
            // A suite that broke before its first test.
            if matches!(part, Part::Failure | Part::Error) {
                let name = self
                    .suites
                    .iter()
                    .rev()
                    .find(|name| !name.is_empty())
                    .cloned()
                    .unwrap_or_else(|| "test suite".to_owned());
                let mut case = TestCase::new(name, TestStatus::Error);
                case.location = place::find(&text);
                case.message = compose(message, &text);
                self.collector.push(case);
            }
            return;
        };
        test.parts.push(part);
        if part == Part::Output {
            test.output.push_str(text.trim_matches('\n'));
            test.output.push('\n');
            return;
        }
        if matches!(part, Part::Failure | Part::Error) {
            let sides = message
                .as_deref()
                .and_then(assertion::find)
                .or_else(|| assertion::find(&text));
            if let Some(sides) = sides {
                test.case.expected.get_or_insert(sides.expected);
                test.case.actual.get_or_insert(sides.actual);
            }
            if test
                .case
                .location
                .as_ref()
                .is_none_or(|location| location.line.is_none())
            {
                test.case.location = place::find(&text).or(test.case.location.take());
            }
        }
        let said = compose(message, &text);
        test.case.message = match (test.case.message.take(), said) {
            (Some(before), Some(said)) => Some(format!("{before}\n\n{said}")),
            (before, said) => before.or(said),
        };
    }

    /// Takes the open test case in; one that the report leaves open can have
    /// failed, but not passed.
    fn close_test(&mut self, cut: bool) {
        let Some(mut test) = self.test.take() else {
            return;
        };
        let has = |part| test.parts.contains(&part);
        test.case.status = if has(Part::Todo) {
            TestStatus::Todo
        } else if has(Part::Error) {
            TestStatus::Error
        } else if has(Part::Failure) {
            TestStatus::Fail
        } else if has(Part::Skipped) {
            TestStatus::Skip
        } else if cut {
            TestStatus::NotRun
        } else {
            status_word(&test.attribute)
        };
        if test.case.status == TestStatus::NotRun && test.case.message.is_none() {
            test.case.message = Some("The report ends before the end of this test.".to_owned());
        }
        test.case.output = Some(test.output);
        self.collector.push(test.case);
    }

    fn finish(mut self) -> Parsed {
        if let Some(Element::Part {
            part: part @ (Part::Failure | Part::Error | Part::Skipped | Part::Todo),
            message,
            text,
        }) = self.open.pop()
        {
            self.part(part, message, &text);
        }
        self.close_test(true);
        if !self.seen {
            self.collector.broken("The report has no test suite.");
        } else if !self.open.is_empty() || !self.suites.is_empty() {
            self.collector.broken("The report ends in the middle.");
        }
        self.collector.finish()
    }
}

fn part_of(name: &str, attributes: &Attributes) -> Element {
    let kind = attributes.get("type").unwrap_or_default();
    let part = match name {
        "failure" => Part::Failure,
        "error" => Part::Error,
        "skipped" if kind == "todo" || kind == "pytest.xfail" => Part::Todo,
        "skipped" => Part::Skipped,
        "system-out" | "system-err" => Part::Output,
        _ => return Element::Other,
    };
    let message = attributes
        .get("message")
        .filter(|message| !message.trim().is_empty());
    Element::Part {
        part,
        message,
        text: String::new(),
    }
}

/// What the attributes `status` (ctest, GoogleTest) and `result` say of a test
/// without a child that says more.
fn status_word(word: &str) -> TestStatus {
    match word {
        "fail" | "failed" | "failure" => TestStatus::Fail,
        "error" => TestStatus::Error,
        "disabled" | "skipped" | "suppressed" | "ignored" => TestStatus::Skip,
        "notrun" => TestStatus::NotRun,
        _ => TestStatus::Pass,
    }
}

/// One text of a message and the details below it, without the frames of the
/// framework itself.
fn compose(message: Option<String>, text: &str) -> Option<String> {
    let details = frames::without_foreign(text);
    match message {
        None => (!details.is_empty()).then_some(details),
        // node:test repeats the message twice in an object dump
        Some(message) if details.contains("[ERR_TEST_FAILURE]") => Some(message),
        Some(message) if details.is_empty() || message.contains(&details) => Some(message),
        Some(message) if details.starts_with(&message) => Some(details),
        Some(message) => Some(format!("{message}\n\n{details}")),
    }
}

/// Seconds, perhaps with thousands separators, as whole milliseconds.
fn milliseconds(seconds: &str) -> Option<u64> {
    let seconds: f64 = seconds.trim().replace(',', "").parse().ok()?;
    u64::try_from(Duration::try_from_secs_f64(seconds).ok()?.as_millis()).ok()
}

#[cfg(test)]
mod tests;
