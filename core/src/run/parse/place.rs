//! Finds where in the learner's or the course's files a failure is.

use std::sync::LazyLock;

use regex::Regex;

use crate::run::report::Location;

/// Each has a group `file` and a group `line`; the earlier ones are surer.
const PATTERNS: [&str; 6] = [
    // bats
    r"\(in test file (?P<file>[^,\n]+), line (?P<line>\d+)\)",
    // Rust's panics
    r"panicked at (?:'[^\n]*', )?(?P<file>[^\s:']+):(?P<line>\d+):\d+",
    // pytest's last line
    r"(?m)^(?P<file>[^\s:<>]+\.py):(?P<line>\d+): ",
    // Python's tracebacks and syntax errors
    r#"File "(?P<file>[^"\n<]+)", line (?P<line>\d+)"#,
    // Perl
    r"at (?P<file>\S+) line (?P<line>\d+)\.",
    // JavaScript's and Java's stack frames, compilers
    r"(?P<file>[^\s:()]+\.[a-z]{1,5}):(?P<line>\d+)(?::\d+)?\b",
];

static COMPILED: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    PATTERNS
        .iter()
        .filter_map(|pattern| Regex::new(pattern).ok())
        .collect()
});

/// The last place in `text`, in the first pattern that finds any, that is below
/// the run folder (paths are already relative there). Python and Rust name the
/// innermost frame last; the others are stacks with the innermost first.
pub(super) fn find(text: &str) -> Option<Location> {
    COMPILED.iter().enumerate().find_map(|(index, pattern)| {
        let mut found = pattern.captures_iter(text).filter_map(|captures| {
            let file = captures.name("file")?.as_str();
            let line = captures.name("line")?.as_str().parse().ok()?;
            is_local(file).then(|| Location {
                file: file.to_owned(),
                line: Some(line),
            })
        });
        if index == 3 {
            found.last()
        } else {
            found.next()
        }
    })
}

/// Whether a path is one of the run's own files rather than the language's.
fn is_local(file: &str) -> bool {
    const FOREIGN: [&str; 5] = [
        "node_modules",
        "site-packages",
        "node:",
        "internal/",
        "rustlib",
    ];
    !file.starts_with('/') && !FOREIGN.iter().any(|part| file.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_every_framework_are_found() {
        assert_eq!(COMPILED.len(), PATTERNS.len());
        for (text, file, line) in [
            (
                "(in test file shop.bats, line 13)\n  `false' failed",
                "shop.bats",
                13,
            ),
            (
                "thread 'a' (12) panicked at src/lib.rs:38:9:\nno",
                "src/lib.rs",
                38,
            ),
            (
                "thread 'a' panicked at 'no', src/lib.rs:38:9",
                "src/lib.rs",
                38,
            ),
            (
                "E   assert\n\ntest_shop.py:18: AssertionError",
                "test_shop.py",
                18,
            ),
            (
                "  File \"t.py\", line 3, in f\n  File \"shop.py\", line 9, in g",
                "shop.py",
                9,
            ),
            ("#   at shop.t line 9.", "shop.t", 9),
            (
                "    at new Promise (/usr/lib/node_modules/a.js:1:2)\n    at x (shop.test.js:10:20)",
                "shop.test.js",
                10,
            ),
            (
                "    at T.<anonymous> (shop.test.mjs:13:10)\n    at node:internal/test.js:1:2",
                "shop.test.mjs",
                13,
            ),
            ("\tat ShopTest.price(ShopTest.java:7)", "ShopTest.java", 7),
        ] {
            assert_eq!(
                find(text),
                Some(Location {
                    file: file.to_owned(),
                    line: Some(line)
                }),
                "{text}"
            );
        }
        assert_eq!(find("just a sentence, 3:4"), None);
        assert_eq!(find("at /usr/lib/python3/x.py:3"), None);
    }
}
