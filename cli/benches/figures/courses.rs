//! Courses made up for measuring, and how fast they come in.

use std::path::{Path, PathBuf};
use std::time::Instant;

use codezest_core::course::model::Course;
use codezest_core::course::parse;
use codezest_core::course::tree::CourseTree;
use codezest_core::time::Timestamp;

use crate::process::command;
use crate::store::content::{ContentStore, Install};
use crate::{Bench, against, figure};

/// How many different words there are.
const VOCABULARY: f64 = 6_000.0;

/// Word number `n`; 0 is the most common one.
pub(crate) fn word(n: usize) -> String {
    const SYLLABLES: [&str; 20] = [
        "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "qui", "ro", "su",
        "ta", "ve", "wi", "xo", "zu",
    ];
    [n % 20, n / 20 % 20, n / 400 % 20]
        .map(|digit| SYLLABLES[digit])
        .concat()
}

/// A course of `modules` × `items` materials of some 150 words.
pub(crate) fn materials(modules: usize, items: usize) -> CourseTree {
    let mut tree = CourseTree::new();
    let course = "id = \"large\"\ntitle = \"Large\"\nversion = \"1.0.0\"\nlanguage = \"text\"\nlicense = \"CC0-1.0\"\n";
    tree.insert("course.toml", course, false);
    for module in 0..modules {
        let folder = format!("{module:03}-module-{module}");
        tree.insert(
            format!("{folder}/module.toml"),
            format!("title = \"Module {module}\"\n"),
            false,
        );
        for item in 0..items {
            let number = module * items + item;
            let text = text(number);
            let page = format!(
                "+++\ntitle = \"Material {number} on {}\"\n+++\n\n{text}\n",
                word(number % 6_000)
            );
            tree.insert(format!("{folder}/{item:03}-m{number}.md"), page, false);
        }
    }
    tree
}

/// Adds a course to the courses in `database`.
pub(crate) fn install(database: &Path, tree: &CourseTree) -> Course {
    let course = parse(tree).course.expect("a course");
    let content = ContentStore::open(database).expect("content.db");
    let install = Install {
        course: &course,
        tree,
        name: None,
        source: "benchmark",
        bundled: false,
        at: Timestamp(0),
    };
    content.install(install).expect("installed");
    course
}

/// Words in an order that differs per number, the same in every run.
fn text(number: usize) -> String {
    let mut state = number.wrapping_mul(2_654_435_761) + 1;
    let mut text = String::new();
    for place in 0..150 {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        // As in natural texts, few words are common and most are rare.
        let chance = (state >> 33) as f64 / (1_u64 << 31) as f64;
        text.push_str(&word((VOCABULARY * chance.powi(3)) as usize));
        text.push_str(if place % 12 == 11 { ".\n" } else { " " });
    }
    text
}

/// An Exercism track of `count` practice exercises, in the shape of the real
/// ones: every exercise brings the same large test framework along.
fn track(folder: &Path, count: usize) {
    let write = |path: PathBuf, text: &str| {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    let mut practice = Vec::new();
    let framework = "int unity_line(int line);\n".repeat(5_000);
    for number in 0..count {
        let slug = format!("exercise-{number}");
        let root = folder.join("exercises/practice").join(&slug);
        let uuid = format!("00000000-0000-4000-8000-{number:012}");
        practice.push(format!(
            "{{\"slug\":\"{slug}\",\"name\":\"Exercise {number}\",\"uuid\":\"{uuid}\",\"practices\":[],\"prerequisites\":[],\"difficulty\":{}}}",
            number % 9 + 1
        ));
        write(
            root.join(".docs/instructions.md"),
            &format!("# Instructions\n\n{}", text(number)),
        );
        write(
            root.join(".meta/config.json"),
            "{\"authors\":[],\"files\":{\"solution\":[\"work.py\"],\"test\":[\"work_test.py\"],\"example\":[\".meta/example.py\"]},\"blurb\":\"b\"}",
        );
        write(
            root.join(".meta/example.py"),
            &format!("def f():\n    return {number}\n"),
        );
        write(root.join("work.py"), "def f():\n    pass\n");
        write(
            root.join("work_test.py"),
            &format!(
                "import unittest\nfrom work import f\n\nclass T(unittest.TestCase):\n    def test_f(self):\n        self.assertEqual(f(), {number})\n"
            ),
        );
        write(root.join("framework/unity.c"), &framework);
    }
    let config = format!(
        "{{\"language\":\"Python\",\"slug\":\"python\",\"active\":true,\"version\":3,\"blurb\":\"b\",\"exercises\":{{\"concept\":[],\"practice\":[{}]}},\"concepts\":[]}}",
        practice.join(",")
    );
    write(folder.join("config.json"), &config);
}

/// Every byte of a folder, read.
fn read_all(folder: &Path) -> u64 {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        bytes += if path.is_dir() {
            read_all(&path)
        } else {
            std::fs::read(&path).expect("a file").len() as u64
        };
    }
    bytes
}

/// Importing a track of 160 exercises, against reading its files.
pub(crate) fn import(bench: &Bench) {
    let source = bench.folder.path().join("track");
    track(&source, 160);
    let begin = Instant::now();
    let bytes = read_all(&source);
    let floor = begin.elapsed().as_secs_f64() * 1_000.0;
    let home = bench.folder.path().join("import-home");
    // The bundled courses come in first, so that only the import is measured.
    assert!(
        command(&bench.program, &home, &["list"])
            .status()
            .expect("codezest")
            .success()
    );
    let database = home.join(".local/share/codezest/content.db");
    let before = size(&database);
    let begin = Instant::now();
    let source = source.to_str().expect("UTF-8");
    let status = command(&bench.program, &home, &["course", "add", source]).status();
    let ours = begin.elapsed().as_secs_f64() * 1_000.0;
    assert!(
        status.expect("codezest").success(),
        "the track could not be added"
    );
    against(
        "import of a 160-exercise track",
        ours,
        floor,
        "ms",
        "at most 3000 ms",
    );
    figure("track on disk", bytes as f64 / 1e6, "MB");
    figure(
        "track in content.db",
        (size(&database) - before) as f64 / 1e6,
        "MB",
    );
}

fn size(database: &Path) -> u64 {
    let wal = database.with_extension("db-wal");
    [database, wal.as_path()]
        .iter()
        .filter_map(|path| path.metadata().ok())
        .map(|meta| meta.len())
        .sum()
}
