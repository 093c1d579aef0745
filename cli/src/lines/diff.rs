//! What differs between two texts, as lines.

use std::time::Duration;

use codezest_core::run::explain::{DiffLine, Explanation, Kind, Mark};
use codezest_core::run::visible;
use codezest_core::text::shorten;
use similar::{ChangeTag, TextDiff};

use crate::lines::markdown::{hang, sentence, verbatim};
use crate::ui::{Look, Role, Styled};

/// Equal lines shown around those that differ.
const AROUND: usize = 3;

/// Most lines shown of a stretch with the same mark.
const STRETCH: usize = 6;

/// Most time spent on finding the smallest difference; then a larger one has
/// to do.
const PATIENCE: Duration = Duration::from_millis(500);

/// The differences of two files with a few lines around each.
#[must_use]
pub fn files(from: &str, to: &str, look: Look) -> Vec<Styled> {
    if from == to {
        return vec![Styled::new().role(Role::Dim, "no difference")];
    }
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(from, to);
    let mut lines = Vec::new();
    for group in diff.grouped_ops(AROUND) {
        if let Some(first) = group.first() {
            let head = format!("line {}", first.old_range().start + 1);
            lines.push(Styled::new().role(Role::Dim, &head));
        }
        for op in &group {
            let removed: String = diff
                .iter_changes(op)
                .filter(is(ChangeTag::Delete))
                .map(|c| c.value())
                .collect();
            let added: String = diff
                .iter_changes(op)
                .filter(is(ChangeTag::Insert))
                .map(|c| c.value())
                .collect();
            let unseen = !removed.is_empty() && without_space(&removed) == without_space(&added);
            for change in diff.iter_changes(op) {
                let (sign, role) = match change.tag() {
                    ChangeTag::Equal => ("  ", Role::Text),
                    ChangeTag::Delete => ("- ", Role::Bad),
                    ChangeTag::Insert => ("+ ", Role::Good),
                };
                let text = if unseen {
                    visible::all(change.value())
                } else {
                    visible::controls(change.value())
                };
                lines.extend(signed(sign, role, text.trim_end_matches('\n'), look));
            }
        }
    }
    lines
}

fn is<'a>(tag: ChangeTag) -> impl Fn(&similar::Change<&'a str>) -> bool {
    move |change| change.tag() == tag
}

fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Text with a sign before its first line, indented under it.
fn signed(sign: &str, role: Role, text: &str, look: Look) -> Vec<Styled> {
    let first = Styled::new().role(role, sign);
    let rest = Styled::new().text(&" ".repeat(first.width()));
    hang(&first, &rest, look, |look| verbatim(text, role, look))
}

/// What differs between what was expected and what came: the sentences, then
/// both texts. `said` is what was already said about it.
#[must_use]
pub fn explained(explanation: &Explanation, said: &str, look: Look) -> Vec<Styled> {
    let two = is_line_for_line(explanation);
    let mut lines = Vec::new();
    // Where nearly everything differs, counting lines adds nothing to a
    // message that names what is wrong.
    let counted = !said.is_empty() && explanation.lines.len() > 2 * STRETCH;
    for difference in &explanation.differences {
        // "Expected this, but came that" is what two lines say themselves.
        let obvious = (two || counted) && difference.kind == Kind::Content;
        if !obvious && !said.contains(&difference.words) {
            lines.extend(sentence(&difference.words, Role::Text, look));
        }
    }
    if explanation.lines.is_empty() {
        return lines;
    }
    if !lines.is_empty() {
        lines.push(Styled::new());
    }
    // Two lines, or lines that are heard, need no legend but their words.
    let in_words = look.plain || two;
    let signs = if in_words { &WORDS } else { &SIGNS };
    if !in_words {
        lines.push(
            Styled::new()
                .role(Role::Good, "- expected")
                .text("   ")
                .role(Role::Bad, "+ yours"),
        );
    }
    for stretch in explanation.lines.chunk_by(|a, b| a.mark == b.mark) {
        lines.extend(shortened(stretch, signs, look));
    }
    if explanation.shows_invisible {
        let legend = "(· is a space, → a tab, ⏎ the end of a line)";
        lines.extend(sentence(legend, Role::Dim, look));
    }
    lines
}

/// Lines of one mark. When everything differs, nobody compares line by line:
/// the first lines show what kind of thing it is, the rest is counted.
fn shortened(stretch: &[DiffLine], signs: &[&str; 3], look: Look) -> Vec<Styled> {
    let shown = if stretch.len() <= STRETCH {
        stretch.len()
    } else {
        STRETCH - 1
    };
    let (first, rest) = stretch.split_at(shown);
    let mut lines: Vec<Styled> = first
        .iter()
        .flat_map(|line| marked(line, signs, look))
        .collect();
    if !rest.is_empty() {
        let more = format!("  … {} more", rest.len());
        lines.push(Styled::new().role(Role::Dim, &more));
    }
    lines
}

/// Most characters of a line that are shown: a line that is longer says no more
/// about what is wrong with it, and buries the rest.
const LONGEST_LINE: usize = 400;

/// Whether one line was expected and one came.
fn is_line_for_line(explanation: &Explanation) -> bool {
    let marks: Vec<Mark> = explanation.lines.iter().map(|line| line.mark).collect();
    marks == [Mark::Expected, Mark::Actual]
}

/// Signs for the eye: same, expected, actual.
const SIGNS: [&str; 3] = ["  ", "- ", "+ "];
/// Words where they are clearer.
const WORDS: [&str; 3] = ["same:     ", "expected: ", "yours:    "];

fn marked(line: &DiffLine, [same, expected, actual]: &[&str; 3], look: Look) -> Vec<Styled> {
    let (sign, role) = match line.mark {
        Mark::Same => (*same, Role::Text),
        Mark::Expected => (*expected, Role::Good),
        Mark::Actual => (*actual, Role::Bad),
    };
    signed(sign, role, &shorten(&line.text, LONGEST_LINE), look)
}

#[cfg(test)]
mod tests {
    use codezest_core::run::explain::explain;

    use super::*;

    const LOOK: Look = Look {
        width: 40,
        plain: false,
        color: false,
        highlight: false,
    };

    fn shown(lines: &[Styled]) -> Vec<String> {
        lines.iter().map(|line| line.render(false, false)).collect()
    }

    #[test]
    fn files_show_what_to_change() {
        let from = (1..=20).map(|n| format!("{n}\n")).collect::<String>();
        let to = from.replace("10\n", "ten\n").replace("12\n", "12 \n");
        assert_eq!(
            shown(&files(&from, &to, LOOK)),
            [
                "line 7",
                "  7",
                "  8",
                "  9",
                "- 10",
                "+ ten",
                "  11",
                "- 12⏎",
                "+ 12·⏎",
                "  13",
                "  14",
                "  15"
            ]
        );
        assert_eq!(shown(&files("a", "a", LOOK)), ["no difference"]);
        assert_eq!(shown(&files("a", "a\n", LOOK)), ["line 1", "- a", "+ a⏎"]);
        assert_eq!(
            shown(&files("", "\u{1b}[2Jx\n", LOOK)),
            ["line 1", "+ ␛[2Jx"]
        );
    }

    #[test]
    fn colours_say_what_the_signs_say() {
        let lines = files("a\n", "b\n", LOOK);
        assert_eq!(lines[1].render(true, false), "\u{1b}[1;31m- a\u{1b}[0m");
        assert_eq!(lines[2].render(true, false), "\u{1b}[32m+ b\u{1b}[0m");
    }

    #[test]
    fn long_stretches_are_counted() {
        let lines = |letter: &str| {
            (1..=9)
                .map(|n| format!("{letter}{n}\n"))
                .collect::<String>()
        };
        let shown = shown(&explained(&explain(&lines("a"), &lines("b")), "", LOOK));
        assert!(shown.contains(&"- a5".to_owned()), "{shown:?}");
        assert!(!shown.contains(&"- a6".to_owned()), "{shown:?}");
        assert_eq!(
            shown.iter().filter(|line| *line == "  … 4 more").count(),
            2,
            "{shown:?}"
        );
    }

    #[test]
    fn explanations_begin_with_words() {
        let explanation = explain("one\ntwo\n", "one\ntwo");
        let words = &explanation.differences[0].words;
        let all = shown(&explained(&explanation, "", LOOK.narrowed(200)));
        assert_eq!(
            all,
            [
                words.as_str(),
                "",
                "- expected   + yours",
                "  one",
                "- two⏎",
                "+ two",
                "(· is a space, → a tab, ⏎ the end of a line)"
            ]
        );
        let said = shown(&explained(&explanation, words, LOOK));
        assert_eq!(said[0], "- expected   + yours");
        assert_eq!(
            shown(&explained(&explain("Ann", "Zoe"), "", LOOK)),
            ["expected: Ann", "yours:    Zoe"]
        );
        let look = Look {
            plain: true,
            ..LOOK
        };
        let plain = shown(&explained(&explain("5", "6"), "", look));
        assert!(
            plain.ends_with(&["expected: 5".to_owned(), "yours:    6".to_owned()]),
            "{plain:?}"
        );
    }

    #[test]
    fn one_endless_line_does_not_bury_the_rest() {
        let look = Look {
            plain: true,
            ..LOOK
        };
        let lines = explained(&explain("a\n", &"x".repeat(100_000)), "", look);
        assert!(lines.iter().all(|line| line.width() <= LONGEST_LINE + 10));
        assert_eq!(shown(&lines).len(), 2, "{:?}", shown(&lines).len());
    }
}
