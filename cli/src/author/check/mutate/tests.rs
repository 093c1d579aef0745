use super::*;

fn file(path: &str, text: &str) -> RunFile {
    RunFile {
        path: path.to_owned(),
        bytes: text.as_bytes().to_vec(),
        executable: false,
    }
}

/// Every mutated text of a file, in order.
fn mutated(path: &str, text: &str) -> Vec<String> {
    let files = [file(path, text)];
    mutants(&files, &[path.to_owned()])
        .iter()
        .map(|mutant| String::from_utf8(mutant.apply(&files).remove(0).bytes).unwrap())
        .collect()
}

#[test]
fn operators_numbers_and_words_change() {
    assert_eq!(
        mutated("a.py", "if a <= 2 and b:\n"),
        [
            "if a < 2 and b:\n",
            "if a <= 2 or b:\n",
            "if a <= 3 and b:\n"
        ]
    );
    assert_eq!(mutated("a.js", "}  a === b\n"), ["}  a !== b\n"]);
    assert_eq!(
        mutated("q.sql", "select a from t order by b desc limit 3;\n"),
        [
            "select a from t order by b asc limit 3;\n",
            "select a from t order by b desc limit 4;\n",
        ]
    );
    assert_eq!(
        mutated("a.sh", "if [ \"$a\" -eq 3 ]; then\n"),
        ["if [ \"$a\" -ne 3 ]; then\n", "if [ \"$a\" -eq 4 ]; then\n",]
    );
}

#[test]
fn lines_go_but_not_those_that_hold_others() {
    assert_eq!(
        mutated("a.py", "def f():\n    g()\n"),
        ["def f():\n    pass\n"]
    );
    assert_eq!(mutated("a.sh", "f ${#x} # 1 + 1\n"), [":\n"]);
    assert_eq!(
        mutated("a.rs", "fn f() {\n    g();\n}\n"),
        ["fn f() {\n\n}\n"]
    );
}

#[test]
fn comments_texts_types_and_names_stay() {
    for (path, text) in [
        ("a.py", "# a + 1 and b\n"),
        ("a.py", "\"\"\"a + 1\nb < 2\n\"\"\"\n"),
        ("a.rs", "fn f(v: Vec<u8>) -> u8 {\n"),
        ("a.rs", "/* 1 + 1\n 2 */\n"),
        (
            "a.rs",
            "#[must_use]\n#[cfg(test)]\nmod tests {\n    f(1);\n}\n",
        ),
        ("q.sql", "-- 1 + 1\n"),
        ("a.c", "#include <stdio.h>\n"),
        ("a.js", "import x1 from \"y + 2\";\n"),
    ] {
        assert_eq!(mutated(path, text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn only_learner_files_change_and_not_too_many() {
    let files = [file("a.py", "x = 1\n"), file("helper.py", "y = 2\n")];
    let found = mutants(&files, &["a.py".to_owned()]);
    assert!(found.iter().all(|mutant| mutant.file == "a.py"));
    assert_eq!(
        found
            .last()
            .map(|mutant| (mutant.line, mutant.what.as_str())),
        Some((1, "the line `x = 1` goes"))
    );
    let long = "x = 1\n".repeat(500);
    let found = mutants(&[file("a.py", &long)], &["a.py".to_owned()]);
    assert!(found.len() <= MAX_MUTANTS && found.len() > MAX_MUTANTS / 2);
    assert!(
        found.iter().any(|mutant| mutant.line > 450),
        "they are spread over the file"
    );
}

proptest::proptest! {
    /// Every mutant differs from the solution, whatever that is.
    #[test]
    fn mutants_differ(text in r"([-+*/<>=!&|#'\x22`ä ()\n{}:;a1]|and|//|/\*|\*/|\x22\x22\x22|12){0,60}", path in "a\\.(py|rs|js|sh|sql|c|zz)") {
        for mutant in mutated(&path, &text) {
            // A line that is `pass` already is never taken out.
            proptest::prop_assert!(mutant != text);
        }
    }
}
