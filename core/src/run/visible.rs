//! Characters that cannot be seen, made visible.

use crate::text;

/// Shows control characters other than newline and tab, which differ without
/// being seen: as the signs that Unicode has for them (`␍`, `␛`), and
/// directional marks by number. Values to compare keep their differences this
/// way, where [`text::clean`] would remove them.
#[must_use]
pub fn controls(value: &str) -> String {
    let mut shown = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '\n' | '\t' => shown.push(c),
            '\u{0}'..='\u{1f}' => {
                shown.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'))
            }
            '\u{7f}' => shown.push('␡'),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => shown.push_str(&code_point(c)),
            c if c.is_control() => shown.push_str(&code_point(c)),
            c => shown.push(c),
        }
    }
    debug_assert_eq!(
        shown,
        text::clean(&shown),
        "nothing is left that acts on a terminal"
    );
    shown
}

/// A character by its number, `⟨U+200B⟩`.
#[must_use]
pub fn code_point(c: char) -> String {
    format!("⟨U+{:04X}⟩", u32::from(c))
}

/// Shows everything that cannot be seen: besides [`controls`], spaces `·`,
/// tabs `→`, line ends `⏎`, no-break spaces and characters without width.
#[must_use]
pub fn all(value: &str) -> String {
    let mut shown = String::with_capacity(value.len());
    for c in controls(value).chars() {
        match c {
            ' ' => shown.push('·'),
            '\t' => shown.push('→'),
            '\n' => shown.push_str("⏎\n"),
            c if is_hidden(c) => shown.push_str(&code_point(c)),
            c => shown.push(c),
        }
    }
    shown
}

/// Whether a character looks like a plain space or like nothing.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{ad}' | '\u{2000}'
            ..='\u{200f}'
                | '\u{2028}'
                | '\u{2029}'
                | '\u{202f}'
                | '\u{205f}'
                | '\u{2060}'
                | '\u{3000}'
                | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_stays_hidden() {
        assert_eq!(
            controls("a\r\n\u{1b}[1m\t\u{7f}\u{202e}\u{85}"),
            "a␍\n␛[1m\t␡⟨U+202E⟩⟨U+0085⟩"
        );
        assert_eq!(all("a b\tc\n\u{a0}\u{200b}"), "a·b→c⏎\n⟨U+00A0⟩⟨U+200B⟩");
    }
}
