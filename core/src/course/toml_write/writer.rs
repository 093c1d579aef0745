//! TOML, key by key, in the order given.

use std::fmt::Write as _;

/// A TOML file being written.
pub(super) struct Writer {
    out: String,
}

impl Writer {
    pub(super) fn new() -> Self {
        Self { out: String::new() }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    /// A table's header after an empty line.
    pub(super) fn header(&mut self, header: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.raw_line(header);
    }

    /// `key = value` with a value that is TOML already.
    pub(super) fn raw(&mut self, key: &str, value: &str) {
        // Writing into a `String` cannot fail.
        let _ = writeln!(self.out, "{key} = {value}");
    }

    fn raw_line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    pub(super) fn text(&mut self, key: &str, text: &str) {
        self.raw(key, &block(text));
    }

    pub(super) fn text_unless(&mut self, key: &str, text: &str, default: &str) {
        if text != default {
            self.text(key, text);
        }
    }

    pub(super) fn optional_text(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(key, text);
        }
    }

    pub(super) fn number(&mut self, key: &str, number: impl ToString) {
        self.raw(key, &number.to_string());
    }

    pub(super) fn number_unless(&mut self, key: &str, number: u32, default: u32) {
        if number != default {
            self.number(key, number);
        }
    }

    pub(super) fn optional_number(&mut self, key: &str, number: Option<u32>) {
        if let Some(number) = number {
            self.number(key, number);
        }
    }

    pub(super) fn flag_unless(&mut self, key: &str, flag: bool, default: bool) {
        if flag != default {
            self.number(key, flag);
        }
    }

    /// A list of texts; nothing when empty.
    pub(super) fn texts<T: AsRef<str>>(&mut self, key: &str, texts: &[T]) {
        if !texts.is_empty() {
            self.raw(key, &list(texts));
        }
    }
}

/// A list of texts on one line.
pub(super) fn list<T: AsRef<str>>(texts: &[T]) -> String {
    let quoted: Vec<String> = texts.iter().map(|text| line(text.as_ref())).collect();
    format!("[{}]", quoted.join(", "))
}

/// A number as short as it can be written: `3`, `0.01`.
pub(super) fn float(number: f64) -> String {
    let plain = number.to_string();
    // Long runs of zeros are hard to read, and a whole number must fit into
    // TOML's 64 bits.
    if plain.len() > 15 {
        format!("{number:?}")
    } else {
        plain
    }
}

/// A number that is read back as a floating-point number: `3.0`.
pub(super) fn real(number: f64) -> String {
    format!("{number:?}")
}

/// A key as it is written: bare where it can be.
pub(super) fn key(key: &str) -> String {
    let bare = !key.is_empty()
        && key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if bare { key.to_owned() } else { line(key) }
}

/// A text on one line. One with quotes or backslashes is written literally
/// where that is possible, because regular expressions read better so.
pub(super) fn line(text: &str) -> String {
    let escapes = text.contains(['"', '\\']);
    if escapes && !text.contains('\'') && !text.chars().any(char::is_control) {
        return format!("'{text}'");
    }
    format!("\"{}\"", escaped(text, false))
}

/// A text over several lines if it has several.
pub(super) fn block(text: &str) -> String {
    let several = text.trim_end_matches('\n').contains('\n');
    if several {
        format!("\"\"\"\n{}\"\"\"", escaped(text, true))
    } else {
        line(text)
    }
}

fn escaped(text: &str, block: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut quotes = 0;
    for c in text.chars() {
        quotes = if c == '"' { quotes + 1 } else { 0 };
        match c {
            '\n' if block => out.push('\n'),
            // Two quotes in a row are fine in a block; a third, or one that
            // might stand before the closing three, is not.
            '"' if block && quotes < 2 && !text.ends_with('"') => out.push('"'),
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_are_written_as_people_write_them() {
        assert_eq!(block("5\n"), r#""5\n""#);
        assert_eq!(block("a\nb\n"), "\"\"\"\na\nb\n\"\"\"");
        assert_eq!(line(r"^\d+$"), r"'^\d+$'");
        assert_eq!(line("it's \"x\""), r#""it's \"x\"""#);
        assert_eq!(
            (float(3.0), float(0.01), real(3.0)),
            ("3".into(), "0.01".into(), "3.0".into())
        );
        assert_eq!(
            (key("PATH_2"), key("a b")),
            ("PATH_2".into(), "\"a b\"".into())
        );
    }

    proptest! {
        #[test]
        fn every_text_reads_back(text in "(.|\n|\"|\\\\|\r|\t|\u{7f}|'){0,40}") {
            for written in [line(&text), block(&text)] {
                let table: toml::Table = format!("x = {written}\n").parse().unwrap();
                prop_assert_eq!(table["x"].as_str().unwrap(), &text);
            }
        }

        #[test]
        fn every_number_reads_back(number in -1e300..1e300_f64) {
            for written in [float(number), real(number)] {
                let table: toml::Table = format!("x = {written}\n").parse().unwrap();
                let back = table["x"].as_float().or(table["x"].as_integer().map(|n| n as f64)).unwrap();
                prop_assert_eq!(back, number);
            }
        }
    }
}
