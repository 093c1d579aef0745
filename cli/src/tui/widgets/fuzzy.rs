//! Finding texts by some of their letters, the best first.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// Texts, and which of them have the letters that were asked for.
pub struct Fuzzy {
    texts: Vec<String>,
    /// Indices into the texts, the best first.
    found: Vec<usize>,
    asked: Option<String>,
    matcher: Matcher,
}

impl std::fmt::Debug for Fuzzy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fuzzy")
            .field("texts", &self.texts.len())
            .field("found", &self.found.len())
            .field("asked", &self.asked)
            .finish_non_exhaustive()
    }
}

impl Fuzzy {
    /// Nothing was asked for yet: every text is found, in order.
    #[must_use]
    pub fn new(texts: Vec<String>) -> Self {
        Self {
            found: (0..texts.len()).collect(),
            texts,
            asked: None,
            matcher: Matcher::new(Config::DEFAULT),
        }
    }

    /// The places of the texts found, the best first.
    #[must_use]
    pub fn found(&self) -> &[usize] {
        &self.found
    }

    /// Finds the texts that have the letters of every word of `asked`, in
    /// order. Going on with a word only looks at what was found before.
    pub fn look_for(&mut self, asked: &str) {
        let goes_on = self
            .asked
            .as_deref()
            .is_some_and(|before| !before.is_empty() && asked.starts_with(before));
        if asked.trim().is_empty() {
            self.found = (0..self.texts.len()).collect();
        } else {
            let pattern = Pattern::parse(asked, CaseMatching::Smart, Normalization::Smart);
            let mut buffer = Vec::new();
            let mut ranked: Vec<(u32, usize, usize)> = Vec::new();
            let all = 0..self.texts.len();
            let candidates: Box<dyn Iterator<Item = usize>> =
                if goes_on && !asked.contains(['!', '^', '$', '\'']) {
                    Box::new(std::mem::take(&mut self.found).into_iter())
                } else {
                    Box::new(all)
                };
            for at in candidates {
                let Some(text) = self.texts.get(at) else {
                    continue;
                };
                let length = text.len();
                let text = Utf32Str::new(text, &mut buffer);
                if let Some(score) = pattern.score(text, &mut self.matcher) {
                    ranked.push((score, length, at));
                }
            }
            // Of equal ones, the one that has least beside the letters.
            ranked.sort_unstable_by_key(|(score, length, at)| {
                (std::cmp::Reverse(*score), *length, *at)
            });
            self.found = ranked.into_iter().map(|(_, _, at)| at).collect();
        }
        self.asked = Some(asked.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(fuzzy: &mut Fuzzy, asked: &str) -> Vec<String> {
        fuzzy.look_for(asked);
        let found = fuzzy.found().iter();
        found.map(|at| fuzzy.texts[*at].clone()).collect()
    }

    #[test]
    fn letters_in_order_find_and_better_ones_come_first() {
        let texts = ["A first answer", "Rows: filter", "first"].map(str::to_owned);
        let mut fuzzy = Fuzzy::new(texts.to_vec());
        assert_eq!(
            found(&mut fuzzy, "fir"),
            ["first", "A first answer", "Rows: filter"]
        );
        assert_eq!(found(&mut fuzzy, "firs"), ["first", "A first answer"]);
        assert_eq!(found(&mut fuzzy, "first ans"), ["A first answer"]);
        assert!(found(&mut fuzzy, "zzz").is_empty());
        assert_eq!(found(&mut fuzzy, "").len(), 3);
    }

    #[test]
    fn going_on_finds_what_asking_anew_finds() {
        let texts: Vec<String> = (0..500).map(|n| format!("item {n} of {}", n % 7)).collect();
        for whole in ["item 33", "of 3", "m4", "it em"] {
            let mut step = Fuzzy::new(texts.clone());
            for end in 1..=whole.len() {
                step.look_for(&whole[..end]);
            }
            let mut anew = Fuzzy::new(texts.clone());
            anew.look_for(whole);
            assert_eq!(step.found(), anew.found(), "{whole}");
        }
    }
}
