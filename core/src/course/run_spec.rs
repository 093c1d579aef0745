//! From the course's files and the learner's to what is run.
//!
//! The **run folder** holds, later over earlier: what else the learner has in
//! the working folder, the learner's files, and the course's files. So a
//! learner may add files, and can never replace a test.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Assignment, Course, Item, RunnerKind};
use super::tree::{CourseTree, TreeFile, check_path};
use crate::ids::ItemId;
use crate::run::spec::{Judge, RunFile, RunSpec};

/// Why there is nothing to run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RunSpecError {
    /// No such item.
    #[error("the course has no item `{0}`")]
    NoSuchItem(ItemId),
    /// A material or a quiz.
    #[error("`{0}` is a {1}, not an assignment")]
    NotAnAssignment(ItemId, &'static str),
    /// No checks, no test command, no language runner.
    #[error("nothing judges `{0}`: it has no checks, no test command and no runner")]
    NoJudge(ItemId),
}

/// What narrows or extends one run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunOptions {
    /// Only tests whose name contains this text.
    pub only: Option<String>,
    /// More arguments for the test command.
    pub extra_args: Vec<String>,
}

/// The specification of a run of `item` with the files of the learner's
/// working folder.
///
/// # Errors
/// There is no such assignment, or nothing judges it.
pub fn run_spec(
    course: &Course,
    tree: &CourseTree,
    item: &ItemId,
    learner_files: Vec<RunFile>,
    options: RunOptions,
) -> Result<RunSpec, RunSpecError> {
    let (_, found) = course
        .item(item)
        .ok_or_else(|| RunSpecError::NoSuchItem(item.clone()))?;
    let assignment = found
        .assignment()
        .ok_or_else(|| RunSpecError::NotAnAssignment(item.clone(), found.kind().as_str()))?;
    Ok(RunSpec {
        item: format!("{}/{item}", course.id),
        course: course.uid.to_string(),
        files: run_folder(tree, found, assignment, learner_files),
        learner: assignment.learner.clone(),
        runner: assignment.runner,
        run: assignment.run.clone().or_else(|| default_run(assignment)),
        judge: judge(assignment).ok_or_else(|| RunSpecError::NoJudge(item.clone()))?,
        env: assignment.env.clone(),
        limits: assignment.limits.clone(),
        only: options.only,
        extra_args: options.extra_args,
    })
}

/// The program that a language runner starts when the assignment does not say.
fn default_run(assignment: &Assignment) -> Option<Vec<String>> {
    let first = assignment.learner.first()?.as_str();
    let words: &[&str] = match assignment.runner? {
        RunnerKind::Python => &["python3", first],
        RunnerKind::Javascript => &["node", first],
        RunnerKind::Bash => &["bash", first],
        // The runner builds these and starts what came out.
        RunnerKind::Rust | RunnerKind::C | RunnerKind::Sql => return None,
    };
    Some(words.iter().map(ToString::to_string).collect())
}

/// Checks before a test command before the runner's test framework.
fn judge(assignment: &Assignment) -> Option<Judge> {
    if !assignment.checks.is_empty() {
        return Some(Judge::Checks {
            checks: assignment.checks.clone(),
            sql_setup: assignment.sql_setup.clone(),
        });
    }
    if let Some(command) = &assignment.test {
        return Some(Judge::Command {
            command: command.clone(),
            report: assignment.report,
            report_file: assignment.report_file.clone(),
        });
    }
    assignment.runner.map(|runner| Judge::Framework {
        runner,
        framework: assignment.framework,
    })
}

fn run_folder(
    tree: &CourseTree,
    item: &Item,
    assignment: &Assignment,
    learner_files: Vec<RunFile>,
) -> Vec<RunFile> {
    let course = course_files(tree, item);
    let reserved: BTreeSet<String> = course.iter().map(|file| file.path.to_lowercase()).collect();
    let mut files: BTreeMap<String, RunFile> = BTreeMap::new();
    for file in learner_files {
        let own = assignment.learner.contains(&file.path);
        let allowed = own || !(is_course_place(&file.path) || clashes(&file.path, &reserved));
        if allowed && check_path(&file.path).is_ok() {
            files.insert(file.path.clone(), file);
        }
    }
    files.extend(course.into_iter().map(|file| (file.path.clone(), file)));
    files.into_values().collect()
}

/// Places of the working folder that a learner's extra files stay out of.
fn is_course_place(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or("").to_lowercase();
    first == "tests" || first == ".codezest"
}

/// Whether a path is a course file in another spelling, a folder of one, or
/// below one.
fn clashes(path: &str, reserved: &BTreeSet<String>) -> bool {
    let path = path.to_lowercase();
    let above = path.match_indices('/').filter_map(|(at, _)| path.get(..at));
    let folder = format!("{path}/");
    reserved.contains(&path)
        || above.into_iter().any(|above| reserved.contains(above))
        || reserved
            .range(folder.clone()..)
            .next()
            .is_some_and(|next| next.starts_with(&folder))
}

/// What the learner's working folder begins as: `starter/`, `tests/` as the
/// folder `tests`, and the instructions.
#[must_use]
pub fn starter_files(tree: &CourseTree, item: &Item) -> Vec<RunFile> {
    let mut files = below(tree, &item.path, "starter", "");
    files.extend(below(tree, &item.path, "tests", "tests/"));
    if let Some(readme) = tree.get(&format!("{}/README.md", item.path)) {
        files.retain(|file| file.path != "README.md");
        files.push(run_file("README.md".to_owned(), readme));
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The files of the run folder that belong to the course: everything of
/// `starter/` that is not the learner's, and `tests/`.
#[must_use]
pub fn course_files(tree: &CourseTree, item: &Item) -> Vec<RunFile> {
    let learner = item
        .assignment()
        .map(|assignment| assignment.learner.as_slice())
        .unwrap_or_default();
    let mut files = below(tree, &item.path, "starter", "");
    files.retain(|file| !learner.contains(&file.path) && !is_course_place(&file.path));
    files.extend(below(tree, &item.path, "tests", "tests/"));
    files
}

/// The reference solution, without the explanation beside it.
#[must_use]
pub fn solution_files(tree: &CourseTree, item: &Item) -> Vec<RunFile> {
    let mut files = below(tree, &item.path, "solution", "");
    files.retain(|file| file.path != "README.md");
    files
}

/// The learner's files as the course begins them.
#[must_use]
pub fn learner_starter_files(tree: &CourseTree, item: &Item) -> Vec<RunFile> {
    let learner = item
        .assignment()
        .map(|assignment| assignment.learner.as_slice())
        .unwrap_or_default();
    let mut files = below(tree, &item.path, "starter", "");
    files.retain(|file| learner.contains(&file.path));
    files
}

fn below(tree: &CourseTree, item: &str, folder: &str, prefix: &str) -> Vec<RunFile> {
    let files = tree.below(&format!("{item}/{folder}"));
    files
        .map(|(path, file)| run_file(format!("{prefix}{path}"), file))
        .collect()
}

fn run_file(path: String, file: &TreeFile) -> RunFile {
    RunFile {
        path,
        bytes: file.bytes.clone(),
        executable: file.executable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> CourseTree {
        let mut tree = CourseTree::new();
        for (path, text) in [
            (
                "course.toml",
                "id='c'\ntitle='C'\nversion='1.0.0'\nlanguage='python'\nlicense='MIT'\n",
            ),
            ("01-m/module.toml", "title='M'\n"),
            (
                "01-m/01-a/assignment.toml",
                "title='A'\nlearner=['a.py']\nrunner='python'\n",
            ),
            ("01-m/01-a/README.md", "do it\n"),
            ("01-m/01-a/starter/a.py", "starter\n"),
            ("01-m/01-a/starter/lib/help.py", "course\n"),
            ("01-m/01-a/tests/test_a.py", "test\n"),
            ("01-m/01-a/solution/a.py", "solved\n"),
            ("01-m/01-a/solution/README.md", "why\n"),
            ("01-m/02-b.md", "+++\ntitle='B'\n+++\n"),
        ] {
            tree.insert(path, text, false);
        }
        tree
    }

    fn file(path: &str) -> RunFile {
        RunFile {
            path: path.to_owned(),
            bytes: b"mine".to_vec(),
            executable: false,
        }
    }

    fn names(files: &[RunFile]) -> Vec<&str> {
        files.iter().map(|file| file.path.as_str()).collect()
    }

    #[test]
    fn a_learner_adds_files_and_never_replaces_the_courses() {
        let tree = tree();
        let course = crate::course::parse(&tree).course.unwrap();
        let mine = [
            "a.py",
            "extra.py",
            "lib/help.py",
            "LIB/Help.py",
            "lib",
            "lib/help.py/x",
            "lib/mine.py",
            "tests/test_a.py",
            "Tests/conftest.py",
            ".codezest/item.toml",
            "../out",
            "tests",
        ];
        let spec = run_spec(
            &course,
            &tree,
            &ItemId::new("a").unwrap(),
            mine.iter().map(|path| file(path)).collect(),
            RunOptions::default(),
        )
        .unwrap();
        assert_eq!(
            names(&spec.files),
            [
                "a.py",
                "extra.py",
                "lib/help.py",
                "lib/mine.py",
                "tests/test_a.py"
            ]
        );
        let bytes: Vec<&[u8]> = spec
            .files
            .iter()
            .map(|file| file.bytes.as_slice())
            .collect();
        assert_eq!(
            bytes,
            [&b"mine"[..], b"mine", b"course\n", b"mine", b"test\n"]
        );
        assert_eq!(spec.item, "c/a");
        assert_eq!(spec.run.unwrap(), ["python3", "a.py"]);
        assert!(matches!(
            spec.judge,
            Judge::Framework {
                runner: RunnerKind::Python,
                ..
            }
        ));
    }

    #[test]
    fn folders_begin_and_end_as_the_course_says() {
        let tree = tree();
        let course = crate::course::parse(&tree).course.unwrap();
        let (_, item) = course.item(&ItemId::new("a").unwrap()).unwrap();
        assert_eq!(
            names(&starter_files(&tree, item)),
            ["README.md", "a.py", "lib/help.py", "tests/test_a.py"]
        );
        assert_eq!(names(&solution_files(&tree, item)), ["a.py"]);
        assert_eq!(names(&learner_starter_files(&tree, item)), ["a.py"]);
        let run = |id: &str| {
            run_spec(
                &course,
                &tree,
                &ItemId::new(id).unwrap(),
                Vec::new(),
                RunOptions::default(),
            )
        };
        assert!(matches!(run("b"), Err(RunSpecError::NotAnAssignment(..))));
        assert!(matches!(run("zz"), Err(RunSpecError::NoSuchItem(_))));
    }
}
