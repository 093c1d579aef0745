use super::*;
use codezest_core::course::diagnostics::Severity;
use codezest_core::course::model::{CheckKind, OutputRule};
use codezest_core::course::parse;

const TESTS: &str = r#"{"tests": [
  {"name": "greets", "setup": "make\nls", "run": "python3 hello.py", "input": "Ann\r\n", "output": "Hello", "comparison": "included", "timeout": 2, "points": 5},
  {"name": "greets", "setup": "sudo -H pip3 install pytest", "run": "pytest", "input": "", "output": "", "comparison": "exact", "timeout": 0.5, "points": 2.5},
  {"name": "exact", "run": "echo a", "output": "a\n", "comparison": "exact"},
  {"name": "regex", "run": "echo a", "output": "^a+$", "comparison": "regex", "points": null},
  {"name": "odd regex", "run": "echo a", "output": "(?=a)", "comparison": "regex"},
  {"name": "odd", "run": "echo a", "output": "a", "comparison": "fuzzy"},
  {"name": "nothing", "run": " "},
  {"run": 3}
]}"#;

fn source() -> CourseTree {
    let mut tree = CourseTree::new();
    for (path, text) in [
        (PLACE, TESTS),
        (".github/workflows/classroom.yml", "on: push"),
        (".gitignore", "x"),
        (".devcontainer/x.json", "{}"),
        ("README.md", "# Say hello\n\nSee [the code](hello.py).\n"),
        ("hello.py", "print()\n"),
        ("test_hello.py", "x\n"),
        ("tests/data.txt", "x\n"),
        ("classroom_roster.csv", "a,b"),
    ] {
        tree.insert(path, text, false);
    }
    tree.insert("picture.png", vec![0xff, 0xfe], false);
    tree
}

fn converted() -> Converted {
    let options = Options {
        source: "https://example.org/school/hello-task.git".to_owned(),
        ..Options::default()
    };
    convert(&source(), &options).unwrap()
}

#[test]
fn the_repository_becomes_one_assignment() {
    let converted = converted();
    let parsed = parse(&converted.tree);
    let errors: Vec<_> = parsed
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    let course = parsed.course.unwrap();
    assert_eq!(
        (
            course.id.as_str(),
            course.language.as_str(),
            course.title.as_str()
        ),
        ("hello-task", "python", "Say hello")
    );
    let (_, item) = course.items().next().unwrap();
    let assignment = item.assignment().unwrap();
    assert_eq!(assignment.learner, ["hello.py"]);
    assert_eq!(assignment.limits.wall_seconds, Some(120));
    let folder = "01-assignments/01-hello-task";
    for file in [
        "starter/test_hello.py",
        "starter/picture.png",
        "tests/data.txt",
        "tests/run.sh",
        "tests/classroom/6.sh",
    ] {
        assert!(
            converted.tree.get(&format!("{folder}/{file}")).is_some(),
            "{file}"
        );
    }
    let script = converted
        .tree
        .get(&format!("{folder}/tests/classroom/1.sh"))
        .unwrap();
    assert_eq!(
        script.bytes,
        b"(\nmake\nls\n) >/dev/null 2>&1 || exit 1\npython3 hello.py\n"
    );
    let script = converted
        .tree
        .get(&format!("{folder}/tests/classroom/2.sh"))
        .unwrap();
    assert_eq!(script.bytes, b"pytest\n");
    assert_eq!(converted.report.prepare, ["sudo -H pip3 install pytest"]);
}

#[test]
fn every_comparison_has_its_rule() {
    let course = parse(&converted().tree).course.unwrap();
    let (_, item) = course.items().next().unwrap();
    let seen: Vec<_> = item
        .assignment()
        .unwrap()
        .checks
        .iter()
        .map(|check| {
            let CheckKind::Program(program) = &check.kind else {
                panic!()
            };
            (
                check.name.as_str(),
                check.points,
                program.stdin.as_str(),
                program.stdout.clone(),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            (
                "greets",
                5,
                "Ann\n",
                Some(OutputRule::Contains(vec!["Hello".into()]))
            ),
            ("greets-2", 3, "", None),
            ("exact", 1, "", Some(OutputRule::Exact("a\n".into()))),
            ("regex", 1, "", Some(OutputRule::Regex("^a+$".into()))),
            ("odd regex", 1, "", None),
            ("odd", 1, "", Some(OutputRule::Contains(vec!["a".into()]))),
        ]
    );
}

#[test]
fn what_is_lost_is_noted() {
    let notes: Vec<_> = converted()
        .report
        .notes
        .iter()
        .map(ToString::to_string)
        .collect();
    for words in [
        "test 7",
        "test 8",
        "installs",
        "(?=a)",
        "fuzzy",
        "2.5",
        "roster",
        ".devcontainer",
        "hello.py",
        "picture.png",
        "solution",
    ] {
        assert!(
            notes.iter().any(|note| note.contains(words)),
            "{words}: {notes:#?}"
        );
    }
}

#[test]
fn a_repository_that_cannot_be_an_assignment_is_refused() {
    for text in ["", "{}", r#"{"tests": []}"#, "[1]"] {
        let mut tree = source();
        tree.insert(PLACE, text, false);
        assert!(
            matches!(
                convert(&tree, &Options::default()),
                Err(ImportError::Broken { .. })
            ),
            "{text}"
        );
    }
    let mut tree = source();
    tree.remove("hello.py");
    assert!(convert(&tree, &Options::default()).is_err());
}

proptest::proptest! {
    #[test]
    fn minutes_become_seconds(minutes in proptest::prelude::any::<f64>()) {
        let test = tests_json::Test { timeout: Some(minutes), ..tests_json::Test::default() };
        let seconds = checks::wall_seconds(&[test]);
        proptest::prop_assert!((1..=3600).contains(&seconds));
    }
}
