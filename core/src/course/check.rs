//! Advice on a course that can be read: the part of `codezest course check`
//! that runs nothing.

use super::diagnostics::{Code, Diagnostic, Place, Sink, did_you_mean};
use super::model::{Assignment, Course, Item, ItemBody, RunnerKind, SolutionRule};
use super::tree::CourseTree;

/// Hints that an assignment should have at least.
const HINTS: u32 = 2;

/// Looks over a course. `previous` is the version that learners have now.
#[must_use]
pub fn check(course: &Course, tree: &CourseTree, previous: Option<&Course>) -> Vec<Diagnostic> {
    let sink = Sink::default();
    if let Some(previous) = previous {
        vanished(course, previous, &sink);
    }
    for module in course
        .modules
        .iter()
        .filter(|module| module.items.is_empty())
    {
        sink.warn(
            Code::Incomplete,
            Place::file(&module.path),
            "the module has no items",
            None,
        );
    }
    for (_, item) in course.items() {
        match &item.body {
            ItemBody::Material(_) => material(item, tree, &sink),
            ItemBody::Assignment(assignment) => {
                self::assignment(course, item, assignment, tree, &sink)
            }
            ItemBody::Quiz(_) => {}
        }
    }
    sink.into_sorted()
}

/// Learners' progress hangs on ids and on the uid.
fn vanished(course: &Course, previous: &Course, sink: &Sink) {
    let place = || Place::file("course.toml");
    if course.uid != previous.uid {
        let hint = format!("put `uid = \"{}\"` back", previous.uid);
        let message = "the `uid` is another one than before: learners would begin anew";
        sink.warn(Code::VanishedId, place(), message, Some(hint));
    }
    if course.version <= previous.version {
        let message = format!(
            "the version {} is not above the previous {}",
            course.version, previous.version
        );
        sink.warn(Code::BadValue, place(), message, None);
    }
    let ids = || course.items().map(|(_, item)| item.id.as_str());
    for (_, old) in previous.items() {
        match course.item(&old.id) {
            None => {
                let message = format!(
                    "the item `{}` of version {} is gone, and progress in it no longer counts",
                    old.id, previous.version
                );
                let hint = did_you_mean(old.id.as_str(), ids())
                    .map(|near| format!("{near} If it was renamed, give it `id = \"{}\"`", old.id));
                sink.warn(Code::VanishedId, Place::file(&old.path), message, hint);
            }
            Some((_, new)) if new.kind() != old.kind() => {
                let message = format!(
                    "`{}` was a {} and is a {} now; give it a new id",
                    old.id,
                    old.kind().as_str(),
                    new.kind().as_str()
                );
                sink.warn(Code::VanishedId, Place::file(&new.path), message, None);
            }
            Some((_, new)) => questions(old, new, sink),
        }
    }
    for old in &previous.modules {
        if !course.modules.iter().any(|module| module.id == old.id) {
            sink.warn(
                Code::VanishedId,
                Place::file(&old.path),
                format!("the module `{}` is gone", old.id),
                None,
            );
        }
    }
}

fn questions(old: &Item, new: &Item, sink: &Sink) {
    let (Some(old), Some(quiz)) = (old.quiz(), new.quiz()) else {
        return;
    };
    for question in &old.questions {
        if !quiz.questions.iter().any(|other| other.id == question.id) {
            let message = format!(
                "the question `{}` of the previous version is gone",
                question.id
            );
            sink.note(Code::VanishedId, Place::file(&new.path), message, None);
        }
    }
}

fn material(item: &Item, tree: &CourseTree, sink: &Sink) {
    if super::markdown::body(&text(tree, &item.path))
        .trim()
        .is_empty()
    {
        sink.warn(
            Code::Incomplete,
            Place::file(&item.path),
            "the material has no text",
            None,
        );
    }
}

fn assignment(
    course: &Course,
    item: &Item,
    assignment: &Assignment,
    tree: &CourseTree,
    sink: &Sink,
) {
    let readme = format!("{}/README.md", item.path);
    if text(tree, &readme).trim().is_empty() {
        sink.warn(
            Code::Incomplete,
            Place::file(readme),
            "the assignment has no instructions",
            None,
        );
    }
    let place = || Place::file(format!("{}/assignment.toml", item.path));
    if !assignment.has_solution {
        let hint = Some("add `solution/` with the learner's files solved".to_owned());
        sink.warn(
            Code::Incomplete,
            place(),
            "no solution proves that the assignment can be solved",
            hint,
        );
    } else if assignment.solution != SolutionRule::Never
        && tree
            .get(&format!("{}/solution/README.md", item.path))
            .is_none()
    {
        sink.note(
            Code::Incomplete,
            place(),
            "no solution/README.md explains the solution",
            None,
        );
    }
    if assignment.hints < HINTS {
        let message = format!(
            "the assignment has {} of the recommended {HINTS} hints",
            assignment.hints
        );
        sink.note(Code::Incomplete, place(), message, None);
    }
    if super::run_spec::course_files(tree, item).is_empty()
        && assignment.checks.is_empty()
        && assignment.test.is_none()
    {
        sink.warn(
            Code::Incomplete,
            place(),
            "the runner has no tests to run",
            Some("add `tests/` or `[[check]]`s".to_owned()),
        );
    }
    tools(course, assignment, place, sink);
}

/// The programs of which one must be declared, by language runner.
fn runner_tools(runner: RunnerKind) -> &'static [&'static str] {
    match runner {
        RunnerKind::Python => &["python3", "python"],
        RunnerKind::Rust => &["cargo", "rust", "rustc"],
        RunnerKind::Javascript => &["node"],
        RunnerKind::C => &["make", "gcc", "cc", "clang"],
        RunnerKind::Bash => &["bash", "bats"],
        RunnerKind::Sql => &[],
    }
}

fn tools(
    course: &Course,
    assignment: &Assignment,
    place: impl Fn() -> Place<'static>,
    sink: &Sink,
) {
    let declared = |names: &[&str]| {
        course
            .tools
            .iter()
            .any(|tool| names.contains(&tool.name.as_str()))
    };
    let undeclared = |name: &str| {
        let hint = format!("add `[[tool]]` with `name = \"{name}\"` to course.toml");
        let message = format!("the assignment needs `{name}`, which the course does not declare");
        sink.warn(Code::UndeclaredTool, place(), message, Some(hint));
    };
    let wanted = assignment.runner.map(runner_tools).unwrap_or_default();
    if let Some(first) = wanted.first()
        && !declared(wanted)
    {
        undeclared(first);
    }
    for command in [&assignment.run, &assignment.test].into_iter().flatten() {
        let Some(program) = command.first() else {
            continue;
        };
        // A program with a slash is a file of the assignment.
        let covered =
            wanted.contains(&program.as_str()) || program.contains('/') || program == "sh";
        if !covered && !declared(&[program.as_str()]) {
            undeclared(program);
        }
    }
}

fn text(tree: &CourseTree, path: &str) -> String {
    tree.get(path)
        .map(|file| String::from_utf8_lossy(&file.bytes).into_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::diagnostics::Severity;
    use crate::course::parse;

    const QUIZ: &str =
        "title='Q'\n[[question]]\nid='n'\nkind='numeric'\ntext='?'\nanswer=7\nexplanation='x'\n";

    fn tree() -> CourseTree {
        let mut tree = CourseTree::new();
        for (path, text) in [
            (
                "course.toml",
                "id='d'\ntitle='D'\nversion='1.0.0'\nlanguage='x'\nlicense='MIT'\ntool=[{name='python3'}]\n",
            ),
            ("01-m/module.toml", "title='M'\n"),
            (
                "01-m/01-a/assignment.toml",
                "title='A'\nlearner=['a.py']\nrunner='python'\n",
            ),
            ("01-m/01-a/README.md", "do\n"),
            ("01-m/01-a/starter/a.py", ""),
            ("01-m/01-a/tests/test_a.py", ""),
            ("01-m/01-a/solution/a.py", ""),
            ("01-m/01-a/solution/README.md", "so\n"),
            ("01-m/01-a/hints/1.md", "a\n"),
            ("01-m/01-a/hints/2.md", "b\n"),
            ("01-m/02-b.md", "+++\ntitle='B'\n+++\ntext\n"),
            ("01-m/03-q.quiz.toml", QUIZ),
        ] {
            tree.insert(path, text, false);
        }
        tree
    }

    fn advice(tree: &CourseTree, previous: Option<&Course>) -> Vec<String> {
        let course = parse(tree).course.unwrap();
        let found = check(&course, tree, previous);
        assert!(found.iter().all(|d| d.severity != Severity::Error));
        found.iter().map(ToString::to_string).collect()
    }

    #[track_caller]
    fn advises(path: &str, text: Option<&str>, words: &str) {
        let mut tree = tree();
        tree.remove(path).unwrap();
        if let Some(text) = text {
            tree.insert(path, text, false);
        }
        let found = advice(&tree, None);
        assert!(
            found.len() == 1 && found[0].contains(words),
            "{words} is not all of {found:#?}"
        );
    }

    #[test]
    fn what_learners_would_miss_is_named() {
        assert_eq!(advice(&tree(), None), Vec::<String>::new());
        advises("01-m/01-a/README.md", None, "no instructions");
        advises(
            "01-m/01-a/hints/2.md",
            None,
            "note: the assignment has 1 of the recommended 2 hints",
        );
        advises(
            "01-m/01-a/solution/README.md",
            None,
            "explains the solution",
        );
        advises("01-m/01-a/tests/test_a.py", None, "no tests to run");
        advises(
            "01-m/02-b.md",
            Some("+++\ntitle='B'\n+++\n \n"),
            "has no text",
        );
        let toml = "title='A'\nlearner=['a.py']\nrunner='rust'\n";
        advises("01-m/01-a/assignment.toml", Some(toml), "needs `cargo`");
        let toml = "title='A'\nlearner=['a.py']\nrunner='python'\nrun=['perl', 'a.py']\n";
        advises("01-m/01-a/assignment.toml", Some(toml), "needs `perl`");
    }

    #[test]
    fn ids_that_vanish_are_named() {
        let previous = parse(&tree()).course.unwrap();
        let mut next = tree();
        let file = next.remove("01-m/02-b.md").unwrap();
        next.insert("01-m/02-bb.md", file.bytes, false);
        next.insert(
            "01-m/03-q.quiz.toml",
            QUIZ.replace("id='n'", "id='m'"),
            false,
        );
        let found = advice(&next, Some(&previous)).join("\n");
        for words in [
            "not above the previous 1.0.0",
            "item `b` of version 1.0.0 is gone",
            "question `n`",
        ] {
            assert!(found.contains(words), "{words} is not in:\n{found}");
        }
        next.insert("course.toml", "id='d'\ntitle='D'\nversion='1.1.0'\nlanguage='x'\nlicense='MIT'\ntool=[{name='python3'}]\nuid='96457131-2add-4aea-9471-caa61f61fd78'\n", false);
        next.insert("01-m/02-b.md", "+++\ntitle='B'\n+++\ntext\n", false);
        let found = advice(&next, Some(&previous)).join("\n");
        assert!(
            found.contains("put `uid = ")
                && !found.contains("item `b`")
                && !found.contains("not above"),
            "{found}"
        );
    }
}
