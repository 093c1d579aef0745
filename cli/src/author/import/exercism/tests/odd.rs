//! What is missing, broken or unusual in a track.

use super::*;

fn one(files: &str) -> Sample {
    let config = r#"{"slug":"python","files":{"solution":["%{snake_slug}.py"],"test":["%{snake_slug}_test.py"],"example":[".meta/example.py"]},
        "exercises":{"practice":[{"slug":"two-fer"}]}}"#;
    Sample::new(config).exercise("practice/two-fer", files)
}

#[test]
fn a_broken_exercise_never_stops_the_rest() {
    let config = r#"{"slug":"python","exercises":{"practice":[
        {"slug":"good"},{"slug":"gone"},{"slug":"Bad_Name"},{"name":"nameless"},{"slug":"untested"},{"slug":"good"},
        {"slug":"broken"},{"slug":"odd","status":"sleeping"}]}}"#;
    let done = python_exercise(
        python_exercise(Sample::new(config), "practice/good"),
        "practice/odd",
    )
    .exercise("practice/untested", PYTHON_FILES)
    .with("exercises/practice/untested/a.py", "")
    .with("exercises/practice/broken/.meta/config.json", "{")
    .with("exercises/practice/stray/a.py", "")
    .convert();
    assert_eq!(done.outline(), ["practice-1: good (odd)"]);
    let notes = done.notes();
    for expected in [
        "exercises/practice/gone: left out: there is no such folder",
        "config.json: the exercise \"Bad_Name\" is left out",
        "config.json: the practice exercise `?` is left out: missing field `slug`",
        "exercises/practice/untested/a_test.py: is listed as a test and does not exist",
        "exercises/practice/untested: left out: none of its test files exists",
        "exercises/practice/good: left out: config.json lists it twice",
        "exercises/practice/broken/.meta/config.json: cannot be read",
        "exercises/practice/broken: left out: it names no file for the learner to write",
        "config.json: `odd` has the unknown status \"sleeping\"; it is hidden",
        "exercises/practice/stray: left out: config.json does not list it",
    ] {
        assert!(
            notes.iter().any(|note| note.starts_with(expected)),
            "{expected}\n{notes:#?}"
        );
    }
}

#[test]
fn a_broken_description_says_what_is_wrong() {
    let cases = [
        ("{", "EOF"),
        ("{}", "it has no `slug`"),
        (r#"{"slug":"Py thon"}"#, "`slug`"),
    ];
    for (config, expected) in cases {
        let error = convert(&Sample::new(config).0, &Options::default()).unwrap_err();
        assert!(error.to_string().contains(expected), "{config}: {error}");
    }
}

#[test]
fn the_tracks_patterns_serve_where_an_exercise_lists_nothing() {
    let done = one("{}")
        .with("exercises/practice/two-fer/two_fer.py", "pass\n")
        .with(
            "exercises/practice/two-fer/two_fer_test.py",
            "import pytest\n",
        )
        .with("exercises/practice/two-fer/.meta/example.py", "x = 1\n")
        .convert();
    assert_eq!(
        done.item("two-fer").assignment().unwrap().learner,
        ["two_fer.py"]
    );
    assert_eq!(done.text("two-fer", "solution/two_fer.py"), "x = 1\n");
    assert!(done.notes().is_empty(), "{:?}", done.notes());
}

#[test]
fn the_whole_folder_goes_along_but_what_the_track_keeps_for_itself() {
    let done = one(PYTHON_FILES)
        .with("exercises/practice/two-fer/a.py", "pass\n")
        .with("exercises/practice/two-fer/a_test.py", "import unittest\n")
        .with("exercises/practice/two-fer/data/in.csv", "1\r\n")
        .with("exercises/practice/two-fer/.approaches/a/content.md", "x")
        .with("exercises/practice/two-fer/.articles/b/code.py", "x")
        .with("exercises/practice/two-fer/.meta/example.py", "x = 1\r\n")
        .with("exercises/practice/two-fer/.meta/second.py", "y = 1\n")
        .with("exercises/practice/two-fer/README.md", "old")
        .convert();
    assert_eq!(
        done.files("two-fer"),
        [
            "README.md",
            "assignment.toml",
            "solution/a.py",
            "starter/a.py",
            "starter/a_test.py",
            "starter/data/in.csv"
        ]
    );
    // Code keeps its line ends.
    assert_eq!(done.text("two-fer", "starter/data/in.csv"), "1\r\n");
    assert_eq!(done.text("two-fer", "solution/a.py"), "x = 1\r\n");
    assert_eq!(
        done.notes(),
        [
            "exercises/practice/two-fer/README.md: left out: an assignment's folder has this file already"
        ]
    );
}

#[test]
fn texts_get_our_line_ends_alerts_and_hints() {
    let done = python_exercise(one(PYTHON_FILES), "practice/two-fer")
        .with(
            "exercises/practice/two-fer/.docs/instructions.md",
            "\u{feff}# Instructions\r\n\r\n~~~~exercism/caution\r\nMind.\r\n~~~~\r\n",
        )
        .with(
            "exercises/practice/two-fer/.docs/hints.md",
            "# Hints\r\n\r\n## General\r\n\r\n- [x][x]\r\n\r\n## 1. First\r\n\r\n- Look.\r\n\r\n[x]: https://example.org\r\n",
        )
        .convert();
    assert!(
        done.text("two-fer", "README.md")
            .starts_with("> [!CAUTION]\n> Mind.\n")
    );
    assert_eq!(done.item("two-fer").assignment().unwrap().hints, 2);
    assert_eq!(
        done.text("two-fer", "hints/1.md"),
        "## General\n\n- [x][x]\n\n[x]: https://example.org\n"
    );
    assert_eq!(
        done.text("two-fer", "hints/2.md"),
        "## 1. First\n\n- Look.\n"
    );
}

#[test]
fn what_is_missing_is_made_up_for_and_noted() {
    let files =
        r#"{"solution":["a.py","../b.py"],"test":["a_test.py"],"example":[".meta/none.py"]}"#;
    let done = one(files)
        .with("exercises/practice/two-fer/a_test.py", "import unittest\n")
        .with("exercises/practice/two-fer/.docs/instructions.md", "")
        .with("LICENSE", "Do as you like.")
        .convert();
    let item = done.item("two-fer").assignment().unwrap();
    assert_eq!(
        (item.learner.as_slice(), item.has_solution),
        (&["a.py".to_owned()][..], false)
    );
    assert_eq!(done.text("two-fer", "starter/a.py"), "");
    assert_eq!(done.course.license, "LicenseRef-unknown");
    let notes = done.notes();
    for expected in [
        "leads out of the folder",
        "a.py: does not exist; learners begin with an empty file",
        ".meta/none.py: is listed as an example and does not exist",
        "has no example, so there is no reference solution",
        "there are no instructions",
        "LICENSE: is not a licence that is recognised",
    ] {
        assert!(
            notes.iter().any(|note| note.contains(expected)),
            "{expected}\n{notes:#?}"
        );
    }
}

#[test]
fn one_name_may_serve_both_kinds_of_exercise_and_a_concept() {
    let config = r#"{"slug":"python","concepts":[{"slug":"dice","name":"Dice"}],"exercises":{
        "concept":[{"slug":"dice","concepts":["dice"]}],"practice":[{"slug":"dice","difficulty":1,"prerequisites":["dice"]}]}}"#;
    let sample = python_exercise(
        python_exercise(Sample::new(config), "concept/dice"),
        "practice/dice",
    );
    let done = sample.with("concepts/dice/about.md", "Roll.\n").convert();
    assert_eq!(
        done.outline(),
        ["dice: concept-dice dice-concept", "practice-1: dice"]
    );
    assert_eq!(
        done.item("dice").assignment().unwrap().needs[0].as_str(),
        "dice-concept"
    );
}
