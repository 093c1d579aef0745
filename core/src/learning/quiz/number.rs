//! Numbers as people type them.
//!
//! Accepted: `3`, `-3.5`, `+2`, `.5`, `1e3`, `2.5E-4`, the minus sign `−`, and
//! `_`, `'` or spaces between digits (`1_000`, `1 000`). One comma is a
//! decimal comma (`1,5`). A comma before exactly three digits (`1,000`) could
//! mean a thousand or one, so it is refused, as is anything with both a comma
//! and a point: guessing would grade a right answer wrong.

/// Why a text is not a number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Not a number at all.
    #[error("{0:?} is not a number; write it like 42, -3.5 or 1e3")]
    NotANumber(String),
    /// A comma with two possible meanings.
    #[error("{0:?} can be read in two ways; write thousands without a comma, and a decimal point")]
    Ambiguous(String),
}

/// Reads a number.
///
/// # Errors
/// It is no finite number, or a comma makes it ambiguous.
pub fn parse(text: &str) -> Result<f64, NumberError> {
    let not = || NumberError::NotANumber(crate::text::shorten(text.trim(), 40));
    let plain = without_separators(text.trim()).ok_or_else(not)?;
    let plain = decimal_point(&plain)
        .ok_or_else(|| NumberError::Ambiguous(crate::text::shorten(text.trim(), 40)))?;
    // `parse` alone would also take `inf`, `nan` and `infinity`.
    if !plain
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E'))
    {
        return Err(not());
    }
    plain
        .parse::<f64>()
        .ok()
        .filter(|number| number.is_finite())
        .ok_or_else(not)
}

/// Takes out `_`, `'` and spaces that stand between two digits. Elsewhere they
/// make the text no number.
fn without_separators(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let digit = |at: Option<usize>| {
        at.and_then(|at| chars.get(at))
            .is_some_and(char::is_ascii_digit)
    };
    let mut plain = String::with_capacity(text.len());
    for (at, c) in chars.iter().copied().enumerate() {
        match c {
            '−' => plain.push('-'),
            '_' | '\'' | '’' => {
                if !(digit(at.checked_sub(1)) && digit(at.checked_add(1))) {
                    return None;
                }
            }
            c if c.is_whitespace() => {
                if !(digit(at.checked_sub(1)) && digit(at.checked_add(1))) {
                    return None;
                }
            }
            c => plain.push(c),
        }
    }
    Some(plain)
}

/// Turns a decimal comma into a point; `None` when it is ambiguous.
fn decimal_point(text: &str) -> Option<String> {
    let Some((whole, rest)) = text.split_once(',') else {
        return Some(text.to_owned());
    };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let sign_aside = whole.trim_start_matches(['+', '-']);
    // `0,125` cannot be thousands; neither can `1234,567`.
    let thousands =
        digits == 3 && (1..=3).contains(&sign_aside.len()) && !sign_aside.starts_with('0');
    let two_marks = rest.contains([',', '.']) || whole.contains('.');
    (!thousands && !two_marks).then(|| format!("{whole}.{rest}"))
}

/// Whether `given` is within `tolerance` of `expected`. A hair is added for
/// what binary fractions cannot hold: 0.1 + 0.2 counts as 0.3.
#[must_use]
pub fn close(given: f64, expected: f64, tolerance: f64) -> bool {
    let hair = f64::EPSILON * 8.0 * expected.abs().max(given.abs());
    (given - expected).abs() <= tolerance + hair
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_typed() {
        for (text, number) in [
            ("3", 3.0),
            (" -3.5 ", -3.5),
            ("1,5", 1.5),
            ("1_000", 1000.0),
            ("1 000 000", 1e6),
            ("1'000", 1000.0),
            ("\u{2212}2", -2.0),
            ("+2", 2.0),
            (".5", 0.5),
            (",5", 0.5),
            ("1e3", 1000.0),
            ("2.5E-4", 0.000_25),
            ("0,125", 0.125),
            ("1234,567", 1234.567),
            ("1\u{a0}000,25", 1000.25),
            ("1,5e2", 150.0),
            ("7.", 7.0),
        ] {
            assert_eq!(parse(text), Ok(number), "{text}");
        }
        for text in [
            "", "x", "1/3", "inf", "nan", "NaN", "infinity", "1e999", "0x10", "_1", "1__0", "- 1",
            "3 apples", "--1",
        ] {
            assert!(
                matches!(parse(text), Err(NumberError::NotANumber(_))),
                "{text}"
            );
        }
        for text in ["1,000", "-12,345", "1,2,3", "1.000,5", "1,000.5"] {
            assert!(
                matches!(parse(text), Err(NumberError::Ambiguous(_))),
                "{text}"
            );
        }
    }

    #[test]
    fn closeness_includes_the_border() {
        assert!(close(0.1 + 0.2, 0.3, 0.0));
        assert!(close(2.52, 2.51, 0.01));
        assert!(!close(2.5201, 2.51, 0.01));
        assert!(!close(3.0, 4.0, 0.0));
        assert!(close(-5.0, -5.0, 0.0));
    }
}
