//! Adapting a track's texts to our Markdown.

use std::ops::Range;

use codezest_core::course::tree::TreeFile;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use super::Notes;

/// A text of the track: UTF-8, lines ending in `\n`, no byte order mark.
pub(super) fn text(file: &TreeFile, path: &str, notes: &mut Notes) -> String {
    let text = String::from_utf8_lossy(&file.bytes);
    if std::str::from_utf8(&file.bytes).is_err() {
        notes.add(path, "is not UTF-8; unreadable characters were replaced");
    }
    text.trim_start_matches('\u{feff}')
        .replace("\r\n", "\n")
        .replace('\r', "\n")
}

/// Whether the text says nothing: it is empty, a heading, or "TODO".
pub(super) fn is_placeholder(text: &str) -> bool {
    text.lines().map(str::trim).all(|line| {
        let words = line.trim_start_matches('#').trim_start();
        let heading = line.starts_with("# ") || line.starts_with("## ");
        let todo = words
            .get(..4)
            .is_some_and(|start| start.eq_ignore_ascii_case("todo"));
        line.is_empty() || heading || todo
    })
}

/// The text without its first heading of level 1, which our titles replace.
pub(super) fn without_title(text: &str) -> &str {
    let text = text.trim_start();
    match text.strip_prefix("# ") {
        Some(rest) => rest
            .split_once('\n')
            .map_or("", |(_, body)| body.trim_start_matches('\n')),
        None => text,
    }
}

/// A line that opens or closes a fenced block.
#[derive(Clone, Copy)]
struct Fence<'a> {
    indent: usize,
    mark: char,
    length: usize,
    info: &'a str,
}

fn fence(line: &str) -> Option<Fence<'_>> {
    let body = line.trim_start_matches(' ');
    let mark = body.chars().next().filter(|c| matches!(c, '~' | '`'))?;
    let rest = body.trim_start_matches(mark);
    let length = body.len().saturating_sub(rest.len());
    let indent = line.len().saturating_sub(body.len());
    (length >= 3).then_some(Fence {
        indent,
        mark,
        length,
        info: rest.trim(),
    })
}

impl Fence<'_> {
    fn closes(self, open: Fence<'_>) -> bool {
        self.mark == open.mark && self.length >= open.length && self.info.is_empty()
    }
}

/// Turns `~~~~exercism/note` blocks into alerts.
pub(super) fn alerts(text: &str, path: &str, notes: &mut Notes) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open: Option<Fence<'_>> = None;
    let mut alert = false;
    for line in text.lines() {
        let here = fence(line);
        match (open, here) {
            (Some(start), Some(end)) if end.closes(start) => {
                if !alert {
                    push(&mut out, line);
                }
                open = None;
                alert = false;
            }
            (Some(start), _) if alert => push_quoted(&mut out, line, start.indent),
            (None, Some(start)) => {
                open = Some(start);
                let Some(word) = start.info.strip_prefix("exercism/") else {
                    push(&mut out, line);
                    continue;
                };
                alert = true;
                push(
                    &mut out,
                    &format!(
                        "{}> [!{}]",
                        " ".repeat(start.indent),
                        kind(word, path, notes)
                    ),
                );
            }
            _ => push(&mut out, line),
        }
    }
    if alert {
        notes.add(
            path,
            "a note (`~~~~exercism/…`) is never closed; the rest of the text is in it",
        );
    }
    out
}

/// Our kind of alert for a kind of the track.
fn kind(word: &str, path: &str, notes: &mut Notes) -> &'static str {
    match word {
        "note" => "NOTE",
        "caution" => "CAUTION",
        "warning" => "WARNING",
        "advanced" => "TIP",
        other => {
            notes.add(
                path,
                format!("a note of the unknown kind `{other}` became a plain note"),
            );
            "NOTE"
        }
    }
}

fn push(out: &mut String, line: &str) {
    out.push_str(line);
    out.push('\n');
}

fn push_quoted(out: &mut String, line: &str, indent: usize) {
    let margin = line
        .len()
        .saturating_sub(line.trim_start_matches(' ').len())
        .min(indent);
    let (_, body) = line.split_at_checked(margin).unwrap_or(("", line));
    let space = if body.is_empty() { "" } else { " " };
    push(out, &format!("{}>{space}{body}", " ".repeat(indent)));
}

/// Rewrites the links and images that `target` answers for; it gets what the
/// link says and gives what it should say.
pub(super) fn relink(text: &str, target: impl Fn(&str) -> Option<String>) -> String {
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut edit = |range: Range<usize>, old: &str| {
        let Some(new) = target(old) else { return };
        let Some(part) = text.get(range.clone()) else {
            return;
        };
        // The address stands last; the text before it may repeat it.
        if let Some(at) = part.rfind(old) {
            let from = range.start.saturating_add(at);
            edits.push((from..from.saturating_add(old.len()), new));
        }
    };
    let parser = Parser::new_ext(text, Options::all());
    for (_, definition) in parser.reference_definitions().iter() {
        edit(definition.span.clone(), &definition.dest);
    }
    for (event, range) in parser.into_offset_iter() {
        if let Event::Start(
            Tag::Link {
                link_type: LinkType::Inline,
                dest_url,
                ..
            }
            | Tag::Image {
                link_type: LinkType::Inline,
                dest_url,
                ..
            },
        ) = event
        {
            edit(range, &dest_url);
        }
    }
    edits.sort_by_key(|(range, _)| range.start);
    edits.dedup_by_key(|(range, _)| range.start);
    let mut out = text.to_owned();
    for (range, new) in edits.into_iter().rev() {
        out.replace_range(range, &new);
    }
    out
}

/// Splits link definitions off: the text without them, and each with its
/// label.
pub(super) fn split_definitions(text: &str) -> (String, Vec<(String, String)>) {
    let parser = Parser::new_ext(text, Options::all());
    let mut found: Vec<(Range<usize>, String)> = parser
        .reference_definitions()
        .iter()
        .map(|(label, definition)| (definition.span.clone(), label.to_lowercase()))
        .collect();
    found.sort_by_key(|(range, _)| range.start);
    let mut body = text.to_owned();
    let mut definitions = Vec::new();
    for (range, label) in found.into_iter().rev() {
        if let Some(definition) = text.get(range.clone()) {
            definitions.push((label, definition.trim().to_owned()));
            body.replace_range(range, "");
        }
    }
    definitions.reverse();
    (body, definitions)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_alerts(text: &str) -> (String, Notes) {
        let mut notes = Notes::default();
        (alerts(text, "f.md", &mut notes), notes)
    }

    #[test]
    fn admonitions_become_alerts_and_other_fences_stay() {
        let (out, notes) = with_alerts(concat!(
            "a\n~~~~exercism/caution\nmind\n\n```py\nx\n```\n~~~~\nb\n",
            "```exercism/note\nhey\n```\n~~~\n~~~~exercism/note\n~~~~\n",
        ));
        assert_eq!(
            out,
            "a\n> [!CAUTION]\n> mind\n>\n> ```py\n> x\n> ```\nb\n> [!NOTE]\n> hey\n~~~\n~~~~exercism/note\n~~~~\n"
        );
        assert!(notes.0.is_empty());
    }

    #[test]
    fn admonitions_in_lists_keep_their_indent_and_oddities_are_noted() {
        let (out, notes) = with_alerts("- a\n\n  ~~~~exercism/shiny\n  x\n    y\n");
        assert_eq!(out, "- a\n\n  > [!NOTE]\n  > x\n  >   y\n");
        assert_eq!(notes.0.len(), 2);
    }

    #[test]
    fn placeholders_are_recognised() {
        for text in [
            "",
            "\n \n",
            "#TODO: Add introduction.\n",
            "# Introduction\n\nTODO\n",
            "# todo later",
        ] {
            assert!(is_placeholder(text), "{text:?}");
        }
        assert!(!is_placeholder("# About\n\nA todo list holds todos.\n"));
    }

    #[test]
    fn titles_go_and_links_are_rewritten_outside_code() {
        assert_eq!(without_title("\n# About\n\nText\n"), "Text\n");
        assert_eq!(without_title("## Part\n"), "## Part\n");
        let out = relink(
            "[a](/x) `f[0](/x)` ![i](/x \"t\") [r][l]\n\n[l]: /x\n",
            |old| (old == "/x").then(|| "https://example.org/x".to_owned()),
        );
        assert_eq!(
            out,
            "[a](https://example.org/x) `f[0](/x)` ![i](https://example.org/x \"t\") [r][l]\n\n[l]: https://example.org/x\n"
        );
    }
}
