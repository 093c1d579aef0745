//! The JavaScript track: Jest, with a Babel preset of the track's own.
//!
//! The exercises are written with `import`, which the track has Babel
//! translate. Node understands it without: once `package.json` says that the
//! files are modules, Jest alone is enough, and nothing has to be installed in
//! each of the exercises. Then Jest's and Babel's own settings, which are no
//! modules, need names that say so.

mod mocks;

use codezest_core::course::model::{Framework, RunnerKind};

use super::super::skipped_tests;
use super::{Example, Judge, Rules, Subject};

/// Jest starts slowly.
const CPU_SECONDS: u32 = 30;

/// What `package.json` has to say.
const MODULES: &str = "\n  \"type\": \"module\",";

pub(super) fn rules() -> Rules {
    Rules {
        language: None,
        tools: &["node", "jest"],
        prepare: &["tests need Jest: npm install --global jest"],
        judge,
        enable: |text| mocks::as_modules(&skipped_tests::javascript(text)),
        example,
        other,
        needs: |_, _| None,
    }
}

fn judge(_subject: &Subject<'_>) -> Judge {
    Judge {
        runner: Some(RunnerKind::Javascript),
        framework: Some(Framework::Jest),
        cpu_seconds: Some(CPU_SECONDS),
        ..Judge::default()
    }
}

/// Examples live one folder deeper than learners' files, so what they import
/// from `..` is beside the learner's file. A few are no modules.
fn example(subject: &Subject<'_>, text: &str) -> Example {
    let mut text = text.to_owned();
    for quote in ['\'', '"'] {
        for before in ["from ", "import ", "import(", "require("] {
            text = text.replace(
                &format!("{before}{quote}../"),
                &format!("{before}{quote}./"),
            );
        }
    }
    let mut doubt = None;
    if runs_as_modules(subject) {
        if text.contains("require(") {
            doubt =
                Some("is written for Babel and not as a module; it may not pass the tests here");
        } else {
            text = text.replace("\nmodule.exports = ", "\nexport default ");
        }
    }
    Example { text, doubt }
}

/// Whether the tests are written with `import`.
fn runs_as_modules(subject: &Subject<'_>) -> bool {
    let imports = |text: &str| text.lines().any(|line| line.starts_with("import "));
    subject.tests.iter().any(|(_, text)| imports(text))
}

fn other(subject: &Subject<'_>, path: &mut String, text: &mut String) {
    if !runs_as_modules(subject) {
        return;
    }
    let settings = matches!(path.as_str(), "jest.config.js" | "babel.config.js");
    if settings && text.contains("module.exports") {
        path.truncate(path.len().saturating_sub(".js".len()));
        path.push_str(".cjs");
    } else if path == "package.json"
        && !text.contains("\"type\": \"module\"")
        && let Some(brace) = text.find('{')
    {
        text.insert_str(brace.saturating_add(1), MODULES);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn example_of(test: &str, text: &str) -> (String, bool) {
        let tests = [("a.spec.js".to_owned(), test.to_owned())];
        let subject = Subject {
            slug: "a",
            tests: &tests,
            custom: &Value::Null,
        };
        let example = example(&subject, text);
        (example.text, example.doubt.is_some())
    }

    #[test]
    fn examples_import_from_beside_themselves() {
        let text = "import { A } from '../a';\nimport \"../b.js\";\n'../d';\n";
        let expected = "import { A } from './a';\nimport \"./b.js\";\n'../d';\n";
        assert_eq!(
            example_of("import x from 'x';\n", text),
            (expected.to_owned(), false)
        );
    }

    #[test]
    fn examples_that_are_no_modules_become_some_or_are_doubted() {
        let exports = "class A {}\n\nmodule.exports = A;\n";
        let import = "import A from './a';\n";
        assert_eq!(
            example_of(import, exports),
            ("class A {}\n\nexport default A;\n".to_owned(), false)
        );
        let requires = "const fs = require('fs');\n";
        assert_eq!(example_of(import, requires), (requires.to_owned(), true));
        // Where nothing is a module, nothing is doubtful.
        for text in [exports, requires] {
            assert_eq!(
                example_of("const a = require('./a');\n", text),
                (text.to_owned(), false)
            );
        }
    }

    fn adapted(test: &str, path: &str, text: &str) -> (String, String) {
        let tests = [("a.spec.js".to_owned(), test.to_owned())];
        let subject = Subject {
            slug: "a",
            tests: &tests,
            custom: &Value::Null,
        };
        let (mut path, mut text) = (path.to_owned(), text.to_owned());
        other(&subject, &mut path, &mut text);
        (path, text)
    }

    #[test]
    fn packages_become_modules_where_tests_import() {
        let (_, text) = adapted(
            "import { x } from './x';\n",
            "package.json",
            "{\n  \"name\": \"a\"\n}\n",
        );
        let package: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(package["type"], "module");
        assert_eq!(package["name"], "a");
        let (path, _) = adapted(
            "import x from 'x';\n",
            "babel.config.js",
            "module.exports = {};\n",
        );
        assert_eq!(path, "babel.config.cjs");
        for (test, path, text) in [
            ("const x = require('x');\n", "package.json", "{}"),
            (
                "import x from 'x';\n",
                "jest.config.js",
                "export default {};\n",
            ),
            ("import x from 'x';\n", "other.js", "module.exports = 1;\n"),
        ] {
            assert_eq!(
                adapted(test, path, text),
                (path.to_owned(), text.to_owned())
            );
        }
    }
}
