//! Small tracks of our own with every oddity that real ones have.

use std::collections::BTreeMap;

use codezest_core::course;
use codezest_core::course::model::{Course, Difficulty, Item, ReportFormat};
use codezest_core::ids::{CourseUid, ItemId};

use super::super::TestCommand;
use super::*;

mod odd;
mod tracks;

/// A track in the making.
struct Sample(CourseTree);

impl Sample {
    /// A track with that `config.json`.
    fn new(config: &str) -> Self {
        let mut tree = CourseTree::new();
        tree.insert("config.json", config, false);
        tree.insert("LICENSE", "MIT License\n\nCopyright", false);
        Self(tree)
    }

    fn with(mut self, path: &str, text: &str) -> Self {
        self.0.insert(path, text, false);
        self
    }

    /// An exercise with instructions and that configuration.
    fn exercise(self, folder: &str, files: &str) -> Self {
        let meta = format!(
            r#"{{"files":{files},"source":"A book","source_url":"https://example.org/b"}}"#
        );
        self.with(&format!("exercises/{folder}/.meta/config.json"), &meta)
            .with(
                &format!("exercises/{folder}/.docs/instructions.md"),
                "# Instructions\n\nDo it.\n",
            )
    }

    fn convert(&self) -> Done {
        self.convert_with(&Options::default())
    }

    fn convert_with(&self, options: &Options) -> Done {
        let converted = convert(&self.0, options).unwrap();
        let parsed = course::parse(&converted.tree);
        assert_eq!(parsed.diagnostics, [], "what is written is a valid course");
        Done {
            tree: converted.tree,
            report: converted.report,
            course: parsed.course.unwrap(),
        }
    }
}

/// A converted track, read back by the parser of our own format.
struct Done {
    tree: CourseTree,
    report: Report,
    course: Course,
}

impl Done {
    fn item(&self, id: &str) -> &Item {
        self.course
            .item(&ItemId::new(id).unwrap())
            .unwrap_or_else(|| panic!("no item {id}"))
            .1
    }

    /// The text of a file of an item.
    fn text(&self, id: &str, path: &str) -> String {
        let path = format!("{}/{path}", self.item(id).path);
        let file = self
            .tree
            .get(&path)
            .unwrap_or_else(|| panic!("no file {path}"));
        String::from_utf8(file.bytes.clone()).unwrap()
    }

    /// The files of an item.
    fn files(&self, id: &str) -> Vec<&str> {
        self.tree
            .below(&self.item(id).path)
            .map(|(path, _)| path)
            .collect()
    }

    fn notes(&self) -> Vec<String> {
        self.report.notes.iter().map(ToString::to_string).collect()
    }

    /// The modules with their items, hidden ones in brackets.
    fn outline(&self) -> Vec<String> {
        let items = |items: &[Item]| {
            let ids = items.iter().map(|item| {
                if item.hidden {
                    format!("({})", item.id)
                } else {
                    item.id.to_string()
                }
            });
            ids.collect::<Vec<_>>().join(" ")
        };
        self.course
            .modules
            .iter()
            .map(|module| format!("{}: {}", module.id, items(&module.items)))
            .collect()
    }
}

const PYTHON_FILES: &str =
    r#"{"solution":["a.py"],"test":["a_test.py"],"example":[".meta/example.py"]}"#;

/// An exercise of a Python track, complete.
fn python_exercise(sample: Sample, folder: &str) -> Sample {
    sample
        .exercise(folder, PYTHON_FILES)
        .with(&format!("exercises/{folder}/a.py"), "pass\n")
        .with(
            &format!("exercises/{folder}/a_test.py"),
            "import unittest\n",
        )
        .with(&format!("exercises/{folder}/.meta/example.py"), "x = 1\n")
}

#[test]
fn a_track_becomes_a_course_with_an_identity_of_its_own() {
    let config = r#"{"slug":"python","language":"Python","blurb":"A language.","exercises":{"practice":[
        {"slug":"leap","name":"Leap","difficulty":4,"topics":["control_flow","Dates & times"]}]}}"#;
    let done = python_exercise(Sample::new(config), "practice/leap").convert();
    let course = &done.course;
    assert_eq!(course.id.as_str(), "exercism-python");
    assert_eq!(course.uid, CourseUid::derive("exercism:python"));
    assert_eq!(
        (course.title.as_str(), course.language.as_str()),
        ("Python (Exercism)", "python")
    );
    assert_eq!(
        (course.license.as_str(), course.summary.as_str()),
        ("MIT", "A language.")
    );
    assert_eq!(
        course.source.as_deref(),
        Some("https://github.com/exercism/python")
    );
    assert!(done.tree.get("LICENSE").is_some());
    let leap = done.item("leap");
    assert_eq!(
        (leap.title.as_str(), leap.difficulty, leap.points),
        ("Leap", Difficulty::Intermediate, 20)
    );
    assert_eq!(leap.tags, ["control-flow", "dates-times"]);
    assert_eq!(
        done.text("leap", "README.md"),
        "Do it.\n\n*Source: A book — <https://example.org/b>*\n"
    );
    assert_eq!(
        (done.report.assignments, done.report.hidden, done.notes()),
        (1, 0, Vec::new())
    );
}

#[test]
fn the_version_follows_the_content() {
    let config = r#"{"slug":"python","exercises":{"practice":[{"slug":"leap"}]}}"#;
    let sample = || python_exercise(Sample::new(config), "practice/leap");
    let version = |sample: Sample| sample.convert().course.version;
    assert_eq!(version(sample()), version(sample()));
    assert_ne!(
        version(sample()),
        version(sample().with("exercises/practice/leap/a.py", "0\n"))
    );
}

#[test]
fn concepts_are_ordered_so_that_nothing_needs_what_comes_later() {
    let config = r#"{"slug":"python","concepts":[{"slug":"lists","name":"Lists"},{"slug":"basics","name":"Basics"},
        {"slug":"extra","name":"Extra"},{"slug":"empty","name":"Empty"}],
        "exercises":{"concept":[
          {"slug":"trains","name":"Trains","concepts":["lists"],"prerequisites":["basics","missing"]},
          {"slug":"lasagna","name":"Lasagna","concepts":["basics"],"prerequisites":[]},
          {"slug":"secret","name":"Secret","concepts":["empty"],"prerequisites":["lists"],"status":"wip"}],
        "practice":[
          {"slug":"old","difficulty":2,"status":"deprecated"},
          {"slug":"hello-world","difficulty":1},
          {"slug":"hard","difficulty":9,"prerequisites":["lists","extra"]}]}}"#;
    let mut sample = Sample::new(config);
    for folder in [
        "concept/trains",
        "concept/lasagna",
        "concept/secret",
        "practice/old",
        "practice/hello-world",
        "practice/hard",
    ] {
        sample = python_exercise(sample, folder);
    }
    let done = sample
        .with("concepts/basics/introduction.md", "# Introduction\n\nBegin.\n")
        .with("concepts/basics/about.md", "# About\n\nBegin, and more: [all](/tracks/python).\n\nSee [lists](../lists/about.md).\n")
        .with("concepts/basics/links.json", r#"[{"url":"https://example.org/x","description":"The [x]"}]"#)
        .with("concepts/lists/introduction.md", "# Introduction\n\nMany things.\n")
        .with("concepts/lists/about.md", "#TODO: Add about for this concept.\n")
        .with("concepts/extra/about.md", "On its own.\n")
        .with("concepts/empty/introduction.md", "# Introduction\n\nTODO\n")
        .with("exercises/concept/lasagna/.docs/introduction.md", "# Introduction\n\n## Basics\n\nBegin, and more: [all](/tracks/python).\n")
        .with("exercises/practice/hard/.docs/introduction.md", "# Introduction\n\nOnce upon a time.\n")
        .with("exercises/practice/hard/.docs/instructions.append.md", "# Instructions append\n\n## Mind\n\nThis too.\n")
        .convert();
    assert_eq!(
        done.outline(),
        [
            "first-steps: hello-world",
            "basics: concept-basics lasagna",
            "lists: concept-lists trains",
            "concepts: concept-extra (secret)",
            "practice-2: (old)",
            "practice-9: hard",
        ]
    );
    assert_eq!(done.course.modules[2].prerequisites[0].as_str(), "basics");
    let needs = |id: &str| {
        done.item(id)
            .assignment()
            .unwrap()
            .needs
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(needs("trains"), ["lasagna"]);
    assert_eq!(needs("hard"), ["trains", "concept-extra"]);
    assert_eq!(
        done.notes(),
        [
            "concepts/empty: left out: the concept has no text yet",
            "config.json: `trains` names the concept `missing`, which the track does not have",
        ]
    );
    let basics = String::from_utf8(
        done.tree
            .get(&done.item("concept-basics").path)
            .unwrap()
            .bytes
            .clone(),
    )
    .unwrap();
    assert!(
        basics.ends_with("## Read more\n\n- [The x](<https://example.org/x>)\n"),
        "{basics}"
    );
    assert!(
        basics.contains("[lists](https://exercism.org/tracks/python/concepts/lists)"),
        "{basics}"
    );
    // What the material says is not said again; a story of its own is.
    assert!(!done.text("lasagna", "README.md").contains("Begin"));
    let hard = done.text("hard", "README.md");
    assert!(
        hard.starts_with("Once upon a time.\n\n## Instructions\n\nDo it.\n\n## Mind\n"),
        "{hard}"
    );
    assert_eq!(
        (
            done.report.materials,
            done.report.assignments,
            done.report.hidden
        ),
        (3, 6, 2)
    );
}

#[test]
fn prerequisites_in_a_circle_are_noted_and_broken() {
    let config = r#"{"slug":"python","concepts":[{"slug":"a","name":"A"},{"slug":"b","name":"B"}],"exercises":{"concept":[
        {"slug":"one","concepts":["a"],"prerequisites":["b"]},{"slug":"two","concepts":["b"],"prerequisites":["a"]}]}}"#;
    let done = python_exercise(
        python_exercise(Sample::new(config), "concept/one"),
        "concept/two",
    )
    .convert();
    assert_eq!(done.outline(), ["a: one", "b: two"]);
    assert!(
        done.notes()
            .contains(&"config.json: the prerequisites of `one` lead back to itself".to_owned())
    );
}

#[test]
fn time_limits_and_test_commands_can_be_set() {
    let config = r#"{"slug":"cobol","language":"COBOL","exercises":{"practice":[{"slug":"two-fer"},{"slug":"leap"}]}}"#;
    let sample = python_exercise(
        python_exercise(Sample::new(config), "practice/two-fer"),
        "practice/leap",
    );
    let error = convert(&sample.0, &Options::default()).unwrap_err();
    assert!(matches!(&error, ImportError::UnknownTrack(track) if track == "cobol"));
    assert!(error.hint().unwrap().contains("--test"));
    let words = |text: &str| text.split(' ').map(str::to_owned).collect();
    let command = TestCommand {
        command: words("cobol-test %{snake_slug}"),
        report: ReportFormat::Tap,
        report_file: Some("out/%{slug}.tap".to_owned()),
    };
    let options = Options {
        test: Some(command),
        cpu_seconds: BTreeMap::from([("leap".to_owned(), 40)]),
        ..Options::default()
    };
    let done = sample.convert_with(&options);
    let two_fer = done.item("two-fer").assignment().unwrap();
    assert_eq!(two_fer.test.as_deref().unwrap(), ["cobol-test", "two_fer"]);
    assert_eq!(
        (two_fer.report, two_fer.report_file.as_deref()),
        (ReportFormat::Tap, Some("out/two-fer.tap"))
    );
    assert_eq!(
        (
            two_fer.limits.cpu_seconds,
            done.item("leap").assignment().unwrap().limits.cpu_seconds
        ),
        (10, 40)
    );
    let empty = Options {
        test: Some(TestCommand {
            command: Vec::new(),
            report: ReportFormat::Exit,
            report_file: None,
        }),
        ..Options::default()
    };
    assert!(matches!(
        convert(&sample.0, &empty),
        Err(ImportError::EmptyCommand)
    ));
}
