//! Characters that look alike and are not the same.

use super::quote;
use crate::run::visible;

/// Typographic signs and letters of other scripts, with the plain characters
/// that they are taken for.
const LOOK_ALIKES: [(&str, &str); 14] = [
    ("\u{2018}\u{2019}\u{201a}\u{2032}\u{b4}`", "'"),
    ("\u{201c}\u{201d}\u{201e}\u{2033}«»", "\""),
    ("\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}", "-"),
    ("\u{2026}", "..."),
    ("\u{ff01}", "!"),
    ("\u{ff0c}", ","),
    ("\u{ff1a}", ":"),
    ("\u{37e}\u{ff1b}", ";"),
    ("\u{d7}", "x"),
    ("\u{2044}\u{2215}", "/"),
    ("\u{2217}\u{ff0a}", "*"),
    ("\u{3d}\u{a78a}", "="),
    ("\u{131}", "i"),
    ("\u{3000}", " "),
];

/// Greek and Cyrillic letters beside the Latin ones they look like.
const LETTERS: [(&str, &str); 2] = [
    ("АВЕКМНОРСТХаеорсухіјѕ", "ABEKMHOPCTXaeopcyxijs"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοντ", "ABEZHIKMNOPTYXovt"),
];

/// Composed letters beside their base letters, per combining mark.
const ACCENTS: [(char, &str, &str); 8] = [
    ('\u{300}', "àèìòùÀÈÌÒÙǹǸ", "aeiouAEIOUnN"),
    ('\u{301}', "áéíóúýÁÉÍÓÚÝćńśźĆŃŚŹ", "aeiouyAEIOUYcnszCNSZ"),
    ('\u{302}', "âêîôûÂÊÎÔÛĉĝĥĵŝŵŷ", "aeiouAEIOUcghjswy"),
    ('\u{303}', "ãõñÃÕÑĩũ", "aonAONiu"),
    ('\u{308}', "äëïöüÿÄËÏÖÜŸ", "aeiouyAEIOUY"),
    ('\u{30a}', "åůÅŮ", "auAU"),
    ('\u{30c}', "čďěňřšťžČĎĚŇŘŠŤŽ", "cdenrstzCDENRSTZ"),
    ('\u{327}', "çşţÇŞŢ", "cstCST"),
];

/// `text` with every character in its plain form.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if let Some((_, plain)) = LOOK_ALIKES.iter().find(|(alike, _)| alike.contains(c)) {
            folded.push_str(plain);
        } else if let Some(plain) = LETTERS
            .iter()
            .find_map(|(alike, plain)| twin(c, alike, plain))
        {
            folded.push(plain);
        } else if let Some((base, mark)) = ACCENTS
            .iter()
            .find_map(|(mark, whole, bases)| Some((twin(c, whole, bases)?, *mark)))
        {
            folded.push(base);
            folded.push(mark);
        } else {
            folded.push(c);
        }
    }
    folded
}

/// The character of `plain` at the place of `c` in `alike`.
fn twin(c: char, alike: &str, plain: &str) -> Option<char> {
    let place = alike.chars().position(|other| other == c)?;
    plain.chars().nth(place)
}

/// Says which characters differ.
pub(super) fn words(expected: &str, actual: &str) -> String {
    let pair = expected.chars().zip(actual.chars()).find(|(a, b)| a != b);
    let is_mark = |c: char| ('\u{300}'..='\u{36f}').contains(&c);
    if expected.chars().any(is_mark) != actual.chars().any(is_mark) {
        return "The letters look the same, but accents are stored differently: as one character, or as letter and accent.".to_owned();
    }
    match pair {
        Some((wanted, came)) => format!(
            "Characters look alike but are not the same: expected {} {}, but came {} {}.",
            quote(&wanted.to_string()),
            visible::code_point(wanted),
            quote(&came.to_string()),
            visible::code_point(came),
        ),
        None => "Characters look alike but are not the same.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_pairs() {
        for (alike, plain) in LETTERS
            .iter()
            .copied()
            .chain(ACCENTS.iter().map(|(_, whole, base)| (*whole, *base)))
        {
            assert_eq!(alike.chars().count(), plain.chars().count(), "{alike}");
        }
    }

    #[test]
    fn folding() {
        assert_eq!(fold("“it’s” – café…"), "\"it's\" - cafe\u{301}...");
        assert_eq!(fold("Привет сору"), fold("Привeт copy"));
    }
}
