//! Every rule: what breaks it, where that is reported, and in which words.

use super::{HELLO, demo, list, with};
use crate::course::diagnostics::Code;

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
    let german = "i18n/de/01-start/01-hello.md";
    expect(
        german,
        "02-sum",
        "03-sum",
        BrokenLink,
        Some((4, 1)),
        "leads to no file",
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
