use proptest::prelude::*;

use super::*;

pub(super) const RICH: Look = Look {
    width: 60,
    plain: false,
    color: false,
    highlight: false,
};
const PLAIN: Look = Look {
    plain: true,
    ..RICH
};

fn shown(text: &str, look: Look) -> Vec<String> {
    lines(text, look)
        .iter()
        .map(|line| line.render(look.color, false))
        .collect()
}

#[track_caller]
fn check(text: &str, look: Look, expected: &[&str]) {
    assert_eq!(shown(text, look), expected, "{text}");
}

#[test]
fn paragraphs_fill_the_width() {
    let text = "One *light* and **strong** and ~~wrong~~ `code`.";
    check(
        text,
        RICH.narrowed(20),
        &["One _light_ and", "*strong* and ~wrong~", "`code`."],
    );
    check(
        text,
        RICH,
        &["One _light_ and *strong* and ~wrong~ `code`."],
    );
    check("a\\\nb  \nc<br>d\ne", RICH, &["a", "b", "c", "d e"]);
    check(
        "x `git commit -m fix` y",
        RICH.narrowed(20),
        &["x", "`git commit -m fix`", "y"],
    );
    check(
        "abcdefghijklmnopqrstuvwxyz1234 x",
        RICH.narrowed(20),
        &["abcdefghijklmnopqrst", "uvwxyz1234 x"],
    );
}

#[test]
fn headings_say_their_level() {
    check(
        "# A\nx\n## Bc `d`\ny\n### E\nz",
        RICH,
        &[
            "A",
            "═",
            "x",
            "",
            "Bc `d`",
            "──────",
            "y",
            "",
            "### E",
            "",
            "z",
        ],
    );
    check("# A\nx", PLAIN, &["# A", "", "x"]);
}

#[test]
fn colours_replace_signs() {
    let look = Look {
        color: true,
        ..RICH
    };
    check(
        "a **b** `c`",
        look,
        &["a \u{1b}[1mb\u{1b}[0m \u{1b}[36mc\u{1b}[0m"],
    );
}

#[test]
fn lists_hang_and_count() {
    let text =
        "9. nine is a number below ten\n10. ten\n    - [x] done\n    - [ ] open\n      1. deep";
    check(
        text,
        RICH.narrowed(20),
        &[
            " 9. nine is a number",
            "    below ten",
            "10. ten",
            "    ◦ [x] done",
            "    ◦ [ ] open",
            "          1.",
            "          deep",
        ],
    );
    check(
        text,
        RICH,
        &[
            " 9. nine is a number below ten",
            "10. ten",
            "    ◦ [x] done",
            "    ◦ [ ] open",
            "          1. deep",
        ],
    );
    check("- a\n\n- b\n  - c", PLAIN, &["- a", "", "- b", "", "  - c"]);
    check("- a\n\n  ```\n  x\n  ```\n", RICH, &["• a", "", "      x"]);
}

#[test]
fn alerts_have_a_word() {
    let text = "> [!WARNING]\n> Take care.\n>\n> Twice.\n\n> said";
    check(
        text,
        RICH,
        &["┃ Warning", "┃ Take care.", "┃", "┃ Twice.", "", "│ said"],
    );
    check(
        text,
        PLAIN,
        &["Warning:", "  Take care.", "", "  Twice.", "", "> said"],
    );
}

#[test]
fn code_is_cut_with_a_mark_only() {
    let text = "```rust,ignore\nlet sum = first + second;\n\n\tx\n```";
    check(
        text,
        RICH.narrowed(20),
        &["  let sum = first + ", "  ↪ second;", "", "      x"],
    );
    check(
        text,
        PLAIN.narrowed(20),
        &["  let sum = first + second;", "", "      x"],
    );
    check("    indented", RICH, &["    indented"]);
}

#[test]
fn links_are_numbered_once() {
    let text =
        "[a](x.md), [b](https://e.org) and [c](x.md), <https://e.org>, [d](#d), ![cat](c.png)";
    check(
        text,
        RICH.narrowed(80),
        &[
            "a[1], b[2] and c[1], https://e.org, d, [image: cat][3]",
            "",
            "[1] x.md",
            "[2] https://e.org",
            "[3] c.png",
        ],
    );
    check(
        "[a](x.md)\n\n[![i](i.png)](y.md)",
        PLAIN,
        &["a (x.md)", "", "[image: i] (y.md)"],
    );
}

const TABLE: &str = "| Name | What it does | N |\n|---|:-:|--:|\n| `a` | short | 1 |\n| bb | a somewhat longer description of it | 100 |\n";

#[test]
fn tables_shrink_then_stack() {
    check(
        TABLE,
        RICH,
        &[
            "Name             What it does                N",
            "────  ───────────────────────────────────  ───",
            "`a`                  short                   1",
            "bb    a somewhat longer description of it  100",
        ],
    );
    check(
        TABLE,
        RICH.narrowed(30),
        &[
            "Name     What it does        N",
            "────  ───────────────────  ───",
            "`a`          short           1",
            "bb     a somewhat longer   100",
            "       description of it",
        ],
    );
    check(
        TABLE,
        RICH.narrowed(20),
        &[
            "Name: `a`",
            "What it does: short",
            "N: 1",
            "",
            "Name: bb",
            "What it does: a",
            "  somewhat longer",
            "  description of it",
            "N: 100",
        ],
    );
    check(
        "| a | b |\n|---|---|\n| one two | x |\n| three four five six | y |",
        RICH.narrowed(16),
        &[
            "a              b",
            "─────────────  ─",
            "one two        x",
            "",
            "three four     y",
            "five six",
        ],
    );
    check("| a |\n|---|", PLAIN, &["a", "-"]);
}

#[test]
fn footnotes_stand_at_the_end() {
    check(
        "One[^b] two[^a].\n\n[^a]: Second.\n\n[^b]: First.\n\nEnd.",
        RICH,
        &[
            "One[^1] two[^2].",
            "",
            "End.",
            "",
            "[^1] First.",
            "[^2] Second.",
        ],
    );
}

#[test]
fn html_leaves_its_text() {
    check(
        "<details>\n<summary>A <b>hint</b></summary>\n\nLook *up*.\n\n</details>\n\nEnd &lt;<kbd>x</kbd>",
        RICH,
        &["▾ A hint", "", "  Look _up_.", "", "End <x"],
    );
    check(
        "- <details><summary>S</summary>\n\n  inside\n\nafter",
        PLAIN,
        &["- S", "", "    inside", "", "after"],
    );
    check("a <!-- no --> b\n\n<script>x()</script>", RICH, &["a b"]);
}

#[test]
fn wide_and_combined_characters_stay_whole() {
    check(
        "日本語の文章は、空白なしで書かれる。",
        RICH.narrowed(20),
        &["日本語の文章は、空白", "なしで書かれる。"],
    );
    let family = "👨‍👩‍👧".repeat(12);
    check(
        &family,
        RICH.narrowed(20),
        &["👨‍👩‍👧".repeat(10).as_str(), "👨‍👩‍👧".repeat(2).as_str()],
    );
    let accents = "e\u{301}".repeat(21);
    check(
        &accents,
        RICH.narrowed(20),
        &["e\u{301}".repeat(20).as_str(), "e\u{301}"],
    );
}

#[test]
fn sentences_keep_code_together() {
    let shown = |text: &str, color: bool| -> Vec<String> {
        let look = Look {
            width: 20,
            plain: false,
            color,
            highlight: false,
        };
        let lines = sentence(text, Role::Text, look);
        lines.iter().map(|line| line.render(color, false)).collect()
    };
    assert_eq!(
        shown("Expected `a b c`, but `d`.", false),
        ["Expected `a b c`,", "but `d`."]
    );
    assert_eq!(shown("a `b` `c", true), ["a \u{1b}[36mb\u{1b}[0m `c"]);
    assert_eq!(shown("no * marks *", false), ["no * marks *"]);
}

#[test]
fn nothing_reaches_the_terminal() {
    check(
        "a\u{1b}[31mb &#27;[31mc&#7; `\u{1b}]0;x\u{7}d` &#10; e",
        RICH,
        &["ab [31mc `d` e"],
    );
    check("```\nx\u{1b}[2Jy\u{8}\n```", RICH, &["    xy"]);
    check("[a](<x&#27;[2J>)", PLAIN, &["a (x)"]);
}

/// Every course and help topic fits, at several widths.
#[test]
fn everything_we_ship_fits() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("../courses"), root.join("src/help")];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                let text = std::fs::read_to_string(&path).unwrap();
                for width in [20, 60, 80] {
                    for line in lines(&text, RICH.narrowed(width)) {
                        assert!(line.width() <= width, "{}: {line:?}", path.display());
                    }
                }
                seen += 1;
            }
        }
    }
    assert!(seen > 50, "only {seen} files");
}

/// Text that is likely to be Markdown.
pub(super) fn markdown() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        "[ >*_`~|#:0-9.!<&;\\[\\](){}\t\\\\-]{1,6}",
        "[a-z日é\u{301}👍🏽\u{200d}\u{fe0f}]{1,30}",
        prop::sample::select(vec![
            "| a | b |\n|---|:-:|\n| ",
            "```rust\n",
            "> [!NOTE]\n> ",
            "<details>\n<summary>",
            "</summary>",
            "</details>",
            "[^a]",
            "\n[^a]: ",
            "- [x] ",
            "![i](u)",
            "[l](<u v>)",
            "&#27;[31m",
            "&#9;",
            "\n---\n",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_fits_and_is_safe(text in markdown(), width in 20_usize..90, plain: bool, color: bool, highlight: bool) {
        let look = Look { width, plain, color, highlight };
        for line in lines(&text, look) {
            prop_assert!(plain || line.width() <= width, "{} > {width}: {line:?}", line.width());
            let bare = line.render(false, false);
            prop_assert!(!bare.chars().any(char::is_control), "{bare:?}");
        }
    }
}
