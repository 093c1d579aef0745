//! Which licence a source is under, as far as its files say.

use codezest_core::course::tree::CourseTree;

/// The expression of a course whose licence nobody could tell (SPDX).
const UNKNOWN: &str = "LicenseRef-unknown";

/// What was found.
#[derive(Debug)]
pub(super) struct License {
    /// SPDX expression.
    pub(super) expression: String,
    /// The licence texts, which go with every copy.
    pub(super) files: Vec<(String, Vec<u8>)>,
    /// What the author should know.
    pub(super) note: Option<String>,
}

/// What a licence text begins with, and its SPDX name; longer beginnings
/// first where one contains another.
const TEXTS: [(&str, &str); 14] = [
    ("mit license", "MIT"),
    ("permission is hereby granted, free of charge", "MIT"),
    ("apache license", "Apache-2.0"),
    ("mozilla public license version 2.0", "MPL-2.0"),
    ("gnu affero general public license", "AGPL-3.0-only"),
    ("gnu lesser general public license", "LGPL-3.0-only"),
    ("gnu general public license version 2", "GPL-2.0-only"),
    ("gnu general public license", "GPL-3.0-only"),
    (
        "attribution-noncommercial-sharealike 4.0",
        "CC-BY-NC-SA-4.0",
    ),
    ("attribution-noncommercial 4.0", "CC-BY-NC-4.0"),
    ("attribution-sharealike 4.0", "CC-BY-SA-4.0"),
    ("attribution 4.0 international", "CC-BY-4.0"),
    ("cc0 1.0 universal", "CC0-1.0"),
    ("the unlicense", "Unlicense"),
];

/// Looks at the licence files at the root of `source`.
pub(super) fn find(source: &CourseTree) -> License {
    let mut names: Vec<&str> = Vec::new();
    let mut files = Vec::new();
    for (path, file) in source.iter().filter(|(path, _)| is_license_file(path)) {
        files.push((path.to_owned(), file.bytes.clone()));
        let text = String::from_utf8_lossy(&file.bytes).to_lowercase();
        let text = text
            .split_whitespace()
            .take(60)
            .collect::<Vec<_>>()
            .join(" ");
        if let Some((_, name)) = TEXTS.iter().find(|(start, _)| text.contains(start)) {
            names.push(name);
        }
    }
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        let note = if files.is_empty() {
            "the source has no licence file; ask its authors before you pass the course on"
        } else {
            "the licence was not recognised; write it as an SPDX expression into course.toml"
        };
        return License {
            expression: UNKNOWN.to_owned(),
            files,
            note: Some(note.to_owned()),
        };
    }
    let note = (names.len() > 1).then(|| {
        format!(
            "several licences were found ({}); course.toml says one may choose",
            names.join(", ")
        )
    });
    License {
        expression: names.join(" OR "),
        files,
        note,
    }
}

fn is_license_file(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let named = ["license", "licence", "copying", "unlicense"]
        .iter()
        .any(|name| lower.starts_with(name));
    let folder = lower.starts_with("licenses/") || lower.starts_with("license/");
    named && (!lower.contains('/') || folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expression(files: &[(&str, &str)]) -> (String, bool) {
        let mut tree = CourseTree::new();
        for (path, text) in files {
            tree.insert(*path, *text, false);
        }
        let found = find(&tree);
        (found.expression, found.note.is_some())
    }

    #[test]
    fn licences_are_told_by_their_first_words() {
        assert_eq!(
            expression(&[("LICENSE", "  MIT License\n\nCopyright")]),
            ("MIT".to_owned(), false)
        );
        assert_eq!(
            expression(&[
                ("LICENSE-APACHE", "Apache License\nVersion 2.0"),
                ("LICENSE-MIT", "MIT License")
            ]),
            ("Apache-2.0 OR MIT".to_owned(), true)
        );
        let cc = "Creative Commons Attribution-ShareAlike 4.0 International";
        assert_eq!(
            expression(&[("licence.md", cc)]),
            ("CC-BY-SA-4.0".to_owned(), false)
        );
        assert_eq!(
            expression(&[("LICENSE", "do what you like")]),
            (UNKNOWN.to_owned(), true)
        );
        assert_eq!(
            expression(&[("src/LICENSE", "MIT License")]),
            (UNKNOWN.to_owned(), true)
        );
    }
}
