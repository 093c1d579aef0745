use super::{Parsed, parse};
use crate::course::diagnostics::Code;
use crate::course::model::{CheckKind, ItemBody, OutputRule, SqlValue};
use crate::course::tree::CourseTree;

mod problems;
mod robustness;

const COURSE: &str = "id = \"demo\"\ntitle = \"Demo\"\nversion = \"1.2.0\"\nlanguage = \"python\"\nlicense = \"MIT\"\ndifficulty = \"advanced\"\n\n[[tool]]\nname = \"python3\"\nversion = \"3.8\"\n";
const HELLO: &str = "+++\ntitle = \"Hello\"\nminutes = 5\n+++\n\nSee [the sum](02-sum/README.md), [web](https://example.org) and ![cat](img/cat.png).\n";
const SUM: &str = "title = \"Sum\"\nlearner = [\"sum.py\"]\nneeds = [\"hello\"]\nrunner = \"python\"\n\n[[check]]\nname = \"adds\"\nstdin = \"2 3\\n\"\nstdout = \"5\\n\"\n\n[[check]]\nname = \"adds more\"\nneeds = [\"adds\"]\nstdout = { numbers = [1, 2.5], tolerance = 0.1 }\nexit = 3\n";
const SQL: &str = "title = \"Rows\"\nlearner = [\"a.sql\"]\nrunner = \"sql\"\n\n[sql]\nsetup = [\"tests/shop.sql\"]\n\n[[check]]\nname = \"three\"\nquery = \"select 3\"\nrows = [[3, 2.0, \"x\", { null = true }]]\nlacks = \"join\"\n";
const QUIZ: &str = "title = \"Quiz\"\n\n[[question]]\nid = \"one\"\nkind = \"single\"\ntext = \"Which?\"\nexplanation = \"So.\"\n\n[[question.option]]\nid = \"a\"\ntext = \"A\"\ncorrect = true\n\n[[question.option]]\nid = \"b\"\ntext = \"B\"\nwhy = \"No.\"\n\n[[question]]\nid = \"two\"\nkind = \"gap\"\ntext = \"{{1}} and {{2}}\"\ngaps = [[\"x\"], [\"y\", \"z\"]]\nexplanation = \"So.\"\n";

/// A course without any problem.
fn demo() -> CourseTree {
    let mut tree = CourseTree::new();
    for (path, text) in [
        ("course.toml", COURSE),
        ("01-start/module.toml", "title = \"Start\"\n"),
        ("01-start/01-hello.md", HELLO),
        ("01-start/img/cat.png", "png"),
        ("01-start/02-sum/assignment.toml", SUM),
        (
            "01-start/02-sum/README.md",
            "Add. Your file is [sum.py](sum.py).\n",
        ),
        ("01-start/02-sum/hints/1.md", "one\n"),
        ("01-start/02-sum/hints/2.md", "two\n"),
        ("01-start/02-sum/starter/sum.py", "pass\n"),
        ("01-start/02-sum/solution/sum.py", "print(5)\n"),
        ("01-start/02-sum/hidden/test.py", "secret\n"),
        (
            "02-more/module.toml",
            "title = \"More\"\nprerequisites = [\"start\"]\n",
        ),
        ("02-more/01-rows/assignment.toml", SQL),
        ("02-more/01-rows/starter/a.sql", "select 1;\n"),
        ("02-more/01-rows/tests/shop.sql", "create table t (a);\n"),
        ("02-more/02-quiz.quiz.toml", QUIZ),
        (
            "i18n/de/01-start/01-hello.md",
            "+++\ntitle = \"Hallo\"\n+++\n[Hallo](02-sum/README.md).\n",
        ),
        (
            "i18n/de/02-more/02-quiz.quiz.toml",
            "[[question]]\nid = \"two\"\ntext = \"{{2}} und {{1}}\"\n",
        ),
    ] {
        tree.insert(path, text, false);
    }
    tree
}

fn list(parsed: &Parsed) -> String {
    parsed
        .diagnostics
        .iter()
        .map(|d| format!("{d}\n"))
        .collect()
}

fn with(path: &str, text: impl Into<Vec<u8>>) -> Parsed {
    let mut tree = demo();
    tree.insert(path, text, false);
    parse(&tree)
}

#[test]
fn a_good_course_is_read_whole_and_without_a_word() {
    let parsed = parse(&demo());
    assert_eq!(list(&parsed), "");
    let course = parsed.course.unwrap();
    let ids: Vec<&str> = course.items().map(|(_, item)| item.id.as_str()).collect();
    assert_eq!(ids, ["hello", "sum", "rows", "quiz"]);
    let (_, sum) = course.items().nth(1).unwrap();
    assert_eq!((sum.points, sum.path.as_str()), (30, "01-start/02-sum"));
    let sum = sum.assignment().unwrap();
    assert_eq!((sum.hints, sum.has_solution), (2, true));
    let CheckKind::Program(check) = &sum.checks[1].kind else {
        panic!("not a program check")
    };
    assert_eq!(
        check.stdout,
        Some(OutputRule::Numbers {
            numbers: vec![1.0, 2.5],
            tolerance: 0.1
        })
    );
    assert_eq!(check.exit, 3);
    let (_, rows) = course.items().nth(2).unwrap();
    let CheckKind::Sql(check) = &rows.assignment().unwrap().checks[0].kind else {
        panic!("not SQL")
    };
    let row = vec![
        SqlValue::Integer(3),
        SqlValue::Real(2.0),
        SqlValue::Text("x".into()),
        SqlValue::Null,
    ];
    assert_eq!(check.rows, Some(vec![row]));
    let (_, quiz) = course.items().nth(3).unwrap();
    assert_eq!(quiz.points, 2);
    // The stored model is the model.
    let json = serde_json::to_string(&course).unwrap();
    assert_eq!(
        serde_json::from_str::<crate::course::model::Course>(&json).unwrap(),
        course
    );
}

#[test]
fn a_broken_item_leaves_the_rest_usable() {
    let parsed = with("02-more/02-quiz.quiz.toml", "title = 1\nx = [");
    assert!(parsed.has_errors());
    let course = parsed.course.unwrap();
    let ids: Vec<&str> = course.items().map(|(_, item)| item.id.as_str()).collect();
    assert_eq!(ids, ["hello", "sum", "rows"]);
    // A value that breaks a rule: its default would make another exercise.
    let parsed = with(
        "01-start/02-sum/assignment.toml",
        SUM.replace("exit = 3", "exit = 300"),
    );
    let course = parsed.course.unwrap();
    let ids: Vec<&str> = course.items().map(|(_, item)| item.id.as_str()).collect();
    assert_eq!(ids, ["hello", "rows", "quiz"]);
    // A module without `module.toml` and a folder without `assignment.toml`.
    let mut tree = demo();
    tree.remove("02-more/module.toml");
    tree.insert("01-start/07-nothing/x.txt", "", false);
    let parsed = parse(&tree);
    let missing: Vec<&str> = parsed
        .diagnostics
        .iter()
        .filter(|d| d.code == Code::MissingFile)
        .map(|d| d.file.as_str())
        .collect();
    assert_eq!(
        missing,
        ["01-start/07-nothing/assignment.toml", "02-more/module.toml"]
    );
    assert_eq!(parsed.course.unwrap().modules.len(), 1);
    // Without `course.toml` everything else is still looked at.
    let mut tree = demo();
    tree.remove("course.toml");
    tree.insert("01-start/01-hello.md", "no front matter", false);
    let parsed = parse(&tree);
    assert_eq!(parsed.course, None);
    assert!(
        parsed
            .diagnostics
            .iter()
            .any(|d| d.code == Code::FrontMatter)
    );
}

#[test]
fn duplicate_ids_name_both_places_and_keep_the_first() {
    let parsed = with("02-more/09-hello.md", HELLO);
    let found = parsed
        .diagnostics
        .iter()
        .find(|d| d.code == Code::Duplicate)
        .unwrap();
    assert_eq!(found.file, "02-more/09-hello.md");
    assert!(found.message.contains("01-start/01-hello.md"), "{found}");
    assert_eq!(parsed.course.unwrap().items().count(), 4);
}

#[test]
fn items_that_wait_for_each_other_are_found_and_freed() {
    let mut tree = demo();
    tree.insert(
        "01-start/02-sum/assignment.toml",
        SUM.replace("\"hello\"", "\"rows\""),
        false,
    );
    tree.insert(
        "02-more/01-rows/assignment.toml",
        format!("needs = [\"sum\"]\n{SQL}"),
        false,
    );
    let parsed = parse(&tree);
    assert_eq!(
        parsed
            .diagnostics
            .iter()
            .filter(|d| d.code == Code::Cycle)
            .count(),
        2,
        "{}",
        list(&parsed)
    );
    let course = parsed.course.unwrap();
    assert!(
        course
            .items()
            .filter_map(|(_, item)| item.assignment())
            .all(|a| a.needs.is_empty())
    );
}

#[test]
fn files_keep_their_rules() {
    let mut tree = demo();
    tree.insert("01-start/IMG/cat.png", "", false);
    tree.insert("01-start/02-sum/hints/4.md", "", false);
    tree.insert("01-start/02-sum/hints/old.txt", "", false);
    tree.insert("a/../b", "", false);
    tree.insert("01-start/03-latin.md", b"+++\nx\n\xe4".to_vec(), false);
    tree.insert("big.bin", vec![0; 17 * 1024 * 1024], false);
    let parsed = parse(&tree);
    let has = |code: Code, file: &str| {
        parsed
            .diagnostics
            .iter()
            .any(|d| d.code == code && d.file == file)
    };
    assert!(
        has(Code::BadPath, "01-start/img/cat.png"),
        "{}",
        list(&parsed)
    );
    assert!(has(Code::MissingFile, "01-start/02-sum/hints/3.md"));
    assert!(has(Code::BadPath, "01-start/02-sum/hints/old.txt"));
    assert!(has(Code::BadPath, "a/../b"));
    assert!(has(Code::TooLarge, "big.bin"));
    let latin = parsed
        .diagnostics
        .iter()
        .find(|d| d.code == Code::NotUtf8)
        .unwrap();
    assert_eq!((latin.line, latin.column), (Some(3), Some(1)));
}

#[test]
fn translations_of_nothing_and_of_ids_are_warned_about() {
    let mut tree = demo();
    tree.insert("i18n/de/01-start/09-gone.md", "x", false);
    tree.insert(
        "i18n/de/02-more/02-quiz.quiz.toml",
        "pass = 0\n[[question]]\nid = \"three\"\nanswer = 1\n",
        false,
    );
    tree.insert("i18n/Deutsch/course.toml", "", false);
    let parsed = parse(&tree);
    assert!(!parsed.has_errors());
    let text = list(&parsed);
    for words in [
        "09-gone.md to translate",
        "cannot change `pass`",
        "cannot change `answer`",
        "no question `three`",
        "\"Deutsch\" is no language tag",
    ] {
        assert!(text.contains(words), "{words} is not in:\n{text}");
    }
}

#[test]
fn translations_change_texts_and_nothing_else() {
    let tree = demo();
    let course = parse(&tree).course.unwrap();
    let german = crate::course::i18n::localised(&course, &tree, "de-AT");
    assert_eq!(german.items().next().unwrap().1.title, "Hallo");
    let ItemBody::Quiz(quiz) = &german.items().nth(3).unwrap().1.body else {
        panic!("no quiz")
    };
    assert_eq!(quiz.questions[1].text, "{{2}} und {{1}}");
    assert_eq!(
        quiz.questions[1].kind,
        course.items().nth(3).unwrap().1.quiz().unwrap().questions[1].kind
    );
    assert_eq!(crate::course::i18n::localised(&course, &tree, "fr"), course);
    let path = crate::course::i18n::localised_path(&tree, "01-start/01-hello.md", "de");
    assert_eq!(path, "i18n/de/01-start/01-hello.md");
    // A gap lost in translation keeps the original's text.
    let mut tree = tree;
    tree.insert(
        "i18n/de/02-more/02-quiz.quiz.toml",
        "[[question]]\nid = \"two\"\ntext = \"{{1}}\"\n",
        false,
    );
    let german = crate::course::i18n::localised(&course, &tree, "de");
    assert_eq!(
        german.items().nth(3).unwrap().1.quiz().unwrap().questions[1].text,
        "{{1}} and {{2}}"
    );
}
