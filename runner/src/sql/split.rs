//! Splits a script into statements, so that an error can be placed.

/// One statement of a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Statement<'a> {
    /// Byte offset in the script.
    pub(crate) start: usize,
    /// Its text, with the semicolon and without comments or space before it.
    pub(crate) text: &'a str,
}

/// The statements of `script`. A semicolon in a text, a quoted name, a
/// comment or the body of a trigger ends nothing.
pub(crate) fn statements(script: &str) -> Vec<Statement<'_>> {
    let mut found = Vec::new();
    let mut words: Vec<String> = Vec::new();
    let mut start = None;
    let mut rest = script;
    while !rest.is_empty() {
        let (kind, length) = token(rest);
        let offset = script.len() - rest.len();
        let text = rest.get(..length).unwrap_or(rest);
        rest = rest.get(text.len()..).unwrap_or_default();
        if kind == Token::Space {
            continue;
        }
        if kind == Token::Semicolon && start.is_none() {
            continue;
        }
        let begin = *start.get_or_insert(offset);
        if kind == Token::Semicolon && ends_here(&words) {
            found.extend(
                script
                    .get(begin..offset + 1)
                    .map(|text| Statement { start: begin, text }),
            );
            (start, words) = (None, Vec::new());
        } else {
            words.push(text.to_ascii_uppercase());
        }
    }
    if let Some(begin) = start {
        found.extend(script.get(begin..).map(|text| Statement {
            start: begin,
            text: text.trim_end(),
        }));
    }
    found
}

/// Whether a semicolon after these tokens ends the statement: always, except
/// in a trigger, which ends with `; END ;` (as in SQLite's own shell).
fn ends_here(words: &[String]) -> bool {
    let mut beginning = words
        .iter()
        .map(String::as_str)
        .filter(|word| !matches!(*word, "EXPLAIN" | "TEMP" | "TEMPORARY"));
    let trigger = beginning.next() == Some("CREATE") && beginning.next() == Some("TRIGGER");
    !trigger || matches!(words, [.., semicolon, end] if semicolon == ";" && end == "END")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    /// Space or a comment.
    Space,
    Semicolon,
    Other,
}

/// The first token of a text that is not empty, with its length in bytes.
fn token(text: &str) -> (Token, usize) {
    let until = |end: &str, from: usize| {
        let found = text.get(from..).and_then(|rest| rest.find(end));
        found.map_or(text.len(), |at| from + at + end.len())
    };
    let Some(first) = text.chars().next() else {
        return (Token::Space, 0);
    };
    match first {
        '-' if text.starts_with("--") => (Token::Space, until("\n", 2)),
        '/' if text.starts_with("/*") => (Token::Space, until("*/", 2)),
        c if c.is_whitespace() => (Token::Space, c.len_utf8()),
        ';' => (Token::Semicolon, 1),
        // A doubled quote is two tokens here, which splits just as well.
        '\'' | '"' | '`' => (Token::Other, until(first.encode_utf8(&mut [0; 4]), 1)),
        '[' => (Token::Other, until("]", 1)),
        c if is_word(c) => (
            Token::Other,
            text.find(|c| !is_word(c)).unwrap_or(text.len()),
        ),
        c => (Token::Other, c.len_utf8()),
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

/// Line and column, both from 1 and the column in characters, of a byte.
pub(crate) fn position(script: &str, offset: usize) -> (u32, u32) {
    let end = offset.min(script.len());
    // Characters have at most four bytes.
    let before = (0..4)
        .find_map(|back| script.get(..end.checked_sub(back)?))
        .unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    (
        u32::try_from(line).unwrap_or(u32::MAX),
        u32::try_from(column).unwrap_or(u32::MAX),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_semicolons_end_statements() {
        let trigger = "create temp trigger t after insert on a begin update a set x = case when 1 then 2 end; select 1; end;";
        for (script, expected) in [
            ("select 1; select 2", vec!["select 1;", "select 2"]),
            (
                "-- a; b\nselect ';', \"a;b\", [c;d], `e;f`; ;;",
                vec!["select ';', \"a;b\", [c;d], `e;f`;"],
            ),
            (
                "/* ; */ select 'it''s; fine';\n",
                vec!["select 'it''s; fine';"],
            ),
            ("select 'open; ", vec!["select 'open;"]),
            ("", vec![]),
            ("-- only a comment", vec![]),
            (trigger, vec![trigger]),
            (
                "create table trigger_log (a);select 1",
                vec!["create table trigger_log (a);", "select 1"],
            ),
        ] {
            let found: Vec<&str> = statements(script)
                .iter()
                .map(|statement| statement.text)
                .collect();
            assert_eq!(found, expected, "{script}");
        }
    }

    #[test]
    fn starts_and_positions_are_those_of_the_script() {
        let script = "-- ä\nselect 1;\n  select ü;";
        let second = statements(script)[1];
        assert_eq!(script.get(second.start..).unwrap(), "select ü;");
        assert_eq!(position(script, second.start), (3, 3));
        assert_eq!(position(script, 9_999), (3, 12));
    }
}
