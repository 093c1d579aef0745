//! What is special about each of the known tracks.

use codezest_core::course::model::{Assignment, Framework, RunnerKind};

use super::*;

/// A track with the practice exercise `leap`, which has these files.
fn track(slug: &str, lists: &str, files: &[(&str, &str)]) -> Done {
    let config = format!(r#"{{"slug":"{slug}","exercises":{{"practice":[{{"slug":"leap"}}]}}}}"#);
    let mut sample = Sample::new(&config).exercise("practice/leap", lists);
    for (path, text) in files {
        sample = sample.with(&format!("exercises/practice/leap/{path}"), text);
    }
    sample.convert()
}

fn leap(done: &Done) -> &Assignment {
    assert_eq!(done.notes(), Vec::<String>::new());
    done.item("leap").assignment().unwrap()
}

#[test]
fn python_needs_pytest_only_where_the_tests_ask_for_it() {
    for (test, framework) in [
        ("import unittest\nimport pytest\n", Framework::Pytest),
        ("import unittest\n", Framework::Unittest),
    ] {
        let done = track(
            "python",
            PYTHON_FILES,
            &[
                ("a.py", "pass\n"),
                ("a_test.py", test),
                (".meta/example.py", ""),
            ],
        );
        assert_eq!(
            (leap(&done).runner, leap(&done).framework),
            (Some(RunnerKind::Python), Some(framework))
        );
    }
}

#[test]
fn rust_enables_tests_and_takes_the_examples_manifest() {
    let lists = r#"{"solution":["src/lib.rs","Cargo.toml"],"test":["tests/leap.rs"],"example":[".meta/example.rs",".meta/Cargo-example.toml"]}"#;
    let done = track(
        "rust",
        lists,
        &[
            ("src/lib.rs", ""),
            ("Cargo.toml", "[package]\n"),
            (".gitignore", "/target\n"),
            (
                "tests/leap.rs",
                "#[test]\n#[ignore]\nfn a() {}\n#[test]\n#[ignore = \"slow\"]\nfn b() {}\n",
            ),
            (".meta/example.rs", "// example\n"),
            (".meta/Cargo-example.toml", "[package]\n[dependencies]\n"),
        ],
    );
    assert_eq!(
        (leap(&done).runner, leap(&done).limits.cpu_seconds),
        (Some(RunnerKind::Rust), 10)
    );
    assert_eq!(
        done.text("leap", "tests/leap.rs"),
        "#[test]\nfn a() {}\n#[test]\n#[ignore = \"slow\"]\nfn b() {}\n"
    );
    assert_eq!(
        done.text("leap", "solution/Cargo.toml"),
        "[package]\n[dependencies]\n"
    );
    assert_eq!(done.text("leap", "starter/.gitignore"), "/target\n");
}

#[test]
fn rust_gives_exercises_for_release_mode_more_time() {
    let config = r#"{"slug":"rust","exercises":{"practice":[{"slug":"leap"}]}}"#;
    let meta = r#"{"files":{"solution":["src/lib.rs"],"test":["tests/leap.rs"],"example":[".meta/example.rs"]},"custom":{"test-in-release-mode":true}}"#;
    let done = Sample::new(config)
        .exercise("practice/leap", "{}")
        .with("exercises/practice/leap/.meta/config.json", meta)
        .with("exercises/practice/leap/src/lib.rs", "")
        .with("exercises/practice/leap/tests/leap.rs", "")
        .with("exercises/practice/leap/.meta/example.rs", "")
        .convert();
    assert_eq!(leap(&done).limits.cpu_seconds, 60);
}

#[test]
fn javascript_runs_as_modules_without_babel() {
    let lists = r#"{"solution":["leap.js"],"test":["leap.spec.js"],"editor":["calendar.js"],"example":[".meta/proof.ci.js"]}"#;
    let done = track(
        "javascript",
        lists,
        &[
            ("leap.js", "export const leap = 1;\n"),
            ("calendar.js", "export const days = 365;\n"),
            (
                "leap.spec.js",
                "import { test, xtest } from '@jest/globals';\nxtest('a', f);\ntest.skip('b', g);\n",
            ),
            ("package.json", "{\n  \"private\": true\n}\n"),
            ("babel.config.js", "module.exports = {};\n"),
            (".meta/proof.ci.js", "import { days } from '../calendar';\n"),
        ],
    );
    assert_eq!(
        (leap(&done).runner, leap(&done).framework),
        (Some(RunnerKind::Javascript), Some(Framework::Jest))
    );
    assert_eq!(
        done.text("leap", "starter/leap.spec.js"),
        "import { test } from '@jest/globals';\ntest('a', f);\ntest.skip('b', g);\n"
    );
    assert_eq!(
        done.text("leap", "solution/leap.js"),
        "import { days } from './calendar';\n"
    );
    assert!(
        done.text("leap", "starter/package.json")
            .contains("\"type\": \"module\"")
    );
    assert!(done.files("leap").contains(&"starter/babel.config.cjs"));
}

#[test]
fn c_takes_its_makefile_and_framework_along() {
    let lists =
        r#"{"solution":["leap.c","leap.h"],"test":["test_leap.c"],"example":[".meta/example.c"]}"#;
    let done = track(
        "c",
        lists,
        &[
            ("leap.c", ""),
            ("leap.h", "int leap(void);\n"),
            ("makefile", "test:\n\t./t\n"),
            ("test-framework/unity.c", "#define TEST_IGNORE() x\n"),
            (
                "test_leap.c",
                "void a(void) {\n   TEST_IGNORE(); // delete this line\n   b();\n}\n",
            ),
            (".meta/example.c", "int leap(void) { return 1; }\n"),
        ],
    );
    assert_eq!(leap(&done).runner, Some(RunnerKind::C));
    assert_eq!(
        done.text("leap", "starter/test_leap.c"),
        "void a(void) {\n   b();\n}\n"
    );
    // A header without an example is its own solution.
    assert_eq!(done.text("leap", "solution/leap.h"), "int leap(void);\n");
    assert!(
        done.files("leap")
            .contains(&"starter/test-framework/unity.c")
    );
}

#[test]
fn bash_enables_tests_through_the_environment() {
    let lists = r#"{"solution":["leap.sh"],"test":["leap.bats"],"example":[".meta/example.sh"]}"#;
    let test = "load bats-extra\n@test 'a' {\n  [[ $BATS_RUN_SKIPPED == true ]] || skip\n  (( HAS_TTY )) || skip\n}\n";
    let done = track(
        "bash",
        lists,
        &[
            ("leap.sh", ""),
            ("leap.bats", test),
            ("bats-extra.bash", "x() { :; }\n"),
            (".meta/example.sh", ""),
        ],
    );
    assert_eq!(leap(&done).runner, Some(RunnerKind::Bash));
    assert_eq!(
        leap(&done).env.get("BATS_RUN_SKIPPED").map(String::as_str),
        Some("true")
    );
    assert_eq!(done.text("leap", "starter/leap.bats"), test);
    assert!(done.files("leap").contains(&"starter/bats-extra.bash"));
}

#[test]
fn sqlite_is_judged_by_a_report_that_begins_empty() {
    let lists = r#"{"solution":["leap.sql"],"test":["leap_test.sql"],"editor":["data.csv"],"example":[".meta/example.sql"]}"#;
    let done = track(
        "sqlite",
        lists,
        &[
            ("leap.sql", ""),
            ("leap_test.sql", ".read ./leap.sql\n"),
            ("data.csv", "1\n"),
            (".meta/example.sql", ""),
        ],
    );
    let assignment = leap(&done);
    assert_eq!(
        assignment.test.as_deref().unwrap(),
        [
            "sqlite3",
            "-bail",
            ":memory:",
            ".once output.json",
            "SELECT '';",
            ".read leap_test.sql"
        ]
    );
    assert_eq!(
        (assignment.report, assignment.report_file.as_deref()),
        (ReportFormat::ExercismJson, Some("output.json"))
    );
    assert_eq!(
        (assignment.runner, done.course.language.as_str()),
        (None, "sql")
    );
    assert!(done.files("leap").contains(&"starter/data.csv"));
}
