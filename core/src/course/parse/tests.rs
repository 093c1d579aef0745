use proptest::prelude::*;

use super::{Parsed, parse};
use crate::course::diagnostics::{Code, Severity};
use crate::course::model::{CheckKind, ItemBody, OutputRule, SqlValue};
use crate::course::tree::CourseTree;

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
            "+++\ntitle = \"Hallo\"\n+++\nHallo.\n",
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

/// Replaces `from` in a file of the demo and expects exactly this problem.
#[track_caller]
fn expect(path: &str, from: &str, to: &str, code: Code, at: Option<(u32, u32)>, words: &str) {
    let tree = demo();
    let text = String::from_utf8(tree.get(path).unwrap().bytes.clone()).unwrap();
    assert!(text.contains(from), "{from:?} is not in {path}");
    let parsed = with(path, text.replacen(from, to, 1));
    let found = parsed
        .diagnostics
        .iter()
        .find(|d| d.code == code && d.to_string().contains(words));
    let found =
        found.unwrap_or_else(|| panic!("no {code:?} with {words:?} in:\n{}", list(&parsed)));
    assert_eq!(found.file, path);
    assert_eq!(found.line.zip(found.column), at, "{found}");
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
fn problems_of_the_course_and_its_modules_are_named() {
    use Code::*;
    let c = "course.toml";
    expect(
        c,
        "title = ",
        "titel = ",
        UnknownKey,
        Some((2, 1)),
        "did you mean `title`?",
    );
    expect(
        c,
        "title = \"Demo\"\n",
        "",
        MissingKey,
        Some((1, 1)),
        "`title` is missing",
    );
    expect(
        c,
        "\"advanced\"",
        "\"advancd\"",
        BadValue,
        Some((6, 14)),
        "did you mean `advanced`?",
    );
    expect(c, "1.2.0", "1.2", BadValue, Some((3, 11)), "1.0.0");
    expect(c, "\"demo\"", "\"De Mo\"", BadId, Some((1, 6)), "`de-mo`");
    expect(
        c,
        "\"MIT\"",
        "3",
        WrongType,
        Some((5, 11)),
        "must be a text, not a whole number",
    );
    expect(c, "\"python\"", "\"python", TomlSyntax, Some((4, 19)), "");
    expect(
        c,
        "license = \"MIT\"\n",
        "license = \"MIT\"\nlocale = \"German\"\n",
        BadValue,
        Some((6, 10)),
        "language tag",
    );
    let m = "02-more/module.toml";
    expect(
        m,
        "[\"start\"]",
        "[\"stort\"]",
        UnknownReference,
        Some((2, 1)),
        "did you mean `start`?",
    );
    expect(
        m,
        "[\"start\"]",
        "[\"more\"]",
        Cycle,
        Some((2, 1)),
        "more → more",
    );
    expect(
        m,
        "title = \"More\"\n",
        "title = \"More\"\nid = \"start\"\n",
        Duplicate,
        Some((2, 1)),
        "01-start/module.toml",
    );
}

#[test]
fn problems_of_materials_and_links_are_named() {
    use Code::*;
    let h = "01-start/01-hello.md";
    expect(h, "+++\n", "---\n", FrontMatter, Some((1, 1)), "YAML");
    expect(
        h,
        "minutes = 5\n+++\n",
        "",
        FrontMatter,
        Some((1, 1)),
        "no closing",
    );
    expect(
        h,
        "minutes = 5",
        "minutes = 0",
        BadValue,
        Some((3, 11)),
        "between 1 and",
    );
    expect(
        h,
        "minutes",
        "minute",
        UnknownKey,
        Some((3, 1)),
        "`minutes`",
    );
    expect(
        h,
        "02-sum/README.md",
        "02-sum/READ.md",
        BrokenLink,
        Some((6, 5)),
        "leads to no file",
    );
    expect(
        h,
        "img/cat.png",
        "../../cat.png",
        BrokenLink,
        Some((6, 65)),
        "out of the course",
    );
    expect(
        h,
        "02-sum/README.md",
        "02-sum/hidden/test.py",
        BrokenLink,
        Some((6, 5)),
        "hidden",
    );
    expect(
        h,
        "See",
        "S\u{1b}[31mee",
        ControlCharacters,
        Some((6, 2)),
        "not shown",
    );
    // A broken link or an unknown key is an error, and the material stays.
    assert!(
        with(h, HELLO.replace("02-sum", "x"))
            .course
            .unwrap()
            .items()
            .count()
            == 4
    );
}

#[test]
fn problems_of_assignments_are_named() {
    use Code::*;
    let s = "01-start/02-sum/assignment.toml";
    expect(
        s,
        "[\"sum.py\"]",
        "[\"sum.pi\"]",
        MissingFile,
        Some((2, 12)),
        "did you mean `sum.py`?",
    );
    expect(
        s,
        "[\"sum.py\"]",
        "[\"../sum.py\"]",
        BadPath,
        Some((2, 12)),
        "leads out",
    );
    expect(
        s,
        "[\"sum.py\"]",
        "[\"tests/a.py\"]",
        BadPath,
        Some((2, 12)),
        "belongs to the course",
    );
    expect(
        s,
        "[\"sum.py\"]",
        "[]",
        BadValue,
        Some((2, 11)),
        "at least one learner file",
    );
    expect(
        s,
        "[\"hello\"]",
        "[\"helo\"]",
        UnknownReference,
        Some((3, 1)),
        "did you mean `hello`?",
    );
    expect(
        s,
        "\"python\"",
        "\"pyton\"",
        BadValue,
        Some((4, 10)),
        "did you mean `python`?",
    );
    expect(
        s,
        "runner = \"python\"",
        "run = \"python3 sum.py\"",
        WrongType,
        Some((4, 7)),
        "`run = [\"python3\", \"sum.py\"]`",
    );
    expect(
        s,
        "runner = \"python\"\n",
        "",
        MissingKey,
        Some((6, 8)),
        "which program",
    );
    expect(
        s,
        "runner = \"python\"",
        "runner = \"python\"\nframework = \"jest\"",
        BadValue,
        Some((5, 13)),
        "javascript",
    );
    expect(
        s,
        "runner = \"python\"",
        "runner = \"python\"\nreport = \"tap\"",
        BadValue,
        Some((5, 10)),
        "not used without `test`",
    );
    expect(
        s,
        "stdin",
        "stdni",
        UnknownKey,
        Some((8, 1)),
        "did you mean `stdin`?",
    );
    expect(
        s,
        "\"adds more\"",
        "\"adds\"",
        Duplicate,
        Some((12, 8)),
        "two checks",
    );
    expect(
        s,
        "[\"adds\"]",
        "[\"ads\"]",
        UnknownReference,
        Some((13, 10)),
        "did you mean `adds`?",
    );
    expect(
        s,
        "[\"adds\"]",
        "[\"adds more\"]",
        Cycle,
        Some((13, 9)),
        "adds more → adds more",
    );
    expect(
        s,
        "stdout = \"5\\n\"",
        "stdout = { regex = \"(\" }",
        BadValue,
        Some((9, 20)),
        "cannot be read",
    );
    expect(
        s,
        "stdout = \"5\\n\"",
        "stdout = { lines = [], contains = \"\" }",
        BadValue,
        Some((9, 10)),
        "exactly one of",
    );
    expect(
        s,
        "stdout = \"5\\n\"",
        "sql = \"x\"",
        BadValue,
        Some((9, 7)),
        "either",
    );
    expect(s, "2.5", "nan", BadValue, Some((14, 22)), "finite");
    expect(
        s,
        "exit = 3",
        "exit = 300",
        BadValue,
        Some((15, 8)),
        "between 0 and 255",
    );
    expect(
        s,
        "exit = 3",
        "exit = 3\n[limits]\ncpu_seconds = 0",
        BadValue,
        Some((17, 15)),
        "between 1 and 600",
    );
}

#[test]
fn problems_of_sql_checks_are_named() {
    use Code::*;
    let s = "02-more/01-rows/assignment.toml";
    expect(
        s,
        "tests/shop.sql",
        "shop.sql",
        MissingFile,
        Some((6, 10)),
        "not among the course's files",
    );
    expect(
        s,
        "rows = [[3, 2.0, \"x\", { null = true }]]",
        "rows = [[1], [1, 2]]",
        BadValue,
        Some((11, 8)),
        "same number",
    );
    expect(s, "2.0", "true", BadValue, Some((11, 13)), "write 1 or 0");
    expect(
        s,
        "lacks = \"join\"",
        "sql = \"tests/x.sql\"",
        MissingFile,
        Some((12, 7)),
        "tests/x.sql",
    );
    expect(
        s,
        "rows = [[3, 2.0, \"x\", { null = true }]]\n",
        "",
        BadValue,
        Some((10, 9)),
        "compares nothing",
    );
    expect(
        s,
        "lacks = \"join\"",
        "columns = [\"a\"]",
        BadValue,
        Some((11, 8)),
        "every row needs 1 values",
    );
    expect(
        s,
        "lacks = \"join\"",
        "error = \"constraint\"",
        BadValue,
        Some((12, 9)),
        "no rows",
    );
    expect(
        s,
        "lacks = \"join\"",
        "file = \"b.sql\"",
        UnknownReference,
        Some((12, 8)),
        "learner's files",
    );
    expect(
        s,
        "query = \"select 3\"\nrows = [[3, 2.0, \"x\", { null = true }]]\nlacks = \"join\"\n",
        "",
        BadValue,
        Some((8, 1)),
        "compares nothing",
    );
}

#[test]
fn problems_of_quizzes_are_named() {
    use Code::*;
    let q = "02-more/02-quiz.quiz.toml";
    expect(
        q,
        "\"single\"",
        "\"singel\"",
        BadValue,
        Some((5, 8)),
        "did you mean `single`?",
    );
    expect(
        q,
        "correct = true\n",
        "",
        BadValue,
        Some((9, 1)),
        "exactly one option",
    );
    expect(
        q,
        "why = \"No.\"",
        "correct = true",
        BadValue,
        Some((9, 1)),
        "not 2",
    );
    expect(q, "why = \"No.\"\n", "", Incomplete, Some((16, 8)), "`why`");
    expect(
        q,
        "explanation = \"So.\"\n",
        "",
        Incomplete,
        Some((3, 1)),
        "`explanation`",
    );
    expect(
        q,
        "id = \"b\"",
        "id = \"a\"",
        Duplicate,
        Some((15, 6)),
        "two options",
    );
    expect(
        q,
        "id = \"two\"",
        "id = \"one\"",
        Duplicate,
        Some((20, 6)),
        "two questions",
    );
    expect(
        q,
        "{{2}}",
        "{{3}}",
        BadValue,
        Some((22, 8)),
        "without a gap",
    );
    expect(q, "[\"x\"], ", "", BadValue, Some((23, 8)), "2 gaps");
    expect(q, "\"x\"", "", BadValue, Some((23, 8)), "at least one text");
    expect(
        q,
        "title = \"Quiz\"",
        "title = \"Quiz\"\npass = 101",
        BadValue,
        Some((2, 8)),
        "between 0 and 100",
    );
    expect(
        q,
        "title = \"Quiz\"",
        "title = \"Quiz\"\nwithheld = true",
        BadValue,
        Some((2, 12)),
        "graded",
    );
    expect(
        q,
        "title = \"Quiz\"",
        "title = \"Quiz\"\ngraded = \"yes\"",
        BadValue,
        Some((2, 10)),
        "server",
    );
}

#[test]
fn a_broken_item_leaves_the_rest_usable() {
    let parsed = with("02-more/02-quiz.quiz.toml", "title = 1\nx = [");
    assert!(parsed.has_errors());
    let course = parsed.course.unwrap();
    let ids: Vec<&str> = course.items().map(|(_, item)| item.id.as_str()).collect();
    assert_eq!(ids, ["hello", "sum", "rows"]);
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

#[test]
fn deep_nesting_is_refused_not_followed() {
    for text in [
        format!("x = {}{}", "[".repeat(100_000), "]".repeat(100_000)),
        format!("x = {}", "{ a = ".repeat(50_000)),
        format!("{} = 1", vec!["a"; 100_000].join(".")),
    ] {
        assert!(with("02-more/module.toml", text).has_errors());
    }
    let deep = format!(
        "{HELLO}\n{}x\n{}[a](b.md)\n",
        "> ".repeat(50_000),
        "*".repeat(50_000)
    );
    assert!(
        parse(&{
            let mut tree = demo();
            tree.insert("01-start/01-hello.md", deep, false);
            tree
        })
        .course
        .is_some()
    );
}

#[test]
fn the_number_of_diagnostics_is_bounded() {
    let many: String = (0..5_000).map(|n| format!("k{n} = 1\n")).collect();
    let parsed = with("02-more/module.toml", format!("title = \"x\"\n{many}"));
    assert!(parsed.diagnostics.len() <= crate::course::diagnostics::MAX_DIAGNOSTICS);
    assert_eq!(parsed.diagnostics[0].severity, Severity::Error);
}

const FILES: &[&str] = &[
    "course.toml",
    "01-start/module.toml",
    "01-start/01-hello.md",
    "01-start/02-sum/assignment.toml",
    "02-more/01-rows/assignment.toml",
    "02-more/02-quiz.quiz.toml",
    "i18n/de/02-more/02-quiz.quiz.toml",
    "01-start/02-sum/README.md",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_bytes_panic(file in proptest::sample::select(FILES), bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = with(file, bytes);
    }

    #[test]
    fn no_damage_panics(
        file in proptest::sample::select(FILES),
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), 0_usize..12, "[\\[\\]{}\"'=#+\n.0-9a-z\u{e4} -]{0,6}"), 1..6),
    ) {
        let tree = demo();
        let mut bytes = tree.get(file).unwrap().bytes.clone();
        for (at, length, put) in cuts {
            let from = at.index(bytes.len() + 1);
            let to = (from + length).min(bytes.len());
            bytes.splice(from..to, put.bytes());
        }
        let parsed = with(file, bytes);
        for diagnostic in &parsed.diagnostics {
            prop_assert!(!diagnostic.message.is_empty());
            prop_assert!(diagnostic.line != Some(0) && diagnostic.column != Some(0));
        }
        if let Some(course) = &parsed.course {
            let _ = crate::course::check::check(course, &tree, Some(course));
            let _ = crate::course::i18n::localised(course, &tree, "de");
        }
    }
}
