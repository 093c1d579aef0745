//! A course folder. See `codezest_fuzz::tree` for the form of the input.
#![no_main]

use codezest_core::course::model::{Course, ItemBody};
use codezest_core::course::pack::{Manifest, learner_tree};
use codezest_core::course::toml_write::write_course;
use codezest_core::course::tree::CourseTree;
use codezest_core::course::{check, i18n, parse};
use codezest_fuzz::tree;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let tree = tree::read(input);
    let parsed = parse(&tree);
    for found in &parsed.diagnostics {
        assert!(!found.message.is_empty() && !found.file.is_empty());
        assert!(found.line != Some(0) && found.column != Some(0), "{found}");
    }
    let Some(course) = &parsed.course else {
        assert!(parsed.has_errors(), "no course, and nothing says why");
        return;
    };
    let _ = check::check(course, &tree, Some(course));
    for tag in i18n::tags(&tree) {
        let _ = i18n::localised(course, &tree, tag);
    }
    if !parsed.has_errors() {
        reads_back(course, &tree);
        packs(course, &tree);
    }
});

/// What is written of a course reads back as the same course.
fn reads_back(course: &Course, tree: &CourseTree) {
    let mut written = tree.clone();
    write_course(course, &mut written);
    let again = parse(&written);
    assert!(!again.has_errors(), "{}", tree::errors(&again));
    let again = again.course.expect("a course");
    assert_eq!(settled(again), settled(course.clone()));
}

/// The same without what writing decides: the lines of front matter.
fn settled(mut course: Course) -> Course {
    for item in course
        .modules
        .iter_mut()
        .flat_map(|module| &mut module.items)
    {
        if let ItemBody::Material(material) = &mut item.body {
            material.front_matter_lines = 0;
        }
    }
    course
}

/// What learners get of a course without errors is a course without errors.
fn packs(course: &Course, tree: &CourseTree) {
    let learner = learner_tree(course, tree);
    let parsed = parse(&learner);
    assert!(!parsed.has_errors(), "{}", tree::errors(&parsed));
    let manifest = Manifest::of(course, &learner);
    if manifest.check_rules().is_ok() {
        manifest
            .verify(&learner)
            .expect("a manifest fits its files");
    }
}
