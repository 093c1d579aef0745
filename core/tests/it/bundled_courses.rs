//! The bundled courses keep every rule of the format.

use std::path::Path;

use codezest_core::course::check::check;
use codezest_core::course::model::ItemBody;
use codezest_core::course::pack::{Manifest, learner_tree};
use codezest_core::course::parse;
use codezest_core::course::run_spec::{RunOptions, run_spec, solution_files};
use codezest_core::course::toml_write::write_course;
use codezest_core::course::tree::CourseTree;
use codezest_core::learning::quiz::{Answer, grade};

/// Reads a folder into a tree.
pub(crate) fn read_tree(root: &Path) -> CourseTree {
    let mut tree = CourseTree::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(root)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .to_owned();
                tree.insert(name, std::fs::read(&path).unwrap(), false);
            }
        }
    }
    tree
}

/// The trees of all bundled courses.
pub(crate) fn bundled() -> Vec<(String, CourseTree)> {
    let courses = Path::new(env!("CARGO_MANIFEST_DIR")).join("../courses");
    let mut folders: Vec<_> = std::fs::read_dir(courses)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
        .into_iter()
        .map(|folder| {
            (
                folder.file_name().unwrap().to_str().unwrap().to_owned(),
                read_tree(&folder),
            )
        })
        .collect()
}

#[test]
fn bundled_courses_have_no_errors_and_no_warnings() {
    let courses = bundled();
    assert!(!courses.is_empty());
    for (name, tree) in courses {
        let parsed = parse(&tree);
        let list: Vec<String> = parsed.diagnostics.iter().map(ToString::to_string).collect();
        assert!(list.is_empty(), "{name}:\n{}", list.join("\n"));
        let course = parsed.course.unwrap();
        assert_eq!(course.id.as_str(), name);
        assert!(course.items().count() > 5, "{name}");
    }
}

#[test]
fn bundled_courses_survive_being_written() {
    for (name, tree) in bundled() {
        let course = parse(&tree).course.unwrap();
        let mut written = tree.clone();
        write_course(&course, &mut written);
        let again = parse(&written);
        assert_eq!(again.diagnostics, [], "{name}");
        // Front matter may have fewer lines than the author's.
        let (mut course, mut again) = (course, again.course.unwrap());
        for item in [&mut course, &mut again]
            .into_iter()
            .flat_map(|course| &mut course.modules)
            .flat_map(|m| &mut m.items)
        {
            if let ItemBody::Material(material) = &mut item.body {
                material.front_matter_lines = 0;
            }
        }
        assert_eq!(again, course, "{name}");
    }
}

#[test]
fn every_bundled_assignment_can_be_run_and_every_question_answered() {
    for (name, tree) in bundled() {
        let course = parse(&tree).course.unwrap();
        for (_, item) in course.items() {
            if item.assignment().is_some() {
                let solution = solution_files(&tree, item);
                assert!(!solution.is_empty(), "{name}/{}", item.id);
                let spec =
                    run_spec(&course, &tree, &item.id, solution, RunOptions::default()).unwrap();
                let has = |path: &String| spec.files.iter().any(|file| file.path == *path);
                assert!(spec.learner.iter().all(has), "{name}/{}", item.id);
            }
            for question in item
                .quiz()
                .map(|quiz| quiz.questions.as_slice())
                .unwrap_or_default()
            {
                let nothing = grade(question, &Answer::Skipped).unwrap();
                assert_eq!(nothing.earned_milli, 0);
                let right = Answer::from_words(question, &nothing.expected).unwrap();
                assert!(
                    grade(question, &right).unwrap().correct,
                    "{name}/{}/{}",
                    item.id,
                    question.id
                );
            }
        }
        let manifest = Manifest::of(&course, &tree);
        assert_eq!(manifest.verify(&tree), Ok(()));
        assert_eq!(
            parse(&learner_tree(&course, &tree)).diagnostics,
            [],
            "{name}"
        );
    }
}

#[test]
fn bundled_courses_need_no_advice() {
    for (name, tree) in bundled() {
        let course = parse(&tree).course.unwrap();
        let advice: Vec<String> = check(&course, &tree, None)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert!(advice.is_empty(), "{name}:\n{}", advice.join("\n"));
    }
}
