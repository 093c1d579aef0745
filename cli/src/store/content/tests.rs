use codezest_core::course::model::{
    Assignment, Course, Difficulty, Item, ItemBody, ItemKind, Limits, Material, MaterialKind,
    Module, ReportFormat, SolutionRule,
};
use codezest_core::course::tree::CourseTree;
use codezest_core::ids::{CourseId, CourseUid, ItemId, LanguageId, ModuleId};
use codezest_core::time::Timestamp;
use tempfile::TempDir;

use super::*;
use crate::store::error::StoreError;

pub(crate) fn material(id: &str, title: &str, path: &str) -> Item {
    Item {
        id: ItemId::new(id).unwrap(),
        path: path.to_owned(),
        title: title.to_owned(),
        minutes: None,
        tags: Vec::new(),
        difficulty: Difficulty::Beginner,
        points: 0,
        hidden: false,
        body: ItemBody::Material(Material {
            material: MaterialKind::Article,
            front_matter_lines: 0,
        }),
    }
}

pub(crate) fn assignment(id: &str, title: &str, path: &str) -> Item {
    Item {
        points: 10,
        tags: vec!["maths".to_owned()],
        body: ItemBody::Assignment(Box::new(Assignment {
            learner: vec!["sum.py".to_owned()],
            needs: Vec::new(),
            run: None,
            runner: None,
            framework: None,
            test: None,
            report: ReportFormat::Exit,
            report_file: None,
            env: Default::default(),
            solution: SolutionRule::AfterPass,
            limits: Limits::default(),
            sql_setup: Vec::new(),
            checks: Vec::new(),
            hints: 0,
            has_solution: true,
        })),
        ..material(id, title, path)
    }
}

pub(crate) fn course(id: &str, version: &str, items: Vec<Item>) -> Course {
    Course {
        id: CourseId::new(id).unwrap(),
        uid: CourseUid::derive(&format!("id:{id}")),
        title: format!("Course {id}"),
        version: version.parse().unwrap(),
        language: LanguageId::new("python").unwrap(),
        locale: "en".to_owned(),
        license: "MIT".to_owned(),
        authors: Vec::new(),
        summary: String::new(),
        difficulty: Difficulty::Beginner,
        tags: Vec::new(),
        source: None,
        tools: Vec::new(),
        modules: vec![Module {
            id: ModuleId::new("values").unwrap(),
            path: "01-values".to_owned(),
            title: "Values".to_owned(),
            summary: String::new(),
            prerequisites: Vec::new(),
            minutes: None,
            items,
        }],
    }
}

fn sample() -> (Course, CourseTree) {
    let course = course(
        "first-steps",
        "1.0.0",
        vec![
            material("hello", "Hello", "01-values/01-hello.md"),
            material("variables", "変数", "01-values/02-variables.md"),
            assignment("sum-two", "Sum two", "01-values/03-sum-two"),
        ],
    );
    let mut tree = CourseTree::new();
    tree.insert("course.toml", "id", false);
    tree.insert(
        "01-values/01-hello.md",
        "# Greeting\nThe naïve C++ and C# programmer prints.\n",
        false,
    );
    tree.insert(
        "01-values/02-variables.md",
        "値に名前を付ける。変数とは箱。\n",
        false,
    );
    tree.insert(
        "01-values/03-sum-two/README.md",
        "Add two numbers.\n",
        false,
    );
    tree.insert(
        "01-values/03-sum-two/starter/sum.py",
        "def add_numbers(a, b):\n    pass\n",
        true,
    );
    tree.insert(
        "01-values/03-sum-two/solution/sum.py",
        "def secret_answer(): pass\n",
        false,
    );
    tree.insert("01-values/03-sum-two/tests/test_sum.py", "pass\n", false);
    (course, tree)
}

fn install<'a>(course: &'a Course, tree: &'a CourseTree) -> Install<'a> {
    Install {
        course,
        tree,
        name: None,
        source: "test",
        bundled: false,
        at: Timestamp(1),
    }
}

fn store() -> (TempDir, ContentStore) {
    let dir = tempfile::tempdir().unwrap();
    let store = ContentStore::open(&dir.path().join("content.db")).unwrap();
    (dir, store)
}

fn installed() -> (TempDir, ContentStore, CourseId) {
    let (dir, store) = store();
    let (course, tree) = sample();
    store.install(install(&course, &tree)).unwrap();
    (dir, store, course.id)
}

fn count(store: &ContentStore, table: &str) -> i64 {
    let sql = format!("select count(*) from {table}");
    store
        .db
        .read(|conn| Ok(conn.query_row(&sql, [], |row| row.get(0))?))
        .unwrap()
}

#[test]
fn what_is_installed_reads_back() {
    let (_dir, store, name) = installed();
    let (course, tree) = sample();
    assert_eq!(store.tree(&name).unwrap(), tree);
    assert_eq!(
        store.course_header(&name).unwrap(),
        Course {
            modules: vec![],
            ..course.clone()
        }
    );
    for item in &course.modules[0].items {
        assert_eq!(&store.item(&name, &item.id).unwrap(), item);
    }
    let files = store
        .files_below(&name, "01-values/03-sum-two/starter")
        .unwrap();
    assert_eq!(files.len(), 1);
    assert!(files[0].path == "sum.py" && files[0].file.executable);
    assert_eq!(
        store.file(&name, "course.toml").unwrap().unwrap().bytes,
        b"id"
    );
    assert_eq!(store.file(&name, "nothing").unwrap(), None);
    assert_eq!(
        (
            store.item_count(&name).unwrap(),
            store.modules(&name).unwrap().len()
        ),
        (3, 1)
    );
    assert_eq!(store.course_name(&course.uid).unwrap(), Some(name));
}

#[test]
fn items_are_filtered_and_have_neighbours() {
    let (_dir, store, name) = installed();
    let ids = |filter: ItemFilter| -> Vec<String> {
        store
            .items(&filter)
            .unwrap()
            .into_iter()
            .map(|item| item.id.to_string())
            .collect()
    };
    assert_eq!(
        ids(ItemFilter::default()),
        ["hello", "variables", "sum-two"]
    );
    assert_eq!(
        ids(ItemFilter {
            kind: Some(ItemKind::Assignment),
            ..Default::default()
        }),
        ["sum-two"]
    );
    assert_eq!(
        ids(ItemFilter {
            tag: Some("maths".into()),
            ..Default::default()
        }),
        ["sum-two"]
    );
    assert_eq!(
        ids(ItemFilter {
            tag: Some("math%".into()),
            ..Default::default()
        }),
        [""; 0]
    );
    assert_eq!(
        ids(ItemFilter {
            difficulty: Some(Difficulty::Advanced),
            ..Default::default()
        }),
        [""; 0]
    );
    let Found::One(first) = store.find_item("hello", None).unwrap() else {
        panic!()
    };
    let step = |by| {
        store
            .neighbour(&first, by)
            .unwrap()
            .map(|item| item.id.to_string())
    };
    assert_eq!(step(1).as_deref(), Some("variables"));
    assert_eq!(step(2).as_deref(), Some("sum-two"));
    assert_eq!(step(0).as_deref(), Some("hello"));
    assert_eq!((step(3), step(-1)), (None, None));
    assert_eq!(name.as_str(), "first-steps");
}

#[test]
fn names_lead_to_one_item_or_to_near_ones() {
    let (_dir, store, name) = installed();
    let other = course(
        "second-steps",
        "1.0.0",
        vec![material("hello", "Hi", "01-values/01-hello.md")],
    );
    store.install(install(&other, &CourseTree::new())).unwrap();
    let one = |text: &str, near: Option<&CourseId>| match store.find_item(text, near).unwrap() {
        Found::One(item) => item.reference(),
        other => panic!("{text}: {other:?}"),
    };
    for text in [
        "first-steps/sum-two",
        "First-Steps/values/sum-two/",
        "sum-two",
        "first-steps/3",
        " SUM-TWO ",
    ] {
        assert_eq!(one(text, None), "first-steps/sum-two");
    }
    assert_eq!(one("2", Some(&name)), "first-steps/variables");
    assert_eq!(one("hello", Some(&name)), "first-steps/hello");
    let many = Found::Many(vec![
        "first-steps/hello".into(),
        "second-steps/hello".into(),
    ]);
    assert_eq!(store.find_item("hello", None).unwrap(), many);
    let near = Found::None(vec!["first-steps/sum-two".into()]);
    assert_eq!(store.find_item("sum-tow", None).unwrap(), near);
    assert_eq!(store.find_item("first-steps/sum-tow", None).unwrap(), near);
    for nothing in [
        "",
        "/",
        "7",
        "first-steps/99999999999",
        "a/b/c/d",
        "'; drop table items",
    ] {
        assert!(
            matches!(store.find_item(nothing, None).unwrap(), Found::None(_)),
            "{nothing}"
        );
    }
    assert_eq!(store.find_course("First-Steps").unwrap(), Found::One(name));
    assert_eq!(
        store.find_course("first-step").unwrap(),
        Found::None(vec!["first-steps".into()])
    );
}

#[test]
fn an_update_keeps_contents_and_drops_what_nobody_has() {
    let (_dir, store, name) = installed();
    let (mut course, mut tree) = sample();
    let again = store.install(install(&course, &tree)).unwrap();
    assert_eq!((again.change, again.new_contents), (Change::Unchanged, 0));
    let before = count(&store, "contents");
    course.version = "1.1.0".parse().unwrap();
    course.modules[0].items.remove(0);
    tree.remove("01-values/01-hello.md");
    tree.insert("course.toml", "changed", false);
    let update = store.install(install(&course, &tree)).unwrap();
    assert_eq!(
        update.change,
        Change::Updated {
            from: "1.0.0".parse().unwrap()
        }
    );
    assert_eq!(update.new_contents, 1);
    assert_eq!(count(&store, "contents"), before - 1);
    assert_eq!(store.tree(&name).unwrap(), tree);
    assert_eq!(store.search("naive", &SearchFilter::default()).unwrap(), []);
    assert!(store.remove("first-steps").unwrap());
    assert!(!store.remove("first-steps").unwrap());
    for table in [
        "contents",
        "courses",
        "modules",
        "items",
        "item_models",
        "files",
        "documents",
        "prose",
        "fragments",
    ] {
        assert_eq!(count(&store, table), 0, "{table}");
    }
}

#[test]
fn two_courses_of_one_name_need_as() {
    let (_dir, store, name) = installed();
    let mut stranger = course("first-steps", "2.0.0", vec![]);
    stranger.uid = CourseUid::derive("elsewhere");
    let tree = CourseTree::new();
    let error = store.install(install(&stranger, &tree)).unwrap_err();
    assert!(matches!(&error, StoreError::NameTaken { name } if name == "first-steps"));
    assert_eq!(
        error.hint().unwrap(),
        "give the new one a name of its own: --as first-steps-2"
    );
    let alias = CourseId::new("other").unwrap();
    store
        .install(Install {
            name: Some(&alias),
            ..install(&stranger, &tree)
        })
        .unwrap();
    assert_eq!(store.courses().unwrap().len(), 2);
    stranger.version = "3.0.0".parse().unwrap();
    let updated = store.install(install(&stranger, &tree)).unwrap();
    assert_eq!(
        updated.name, alias,
        "an update finds the course by its identity"
    );
    assert_eq!(
        store.course_header(&name).unwrap().version.to_string(),
        "1.0.0"
    );
}

#[test]
fn words_are_found_where_learners_may_look() {
    let (_dir, store, _) = installed();
    let found = |words: &str| -> Vec<(String, bool)> {
        let hits = store.search(words, &SearchFilter::default()).unwrap();
        hits.into_iter()
            .map(|hit| (hit.item.id.to_string(), hit.in_code))
            .collect()
    };
    let hello = vec![("hello".to_owned(), false)];
    for words in ["naive", "NAÏVE prog", "greet", "c++", "c#", "\"c++\" and"] {
        assert_eq!(found(words), hello, "{words}");
    }
    for words in ["変数", "数と", "名前を付", "箱"] {
        assert_eq!(found(words), [("variables".to_owned(), false)], "{words}");
    }
    for words in ["d_num", "add_numbers", "def add"] {
        assert_eq!(found(words), [("sum-two".to_owned(), true)], "{words}");
    }
    assert_eq!(found("secret_answer"), [], "solutions are not searched");
    assert_eq!(found("naive absent"), [], "all words must occur");
    let hit = store
        .search("programm", &SearchFilter::default())
        .unwrap()
        .remove(0);
    let marked: Vec<_> = hit
        .snippet
        .iter()
        .filter(|part| part.matched)
        .map(|part| part.text.as_str())
        .collect();
    assert_eq!(marked, ["programmer"]);
    let quizzes = SearchFilter {
        kind: Some(ItemKind::Quiz),
        ..Default::default()
    };
    assert_eq!(store.search("naive", &quizzes).unwrap(), []);
}

/// Eighty assignments that each bring the same framework along.
#[test]
fn a_framework_that_comes_with_every_assignment_is_stored_once() {
    let framework: String = (0..20_000)
        .map(|n| format!("int unity_{n}(void);\n"))
        .collect();
    let mut tree = CourseTree::new();
    let mut items = Vec::new();
    for n in 0..80 {
        let path = format!("01-values/{n:02}-a{n}");
        tree.insert(format!("{path}/README.md"), format!("Task {n}.\n"), false);
        tree.insert(
            format!("{path}/starter/sum.py"),
            format!("def f{n}(): pass\n"),
            false,
        );
        tree.insert(format!("{path}/starter/unity.c"), framework.as_str(), false);
        items.push(assignment(&format!("a{n}"), "A", &path));
    }
    let (dir, store) = store();
    let install = Install {
        course: &course("track", "1.0.0", items),
        tree: &tree,
        name: None,
        source: "test",
        bundled: false,
        at: Timestamp(0),
    };
    let before = bytes_below(dir.path());
    store.install(install).unwrap();
    let added = bytes_below(dir.path()) - before;
    assert!(
        added < 2_000_000,
        "{added} bytes for {} distinct",
        framework.len()
    );
    let found = |words| {
        store
            .search(
                words,
                &SearchFilter {
                    kind: None,
                    course: None,
                    limit: 5,
                },
            )
            .unwrap()
            .len()
    };
    assert_eq!((found("unity_7"), found("f77")), (0, 1));
}

fn bytes_below(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).unwrap();
    entries
        .map(|entry| entry.unwrap().metadata().unwrap().len())
        .sum()
}

#[test]
fn no_text_breaks_the_search() {
    let (_dir, store, _) = installed();
    let long = "\"NEAR(a* ".repeat(1_200);
    let hostile = [
        "\"",
        "'",
        "*",
        "**",
        "NEAR(",
        "NEAR(a b, 3)",
        "a AND",
        "OR",
        "NOT x",
        "title:x",
        "{title}: x",
        "^x",
        "a-b",
        "-x",
        "+",
        "(",
        "))",
        "c++",
        "\\",
        "%",
        "_",
        "😀",
        "👩‍👩‍👧",
        "a😀",
        "変",
        "ー",
        "\u{0}",
        "a\u{0}b",
        "\u{1}",
        "\u{feff}",
        "e\u{301}",
        "\u{202e}x",
        "",
        "   ",
        ";--",
        "x'00'",
        long.as_str(),
    ];
    for words in hostile {
        store
            .search(words, &SearchFilter::default())
            .unwrap_or_else(|error| panic!("{words:?}: {error}"));
    }
}

proptest::proptest! {
    #[test]
    fn no_characters_break_the_search(words in "(\\PC|[\"'*^:(){}+\\-]|NEAR|AND|変|数){0,24}") {
        thread_local!(static STORE: (TempDir, ContentStore, CourseId) = installed());
        STORE.with(|(_, store, _)| store.search(&words, &SearchFilter::default()).map(drop)).unwrap();
    }
}
