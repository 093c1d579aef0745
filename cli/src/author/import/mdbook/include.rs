//! `{{#include …}}` and its relatives: files of the book inside its chapters.

use codezest_core::course::tree::CourseTree;
use codezest_core::limits::MAX_TEXT_FILE_BYTES;

use crate::author::import::links;

/// How deep included files may include others.
const MAX_DEPTH: usize = 8;

/// A chapter with everything included, and what could not be.
pub(super) struct Included {
    pub(super) text: String,
    pub(super) notes: Vec<String>,
}

/// Replaces the directives in `text`, the chapter at `path`.
pub(super) fn expand(tree: &CourseTree, path: &str, text: &str) -> Included {
    let mut expander = Expander {
        tree,
        notes: Vec::new(),
        size: 0,
    };
    let text = expander.expand(path, text, 0);
    Included {
        text,
        notes: expander.notes,
    }
}

struct Expander<'a> {
    tree: &'a CourseTree,
    notes: Vec<String>,
    size: u64,
}

impl Expander<'_> {
    fn expand(&mut self, path: &str, text: &str, depth: usize) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find("{{#") {
            let (before, tail) = rest.split_at(at);
            let Some((inside, next)) = tail
                .strip_prefix("{{#")
                .and_then(|tail| tail.split_once("}}"))
            else {
                break;
            };
            if let Some(before) = before.strip_suffix('\\') {
                out.push_str(before);
                out.push_str("{{#");
                rest = tail.get(3..).unwrap_or("");
                continue;
            }
            out.push_str(before);
            out.push_str(&self.directive(path, inside, depth));
            rest = next;
        }
        out.push_str(rest);
        out
    }

    fn directive(&mut self, path: &str, inside: &str, depth: usize) -> String {
        let (word, argument) = inside
            .split_once(char::is_whitespace)
            .unwrap_or((inside, ""));
        let target = argument.split_whitespace().next().unwrap_or("");
        match word {
            "include" => self
                .file(path, target, depth)
                .unwrap_or_else(|| missing(inside)),
            "rustdoc_include" => self
                .file(path, target, MAX_DEPTH)
                .unwrap_or_else(|| missing(inside)),
            "playground" | "playpen" => match self.file(path, target, MAX_DEPTH) {
                Some(code) => format!("```rust\n{}\n```", code.trim_end()),
                None => missing(inside),
            },
            // The title of the page; ours is that of the summary.
            "title" => String::new(),
            _ => {
                self.note(format!(
                    "the directive `{{{{#{word}}}}}` is not known; it stands in the text as it is"
                ));
                format!("{{{{#{inside}}}}}")
            }
        }
    }

    fn note(&mut self, note: String) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// The part of a file that `FILE:2:5` or `FILE:anchor` names.
    fn file(&mut self, from: &str, target: &str, depth: usize) -> Option<String> {
        let (name, part) = target.split_once(':').unwrap_or((target, ""));
        let found = links::resolve(from, name).and_then(|path| Some((self.tree.get(&path)?, path)));
        let Some((file, path)) = found else {
            self.note(format!(
                "the included file {name:?} is not part of the source"
            ));
            return None;
        };
        let text = String::from_utf8_lossy(&file.bytes).replace("\r\n", "\n");
        let text = select(&text, part);
        self.size = self
            .size
            .saturating_add(u64::try_from(text.len()).unwrap_or(u64::MAX));
        if self.size > MAX_TEXT_FILE_BYTES {
            self.note("includes more than a text may hold; the rest was left out".to_owned());
            return None;
        }
        if depth.saturating_add(1) < MAX_DEPTH {
            return Some(self.expand(&path, &text, depth.saturating_add(1)));
        }
        Some(text)
    }
}

/// What stands where something could not be included.
fn missing(inside: &str) -> String {
    format!("(not included: {})", inside.replace(['{', '}'], ""))
}

/// The lines that `part` names, without the lines that mark anchors.
fn select(text: &str, part: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let (first, last) = part.split_once(':').unwrap_or((part, part));
    let number = |text: &str| text.parse::<usize>().ok();
    let chosen: Vec<&str> = if part.is_empty() {
        lines
    } else if number(first).is_some() || number(last).is_some() || part == ":" {
        let start = number(first).unwrap_or(1).max(1).saturating_sub(1);
        let end = number(last).unwrap_or(usize::MAX);
        lines.into_iter().take(end).skip(start).collect()
    } else {
        anchored(&lines, first)
    };
    let kept: Vec<&str> = chosen
        .into_iter()
        .filter(|line| anchor(line).is_none())
        .collect();
    kept.join("\n")
}

/// The lines between `ANCHOR: name` and `ANCHOR_END: name`.
fn anchored<'a>(lines: &[&'a str], name: &str) -> Vec<&'a str> {
    let mut inside = false;
    let mut chosen = Vec::new();
    for line in lines {
        match anchor(line) {
            Some((begins, found)) if found == name => inside = begins,
            _ if inside => chosen.push(*line),
            _ => {}
        }
    }
    chosen
}

/// Whether a line begins or ends an anchor, and which.
fn anchor(line: &str) -> Option<(bool, &str)> {
    let mark = |mark: &str| {
        line.split_once(mark)
            .map(|(_, rest)| rest.split_whitespace().next().unwrap_or(""))
    };
    if let Some(name) = mark("ANCHOR_END:") {
        return Some((false, name));
    }
    mark("ANCHOR:").map(|name| (true, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book() -> CourseTree {
        let mut tree = CourseTree::new();
        tree.insert("code/a.rs", "one\n// ANCHOR: x\ntwo\n// ANCHOR: y\nthree\n// ANCHOR_END: y\n// ANCHOR_END: x\nfour\n", false);
        tree.insert("src/part.md", "part {{#include ../code/a.rs:y}}", false);
        tree.insert("src/loop.md", "{{#include loop2.md}}", false);
        tree.insert("src/loop2.md", "x{{#include loop.md}}", false);
        tree.insert("src/big.md", "y".repeat(400_000), false);
        tree
    }

    fn expanded(text: &str) -> (String, usize) {
        let included = expand(&book(), "src/chapter.md", text);
        (included.text, included.notes.len())
    }

    #[test]
    fn files_lines_and_anchors_are_included() {
        for (text, expected) in [
            ("{{#include ../code/a.rs}}", "one\ntwo\nthree\nfour"),
            ("{{#include ../code/a.rs:x}}", "two\nthree"),
            ("{{#rustdoc_include ../code/a.rs:y}}", "three"),
            ("{{#include ../code/a.rs:8}}", "four"),
            ("{{#include ../code/a.rs:3:5}}", "two\nthree"),
            ("{{#include ../code/a.rs::1}}", "one"),
            ("{{#include ../code/a.rs:5:}}", "three\nfour"),
            ("a {{#include part.md}} b", "a part three b"),
            ("\\{{#include x}}", "{{#include x}}"),
            ("{{#title Other}}x", "x"),
            (
                "{{#playground ../code/a.rs:y editable}}",
                "```rust\nthree\n```",
            ),
            ("open {{#include", "open {{#include"),
        ] {
            assert_eq!(expanded(text), (expected.to_owned(), 0), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_included_is_noted() {
        for text in [
            "{{#include ../../etc/passwd}}",
            "{{#include /etc/passwd}}",
            "{{#include none.md}}",
            "{{#quiz x}}",
        ] {
            assert_eq!(expanded(text).1, 1, "{text}");
        }
        assert!(
            expanded("{{#include ../../etc/passwd}}")
                .0
                .starts_with("(not included")
        );
    }

    #[test]
    fn circles_and_floods_end() {
        assert!(expanded("{{#include loop.md}}").0.len() < 10_000);
        let (text, notes) = expanded(&"{{#include big.md}}".repeat(50));
        assert!(
            text.len() < 2_000_000 && notes == 1,
            "{} {notes}",
            text.len()
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_expanded(text in r"(\{\{#|\}\}|include |part.md|:|\\|ä| |3|\n){0,30}") {
            expanded(&text);
        }
    }
}
