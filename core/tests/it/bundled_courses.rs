//! The bundled courses keep every rule of the format.

use std::path::Path;

use codezest_core::course::parse;
use codezest_core::course::tree::CourseTree;

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
