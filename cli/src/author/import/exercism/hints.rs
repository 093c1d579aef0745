//! Making layered hints of one `hints.md`.
//!
//! A heading of level 2 or deeper begins a hint; the heading of level 1 is the
//! file's title. A file without such headings gives one hint for each bullet
//! of its outermost lists, and one without bullets is one hint. Link
//! definitions, which mostly stand at the end, go to the hints that use them.

use super::markdown::{split_definitions, without_title};

/// The hints of a file, in order.
pub(super) fn layers(text: &str) -> Vec<String> {
    let (body, definitions) = split_definitions(without_title(text));
    let parts = match split(&body, is_heading) {
        parts if parts.len() > 1 || body.lines().any(is_heading) => parts,
        _ => split(&body, is_bullet),
    };
    parts
        .into_iter()
        .filter(|part| says_something(part))
        .map(|part| with_links(&part, &definitions))
        .collect()
}

fn is_heading(line: &str) -> bool {
    line.starts_with("##") && line.trim_start_matches('#').starts_with(' ')
}

fn is_bullet(line: &str) -> bool {
    ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark))
}

/// Parts that begin at lines outside code for which `begins` holds. What
/// comes before the first belongs to it.
fn split(text: &str, begins: fn(&str) -> bool) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut fenced = false;
    let mut begun = false;
    for line in text.lines() {
        let start = line.trim_start();
        if start.starts_with("```") || start.starts_with("~~~") {
            fenced = !fenced;
        }
        if !fenced && begins(line) {
            if begun {
                parts.push(String::new());
            }
            begun = true;
        }
        if let Some(part) = parts.last_mut() {
            part.push_str(line);
            part.push('\n');
        }
    }
    parts
}

/// Whether there is more than headings.
fn says_something(part: &str) -> bool {
    part.lines()
        .any(|line| !line.trim().is_empty() && !is_heading(line))
}

fn with_links(part: &str, definitions: &[(String, String)]) -> String {
    let mut hint = part.trim().to_owned();
    hint.push('\n');
    let lower = hint.to_lowercase().replace('\n', " ");
    let used: Vec<&str> = definitions
        .iter()
        .filter(|(label, _)| lower.contains(&format!("[{label}]")))
        .map(|(_, definition)| definition.as_str())
        .collect();
    if !used.is_empty() {
        hint.push('\n');
        hint.push_str(&used.join("\n"));
        hint.push('\n');
    }
    hint
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_hint_per_heading_with_the_links_it_uses() {
        let hints = layers(concat!(
            "# Hints\n\n## General\n\n- See [the Docs][docs].\n\n## 1. Empty\n\n## 2. Count\n\n",
            "```py\n## no heading\n```\n\nUse [len].\n\n[docs]: https://example.org/d\n[len]: https://example.org/l\n",
        ));
        assert_eq!(
            hints,
            [
                "## General\n\n- See [the Docs][docs].\n\n[docs]: https://example.org/d\n",
                "## 2. Count\n\n```py\n## no heading\n```\n\nUse [len].\n\n[len]: https://example.org/l\n",
            ]
        );
    }

    #[test]
    fn without_headings_one_hint_per_bullet_and_else_one() {
        assert_eq!(
            layers("# Hints\n\n- one\n  - more\n- two\n"),
            ["- one\n  - more\n", "- two\n"]
        );
        assert_eq!(layers("Think of\na list.\n"), ["Think of\na list.\n"]);
        assert!(layers("# Hints\n").is_empty());
        assert!(layers("").is_empty());
    }
}
