//! Finding which example solves which learner file.
//!
//! A track lists learner files and examples separately. Most exercises have
//! one of each; others have several, and examples only for some of them: a
//! header that need not change, a manifest named `Cargo-example.toml`. A
//! learner file without an example is its own solution.

/// For each learner file, the example that solves it; examples nobody needs
/// come second.
pub(super) fn pair<'a>(
    learner: &'a [String],
    examples: &'a [String],
) -> (Vec<(&'a str, Option<&'a str>)>, Vec<&'a str>) {
    let mut free: Vec<&str> = examples.iter().map(String::as_str).collect();
    let mut pairs: Vec<(&str, Option<&str>)> = learner
        .iter()
        .map(|file| {
            (
                file.as_str(),
                take(&mut free, |example| same_name(file, example)),
            )
        })
        .collect();
    for (file, found) in &mut pairs {
        if found.is_none() {
            *found = take(&mut free, |example| extension(file) == extension(example));
        }
    }
    if let ([(_, found @ None)], [_]) = (pairs.as_mut_slice(), free.as_slice()) {
        *found = free.pop();
    }
    (pairs, free)
}

fn take<'a>(free: &mut Vec<&'a str>, wanted: impl Fn(&str) -> bool) -> Option<&'a str> {
    let at = free.iter().position(|example| wanted(example))?;
    Some(free.remove(at))
}

/// `Cargo.toml` and `.meta/Cargo-example.toml`, `a/b.py` and `.meta/b.py`.
fn same_name(file: &str, example: &str) -> bool {
    let plain = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
        name.replace("-example", "")
            .replace("_example", "")
            .replace("-exemplar", "")
    };
    plain(file) == plain(example)
}

fn extension(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(learner: &[&str], examples: &[&str]) -> (Vec<(String, Option<String>)>, usize) {
        let own = |list: &[&str]| {
            list.iter()
                .map(|text| (*text).to_owned())
                .collect::<Vec<_>>()
        };
        let (learner, examples) = (own(learner), own(examples));
        let (pairs, free) = pair(&learner, &examples);
        let pairs = pairs
            .into_iter()
            .map(|(a, b)| (a.to_owned(), b.map(str::to_owned)))
            .collect();
        (pairs, free.len())
    }

    fn some(file: &str, example: &str) -> (String, Option<String>) {
        (file.to_owned(), Some(example.to_owned()))
    }

    #[test]
    fn examples_find_their_files() {
        assert_eq!(
            pairs(
                &["src/lib.rs", "Cargo.toml"],
                &[".meta/example.rs", ".meta/Cargo-example.toml"]
            ),
            (
                vec![
                    some("src/lib.rs", ".meta/example.rs"),
                    some("Cargo.toml", ".meta/Cargo-example.toml")
                ],
                0
            )
        );
        assert_eq!(
            pairs(&["a.c", "a.h"], &[".meta/example.c"]),
            (
                vec![some("a.c", ".meta/example.c"), ("a.h".to_owned(), None)],
                0
            )
        );
        assert_eq!(
            pairs(&["leap.js"], &[".meta/proof.ci.js"]),
            (vec![some("leap.js", ".meta/proof.ci.js")], 0)
        );
        // The name decides before the ending does.
        assert_eq!(
            pairs(&["a.py", "b.py"], &[".meta/b.py", ".meta/a.py"]),
            (
                vec![some("a.py", ".meta/a.py"), some("b.py", ".meta/b.py")],
                0
            )
        );
        // One file and one example belong together whatever they are called.
        assert_eq!(
            pairs(&["a.sql"], &[".meta/example"]),
            (vec![some("a.sql", ".meta/example")], 0)
        );
        assert_eq!(pairs(&["a.sh"], &[".meta/x.sh", ".meta/y.sh"]).1, 1);
        assert_eq!(pairs(&["a.sh"], &[]), (vec![("a.sh".to_owned(), None)], 0));
    }
}
