//! What a search found, as lines.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::ui::style::shortened;
use crate::ui::{Look, Role, Styled};
use crate::views::search::Part;

/// The place where something was found; what matched stands out, without
/// colours by asterisks.
#[must_use]
pub fn snippet(parts: &[Part], look: Look) -> Styled {
    let mut line = Styled::new();
    for part in parts {
        match (part.matched, look.color) {
            (true, true) => line.push(Role::Hint, &part.text),
            (true, false) => line.push(Role::Strong, &format!("*{}*", part.text)),
            (false, _) => line.push(Role::Text, &part.text),
        }
    }
    line
}

/// The parts that fit so many columns with the first match among them; a mark
/// says where something was left out.
#[must_use]
pub fn fitted(parts: &[Part], columns: usize) -> Vec<Part> {
    let mut fitted = parts.to_vec();
    let before: usize = parts
        .iter()
        .take_while(|part| !part.matched)
        .map(|part| part.text.width())
        .sum();
    // A third of the line says what comes before.
    let room = columns / 3;
    let (true, Some(first)) = (before > room, fitted.first_mut()) else {
        return cut(fitted, columns);
    };
    let mut tail = String::new();
    for grapheme in first.text.graphemes(true).rev() {
        if tail.width() + grapheme.width() + 1 > room {
            break;
        }
        tail.insert_str(0, grapheme);
    }
    first.text = format!("…{tail}");
    cut(fitted, columns)
}

/// The parts up to so many columns.
fn cut(parts: Vec<Part>, columns: usize) -> Vec<Part> {
    let mut left = columns;
    let mut short = Vec::new();
    for mut part in parts {
        if left == 0 {
            break;
        }
        part.text = shortened(&part.text, left);
        left = left.saturating_sub(part.text.width());
        short.push(part);
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(text: &str, matched: bool) -> Part {
        Part {
            text: text.to_owned(),
            matched,
        }
    }

    fn text(parts: &[Part]) -> String {
        parts.iter().map(|part| part.text.as_str()).collect()
    }

    #[test]
    fn the_match_is_seen_however_narrow_the_line_is() {
        let parts = [
            part("…Sixteen rows go in, one 漢字 comes out of ", false),
            part("count", true),
            part(" and its relatives, which", false),
        ];
        for columns in [12, 18, 30, 60, 90] {
            let short = fitted(&parts, columns);
            assert!(text(&short).contains("count"), "{short:?}");
            assert!(text(&short).width() <= columns, "{short:?}");
        }
        assert_eq!(text(&fitted(&parts, 30)), "…s out of count and its relat…");
        assert_eq!(text(&fitted(&parts, 200)), text(&parts));
    }

    #[test]
    fn what_matched_stands_out_without_colours_too() {
        let parts = [
            part("choose ", false),
            part("rows", true),
            part(" of", false),
        ];
        let mut look = Look {
            width: 80,
            plain: false,
            color: true,
            highlight: false,
        };
        let colored = snippet(&parts, look);
        assert_eq!(colored.spans()[1], (Role::Hint, "rows".to_owned()));
        look.color = false;
        let text = snippet(&parts, look).render(false, false);
        assert_eq!(text, "choose *rows* of");
    }
}
