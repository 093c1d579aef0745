use super::*;
use codezest_core::course::{check, parse};

fn uid() -> CourseUid {
    "6f0d51c5-84bb-4f0e-9d7a-3a1a52c170e4".parse().unwrap()
}

fn new<'a>(folder: &'a Path, language: &'a str) -> NewCourse<'a> {
    NewCourse {
        folder,
        language,
        title: None,
        uid: uid(),
    }
}

#[test]
fn every_skeleton_is_without_fault() {
    for language in LANGUAGES {
        let tree = skeleton(language, "My First Course", None, uid());
        let parsed = parse(&tree);
        assert!(
            parsed.diagnostics.is_empty(),
            "{}: {:?}",
            language.name,
            parsed.diagnostics
        );
        let course = parsed.course.unwrap();
        assert_eq!(
            (course.id.as_str(), course.title.as_str(), course.uid),
            ("my-first-course", "My first course", uid())
        );
        assert_eq!(course.items().count(), 3);
        let advice = check::check(&course, &tree, None);
        assert!(advice.is_empty(), "{}: {advice:?}", language.name);
    }
}

#[test]
fn a_title_is_kept_as_it_was_given() {
    let tree = skeleton(&LANGUAGES[0], "x", Some("Say \"hi\""), uid());
    assert_eq!(parse(&tree).course.unwrap().title, "Say \"hi\"");
}

#[test]
fn only_known_languages_and_free_folders_are_used() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("course");
    let error = create(new(&folder, "cobol")).unwrap_err();
    assert!(error.hint().unwrap().contains("python, rust"));
    assert!(!folder.exists());
    let tree = create(new(&folder, "sql")).unwrap();
    assert_eq!(crate::author::import::folder::read(&folder).unwrap(), tree);
    assert!(matches!(
        create(new(&folder, "sql")),
        Err(NewError::Write(WriteError::NotEmpty(_)))
    ));
}
