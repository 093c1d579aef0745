//! The Test Anything Protocol, versions 12 to 14, as Perl, bats, node:test and
//! others write it.

mod details;
mod line;
mod yaml;

use std::collections::BTreeSet;

use super::collector::Collector;
use super::{Parsed, Source};
use crate::limits::{MAX_REPORT_DEPTH, MAX_REPORT_TESTS};
use crate::run::report::{TestCase, TestStatus};
use line::{Line, Point};

pub(super) fn read(source: &Source<'_>) -> Parsed {
    let mut collector = Collector::new(source);
    let text = collector.text(source.report);
    let mut reading = Reading::new(collector);
    let ends_whole = text.ends_with('\n');
    let mut lines = text.lines().peekable();
    while let Some(raw) = lines.next() {
        let (indent, body) = line::indentation(raw);
        if body == "---" && reading.after_point {
            let in_block = |next: &&str| {
                next.trim() != "..."
                    && (next.trim().is_empty() || line::indentation(next).0 >= indent)
            };
            let block: Vec<&str> = std::iter::from_fn(|| lines.next_if(in_block)).collect();
            lines.next_if(|next| next.trim() == "...");
            reading.details(&block);
        } else if !ends_whole && lines.peek().is_none() {
            // A line without its end may be cut: `ok 1 - x # SKI` is no pass.
            reading
                .collector
                .broken("The report ends in the middle of a line.");
        } else {
            reading.line(indent, raw, line::parse(body));
        }
        if reading.gave_up {
            break;
        }
    }
    reading.finish()
}

/// One level of subtests, the report itself being the first.
#[derive(Default)]
struct Level {
    indent: usize,
    /// What a `# Subtest: name` comment announced.
    announced: Option<String>,
    /// Where in `Reading::done` the tests after this level's last point begin:
    /// the children of its next point.
    since: usize,
    planned: Option<u64>,
    seen: BTreeSet<u64>,
    last_number: u64,
}

/// A test that was read, with the comments that follow it.
struct Done {
    case: TestCase,
    /// Names of the subtests around it, outermost first.
    groups: Vec<String>,
    comments: String,
}

struct Reading<'a> {
    collector: Collector<'a>,
    levels: Vec<Level>,
    done: Vec<Done>,
    /// Comments and other text before the next test.
    output: String,
    /// Where comments belong.
    comments: Comments,
    after_point: bool,
    gave_up: bool,
}

/// Where comments belong: producers write diagnostics after the point, and a
/// program's output before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Comments {
    ToLast,
    ToNext,
    Nowhere,
}

impl<'a> Reading<'a> {
    fn new(collector: Collector<'a>) -> Self {
        Self {
            collector,
            levels: vec![Level::default()],
            done: Vec::new(),
            output: String::new(),
            comments: Comments::ToNext,
            after_point: false,
            gave_up: false,
        }
    }

    fn line(&mut self, indent: usize, raw: &str, line: Line<'_>) {
        self.after_point = false;
        match line {
            Line::Point(point) => {
                if self.enter(indent) {
                    self.point(point);
                    self.after_point = true;
                }
            }
            Line::Plan { count, reason } => {
                if self.enter(indent) {
                    self.plan(count, reason);
                }
            }
            Line::Subtest(name) => {
                self.comments = Comments::ToNext;
                if self.enter(indent) {
                    self.announce(name);
                }
            }
            Line::BailOut(reason) => {
                let why = if reason.is_empty() {
                    String::new()
                } else {
                    format!(": {reason}")
                };
                self.collector
                    .broken(format!("The test script gave up{why}."));
                self.gave_up = true;
            }
            Line::Comment(text) => self.comment(text),
            Line::Version | Line::Empty => {}
            Line::Other => {
                self.output.push_str(raw);
                self.output.push('\n');
            }
        }
    }

    fn comment(&mut self, text: &str) {
        let buffer = match (self.comments, self.done.last_mut()) {
            (Comments::Nowhere, _) => return,
            (Comments::ToLast, Some(last)) => &mut last.comments,
            _ => &mut self.output,
        };
        buffer.push_str(text);
        buffer.push('\n');
    }

    /// Makes the level of that indentation the current one; false when it is
    /// too deep.
    fn enter(&mut self, indent: usize) -> bool {
        let before = self.levels.len();
        while self.levels.len() > 1
            && self
                .levels
                .last()
                .is_some_and(|level| indent < level.indent)
        {
            self.leave();
        }
        let current = self.levels.last().map_or(0, |level| level.indent);
        // Shallower than the outermost, or between two levels: the same level.
        if indent <= current {
            return true;
        }
        if self.levels.len() >= MAX_REPORT_DEPTH {
            self.collector.broken(format!(
                "The report nests more than {MAX_REPORT_DEPTH} deep; deeper tests were left out."
            ));
            return false;
        }
        // Tests of a deeper level that just ended are children of this one.
        let between = self.levels.len() < before;
        let since = self
            .levels
            .last()
            .filter(|_| between)
            .map_or(self.done.len(), |parent| parent.since);
        self.levels.push(Level {
            indent,
            since,
            ..Level::default()
        });
        true
    }

    /// Notes the name of the subtests that follow, and settles those whose own
    /// point never came.
    fn announce(&mut self, name: String) {
        let Some(level) = self.levels.last_mut() else {
            return;
        };
        if let Some(before) = level.announced.replace(name) {
            for done in self.done.iter_mut().skip(level.since) {
                done.groups.insert(0, before.clone());
            }
        }
        level.since = self.done.len();
    }

    /// Ends the innermost level.
    fn leave(&mut self) {
        if let Some(level) = self.levels.pop() {
            self.add_missing(&level);
        }
    }

    /// Adds what a level promised and did not report.
    fn add_missing(&mut self, level: &Level) {
        let Some(planned) = level.planned else { return };
        for number in (1..=planned).filter(|number| !level.seen.contains(number)) {
            if self.done.len() > MAX_REPORT_TESTS {
                self.collector.broken(format!(
                    "The plan promises {planned} tests, more than are read."
                ));
                return;
            }
            let mut case = TestCase::new(format!("test {number}"), TestStatus::NotRun);
            case.message = Some("It never ran: something ended the run before it.".to_owned());
            self.done.push(Done {
                case,
                groups: Vec::new(),
                comments: String::new(),
            });
        }
    }

    fn plan(&mut self, count: u64, reason: Option<&str>) {
        self.next_document_if(|level| level.planned.is_some());
        if count == 0 {
            let mut case = TestCase::new("all tests", TestStatus::Skip);
            case.message = reason.map(str::to_owned);
            self.done.push(Done {
                case,
                groups: Vec::new(),
                comments: String::new(),
            });
        }
        if let Some(level) = self.levels.last_mut() {
            level.planned = Some(count);
        }
    }

    /// Begins a new count where several scripts' reports follow each other.
    fn next_document_if(&mut self, begins: impl Fn(&Level) -> bool) {
        let Some(level) = self.levels.last_mut() else {
            return;
        };
        if begins(level) {
            let fresh = Level {
                indent: level.indent,
                announced: level.announced.take(),
                since: level.since,
                ..Level::default()
            };
            let old = std::mem::replace(level, fresh);
            self.add_missing(&old);
            if self.levels.len() == 1
                && let Some(level) = self.levels.last_mut()
            {
                level.since = self.done.len();
            }
        }
    }

    fn point(&mut self, point: Point) {
        self.next_document_if(|level| {
            let full = level.planned.is_some_and(|planned| {
                u64::try_from(level.seen.len()).is_ok_and(|seen| seen >= planned)
            });
            full && point.number == Some(1)
        });
        let Some(level) = self.levels.last_mut() else {
            return;
        };
        let number = point.number.unwrap_or(level.last_number + 1);
        level.last_number = number;
        if !level.seen.insert(number) {
            self.collector
                .broken(format!("Test number {number} was reported twice."));
        } else if level.planned.is_some_and(|planned| number > planned) {
            self.collector
                .broken(format!("Test number {number} is beyond the plan."));
        }
        level.announced = None;
        let children = level.since;
        if children < self.done.len() {
            self.adopt(children, point);
        } else {
            self.add(point, number);
        }
        if let Some(level) = self.levels.last_mut() {
            level.since = self.done.len();
        }
    }

    /// A point after its subtests: it is their group, and a test of its own
    /// only if it fails without any of them failing.
    fn adopt(&mut self, children: usize, point: Point) {
        let mut any_failed = false;
        for done in self.done.iter_mut().skip(children) {
            done.groups.insert(0, point.name.clone());
            if point.status == TestStatus::Todo && done.case.status.is_failure() {
                done.case.status = TestStatus::Todo;
            }
            any_failed |= done.case.status.is_failure();
        }
        self.comments = Comments::Nowhere;
        if point.status == TestStatus::Fail && !any_failed {
            self.add(point, 0);
        }
    }

    fn add(&mut self, point: Point, number: u64) {
        let name = if point.name.is_empty() {
            format!("test {number}")
        } else {
            point.name
        };
        let mut case = TestCase::new(name, point.status);
        case.message = point.reason;
        case.output = Some(std::mem::take(&mut self.output));
        self.comments = if point.status == TestStatus::Pass {
            Comments::ToNext
        } else {
            Comments::ToLast
        };
        self.done.push(Done {
            case,
            groups: Vec::new(),
            comments: String::new(),
        });
    }

    /// Takes a YAML block for the test just read.
    fn details(&mut self, block: &[&str]) {
        self.after_point = false;
        let was_group = self.comments == Comments::Nowhere;
        self.comments = Comments::ToNext;
        let Some(last) = self.done.last_mut().filter(|_| !was_group) else {
            return;
        };
        let text = self.collector.shorten_paths(&block.join("\n"));
        let lines: Vec<&str> = text.lines().collect();
        details::describe(&mut last.case, &yaml::read(&lines));
    }

    fn finish(mut self) -> Parsed {
        while self.levels.len() > 1 {
            self.leave();
            let Some(parent) = self.levels.last() else {
                break;
            };
            let Some(name) = &parent.announced else {
                continue;
            };
            // Subtests whose own point never came.
            for done in self.done.iter_mut().skip(parent.since) {
                done.groups.insert(0, name.clone());
            }
        }
        if let Some(level) = self.levels.pop() {
            self.add_missing(&level);
            if level.planned.is_none() {
                self.collector.broken(if self.done.is_empty() {
                    "The report has no TAP lines."
                } else {
                    "The report has no plan (1..N), so tests may be missing."
                });
            }
        }
        for mut done in self.done {
            done.case.group = (!done.groups.is_empty()).then(|| done.groups.join(" > "));
            let comments = self.collector.shorten_paths(&done.comments);
            details::diagnose(&mut done.case, &comments);
            self.collector.push(done.case);
        }
        self.collector.finish()
    }
}

#[cfg(test)]
mod tests;
