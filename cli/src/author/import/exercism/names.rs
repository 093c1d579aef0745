//! The spellings of an exercise's name in file patterns.

/// Replaces `%{slug}` and its relatives in `pattern`.
pub(super) fn fill(pattern: &str, slug: &str) -> String {
    pattern
        .replace("%{slug}", slug)
        .replace("%{kebab_slug}", slug)
        .replace("%{snake_slug}", &slug.replace('-', "_"))
        .replace("%{pascal_slug}", &pascal(slug))
        .replace("%{camel_slug}", &camel(slug))
}

fn pascal(slug: &str) -> String {
    slug.split('-').map(capitalised).collect()
}

fn camel(slug: &str) -> String {
    let (first, rest) = slug.split_once('-').unwrap_or((slug, ""));
    format!("{first}{}", pascal(rest))
}

/// The word with a capital letter.
fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// `two-fer` as a title: `Two Fer`.
pub(super) fn title(slug: &str) -> String {
    slug.split('-')
        .map(capitalised)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_filled_in_every_spelling() {
        let all = "%{slug} %{kebab_slug} %{snake_slug} %{pascal_slug} %{camel_slug}";
        assert_eq!(
            fill(all, "two-fer-ten"),
            "two-fer-ten two-fer-ten two_fer_ten TwoFerTen twoFerTen"
        );
        assert_eq!(fill("%{camel_slug}.x", "leap"), "leap.x");
        assert_eq!(title("two-fer"), "Two Fer");
    }
}
