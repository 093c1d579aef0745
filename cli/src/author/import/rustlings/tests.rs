use super::*;
use codezest_core::course::diagnostics::Severity;
use codezest_core::course::model::CheckKind;
use codezest_core::course::parse;

const INFO: &str = r#"
format_version = 1
welcome_message = "Hello there."
final_message = "That was all."

[[exercises]]
name = "greet1"
dir = "01_greeting"
test = false
hint = "A bang is missing."

[[exercises]]
name = "lonely"
hint = ""

[[exercises]]
name = "gone"
dir = "01_greeting"
hint = "x"

[[exercises]]
name = "tidy1"
dir = "02_tidy"
test = false
strict_clippy = true
skip_check_unsolved = true
hint = "x"

[[exercises]]
dir = "no name"

[[exercises]]
name = "tidy2"
dir = "02_tidy"
strict_clippy = true
hint = "x"
"#;

fn source() -> CourseTree {
    let mut tree = CourseTree::new();
    for (path, text) in [
        ("info.toml", INFO),
        (
            "Cargo.toml",
            "[package]\nname = 'x'\nedition = '2021'\n[lints.rust]\nunsafe_code = 'forbid'\n",
        ),
        (
            "exercises/01_greeting/README.md",
            "# Greeting\n\nSee [this](../other.md) and [that](https://example.org).\n",
        ),
        (
            "exercises/01_greeting/greet1.rs",
            "// Say hello\n// to all.\n\nfn main() { println(\"hi\"); }\n",
        ),
        (
            "solutions/01_greeting/greet1.rs",
            "fn main() { println!(\"hi\"); }\n",
        ),
        ("exercises/lonely.rs", "fn main() {}\n"),
        ("exercises/02_tidy/tidy1.rs", "fn main() {}\n"),
        ("exercises/02_tidy/tidy2.rs", "fn main() {}\n"),
        ("exercises/02_tidy/extra.txt", "x"),
    ] {
        tree.insert(path, text, false);
    }
    tree
}

fn options() -> Options {
    Options {
        source: "https://example.org/me/little-rs".to_owned(),
        ..Options::default()
    }
}

#[test]
fn folders_become_modules_and_exercises_assignments() {
    let converted = convert(&source(), &options()).unwrap();
    let parsed = parse(&converted.tree);
    let errors: Vec<_> = parsed
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    let course = parsed.course.unwrap();
    assert_eq!(
        (course.title.as_str(), course.language.as_str()),
        ("Little rs", "rust")
    );
    assert_eq!(
        course.source.as_deref(),
        Some("https://example.org/me/little-rs")
    );
    let items: Vec<_> = course
        .items()
        .map(|(module, item)| format!("{}/{}", module.id, item.id))
        .collect();
    assert_eq!(
        items,
        [
            "welcome/welcome",
            "greeting/about-greeting",
            "greeting/greet1",
            "exercises/lonely",
            "tidy/tidy1",
            "tidy/tidy2",
            "tidy/well-done"
        ]
    );
    let folder = "02-greeting/02-greet1";
    let text =
        |path: &str| String::from_utf8(converted.tree.get(path).unwrap().bytes.clone()).unwrap();
    assert!(
        text(&format!("{folder}/README.md"))
            .starts_with("Say hello\nto all.\n\nChange `greet1.rs`")
    );
    assert_eq!(
        text(&format!("{folder}/hints/1.md")),
        "A bang is missing.\n"
    );
    assert!(text(&format!("{folder}/solution/greet1.rs")).contains("println!"));
    let manifest = text(&format!("{folder}/starter/Cargo.toml"));
    assert!(
        manifest.contains("edition = \"2021\"") && manifest.contains("unsafe_code"),
        "{manifest}"
    );
    assert!(
        text("02-greeting/01-about-greeting.md")
            .contains("[this](#) and [that](https://example.org)")
    );
}

#[test]
fn each_exercise_is_judged_as_rustlings_does() {
    let converted = convert(&source(), &options()).unwrap();
    let course = parse(&converted.tree).course.unwrap();
    let assignment = |id: &str| {
        let (_, item) = course
            .items()
            .find(|(_, item)| item.id.as_str() == id)
            .unwrap();
        (item.clone(), item.assignment().unwrap().clone())
    };
    let (_, greet) = assignment("greet1");
    assert!(
        matches!(&greet.checks[0].kind, CheckKind::Program(check) if check.exit == 0 && check.stdout.is_none())
    );
    let (_, lonely) = assignment("lonely");
    assert!(
        lonely.checks.is_empty() && lonely.test.is_none(),
        "tests by the language runner"
    );
    let (item, tidy) = assignment("tidy1");
    assert_eq!(item.tags, ["refactoring"]);
    assert!(tidy.test.unwrap()[2].ends_with("-D warnings && cargo run --offline --quiet"));
    let (_, tidy) = assignment("tidy2");
    assert!(tidy.test.unwrap()[2].ends_with("cargo test --offline"));
    assert_eq!(converted.report.prepare, ["rustup component add clippy"]);
}

#[test]
fn nothing_is_dropped_silently() {
    let converted = convert(&source(), &options()).unwrap();
    let notes: Vec<_> = converted
        .report
        .notes
        .iter()
        .map(|note| note.file.as_str())
        .collect();
    for file in [
        "info.toml",
        "exercises/01_greeting/gone.rs",
        "exercises/01_greeting/README.md",
        "solutions/lonely.rs",
        "exercises/02_tidy/extra.txt",
        "LICENSE",
    ] {
        assert!(notes.contains(&file), "{file} in {notes:?}");
    }
    assert_eq!(converted.report.assignments, 4);
}

#[test]
fn the_uid_does_not_depend_on_where_the_source_lies() {
    let uid = |source_at: &str| {
        let options = Options {
            source: source_at.to_owned(),
            ..Options::default()
        };
        parse(&convert(&source(), &options).unwrap().tree)
            .course
            .unwrap()
            .uid
    };
    assert_eq!(
        uid("https://example.org/me/little-rs"),
        uid("/home/me/little-rs/")
    );
    assert_ne!(uid("a"), uid("b"));
}

#[test]
fn a_broken_info_toml_is_said() {
    let mut tree = source();
    tree.insert("info.toml", "exercises = 3", false);
    assert!(matches!(
        convert(&tree, &options()),
        Err(ImportError::Broken { .. })
    ));
    tree.remove("info.toml");
    assert!(!is_rustlings(&tree));
}

#[test]
fn the_older_form_is_understood() {
    let mut tree = source();
    let text = "[[exercises]]\nname='greet1'\npath='exercises/01_greeting/greet1.rs'\nmode='compile'\nhint='x'\n";
    tree.insert("info.toml", text, false);
    let course = parse(&convert(&tree, &options()).unwrap().tree)
        .course
        .unwrap();
    assert_eq!(course.modules[0].id.as_str(), "greeting");
    assert_eq!(
        course
            .items()
            .filter(|(_, item)| item.assignment().is_some())
            .count(),
        1
    );
}
