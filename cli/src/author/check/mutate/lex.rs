//! Which parts of a line are code: neither comment nor text. Knows a little of
//! every language and nothing exactly; a mistake costs a mutant, no more.

/// A piece of code in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    /// Where it begins in the line, in bytes.
    pub(super) start: usize,
    /// The code.
    pub(super) text: &'a str,
}

/// What goes on from the line before: the text that ends it.
#[derive(Debug, Default)]
pub(super) struct State {
    open: Option<&'static str>,
}

/// What begins a comment to the end of the line.
fn line_comment(path: &str) -> &'static [&'static str] {
    match path.rsplit('.').next() {
        Some("py" | "sh" | "bash" | "rb") => &["#"],
        Some("sql") => &["--"],
        _ => &["//"],
    }
}

/// What begins something that is no code, and what ends it.
fn fences(path: &str) -> &'static [(&'static str, &'static str)] {
    match path.rsplit('.').next() {
        Some("py") => &[
            ("\"\"\"", "\"\"\""),
            ("'''", "'''"),
            ("\"", "\""),
            ("'", "'"),
        ],
        // In Rust `'` also begins a lifetime.
        Some("rs") => &[("/*", "*/"), ("\"", "\"")],
        Some("js" | "mjs" | "ts") => &[("/*", "*/"), ("\"", "\""), ("'", "'"), ("`", "`")],
        Some("sh" | "bash" | "rb") => &[("\"", "\""), ("'", "'")],
        _ => &[("/*", "*/"), ("\"", "\""), ("'", "'")],
    }
}

/// The code of a line.
pub(super) fn code_of<'a>(path: &str, line: &'a str, state: &mut State) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(rest) = line.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some(end) = state.open {
            let (next, closed) = skip_to(rest, end);
            at += next;
            start = at;
            if closed {
                state.open = None;
            }
            continue;
        }
        let comment = |mark: &&str| rest.starts_with(*mark) && begins_comment(path, line, at);
        if line_comment(path).iter().any(comment) {
            break;
        }
        match fences(path).iter().find(|(open, _)| rest.starts_with(open)) {
            Some((open, close)) => {
                push(&mut pieces, line, start, at);
                at += open.len();
                start = at;
                state.open = Some(close);
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    if state.open.is_none() {
        push(&mut pieces, line, start, at);
    } else if matches!(state.open, Some("\"" | "'"))
        && !line.trim_end().ends_with('\\')
        && !path.ends_with(".sh")
    {
        // Such a text ends with its line: it was an apostrophe.
        state.open = None;
    }
    pieces
}

/// In a shell, `#` inside a word is part of it: `${#name}`.
fn begins_comment(path: &str, line: &str, at: usize) -> bool {
    let before = line.get(..at).and_then(|text| text.chars().next_back());
    !path.ends_with("sh") || before.is_none_or(char::is_whitespace)
}

/// Bytes up to behind `end`, or all; a backslash takes the next character with
/// it.
fn skip_to(rest: &str, end: &str) -> (usize, bool) {
    let mut at = 0;
    while let Some(here) = rest.get(at..).filter(|here| !here.is_empty()) {
        if here.starts_with(end) {
            return (at + end.len(), true);
        }
        let mut chars = here.chars();
        let escaped = chars.next() == Some('\\') && end != "*/";
        at += here
            .chars()
            .take(if escaped { 2 } else { 1 })
            .map(char::len_utf8)
            .sum::<usize>();
    }
    (rest.len(), false)
}

fn push<'a>(pieces: &mut Vec<Piece<'a>>, line: &'a str, start: usize, end: usize) {
    if let Some(text) = line.get(start..end).filter(|text| !text.trim().is_empty()) {
        pieces.push(Piece { start, text });
    }
}
