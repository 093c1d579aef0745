use proptest::prelude::*;

use super::write_course;
use crate::course::model::*;
use crate::course::parse;
use crate::course::tree::CourseTree;
use crate::ids::ItemId;

mod models;

use models::{course, quiz};

/// The files that the described course has besides its descriptions.
fn files(course: &Course) -> CourseTree {
    let mut tree = CourseTree::new();
    for (_, item) in course.items() {
        let Some(assignment) = item.assignment() else {
            continue;
        };
        tree.insert(format!("{}/starter/main.x", item.path), "", false);
        tree.insert(format!("{}/tests/setup.sql", item.path), "", false);
        if assignment.has_solution {
            tree.insert(format!("{}/solution/main.x", item.path), "", false);
        }
    }
    tree
}

/// The same without what writing decides: the lines of front matter.
fn settled(mut course: Course) -> Course {
    for item in course
        .modules
        .iter_mut()
        .flat_map(|module| &mut module.items)
    {
        if let ItemBody::Material(material) = &mut item.body {
            material.front_matter_lines = 0;
        }
    }
    course
}

fn reread(course: &Course, tree: &mut CourseTree) -> Course {
    write_course(course, tree);
    let parsed = parse(tree);
    let errors: Vec<String> = parsed
        .diagnostics
        .iter()
        .filter(|d| d.severity == crate::course::diagnostics::Severity::Error)
        .map(ToString::to_string)
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    settled(parsed.course.unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_is_written_reads_back_as_the_same_course(course in course()) {
        let mut tree = files(&course);
        prop_assert_eq!(reread(&course, &mut tree), course.clone());
        // Writing again changes nothing.
        let before = tree.clone();
        write_course(&course, &mut tree);
        prop_assert_eq!(tree, before);
    }

    #[test]
    fn a_withheld_quiz_reads_back_and_tells_nothing(quiz in quiz()) {
        let mut quiz = Quiz { graded: true, ..quiz };
        quiz.questions.iter_mut().for_each(Question::withhold);
        let minutes = quiz.minutes;
        let points = quiz.questions.iter().map(|q| q.points).sum();
        let item = Item {
            id: ItemId::new("q").unwrap(), path: "01-m/01-q.quiz.toml".to_owned(), title: "Q".to_owned(), minutes,
            tags: Vec::new(), difficulty: Difficulty::Beginner, points, hidden: false, body: ItemBody::Quiz(quiz),
        };
        let text = super::quiz(&item, Difficulty::Beginner).unwrap();
        for secret in ["correct", "answer", "gaps", "why", "explanation", "tolerance"] {
            prop_assert!(!text.lines().any(|line| line.starts_with(secret)), "{}", text);
        }
        let mut tree = CourseTree::new();
        tree.insert("course.toml", "id='d'\ntitle='D'\nversion='1.0.0'\nlanguage='x'\nlicense='MIT'\n", false);
        tree.insert("01-m/module.toml", "title='M'\n", false);
        tree.insert(item.path.clone(), text, false);
        let parsed = parse(&tree);
        prop_assert_eq!(&parsed.diagnostics, &Vec::new());
        let course = parsed.course.unwrap();
        prop_assert_eq!(course.items().next().unwrap().1, &item);
    }
}

#[test]
fn files_are_written_as_people_write_them() {
    let mut tree = CourseTree::new();
    tree.insert(
        "course.toml",
        "id='d'\ntitle='D'\nversion='1.0.0'\nlanguage='x'\nlicense='MIT'\n",
        false,
    );
    tree.insert("01-m/module.toml", "title='M'\n", false);
    tree.insert(
        "01-m/01-hi.md",
        "+++\nkind = 'example'\ntitle='Hi'\n+++\n\nText.\n",
        false,
    );
    tree.insert(
        "01-m/02-sum/assignment.toml",
        "learner=['a.py']\ntitle='Sum'\nrunner='python'\ncheck=[{name='adds',stdout={numbers=[5]},stdin=\"2\\n3\\n\"}]\n",
        false,
    );
    tree.insert("01-m/02-sum/starter/a.py", "", false);
    let course = parse(&tree).course.unwrap();
    write_course(&course, &mut tree);
    let read = |path: &str| String::from_utf8(tree.get(path).unwrap().bytes.clone()).unwrap();
    assert_eq!(
        read("01-m/01-hi.md"),
        "+++\ntitle = \"Hi\"\nkind = \"example\"\n+++\n\nText.\n"
    );
    assert_eq!(
        read("01-m/02-sum/assignment.toml"),
        "title = \"Sum\"\nlearner = [\"a.py\"]\nrunner = \"python\"\n\n[[check]]\nname = \"adds\"\nstdin = \"\"\"\n2\n3\n\"\"\"\nstdout = { numbers = [5] }\n"
    );
}
