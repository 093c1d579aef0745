//! What a path means: modules and items by the names of folders and files.

use std::collections::BTreeSet;

use crate::course::tree::CourseTree;
use crate::ids::slugify;

/// Which kind of item a path is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Material,
    Quiz,
    Assignment,
}

/// A name taken apart: the number in front, and the rest.
pub(super) fn split_number(name: &str) -> (Option<u64>, &str) {
    let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = name.split_at_checked(digits).unwrap_or(("", name));
    match (number.parse(), rest.strip_prefix('-')) {
        (Ok(number), Some(rest)) if !rest.is_empty() => (Some(number), rest),
        _ => (None, name),
    }
}

/// The id that a file or folder name stands for.
pub(crate) fn default_id(name: &str) -> String {
    let stem = name
        .strip_suffix(".quiz.toml")
        .or_else(|| name.strip_suffix(".md"))
        .unwrap_or(name);
    slugify(split_number(stem).1, "item")
}

/// Numbered names first, by number, then by name.
fn order(name: &str) -> (bool, u64, &str) {
    let (number, rest) = split_number(name);
    (number.is_none(), number.unwrap_or(0), rest)
}

/// The names directly below `folder`, and whether each is a folder.
fn entries<'a>(tree: &'a CourseTree, folder: &str) -> BTreeSet<(&'a str, bool)> {
    tree.below(folder)
        .map(|(path, _)| match path.split_once('/') {
            Some((name, _)) => (name, true),
            None => (path, false),
        })
        .collect()
}

/// The module folders in order of their names: those with a `module.toml`,
/// and those that look like modules but lack it.
pub(super) fn modules(tree: &CourseTree) -> Vec<&str> {
    let mut modules: Vec<&str> = entries(tree, "")
        .into_iter()
        .filter(|(name, folder)| {
            *folder
                && (tree.get(&format!("{name}/module.toml")).is_some()
                    || split_number(name).0.is_some())
        })
        .map(|(name, _)| name)
        .collect();
    modules.sort_by(|a, b| order(a).cmp(&order(b)));
    modules
}

/// The items of a module in order: name and kind.
pub(super) fn items<'a>(tree: &'a CourseTree, module: &str) -> Vec<(&'a str, Place)> {
    let mut items: Vec<(&str, Place)> = entries(tree, module)
        .into_iter()
        .filter_map(|(name, folder)| {
            let assignment = || {
                tree.get(&format!("{module}/{name}/assignment.toml"))
                    .is_some()
            };
            if folder {
                (split_number(name).0.is_some() || assignment())
                    .then_some((name, Place::Assignment))
            } else if name.ends_with(".quiz.toml") {
                Some((name, Place::Quiz))
            } else {
                let text = name.ends_with(".md") && name != "README.md";
                text.then_some((name, Place::Material))
            }
        })
        .collect();
    items.sort_by(|a, b| order(a.0).cmp(&order(b.0)));
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_give_order_and_id() {
        assert_eq!(split_number("03-sum-two"), (Some(3), "sum-two"));
        assert_eq!(split_number("2048"), (None, "2048"));
        assert_eq!(split_number("3d"), (None, "3d"));
        assert_eq!(split_number("7-"), (None, "7-"));
        assert_eq!(default_id("02-names.quiz.toml"), "names");
        assert_eq!(default_id("01-hello.md"), "hello");
        assert_eq!(default_id("03-sum-two"), "sum-two");
    }

    #[test]
    fn items_are_found_and_ordered_by_number() {
        let mut tree = CourseTree::new();
        for path in [
            "01-a/module.toml",
            "01-a/10-z.md",
            "01-a/9-y.md",
            "01-a/README.md",
            "01-a/notes.txt",
            "01-a/02-q.quiz.toml",
            "01-a/extra/assignment.toml",
            "01-a/images/a.png",
            "img/x.png",
            "10-c/x.md",
            "9-b/module.toml",
        ] {
            tree.insert(path, "", false);
        }
        let names: Vec<_> = items(&tree, "01-a")
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        assert_eq!(names, ["02-q.quiz.toml", "9-y.md", "10-z.md", "extra"]);
        assert_eq!(modules(&tree), ["01-a", "9-b", "10-c"]);
    }
}
