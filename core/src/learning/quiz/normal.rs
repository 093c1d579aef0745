//! When two typed texts are the same.

/// A text for comparison: white space at the ends goes, white space inside
/// becomes one space, and, unless `case` counts, letters become lower-case.
#[must_use]
pub fn text(text: &str, case: bool) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let joined = words.join(" ");
    if case { joined } else { joined.to_lowercase() }
}

/// Output for comparison: line endings become `\n`, invisible white space at
/// the end of lines goes, and so do empty lines at the end.
#[must_use]
pub fn output(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_end_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_and_case_do_not_decide() {
        assert_eq!(text("\u{a0} For\t Each\n", false), "for each");
        assert_eq!(text("For Each", true), "For Each");
        assert_ne!(text("foreach", false), text("for each", false));
        assert_eq!(text("ÄPFEL", false), "äpfel");
    }

    #[test]
    fn output_keeps_its_lines() {
        assert_eq!(output("a \r\nb\r\n\r\n"), "a\nb");
        assert_eq!(output("\n a"), "\n a");
        assert_ne!(output("a\nb"), output("ab"));
    }
}
