//! The gaps `{{1}}`, `{{2}}`, … of a text.

/// A piece of a text with gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text between gaps.
    Text(&'a str),
    /// The gap of that number, from 1.
    Gap(u32),
}

/// Takes a text apart at its gaps. Braces around anything but a number from
/// 1 to 99 are text.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut from = 0;
    while let Some(found) = rest.get(from..).and_then(|tail| tail.find("{{")) {
        let open = from + found;
        let inside = rest.get(open + 2..).unwrap_or("");
        let Some((number, end)) = gap(inside) else {
            from = open + 1;
            continue;
        };
        if open > 0 {
            pieces.push(Piece::Text(rest.get(..open).unwrap_or("")));
        }
        pieces.push(Piece::Gap(number));
        rest = inside.get(end..).unwrap_or("");
        from = 0;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// The number at the beginning of what follows `{{`, and where `}}` ends.
fn gap(inside: &str) -> Option<(u32, usize)> {
    let digits = inside
        .bytes()
        .take_while(u8::is_ascii_digit)
        .take(3)
        .count();
    let number = inside
        .get(..digits)?
        .parse()
        .ok()
        .filter(|number| (1..=99).contains(number))?;
    inside
        .get(digits..)?
        .starts_with("}}")
        .then_some((number, digits + 2))
}

/// The numbers of the gaps in text order.
#[must_use]
pub fn numbers(text: &str) -> Vec<u32> {
    let gap = |piece| match piece {
        Piece::Gap(number) => Some(number),
        Piece::Text(_) => None,
    };
    pieces(text).into_iter().filter_map(gap).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_apart_at_its_gaps() {
        assert_eq!(
            pieces("{{1}}(input({{{2}}}))"),
            [
                Piece::Gap(1),
                Piece::Text("(input({"),
                Piece::Gap(2),
                Piece::Text("}))")
            ]
        );
        assert_eq!(
            numbers("a {{x}} {{0}} {{100}} {{ 1 }} {1} {{"),
            Vec::<u32>::new()
        );
        assert_eq!(pieces("plain"), [Piece::Text("plain")]);
        assert_eq!(numbers("{{2}}{{1}}"), [2, 1]);
    }
}
