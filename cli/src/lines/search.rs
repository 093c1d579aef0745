//! What a search found, as lines.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_matched_stands_out_without_colours_too() {
        let part = |text: &str, matched| Part {
            text: text.to_owned(),
            matched,
        };
        let parts = [
            part("choose ", false),
            part("rows", true),
            part(" of", false),
        ];
        let mut look = Look {
            width: 80,
            plain: false,
            color: true,
        };
        let colored = snippet(&parts, look);
        assert_eq!(colored.spans()[1], (Role::Hint, "rows".to_owned()));
        look.color = false;
        let text = snippet(&parts, look).render(false, false);
        assert_eq!(text, "choose *rows* of");
    }
}
