//! Words in SQL, with comments and texts left out.

/// The words of an SQL script in lower case: identifiers, keywords, numbers and
/// single signs, without comments and without what stands in quotes.
pub(super) fn of(sql: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut chars = sql.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_alphanumeric() || c == '_' {
            word.extend(c.to_lowercase());
            continue;
        }
        if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        match c {
            '-' if chars.peek() == Some(&'-') => while chars.next().is_some_and(|c| c != '\n') {},
            '/' if chars.peek() == Some(&'*') => skip_comment(&mut chars),
            '\'' | '"' | '`' => while chars.next().is_some_and(|other| other != c) {},
            c if c.is_whitespace() => {}
            c => words.push(c.to_string()),
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

fn skip_comment(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    chars.next();
    let mut before = ' ';
    for c in chars {
        if before == '*' && c == '/' {
            return;
        }
        before = c;
    }
}

/// Whether the words of `phrase` (`group by`, `join`, `count(`) follow each
/// other in `words`.
pub(super) fn contain(words: &[String], phrase: &str) -> bool {
    let wanted = of(phrase);
    !wanted.is_empty() && words.windows(wanted.len()).any(|window| window == wanted)
}
