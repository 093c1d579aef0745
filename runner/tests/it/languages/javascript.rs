use codezest_core::course::model::RunnerKind;
use codezest_core::run::report::{Outcome, RunReport, TestStatus};

use super::{has, test};
use crate::setup::{Bench, framework};

const NODE: &str = "import test from 'node:test';
import assert from 'node:assert/strict';
import { area } from '../shapes.mjs';
test('squares', () => assert.equal(area(3, 3), 9));
test('slim ones', () => assert.equal(area(1, 5), 5));
test('later', { skip: 'not yet' }, () => {});
";
const JEST: &str = "const { area } = require('./shapes');
describe('area', () => {
  test('of squares', () => expect(area(3, 3)).toBe(9));
  test('of slim ones', () => expect(area(1, 5)).toBe(5));
  test.skip('later', () => {});
});
";

fn run(files: &[(&str, &str)]) -> RunReport {
    Bench::new().run(&framework(RunnerKind::Javascript, None, files))
}

fn node(program: &str) -> RunReport {
    run(&[("shapes.mjs", program), ("tests/shapes.test.mjs", NODE)])
}

#[test]
fn node_tests() {
    if !has("node", &["--version"]) {
        return;
    }
    let right = node("export const area = (a, b) => a * b;");
    assert_eq!(right.outcome, Outcome::Passed, "{right:#?}");
    assert_eq!(
        (right.counts().passed, right.counts().skipped),
        (2, 1),
        "{right:#?}"
    );

    let wrong = node("export const area = (a, b) => a * a;");
    assert_eq!(wrong.outcome, Outcome::Failed);
    let slim = test(&wrong, "slim ones");
    assert_eq!(
        (
            slim.status,
            slim.expected.as_deref(),
            slim.actual.as_deref()
        ),
        (TestStatus::Fail, Some("5"), Some("1")),
        "{slim:?}"
    );
    assert_eq!(test(&wrong, "squares").status, TestStatus::Pass);

    let broken = node("export const area = (a, b) => a *;");
    assert_eq!(broken.outcome, Outcome::CompileError, "{broken:#?}");

    let exits = node("export const area = (a, b) => process.exit(0);");
    assert_eq!(exits.outcome, Outcome::Failed, "{exits:#?}");
    let empty = run(&[(
        "tests/shapes.test.mjs",
        "import test from 'node:test'; process.reallyExit(0);",
    )]);
    assert_eq!(empty.outcome, Outcome::NoTests, "{empty:#?}");
}

#[test]
fn jest_tests() {
    if !has("jest", &["--version"]) {
        return;
    }
    let jest = |program: &str| run(&[("shapes.js", program), ("shapes.test.js", JEST)]);
    let right = jest("module.exports = { area: (a, b) => a * b };");
    assert_eq!(right.outcome, Outcome::Passed, "{right:#?}");
    assert_eq!((right.counts().passed, right.counts().skipped), (2, 1));

    let wrong = jest("module.exports = { area: (a, b) => a * a };");
    assert_eq!(wrong.outcome, Outcome::Failed);
    let slim = test(&wrong, "of slim ones");
    assert_eq!(
        (
            slim.status,
            slim.expected.as_deref(),
            slim.actual.as_deref()
        ),
        (TestStatus::Fail, Some("5"), Some("1")),
        "{slim:?}"
    );

    let broken = jest("module.exports = { area: (a, b) => a * };");
    assert_eq!(broken.outcome, Outcome::CompileError, "{broken:#?}");
}

#[test]
fn jest_runs_modules_without_a_compiler() {
    if !has("jest", &["--version"]) {
        return;
    }
    let package = r#"{"name":"shapes","type":"module","jest":{"transform":{"x":"babel-jest"}}}"#;
    let tests = JEST.replace(
        "const { area } = require('./shapes');",
        "import { area } from './shapes';",
    );
    let files = [
        ("shapes.js", "export const area = (a, b) => a * b;"),
        ("package.json", package),
        (
            "babel.config.js",
            "export default { presets: ['nowhere'] };",
        ),
        ("shapes.spec.js", &tests),
    ];
    let report = run(&files);
    assert_eq!(report.outcome, Outcome::Passed, "{report:#?}");
}
