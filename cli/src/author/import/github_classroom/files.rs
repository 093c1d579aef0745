//! Which files of a repository the learner writes, and which are the course's.

/// Whose file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// The learner's.
    Learner,
    /// The course's: tests, and what builds and configures.
    Course,
    /// The instructions.
    Instructions,
    /// About the repository; no part of the assignment.
    Nobody,
}

/// Files that build and configure.
const CONFIGURATION: [&str; 20] = [
    "makefile",
    "cmakelists.txt",
    "cargo.toml",
    "cargo.lock",
    "package.json",
    "package-lock.json",
    "yarn.lock",
    "tsconfig.json",
    "pyproject.toml",
    "requirements.txt",
    "setup.py",
    "setup.cfg",
    "pytest.ini",
    "tox.ini",
    "conftest.py",
    "pom.xml",
    "build.gradle",
    "settings.gradle",
    "go.mod",
    "go.sum",
];

/// Extensions of sources, and their language.
const LANGUAGES: [(&str, &str); 19] = [
    ("py", "python"),
    ("rs", "rust"),
    ("js", "javascript"),
    ("mjs", "javascript"),
    ("ts", "typescript"),
    ("c", "c"),
    ("h", "c"),
    ("cpp", "cpp"),
    ("cc", "cpp"),
    ("hpp", "cpp"),
    ("java", "java"),
    ("sh", "bash"),
    ("sql", "sql"),
    ("go", "go"),
    ("rb", "ruby"),
    ("hs", "haskell"),
    ("cs", "csharp"),
    ("kt", "kotlin"),
    ("swift", "swift"),
];

/// Whose file `path` is, by its name.
pub(super) fn owner(path: &str) -> Owner {
    let lower = path.to_ascii_lowercase();
    let name = lower.rsplit('/').next().unwrap_or(&lower);
    if lower == "readme.md" {
        return Owner::Instructions;
    }
    if lower.starts_with('.')
        || crate::author::import::is_about_the_source(path)
        || name == "classroom_roster.csv"
    {
        return Owner::Nobody;
    }
    if CONFIGURATION.contains(&name) || is_test(&lower, name) {
        Owner::Course
    } else {
        Owner::Learner
    }
}

fn is_test(path: &str, name: &str) -> bool {
    let folder = path
        .split('/')
        .rev()
        .skip(1)
        .any(|part| ["test", "tests", "spec", "__tests__"].contains(&part));
    let stem = name.split('.').next().unwrap_or(name);
    let words = ["test_", "tests_"]
        .iter()
        .any(|start| stem.starts_with(start))
        || ["_test", "_tests", "_spec"]
            .iter()
            .any(|end| stem.ends_with(end))
        || [".test.", ".spec.", ".bats"]
            .iter()
            .any(|mark| name.contains(mark))
        || stem == "test"
        || stem == "tests"
        || (name.ends_with(".java") && stem.ends_with("test"));
    folder || words
}

/// The language that most of the files are in.
pub(super) fn language<'a>(paths: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let languages: Vec<&str> = paths
        .filter_map(|path| path.rsplit_once('.'))
        .filter_map(|(_, end)| {
            LANGUAGES
                .iter()
                .find(|(known, _)| *known == end)
                .map(|(_, language)| *language)
        })
        .collect();
    LANGUAGES
        .iter()
        .map(|(_, language)| *language)
        .max_by_key(|language| {
            (
                languages.iter().filter(|found| *found == language).count(),
                std::cmp::Reverse(*language),
            )
        })
        .filter(|language| languages.contains(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_whose_a_file_is() {
        for (path, expected) in [
            ("hello.py", Owner::Learner),
            ("src/main.rs", Owner::Learner),
            ("data.csv", Owner::Learner),
            ("latest.py", Owner::Learner),
            ("hello_test.py", Owner::Course),
            ("test_hello.py", Owner::Course),
            ("src/app.test.js", Owner::Course),
            ("tests/data.txt", Owner::Course),
            ("src/test/java/AppTest.java", Owner::Course),
            ("Makefile", Owner::Course),
            ("package.json", Owner::Course),
            ("README.md", Owner::Instructions),
            (".github/workflows/x.yml", Owner::Nobody),
            (".gitignore", Owner::Nobody),
            ("LICENSE", Owner::Nobody),
            ("classroom_roster.csv", Owner::Nobody),
        ] {
            assert_eq!(owner(path), expected, "{path}");
        }
        assert_eq!(
            language(["a.py", "b.py", "c.sh"].into_iter()),
            Some("python")
        );
        assert_eq!(language(["a.xyz", "Makefile"].into_iter()), None);
    }
}
