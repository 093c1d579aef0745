use super::*;

/// Expected, actual, the kinds found, and a part of the words.
type Case<'a> = (&'a str, &'a str, &'a [Kind], &'a str);

const CASES: &[Case<'_>] = &[
    ("5\n", "", &[Kind::Empty], "Nothing came"),
    ("5\n", " \n", &[Kind::Empty], "Only white space"),
    (
        "",
        "debug\n",
        &[Kind::Unexpected],
        "Nothing should come, but `debug",
    ),
    (
        "5\n",
        "5",
        &[Kind::FinalNewline],
        "after the last line is missing",
    ),
    ("5", "5\n", &[Kind::FinalNewline], "should not be there"),
    (
        "5\n",
        "5\n\n\n",
        &[Kind::FinalNewline],
        "are 2 empty lines at the end",
    ),
    (
        "a\n\n",
        "a\n",
        &[Kind::FinalNewline],
        "1 empty line at the end is missing",
    ),
    (
        "a\nb\n",
        "a \nb\n",
        &[Kind::TrailingSpace],
        "Line 1 has spaces",
    ),
    (
        "a \n",
        "a\n",
        &[Kind::TrailingSpace],
        "should have more spaces",
    ),
    ("a\nb\n", "a\r\nb\r\n", &[Kind::LineEnds], "as on Windows"),
    ("a\nb\n", "a␍\nb␍\n", &[Kind::LineEnds], "as on Windows"),
    ("a\r\n", "a\n", &[Kind::LineEnds], "(CR LF) are expected"),
    (
        "if x:\n    y\n",
        "if x:\n\ty\n",
        &[Kind::Tabs],
        "tabs where spaces",
    ),
    ("a\tb\n", "a b\n", &[Kind::Tabs], "spaces where tabs"),
    (
        "Hello, World!\n",
        "hello, world!\n",
        &[Kind::Case],
        "expected `Hello,`, but came `hello,`",
    ),
    (
        "Hello, World!\n",
        "hello, world!",
        &[Kind::FinalNewline, Kind::Case],
        "Only capital",
    ),
    (
        "a b c\n",
        "a  b c\n",
        &[Kind::Spacing],
        "spaces that should not be there",
    ),
    (
        "a b c\n",
        "ab c\n",
        &[Kind::Spacing],
        "Spaces are missing in line 1",
    ),
    (
        "a\nb\n",
        "a\n\nb\n",
        &[Kind::BlankLines],
        "1 empty line too many",
    ),
    (
        "a\n\nb\n",
        "a\nb\n",
        &[Kind::BlankLines],
        "1 empty line too few",
    ),
    (
        "Hello, World!",
        "Hello World",
        &[Kind::Punctuation],
        "Only punctuation",
    ),
    (
        "10 km",
        "10\u{a0}km",
        &[Kind::Hidden],
        "a no-break space ⟨U+00A0⟩",
    ),
    ("name", "na\u{200b}me", &[Kind::Hidden], "without width"),
    ("red", "␛red", &[Kind::Hidden], "escape character"),
    ("name", "\u{feff}name", &[Kind::Hidden], "byte order mark"),
    ("it's", "it’s", &[Kind::LookAlike], "look alike"),
    ("\"a\" b", "“a” b", &[Kind::LookAlike], "U+201C"),
    ("a - b", "a – b", &[Kind::LookAlike], "U+2013"),
    (
        "café",
        "cafe\u{301}",
        &[Kind::LookAlike],
        "accents are stored differently",
    ),
    ("copy", "сopy", &[Kind::LookAlike], "U+0441"),
    (
        "3",
        "\"3\"",
        &[Kind::Type],
        "expected the number `3`, but the text `\"3\"` came",
    ),
    ("'3'", "3", &[Kind::Type], "expected the text `'3'`"),
    ("3", "3.0", &[Kind::Type], "has decimals"),
    ("3.0", "3", &[Kind::Type], "whole number `3` came"),
    ("2.50", "2.5", &[Kind::Spelling], "written differently"),
    ("True", "true", &[Kind::Spelling], "Both mean the same"),
    ("True", "False", &[Kind::Content], "opposite"),
    ("7", "None", &[Kind::Type], "return its result"),
    ("'a'", "\"a\"", &[Kind::Spelling], "other quotation marks"),
    (
        "'a\\nb'",
        "'a\\nb\\n'",
        &[Kind::FinalNewline],
        "should not be there",
    ),
    (
        "0.3",
        "0.30000000000000004",
        &[Kind::Rounding],
        "should be rounded",
    ),
    (
        "0.3333333333",
        "0.3333333334",
        &[Kind::Rounding],
        "nearly right",
    ),
    ("3.14159", "3.14", &[Kind::Rounding], "rounded too much"),
    ("2.5", "2", &[Kind::Rounding], "decimals were cut off"),
    ("2.7", "3", &[Kind::Rounding], "rounded too much"),
    ("6", "7", &[Kind::OffByOne], "one too high"),
    ("6\n", "5\n", &[Kind::OffByOne], "one too low"),
    ("6", "-6", &[Kind::Sign], "sign"),
    ("6", "42", &[Kind::Content], "Expected `6`, but came `42`"),
    (
        "[1, 2, 3]",
        "[3, 1, 2]",
        &[Kind::Order],
        "element 1 should be `1`",
    ),
    ("[1, 2, 3]", "[3, 2, 1]", &[Kind::Order], "reverse order"),
    (
        "[1, 2, 3]",
        "[1, 2]",
        &[Kind::Missing, Kind::OffByOne],
        "ends one round early",
    ),
    (
        "[1, 2, 3]",
        "[2, 3]",
        &[Kind::Missing, Kind::OffByOne],
        "begins one round late",
    ),
    (
        "[1, 2, 3]",
        "[1, 2, 3, 4]",
        &[Kind::Extra],
        "1 element is too many; the first is element 4: `4`",
    ),
    (
        "[1, 2, 3]",
        "[1, 2, 2, 3]",
        &[Kind::Duplicate],
        "`2` came 2 times",
    ),
    (
        "[1, 2, 3]",
        "(1, 2, 3)",
        &[Kind::Type],
        "kind of collection",
    ),
    (
        "[1, 2, 3]",
        "[2, 3, 4]",
        &[Kind::OffByOne],
        "Every number is one too high",
    ),
    (
        "['a', 'b']",
        "['a', 'c']",
        &[Kind::Content],
        "Element 2 differs: expected `'b'`",
    ),
    (
        "[1, '2']",
        "[1, 2]",
        &[Kind::Type, Kind::Type],
        "the text `'2'`",
    ),
    (
        "[[1, 2], [3]]",
        "[[3], [1, 2]]",
        &[Kind::Order],
        "another order",
    ),
    (
        "a\nb\nc\n",
        "c\nb\na\n",
        &[Kind::Order],
        "lines are right, but in reverse order",
    ),
    (
        "a\nb\nc\n",
        "b\na\nc\n",
        &[Kind::Order],
        "line 1 should be `a`",
    ),
    (
        "a\nb\nc\n",
        "a\nc\n",
        &[Kind::Missing],
        "1 line is missing; line 2: `b`",
    ),
    ("a\nb\n", "a\nx\nb\n", &[Kind::Extra], "line 2: `x`"),
    (
        "a\nb\n",
        "a\na\nb\n",
        &[Kind::Duplicate],
        "`a` came 2 times",
    ),
    (
        "sum 3\nsum 4\n",
        "sum 3\nsum 5\n",
        &[Kind::Content],
        "Line 2 differs: expected `sum 4`, but came `sum 5`",
    ),
    (
        "1\n2\n3\n",
        "1\nx\n",
        &[Kind::Missing],
        "Expected 3 lines, but came 2 lines",
    ),
    (
        "Hello, World!",
        "Hello, ",
        &[Kind::CutShort],
        "`World!` is missing",
    ),
    ("5", "5 apples", &[Kind::TooLong], "continues with `apples`"),
    (
        "5",
        "Number? 5",
        &[Kind::TooLong],
        "before it stands `Number?`",
    ),
    (
        "apple",
        "pear",
        &[Kind::Content],
        "Expected `apple`, but came `pear`",
    ),
];

#[test]
fn differences_in_words() {
    assert!(CASES.len() >= 40);
    for (expected, actual, kinds, words) in CASES {
        let explanation = explain(expected, actual);
        let found: Vec<Kind> = explanation
            .differences
            .iter()
            .map(|difference| difference.kind)
            .collect();
        let said = explanation.words();
        assert_eq!(found, *kinds, "{expected:?} {actual:?}: {said}");
        assert!(said.contains(words), "{expected:?} {actual:?}: {said}");
        assert!(explanation.first.is_some(), "{expected:?} {actual:?}");
    }
}

#[test]
fn equal_texts_need_no_words() {
    let explanation = explain("a\n", "a\n");
    assert!(
        explanation.differences.is_empty()
            && explanation.first.is_none()
            && explanation.lines.is_empty()
    );
}

#[test]
fn the_first_difference_has_a_place() {
    assert_eq!(
        explain("ab\ncd", "ab\nce").first,
        Some(Position { line: 2, column: 2 })
    );
    assert_eq!(
        explain("a", "a\n").first,
        Some(Position { line: 1, column: 2 })
    );
}

#[test]
fn invisible_characters_are_shown_where_they_matter() {
    assert!(explain("a b\n", "a b").shows_invisible);
    assert!(!explain("a b\n", "a c\n").shows_invisible);
}

proptest::proptest! {
    #[test]
    fn any_two_texts_are_explained(expected in "\\PC{0,40}", actual in "\\PC{0,40}") {
        let explanation = explain(&expected, &actual);
        assert_eq!(explanation.differences.is_empty(), expected == actual);
        assert!(explanation.differences.iter().all(|difference| !difference.words.is_empty()));
    }

    #[test]
    fn any_two_lists_are_explained(expected in "[\\[\\](){},'\"1a \n]{0,30}", actual in "[\\[\\](){},'\"1a \n]{0,30}") {
        assert_eq!(explain(&expected, &actual).differences.is_empty(), expected == actual);
    }
}
