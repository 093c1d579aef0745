use super::*;
use codezest_core::course::diagnostics::Severity;
use codezest_core::course::parse;

const SUMMARY: &str = "\
# Summary

[Foreword](foreword.md)

- [Start](start/README.md)
  - [Install](start/install.md)
  - [Later]()
  - [Nowhere](none.md)

# More

- [Lone](lone.md)
- [Other](01-other.md)
  - [Deep](other/deep.md)

[Thanks](thanks.md)
";

fn book() -> CourseTree {
    let mut tree = CourseTree::new();
    for (path, text) in [
        (
            "book.toml",
            "[book]\ntitle = 'Little Book'\nauthors = ['Ann']\nlanguage = 'en'\n[preprocessor.magic]\n",
        ),
        ("src/SUMMARY.md", SUMMARY),
        (
            "src/foreword.md",
            "# Foreword\n\nRead [on](start/index.html#top), or [away](../LICENSE), [web](https://example.org).\n",
        ),
        (
            "src/start/README.md",
            "Start with [installing](install.md#x).\n\n![Pic](../img/a%20b.png) <img src=\"../img/c.svg\" alt=\"C\">\n",
        ),
        (
            "src/start/install.md",
            "{{#include ../../code/x.rs:main}}\n\n[back](./) [next](../lone.md)\n",
        ),
        ("src/lone.md", "alone\n"),
        ("src/01-other.md", "other\n"),
        ("src/other/deep.md", "deep {{#include ../../../secret}}\n"),
        ("src/thanks.md", "thanks\n"),
        ("src/orphan.md", "orphan\n"),
        ("src/img/a b.png", "png"),
        ("src/img/c.svg", "svg"),
        ("src/img/unused.png", "png"),
        (
            "code/x.rs",
            "// ANCHOR: main\nfn main() {}\n// ANCHOR_END: main\n",
        ),
    ] {
        tree.insert(path, text, false);
    }
    tree
}

fn converted() -> Converted {
    let options = Options {
        source: "books/little".to_owned(),
        ..Options::default()
    };
    convert(&book(), &options).unwrap()
}

#[test]
fn the_summary_becomes_modules_and_materials() {
    let converted = converted();
    let parsed = parse(&converted.tree);
    let errors: Vec<_> = parsed
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    let course = parsed.course.unwrap();
    let items: Vec<_> = course
        .items()
        .map(|(module, item)| format!("{}/{}", module.id, item.id))
        .collect();
    assert_eq!(
        items,
        [
            "little-book/foreword",
            "start/start",
            "start/install",
            "more/lone",
            "other/other",
            "other/deep",
            "thanks/thanks"
        ]
    );
    assert_eq!(
        course
            .modules
            .iter()
            .map(|m| m.summary.as_str())
            .collect::<Vec<_>>(),
        ["", "", "", "More", ""]
    );
    assert_eq!(
        (course.title.as_str(), course.language.as_str()),
        ("Little Book", "rust")
    );
    assert_eq!(course.authors, ["Ann"]);
}

#[test]
fn links_and_images_lead_to_their_new_places() {
    let tree = converted().tree;
    let text = |path: &str| String::from_utf8(tree.get(path).unwrap().bytes.clone()).unwrap();
    let foreword = text("01-little-book/01-foreword.md");
    assert!(
        foreword.contains(
            "[on](../02-start/01-start.md#top), or [away](#), [web](https://example.org)"
        ),
        "{foreword}"
    );
    let start = text("02-start/01-start.md");
    assert!(start.contains("[installing](02-install.md#x)"), "{start}");
    assert!(
        start.contains("![Pic](../assets/img/a%20b.png) ![C](<../assets/img/c.svg>)"),
        "{start}"
    );
    let install = text("02-start/02-install.md");
    assert!(
        install.contains("fn main() {}")
            && install.contains("[back](01-start.md) [next](../03-more/01-lone.md)"),
        "{install}"
    );
    assert_eq!(tree.get("assets/img/a b.png").unwrap().bytes, b"png");
    assert!(tree.get("assets/img/unused.png").is_none());
}

#[test]
fn what_is_left_out_is_noted() {
    let notes: Vec<_> = converted()
        .report
        .notes
        .iter()
        .map(ToString::to_string)
        .collect();
    for words in [
        "draft",
        "none.md",
        "`magic`",
        "../LICENSE",
        "orphan.md",
        "secret",
    ] {
        assert!(
            notes.iter().any(|note| note.contains(words)),
            "{words}: {notes:#?}"
        );
    }
}

#[test]
fn a_broken_book_is_said() {
    let refused = |path: &str, text: &str| {
        let mut tree = book();
        tree.insert(path, text, false);
        matches!(
            convert(&tree, &Options::default()),
            Err(ImportError::Broken { .. })
        )
    };
    assert!(refused("book.toml", "title = ["));
    assert!(refused("src/SUMMARY.md", "# nothing"));
    assert!(refused("book.toml", "[book]\nsrc = 'elsewhere'"));
    assert!(!refused("book.toml", ""));
}

#[test]
fn ids_come_from_files_and_not_from_order() {
    for (path, expected) in [
        ("src/a/README.md", "a"),
        ("src/README.md", "src"),
        ("src/03_loops.md", "loops"),
        ("src/ch01-02-x.md", "ch01-02-x"),
        ("src/42.md", "42"),
    ] {
        assert_eq!(stem(path), expected);
    }
}

/// Found by fuzzing: such a course broke a rule of the format.
#[test]
fn a_language_that_is_no_tag_is_left_out() {
    for (language, locale) in [("pt-BR", "pt-BR"), ("english", "en"), ("EN", "en")] {
        let mut tree = book();
        let toml = format!("[book]\ntitle = 'B'\nlanguage = '{language}'\n");
        tree.insert("book.toml", toml, false);
        let converted = convert(&tree, &Options::default()).unwrap();
        let parsed = parse(&converted.tree);
        assert!(!parsed.has_errors(), "{:?}", parsed.diagnostics);
        assert_eq!(parsed.course.unwrap().locale, locale);
    }
}
