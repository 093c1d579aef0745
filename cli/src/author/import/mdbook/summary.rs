//! `SUMMARY.md`: the chapters of a book in order (mdBook's documentation,
//! "SUMMARY.md").

/// One line of the summary that means something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Entry {
    /// `# Part`
    Part(String),
    /// A chapter.
    Chapter(Chapter),
}

/// One chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chapter {
    /// Title.
    pub(super) title: String,
    /// Path relative to the summary; a draft has none.
    pub(super) path: Option<String>,
    /// 0 for chapters without a bullet and those of the outermost list.
    pub(super) depth: usize,
    /// Whether it stands in a list.
    pub(super) numbered: bool,
}

/// Reads the summary; lines that mean nothing come with their number.
pub(super) fn read(text: &str) -> (Vec<Entry>, Vec<(usize, String)>) {
    let mut entries = Vec::new();
    let mut odd = Vec::new();
    let mut indents: Vec<usize> = Vec::new();
    let mut titled = false;
    for (number, line) in (1..).zip(text.lines()) {
        let expanded = line.replace('\t', "    ");
        let trimmed = expanded.trim();
        let indent = expanded.len().saturating_sub(expanded.trim_start().len());
        if trimmed.is_empty() || trimmed.starts_with("<!--") || trimmed.chars().all(|c| c == '-') {
            continue;
        }
        if let Some(heading) = trimmed.strip_prefix('#') {
            // The first heading is the summary's own.
            if titled || !entries.is_empty() {
                entries.push(Entry::Part(
                    heading.trim_start_matches('#').trim().to_owned(),
                ));
            }
            titled = true;
            continue;
        }
        let item = trimmed.strip_prefix(['-', '*', '+']).map(str::trim_start);
        let depth = match item {
            Some(_) => depth(&mut indents, indent),
            None => 0,
        };
        match link(item.unwrap_or(trimmed)) {
            Some((title, path)) => {
                entries.push(Entry::Chapter(Chapter {
                    title,
                    path,
                    depth,
                    numbered: item.is_some(),
                }));
            }
            None => odd.push((number, trimmed.to_owned())),
        }
    }
    (entries, odd)
}

/// How deep a bullet of that indent is, by the bullets above it.
fn depth(indents: &mut Vec<usize>, indent: usize) -> usize {
    while indents.last().is_some_and(|last| *last >= indent) {
        indents.pop();
    }
    indents.push(indent);
    indents.len().saturating_sub(1)
}

/// `[Title](path)`; the title may contain brackets, the path be in `<…>`.
fn link(text: &str) -> Option<(String, Option<String>)> {
    let inside = text.strip_prefix('[')?;
    let (title, rest) = inside.split_at_checked(inside.rfind("](")?)?;
    let path = rest
        .strip_prefix("](")?
        .trim_end()
        .strip_suffix(')')?
        .trim();
    let path = path
        .strip_prefix('<')
        .and_then(|path| path.strip_suffix('>'))
        .unwrap_or(path);
    let title = title.replace(['`', '*'], "").replace("\\", "");
    let path = path.trim_start_matches("./").replace("%20", " ");
    Some((title, (!path.is_empty()).then_some(path)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_parts_and_drafts_are_read() {
        let text = concat!(
            "# Summary\n\n[Before](before.md)\n\n# Part [one]\n\n",
            "- [A `b`](a/README.md)\n  - [C [d]](<a/c d.md>)\n\t\t- [Deep](x.md)\n* [Draft]()\n---\n",
            "<!-- a comment -->\nnonsense\n\n[After](./after.md)\n",
        );
        let (entries, odd) = read(text);
        let chapter = |title: &str, path: Option<&str>, depth, numbered| {
            Entry::Chapter(Chapter {
                title: title.to_owned(),
                path: path.map(str::to_owned),
                depth,
                numbered,
            })
        };
        assert_eq!(
            entries,
            [
                chapter("Before", Some("before.md"), 0, false),
                Entry::Part("Part [one]".to_owned()),
                chapter("A b", Some("a/README.md"), 0, true),
                chapter("C [d]", Some("a/c d.md"), 1, true),
                chapter("Deep", Some("x.md"), 2, true),
                chapter("Draft", None, 0, true),
                chapter("After", Some("after.md"), 0, false),
            ]
        );
        assert_eq!(odd, [(13, "nonsense".to_owned())]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in r"([-#*\[\]() \n\t<>a.]|\]\(){0,60}") {
            read(&text);
        }
    }
}
