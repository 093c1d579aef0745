use proptest::prelude::*;

use super::*;

/// The parts that are not plain, each as `sign:text`.
fn parts(language: &str, text: &str) -> Vec<String> {
    let lines = code(language, text).unwrap();
    let spans = lines.iter().flat_map(Styled::spans);
    spans
        .filter_map(|(role, text)| Some(format!("{}:{text}", sign(*role)?)))
        .collect()
}

fn sign(role: Role) -> Option<char> {
    match role {
        Role::Keyword => Some('k'),
        Role::Literal => Some('l'),
        Role::Number => Some('n'),
        Role::Comment => Some('c'),
        Role::Function => Some('f'),
        Role::Type => Some('t'),
        Role::Text => None,
        other => panic!("{other:?} is no role of code"),
    }
}

#[track_caller]
fn check(language: &str, text: &str, expected: &[&str]) {
    assert_eq!(parts(language, text), expected, "{text}");
}

#[test]
fn python_is_told_apart() {
    check(
        "python",
        "@wraps(f)\ndef add(a: int) -> Sum:  # \"c\"\n    return f'{a}\\'' + 1.5e-3",
        &[
            "f:@wraps",
            "k:def",
            "f:add",
            "t:int",
            "t:Sum",
            "c:# \"c\"",
            "k:return",
            "l:f'{a}\\''",
            "n:1.5e-3",
        ],
    );
    check(
        "py",
        "x = r\"\"\"a\n# b\n\"c\" \"\"\"; y = 'open\nif x.if_",
        &["l:r\"\"\"a", "l:# b", "l:\"c\" \"\"\"", "l:'open", "k:if"],
    );
}

#[test]
fn rust_is_told_apart() {
    check(
        "rust",
        "fn r#try<'a>(s: &'a str) -> Option<char> {\n    println!(\"{}\", '\\''); /* a /* b\n*/ c */ s.r#as(0xE+1, 1..2)",
        &[
            "k:fn",
            "f:r#try",
            "t:'a",
            "t:'a",
            "t:str",
            "t:Option",
            "t:char",
            "f:println",
            "l:\"{}\"",
            "l:'\\''",
            "c:/* a /* b",
            "c:*/ c */",
            "f:r#as",
            "n:0xE",
            "n:1",
            "n:1",
            "n:2",
        ],
    );
    check(
        "rs",
        "let s = br##\"a\"# \\\n\"##; MAX != x",
        &["k:let", "l:br##\"a\"# \\", "l:\"##"],
    );
}

#[test]
fn sql_is_told_apart() {
    check(
        "SQL",
        "Select COUNT(*) FROM \"my t\" WHERE a = 'it''s' -- b\nCREATE TABLE t (n INTEGER) /* x\n*/ LIMIT 10;",
        &[
            "k:Select",
            "f:COUNT",
            "k:FROM",
            "l:\"my t\"",
            "k:WHERE",
            "l:'it''s'",
            "c:-- b",
            "k:CREATE",
            "k:TABLE",
            "t:INTEGER",
            "c:/* x",
            "c:*/",
            "k:LIMIT",
            "n:10",
        ],
    );
}

#[test]
fn bash_is_told_apart() {
    check(
        "sh",
        "for f in \"$@\"; do echo ${f%.*} $# a#b; done # c\ncat <<-'EOF' >x\n$a 'b'\n\tEOF\ngreet() { x='a\nb'; }",
        &[
            "k:for",
            "k:in",
            "l:\"$@\"",
            "k:do",
            "t:${f%.*}",
            "t:$#",
            "k:done",
            "c:# c",
            "l:'EOF'",
            "l:$a 'b'",
            "l:\tEOF",
            "f:greet",
            "l:'a",
            "l:b'",
        ],
    );
    check("bash", "cat <<<EOF\nx=$((1<<2))", &["n:1", "n:2"]);
}

#[test]
fn javascript_is_told_apart() {
    check(
        "js",
        "const $f = (x) => `a ${x ? {b: `c`}.b : 2} d\n${e}` / 2 / 3;\nnew Map(y.split(/[/\"]\\//g)); /* c",
        &[
            "k:const",
            "l:`a ${",
            "l:`c`",
            "n:2",
            "l:} d",
            "l:${",
            "l:}`",
            "n:2",
            "n:3",
            "k:new",
            "t:Map",
            "f:split",
            "l:/[/\"]\\//g",
            "c:/* c",
        ],
    );
    check("ts", "let a: string", &["k:let", "t:string"]);
}

#[test]
fn c_is_told_apart() {
    check(
        "c",
        "#include <stdio.h>\n  # define N 0x1fUL\nstatic int main(void) { return f(\"a\\\nb\", '\"'); } // c",
        &[
            "k:#include",
            "l: <stdio.h>",
            "k:# define",
            "n:0x1fUL",
            "k:static",
            "t:int",
            "f:main",
            "t:void",
            "k:return",
            "f:f",
            "l:\"a\\",
            "l:b\"",
            "l:'\"'",
            "c:// c",
        ],
    );
}

#[test]
fn languages_have_names_and_endings() {
    for (name, path) in [
        ("Python", "a/b.py"),
        ("rust", "x.RS"),
        ("shell", ".x.sh"),
        ("toml", "Cargo.toml"),
        ("c++", "a.hpp"),
    ] {
        let language = Language::named(name);
        assert!(language.is_some(), "{name}");
        assert_eq!(language, Language::of_path(Path::new(path)), "{name}");
    }
    assert_ne!(Language::named("c"), Language::named("go"));
    assert_eq!(Language::named("text"), None);
    assert_eq!(Language::of_path(Path::new("py")), None);
    assert!(code("unheard-of", "x").is_none());
}

/// A list that is not sorted would be searched in vain.
#[test]
fn tables_are_sound() {
    for grammar in languages::ALL {
        for list in [grammar.keywords, grammar.types] {
            let sorted = list.is_sorted_by(|a, b| a < b);
            assert!(sorted, "{:?}", grammar.names);
            assert!(
                list.iter()
                    .all(|word| grammar.is_keyword(word) || grammar.is_type(word))
            );
        }
        let defined = |word: &&str| grammar.is_keyword(word);
        assert!(grammar.defines.iter().all(defined), "{:?}", grammar.names);
        for (at, quote) in grammar.quotes.iter().enumerate() {
            let hidden = grammar.quotes.iter().take(at);
            let mut hidden = hidden.filter(|before| quote.sign.starts_with(before.sign));
            assert!(hidden.next().is_none(), "{:?}", grammar.names);
        }
    }
}

#[test]
fn what_is_too_long_stays_plain() {
    let long = format!("x = \"\"\" {}", "a".repeat(LONGEST_LINE));
    let text = format!("{long}\nif");
    assert_eq!(parts("py", &text), ["k:if"]);
    assert_eq!(parts("py", &"1".repeat(LONGEST_LINE)).len(), 1);
    assert!(code("py", &"1\n".repeat(LONGEST_TEXT / 2)).is_some());
    assert!(code("py", &"1\n".repeat(LONGEST_TEXT / 2 + 1)).is_none());

    let mut edited = Highlighted::new(Language::named("py").unwrap());
    let mut lines = vec!["if".to_owned(); LONGEST_TEXT / 3];
    edited.update(0, &lines, 10);
    assert_eq!(edited.line(9), [(Role::Keyword, 0..2)]);
    lines.push("if".to_owned());
    edited.update(lines.len() - 1, &lines, 10);
    assert!(edited.line(9).is_empty());
}

/// Each of these makes something look ahead as far as the line reaches. Lines
/// of this length are never read; they show what grows faster than they do.
#[test]
fn hostile_lines_take_no_time() {
    const LENGTH: usize = 50_000;
    let pieces = [
        "/[",
        "${",
        "`${",
        "{",
        "'",
        "'\\",
        "<<a",
        "/*",
        "*/",
        "\\",
        "0e+",
        "@",
        "$",
        "\"\"",
        "r###",
        "r#\"",
        "\"###",
        "#include <",
        "日\u{301}",
    ];
    for language in ["bash", "c", "js", "python", "rust", "sql"] {
        for piece in pieces {
            check_time(language, &[&piece.repeat(LENGTH / piece.len())]);
        }
    }
    let hashes = format!("r{}\"", "#".repeat(LENGTH / 2));
    check_time("rust", &[&hashes, &"\"".repeat(LENGTH)]);
}

#[track_caller]
fn check_time(language: &str, lines: &[&str]) {
    let started = std::time::Instant::now();
    let mut state = State::default();
    for line in lines {
        scan::line(Language::named(language).unwrap().0, &mut state, line);
    }
    // Milliseconds, or else minutes.
    let taken = started.elapsed();
    let start: String = lines[0].chars().take(20).collect();
    assert!(taken.as_secs() < 4, "{language}: {start}: {taken:?}");
}

fn text_lines(text: &str) -> Vec<String> {
    text.split('\n').map(str::to_owned).collect()
}

#[test]
fn a_keystroke_costs_its_line() {
    let mut text = text_lines(&"let a = 1;\n".repeat(1_000));
    let mut edited = Highlighted::new(Language::named("rust").unwrap());
    assert_eq!(edited.update(0, &text, 50), 50);
    assert!(edited.line(50).is_empty());
    text[20].push_str(" // x");
    assert_eq!(edited.update(20, &text, 50), 1);
    text.insert(20, String::new());
    assert_eq!(edited.update(20, &text, 50), 1);
    text.remove(20);
    assert_eq!(edited.update(20, &text, 50), 0);
    // An open comment changes all that is seen, and nothing that is not.
    text[20].push_str("/*");
    text[20].insert_str(0, "/*");
    assert_eq!(edited.update(20, &text, 50), 30);
    assert_eq!(edited.line(49), [(Role::Comment, 0..10)]);
    assert_eq!(edited.update(usize::MAX, &text, 60), 10);
}

/// Lines of code that open and close what spans lines.
fn line() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "\"\"\"",
        "'''",
        "\"",
        "'",
        "`",
        "${",
        "}",
        "{",
        "/*",
        "*/",
        "//",
        "# ",
        "r#\"",
        "\"#",
        "<<EOF",
        "EOF",
        "\\",
        "if",
        " ",
        "f(",
        "1.5",
        "日",
        "\t",
        "é\u{301}",
        "$x",
        "/a",
    ]);
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn parts_cover_any_line(
        text in prop_oneof![any::<String>(), prop::collection::vec(line(), 1..8).prop_map(|lines| lines.join("\n"))],
        grammar in prop::sample::select(languages::ALL.to_vec()),
    ) {
        let mut reader = Reader::new(Language(grammar), text.len()).unwrap();
        for line in text.split('\n') {
            let mut end = 0;
            for (_, range) in reader.line(line) {
                prop_assert_eq!(range.start, end);
                prop_assert!(range.end > end && line.is_char_boundary(range.end));
                end = range.end;
            }
            prop_assert_eq!(end, line.len());
        }
    }

    /// However a text came about, it is read as if it had always been so.
    #[test]
    fn edits_are_read_as_the_whole(
        start in prop::collection::vec(line(), 1..12),
        edits in prop::collection::vec((0..12_usize, 0..3_usize, prop::collection::vec(line(), 0..3), 0..16_usize), 1..8),
        grammar in prop::sample::select(languages::ALL.to_vec()),
    ) {
        let mut text = start;
        let mut edited = Highlighted::new(Language(grammar));
        edited.update(0, &text, 4);
        for (at, removed, added, until) in edits {
            let at = at.min(text.len());
            let end = (at + removed).min(text.len());
            text.splice(at..end, added);
            edited.update(at, &text, until);
            let mut anew = Reader::new(Language(grammar), 0).unwrap();
            for (number, line) in text.iter().take(until).enumerate() {
                let whole = anew.line(line);
                prop_assert_eq!(edited.line(number), whole.as_slice(), "line {} of {:?}", number, &text);
            }
        }
    }
}
