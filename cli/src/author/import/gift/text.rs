//! Texts of a GIFT file: plain, Markdown or HTML, as their mark says.

use super::lex::show;
use crate::author::import::{html, links};

/// How a text is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Format {
    /// Nothing said: HTML where it has elements, else taken as it is.
    #[default]
    Unmarked,
    /// `[html]`
    Html,
    /// `[markdown]`
    Markdown,
    /// `[plain]`
    Plain,
}

/// Takes a mark such as `[html]` off the front.
pub(super) fn format(text: &str) -> (Format, &str) {
    let trimmed = text.trim_start();
    let found = trimmed
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'));
    let Some((mark, rest)) = found else {
        return (Format::Unmarked, text);
    };
    match mark.trim().to_ascii_lowercase().as_str() {
        "html" => (Format::Html, rest),
        "markdown" => (Format::Markdown, rest),
        "plain" => (Format::Plain, rest),
        "moodle" => (Format::Unmarked, rest),
        _ => (Format::Unmarked, text),
    }
}

/// The Markdown of a text with its mark, `usual` without one; what is lost
/// goes to `lost`.
pub(super) fn markdown(text: &str, usual: Format, lost: &mut Vec<String>) -> String {
    let (format, body) = match format(text) {
        (Format::Unmarked, body) => (usual, body),
        marked => marked,
    };
    let shown = show(body);
    let html = format == Format::Html || format == Format::Unmarked && html::has_elements(&shown);
    let markdown = if html {
        let (markdown, losses) = html::to_markdown(&shown);
        lost.extend(losses);
        markdown
    } else {
        match format {
            Format::Plain => escape(&shown),
            Format::Unmarked => escape_outside_code(&shown),
            Format::Html | Format::Markdown => shown,
        }
    };
    // A bank has no files: whatever a link leads to stayed behind.
    let (markdown, cut) = links::without_relative(&markdown);
    lost.extend(
        cut.into_iter()
            .map(|link| format!("a link leads to a file that is not here: {link}")),
    );
    clean(&markdown)
}

/// Without what could act on a terminal.
fn clean(text: &str) -> String {
    codezest_core::text::clean(text).trim().to_owned()
}

/// Markdown that shows exactly this text, except that code between backticks
/// is code: many authors write it so.
fn escape_outside_code(text: &str) -> String {
    if text.matches('`').count() % 2 == 1 {
        return escape(text);
    }
    let part = |(number, part): (usize, &str)| match number % 2 {
        0 => escape(part),
        _ => format!("`{part}`"),
    };
    text.split('`').enumerate().map(part).collect()
}

/// Markdown that shows exactly this text.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut line_begins = true;
    for c in text.chars() {
        let everywhere = matches!(
            c,
            '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '~' | '|' | '&'
        );
        if everywhere || line_begins && matches!(c, '-' | '+' | '=') {
            escaped.push('\\');
        }
        escaped.push(c);
        line_begins = c == '\n' || line_begins && c == ' ';
    }
    escaped
}

/// A text that is compared, not shown: without markup.
pub(super) fn bare(text: &str) -> String {
    clean(&show(format(text).1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_decides() {
        let mut lost = Vec::new();
        for (text, expected) in [
            ("[plain]a * b_c", r"a \* b\_c"),
            ("[markdown]*a* <b>", "*a* <b>"),
            ("[html]a &amp; <b>b</b>", "a & **b**"),
            ("x <i>y</i>", "x *y*"),
            ("[1] a & b", r"\[1\] a \& b"),
            ("[moodle] x", "x"),
            ("# `a_b` c_d", r"\# `a_b` c\_d"),
            ("- it`s", r"\- it\`s"),
        ] {
            assert_eq!(
                markdown(text, Format::Unmarked, &mut lost),
                expected,
                "{text}"
            );
        }
        assert_eq!(lost, Vec::<String>::new());
        assert_eq!(markdown("a_b", Format::Plain, &mut lost), r"a\_b");
        assert_eq!(bare("[html]a\u{1b}[31mb"), "ab");
    }

    /// Found by fuzzing: such a link made an error of the whole course.
    #[test]
    fn links_to_files_lead_nowhere_and_are_noted() {
        let mut lost = Vec::new();
        let text = "[markdown][a](one.md) ![b](@@PLUGINFILE@@/b.png) [c](https://example.org)";
        assert_eq!(
            markdown(text, Format::Unmarked, &mut lost),
            "[a](#) ![b](#) [c](https://example.org)"
        );
        assert_eq!(lost.len(), 2, "{lost:?}");
        assert!(lost[0].ends_with(": one.md"), "{lost:?}");
    }
}
