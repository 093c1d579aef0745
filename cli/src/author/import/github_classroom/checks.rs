//! From tests of GitHub Classroom to our checks.

use super::tests_json::Test;
use crate::author::import::build::{Check, Output, unique};

/// Where the commands of the checks are, below the assignment's folder.
pub(super) const SCRIPTS: &str = "tests/classroom";

/// Most points of one check.
const MAX_POINTS: f64 = 1_000.0;

/// Words that begin the installation of something, which needs a network and
/// is no part of a run.
const INSTALLS: [&str; 14] = [
    "sudo ",
    "apt ",
    "apt-get ",
    "pip install",
    "pip3 install",
    "-m pip ",
    "npm install",
    "npm ci",
    "yarn ",
    "gem ",
    "bundle ",
    "cargo install",
    "dotnet restore",
    "brew ",
];

/// What came of the tests.
#[derive(Debug, Default)]
pub(super) struct Checks {
    /// The checks in order.
    pub(super) checks: Vec<Check>,
    /// The shell script of each.
    pub(super) scripts: Vec<String>,
    /// What has to be installed once.
    pub(super) prepare: Vec<String>,
    /// What was not taken over as it stands.
    pub(super) notes: Vec<String>,
}

/// Makes a check and a script of every test.
pub(super) fn convert(tests: &[Test]) -> Checks {
    let mut made = Checks::default();
    for (number, test) in (1..).zip(tests) {
        made.add(number, test);
    }
    made
}

/// Seconds for the longest of the tests, within what a course may allow.
pub(super) fn wall_seconds(tests: &[Test]) -> u64 {
    let minutes = tests
        .iter()
        .filter_map(|test| test.timeout)
        .fold(0.0_f64, f64::max);
    let seconds = (minutes * 60.0).clamp(0.0, 3600.0);
    // A clamped number has at most four digits before its point.
    let whole = format!("{seconds:.0}").parse().unwrap_or(3600);
    if whole == 0 { 60 } else { whole }
}

impl Checks {
    fn add(&mut self, number: usize, test: &Test) {
        let name = codezest_core::text::clean(test.name.trim()).replace('\n', " ");
        let name = if name.is_empty() {
            format!("check {number}")
        } else {
            name
        };
        let name = unique(&name, |name| {
            self.checks.iter().any(|check| check.name == name)
        });
        let setup = self.setup(&name, test.setup.as_deref().unwrap_or("").trim());
        if installs(&test.run) {
            self.notes.push(format!(
                "{name:?} installs something while it runs, which fails without a network"
            ));
        }
        self.scripts.push(script(&setup, &test.run));
        let stdout = self.output(&name, test);
        let points = self.points(&name, test.points);
        self.checks.push(Check {
            name,
            points,
            args: vec![number.to_string()],
            stdin: test.input.clone().unwrap_or_default().replace("\r\n", "\n"),
            stdout,
            exit: None,
        });
    }

    fn setup(&mut self, name: &str, setup: &str) -> String {
        if !installs(setup) {
            return setup.to_owned();
        }
        self.prepare.push(setup.to_owned());
        self.notes.push(format!(
            "the setup of {name:?} installs something; do that once: {setup}"
        ));
        String::new()
    }

    fn output(&mut self, name: &str, test: &Test) -> Option<Output> {
        let expected = test
            .output
            .clone()
            .unwrap_or_default()
            .replace("\r\n", "\n");
        let comparison = test.comparison.as_deref().unwrap_or("included");
        let silent = expected.is_empty() && test.input.as_deref().unwrap_or("").is_empty();
        match comparison {
            _ if silent => None,
            "exact" => Some(Output::Exact(expected)),
            _ if expected.is_empty() => None,
            "included" => Some(Output::Contains { contains: expected }),
            "regex" => match regex::Regex::new(&expected) {
                Ok(_) => Some(Output::Regex { regex: expected }),
                Err(_) => {
                    self.notes.push(format!("the regular expression of {name:?} has no counterpart ({expected}); only the exit status is looked at"));
                    None
                }
            },
            other => {
                self.notes.push(format!(
                    "the comparison {other:?} of {name:?} is not known; `included` was taken"
                ));
                Some(Output::Contains { contains: expected })
            }
        }
    }

    fn points(&mut self, name: &str, points: Option<f64>) -> Option<u32> {
        let points = points?;
        let kept = points.clamp(0.0, MAX_POINTS).round();
        if (kept - points).abs() > f64::EPSILON {
            self.notes
                .push(format!("{name:?} had {points} points and has {kept}"));
        }
        format!("{kept:.0}").parse().ok()
    }
}

fn installs(command: &str) -> bool {
    INSTALLS.iter().any(|word| command.contains(word))
}

/// The setup in a shell of its own, quietly, then the command.
fn script(setup: &str, run: &str) -> String {
    let setup = if setup.is_empty() {
        String::new()
    } else {
        format!("(\n{setup}\n) >/dev/null 2>&1 || exit 1\n")
    };
    format!("{setup}{}\n", run.trim())
}
