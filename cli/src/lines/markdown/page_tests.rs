use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::tests::markdown;
use super::*;

const RICH: Look = Look {
    width: 60,
    plain: false,
    color: true,
    highlight: true,
};
const PLAIN: Look = Look {
    plain: true,
    color: false,
    ..RICH
};
const SIGNS: Look = Look {
    color: false,
    ..RICH
};

fn bare(line: &Styled) -> String {
    line.render(false, false)
}

/// The characters at some columns of a line.
fn at(line: &Styled, columns: &std::ops::Range<usize>) -> String {
    let text = bare(line);
    let mut column = 0;
    let mut found = String::new();
    for grapheme in text.graphemes(true) {
        if columns.contains(&column) {
            found.push_str(grapheme);
        }
        column += fill::columns(grapheme);
    }
    found
}

/// Where each link leads, its number, and what stands at its places; places
/// that follow each other and lead to the same are one link.
fn links(page: &Page) -> Vec<(String, Option<usize>, String)> {
    let mut links: Vec<(String, Option<usize>, String)> = Vec::new();
    for place in &page.links {
        let text = at(&page.lines[place.line], &place.columns).replace(' ', "");
        match links.last_mut() {
            Some((url, _, before)) if *url == place.url => before.push_str(&text),
            _ => links.push((place.url.clone(), place.number, text)),
        }
    }
    links
}

const LINKS: &str = "\
# See [the *first* `one`](a.md)

- in a list, [日本語の文章は空白なしで書かれる](b.md), and <https://e.org/x>
  > - deep [in a quote](#d) é\u{301} ![a cat](c.png) [![i](i.png)](e.md)

| Name | Link |
|---|--:|
| 👨‍👩‍👧 | [in a table](a.md) |
| x | <mailto:a@b.org>[]() |

One[^1].

[^1]: A [note that is somewhat longer than others and wraps](f.md).
";

#[test]
fn places_hold_the_texts_of_their_links() {
    for look in [RICH, PLAIN, SIGNS] {
        // Without colours, signs belong to the text that they mark.
        let first = if look.color {
            "thefirstone"
        } else {
            "thefirst`one`"
        };
        let mut expected = vec![
            ("a.md", Some(1), first),
            ("b.md", Some(2), "日本語の文章は空白なしで書かれる"),
            ("https://e.org/x", None, "https://e.org/x"),
            ("#d", None, "inaquote"),
            ("c.png", Some(3), "[image:acat]"),
            ("e.md", Some(4), "[image:i]"),
            ("a.md", Some(1), "inatable"),
            ("mailto:a@b.org", None, "mailto:a@b.org"),
            (
                "f.md",
                Some(5),
                "notethatissomewhatlongerthanothersandwraps",
            ),
        ];
        if !look.plain {
            let listed = ["a.md", "b.md", "c.png", "e.md", "f.md"];
            expected.extend(
                listed
                    .into_iter()
                    .zip(1..)
                    .map(|(url, n)| (url, Some(n), url)),
            );
        }
        for width in 20..=120 {
            let page = page(&parse(LINKS), look.narrowed(width), &Open::default());
            let found = links(&page);
            let found: Vec<_> = found
                .iter()
                .map(|(url, number, text)| (url.as_str(), *number, text.as_str()))
                .collect();
            assert_eq!(found, expected, "{look:?} {width}");
        }
    }
}

#[test]
fn a_link_on_two_lines_has_two_places() {
    let page = page(
        &parse("> see [one two three](x.md)"),
        RICH.narrowed(16),
        &Open::default(),
    );
    let shown: Vec<String> = page.lines.iter().map(bare).collect();
    assert_eq!(shown, ["│ see one two", "│ three[1]", "", "[1] x.md"]);
    let places: Vec<_> = page
        .links
        .iter()
        .map(|place| (place.line, place.columns.clone()))
        .collect();
    assert_eq!(places, [(0, 6..13), (1, 2..7), (3, 4..8)]);
}

#[test]
fn details_open_and_close() {
    let text = "<details>\n<summary>Outer</summary>\n\n- a\n\n  <details><summary>Inner</summary>\n\n  ## deep\n\n  </details>\n\n</details>\n\n<details>\n\nlast\n\n</details>\n";
    let document = parse(text);
    let mut open = Open::default();
    let shown = |open: &Open, look: Look| -> Vec<String> {
        page(&document, look, open).lines.iter().map(bare).collect()
    };
    assert_eq!(shown(&open, RICH), ["▸ Outer", "", "▸ Details"]);
    assert_eq!(
        shown(&open, PLAIN),
        ["[closed] Outer", "", "[closed] Details"]
    );

    open.toggle(0);
    let half = ["▾ Outer", "", "  • a", "", "    ▸ Inner", "", "▸ Details"];
    assert_eq!(shown(&open, RICH), half);
    let page_of = page(&document, RICH, &open);
    let places: Vec<_> = page_of
        .details
        .iter()
        .map(|place| (place.line, place.index, place.open))
        .collect();
    assert_eq!(places, [(0, 0, true), (4, 1, false), (6, 2, false)]);
    assert!(page_of.headings.is_empty());

    open.toggle(1);
    open.toggle(2);
    let all = shown(&open, RICH);
    let commands: Vec<String> = layout(&document, RICH).iter().map(bare).collect();
    assert_eq!(all, commands);
    assert_eq!(shown(&open, PLAIN)[0], "[open] Outer");
    let heading = &page(&document, RICH, &open).headings[0];
    assert_eq!(
        (heading.line, heading.level, heading.text.as_str()),
        (6, 2, "deep")
    );

    open.toggle(0);
    assert_eq!(shown(&open, RICH)[0], "▸ Outer");
    let mut fixed = Open::All;
    fixed.toggle(0);
    assert!(fixed.has(0));
}

#[test]
fn code_can_be_copied() {
    let text = "x\n\n- ```rust\n  \n  \tlet sum = first + second;\n  ```\n\n      y\n\n```\n```\n";
    let page = page(&parse(text), RICH.narrowed(24), &Open::default());
    let shown: Vec<String> = page.lines.iter().map(bare).collect();
    assert_eq!(
        shown,
        [
            "x",
            "",
            "•",
            "        let sum = first ",
            "    ↪ + second;",
            "",
            "    y",
            "",
            ""
        ]
    );
    let codes: Vec<_> = page
        .codes
        .iter()
        .map(|code| (code.lines.clone(), code.text.as_str()))
        .collect();
    assert_eq!(
        codes,
        [
            (2..5, "\n\tlet sum = first + second;"),
            (6..7, "y"),
            (8..9, ""),
        ]
    );
}

#[test]
fn cut_code_keeps_its_roles() {
    let text = "```rust\nlet s = \"some longer text\"; // done\n```\n\n```unheard-of\nlet\n```";
    let look = RICH.narrowed(24);
    let spans = |look: Look| -> Vec<Vec<(Role, String)>> {
        let lines = layout(&parse(text), look);
        lines.iter().map(|line| line.spans().to_vec()).collect()
    };
    let part = |role: Role, text: &str| (role, text.to_owned());
    let indent = part(Role::Text, "  ");
    assert_eq!(
        spans(look),
        [
            vec![
                indent.clone(),
                part(Role::Keyword, "let"),
                part(Role::Text, " s = "),
                part(Role::Literal, "\"some longer t"),
            ],
            vec![
                indent.clone(),
                part(Role::Dim, "↪ "),
                part(Role::Literal, "ext\""),
                part(Role::Text, "; "),
                part(Role::Comment, "// done"),
            ],
            vec![],
            vec![indent.clone(), part(Role::Code, "let")],
        ]
    );
    let plain = Look {
        highlight: false,
        ..look
    };
    assert_eq!(
        spans(plain)[0],
        [indent, part(Role::Code, "let s = \"some longer t")]
    );
}

proptest! {
    #[test]
    fn places_lie_on_the_page(text in markdown(), width in 16_usize..120, plain: bool, color: bool, opened in prop::collection::btree_set(0_usize..4, 0..4)) {
        let look = Look { width, plain, color, highlight: true };
        let document = parse(&text);
        let page = page(&document, look, &Open::Only(opened.clone()));
        for line in &page.lines {
            prop_assert!(plain || line.width() <= width, "{line:?}");
        }
        for place in &page.links {
            let line = &page.lines[place.line];
            prop_assert!(!place.url.is_empty() && !place.columns.is_empty() && place.columns.end <= bare(line).width(), "{place:?} {line:?}");
        }
        for place in &page.details {
            prop_assert_eq!(place.open, opened.contains(&place.index));
            prop_assert!(place.line < page.lines.len());
        }
        for code in &page.codes {
            prop_assert!(code.lines.end <= page.lines.len() && !code.lines.is_empty());
        }
        for heading in &page.headings {
            prop_assert!(heading.line < page.lines.len());
        }
    }

    /// Roles are all that highlighting changes.
    #[test]
    fn highlighting_changes_no_text(text in markdown(), width in 16_usize..90) {
        let look = SIGNS.narrowed(width);
        let texts = |highlight: bool| -> Vec<String> {
            layout(&parse(&text), Look { highlight, ..look }).iter().map(bare).collect()
        };
        prop_assert_eq!(texts(true), texts(false));
    }
}
