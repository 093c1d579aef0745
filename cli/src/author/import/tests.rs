//! What is told apart, and what passes through.

use super::*;

fn tree(files: &[(&str, &str)]) -> CourseTree {
    let mut tree = CourseTree::new();
    for (path, text) in files {
        tree.insert(*path, *text, false);
    }
    tree
}

#[test]
fn a_course_folder_passes_through_unchanged() {
    let course = tree(&[("course.toml", "id = \"a\"\n"), ("notes.txt", "x\r\n")]);
    let done = convert(course.clone(), &Options::default()).unwrap();
    assert_eq!(done.tree, course);
    assert_eq!(done.report, Report::new(SourceKind::Course));
}

#[test]
fn formats_are_told_apart() {
    let track = tree(&[("config.json", "{}"), ("exercises/practice/a/a.py", "")]);
    assert_eq!(detect(&track), Some(SourceKind::Exercism));
    for other in [
        &[("config.json", "{}")][..],
        &[("exercises/practice/a/a.py", "")],
        &[("README.md", "x")],
        &[],
    ] {
        assert_eq!(detect(&tree(other)), None, "{other:?}");
    }
    let error = convert(tree(&[]), &Options::default()).unwrap_err();
    assert!(matches!(error, ImportError::UnknownFormat) && error.hint().is_some());
}

#[test]
fn a_folder_is_imported_by_its_path() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("course.toml"), "id = \"a\"\n").unwrap();
    let done = import(dir.path().to_str().unwrap(), &Options::default()).unwrap();
    assert_eq!(done.report.kind, SourceKind::Course);
    assert!(matches!(
        import("ext::sh", &Options::default()),
        Err(ImportError::Git(_))
    ));
}
