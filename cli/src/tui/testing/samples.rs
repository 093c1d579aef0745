//! View models to draw: a learner in the middle of a small course.

use codezest_core::course::model::{Choice, Difficulty, ItemKind, Question, QuestionKind};
use codezest_core::learning::progress::ItemStatus;
use codezest_core::run::report::{
    Captured, Isolation, Outcome, RunReport, TestCase, TestStatus, Usage,
};

use crate::learn::review::{Asks, DueCard};
use crate::views::assignment::{AssignmentView, LearnerFile};
use crate::views::home::{LevelView, NextView, Queue, Status, StreakView};
use crate::views::list::{Catalogue, CourseLine, ItemLine, ModuleLine};

/// An item of the course `sql`.
pub fn item(number: u32, kind: ItemKind, id: &str, title: &str, status: ItemStatus) -> ItemLine {
    ItemLine {
        id: id.to_owned(),
        name: format!("sql/{id}"),
        number,
        kind,
        title: title.to_owned(),
        language: "sql".to_owned(),
        course: "sql".to_owned(),
        module: if number <= 3 { "rows" } else { "groups" }.to_owned(),
        difficulty: Difficulty::Beginner,
        status,
        points: 10,
        hidden: false,
    }
}

/// The items of the course.
pub fn items() -> Vec<ItemLine> {
    use ItemKind::{Assignment, Material, Quiz};
    use ItemStatus::{Completed, New, Passed, Started};
    vec![
        item(1, Material, "shed", "Meet the shed", Completed),
        item(2, Assignment, "first-answer", "Your first answer", Passed),
        item(3, Quiz, "rows-quiz", "What do you know of rows?", Started),
        item(4, Material, "groups", "Counting in groups: 数える", New),
        item(5, Assignment, "long-trips", "Tools that travel far", New),
    ]
}

/// The course, and one that was not begun.
pub fn courses() -> Vec<CourseLine> {
    let module = |id: &str, title: &str, done, total| ModuleLine {
        id: id.to_owned(),
        title: title.to_owned(),
        done,
        total,
    };
    let course = |id: &str, title: &str, language: &str, modules: Vec<ModuleLine>| CourseLine {
        id: id.to_owned(),
        title: title.to_owned(),
        language: language.to_owned(),
        version: "1.0.0".to_owned(),
        done: modules.iter().map(|module| module.done).sum(),
        total: modules.iter().map(|module| module.total).sum(),
        percent: 40,
        modules,
    };
    vec![
        course(
            "sql",
            "SQL: First Steps",
            "sql",
            vec![
                module("rows", "Rows", 2, 3),
                module("groups", "Groups", 0, 2),
            ],
        ),
        course("python", "Python: first steps", "python", Vec::new()),
    ]
}

/// Everything that can be learnt.
pub fn catalogue() -> Catalogue {
    Catalogue {
        schema_version: 1,
        courses: courses(),
        items: items(),
    }
}

/// Where the learner is.
pub fn status() -> Status {
    let next = items().into_iter().nth(2).unwrap();
    Status {
        schema_version: 1,
        courses: courses(),
        streak: StreakView {
            current: 3,
            longest: 8,
            freezes: 1,
            today: false,
        },
        level: LevelView {
            level: 2,
            points: 150,
            begins_at: 100,
            next_at: 300,
        },
        current: Some(next.clone()),
        next: Some(NextView {
            command: format!("codezest quiz {}", next.name),
            item: next,
        }),
        due: 2,
        queue: Queue {
            pending: 1,
            oldest: None,
        },
        account: None,
        server: None,
        last_sync: None,
    }
}

/// Where somebody is who has just installed it.
pub fn first_time() -> Status {
    let mut courses = courses();
    for course in &mut courses {
        course.done = 0;
    }
    let mut next = items().into_iter().next().unwrap();
    next.status = ItemStatus::New;
    Status {
        courses,
        current: None,
        next: Some(NextView {
            command: format!("codezest show {}", next.name),
            item: next,
        }),
        due: 0,
        queue: Queue {
            pending: 0,
            oldest: None,
        },
        streak: StreakView {
            current: 0,
            longest: 0,
            freezes: 0,
            today: false,
        },
        level: LevelView {
            level: 1,
            points: 0,
            begins_at: 0,
            next_at: 100,
        },
        ..status()
    }
}

/// An assignment that was not begun.
pub fn assignment() -> AssignmentView {
    let mut item = items().into_iter().nth(4).unwrap();
    item.status = ItemStatus::New;
    AssignmentView {
        item,
        course_title: "SQL: First Steps".to_owned(),
        markdown: "A visitor asks which tools travel far.\n\n> [!TIP]\n> `order by` sorts.\n\n\
                   ## Your task\n\nShow the `name` of every tool, the farthest first.\n"
            .to_owned(),
        files: vec![LearnerFile {
            path: "trips.sql".to_owned(),
            text: Some("-- Which tools travel far?\nselect name from tools;\n".to_owned()),
        }],
        folder: "~/codezest/sql/long-trips".to_owned(),
        started: false,
        hints: (0, 2),
        solution: false,
        sql: true,
        last: None,
        next: None,
    }
}

/// A run in which one of two tests failed.
pub fn failed_run() -> RunReport {
    let mut failing = TestCase::new("the farthest comes first", TestStatus::Fail);
    failing.message = Some("The rows are right, but in another order.".to_owned());
    failing.expected = Some("Saw\nDrill\n".to_owned());
    failing.actual = Some("Drill\nSaw\n".to_owned());
    RunReport {
        outcome: Outcome::Failed,
        tests: vec![
            TestCase::new("every tool is there", TestStatus::Pass),
            failing,
        ],
        ..passed_run()
    }
}

/// A run in which everything passed.
pub fn passed_run() -> RunReport {
    RunReport {
        outcome: Outcome::Passed,
        detail: None,
        isolation: Isolation::Strong,
        build: None,
        tests: vec![
            TestCase::new("every tool is there", TestStatus::Pass),
            TestCase::new("the farthest comes first", TestStatus::Pass),
        ],
        stdout: Captured::default(),
        stderr: Captured::default(),
        usage: Usage {
            cpu_ms: 12,
            wall_ms: 20,
            max_rss_kib: 4_096,
        },
        notes: Vec::new(),
    }
}

fn entry(id: &str, title: &str, kind: ItemKind) -> crate::store::content::ItemEntry {
    crate::store::content::ItemEntry {
        course: "sql".parse().unwrap(),
        course_uid: codezest_core::ids::CourseUid::derive("id:sql"),
        course_version: "1.0.0".parse().unwrap(),
        module: "rows".parse().unwrap(),
        id: id.parse().unwrap(),
        number: 3,
        kind,
        title: title.to_owned(),
        path: format!("01-rows/{id}"),
        difficulty: Difficulty::Beginner,
        points: 10,
        hidden: false,
        tags: Vec::new(),
    }
}

/// A question that was missed.
pub fn question_card() -> DueCard {
    let choice = |id: &str, text: &str, correct| Choice {
        id: id.parse().unwrap(),
        text: text.to_owned(),
        correct,
        why: (!correct).then(|| "It names a **column**.".to_owned()),
    };
    let options = vec![
        choice("from", "`from`", true),
        choice("select", "`select`", false),
    ];
    let shown = options.iter().map(|option| option.id.clone()).collect();
    let question = Question {
        id: "table-word".parse().unwrap(),
        text: "Which word names the *table*?".to_owned(),
        points: 1,
        explanation: "Rows come `from` a table.".to_owned(),
        withheld: false,
        kind: QuestionKind::Single { options },
    };
    let asks = Asks::Question {
        question: Box::new(question),
        options: shown,
    };
    let quiz = entry("rows-quiz", "What do you know of rows?", ItemKind::Quiz);
    DueCard::sample(quiz, asks, "2026-03-02".parse().unwrap())
}

/// An assignment that failed at first.
pub fn assignment_card() -> DueCard {
    let asks = Asks::Assignment {
        begins: "A visitor asks which tools travel far.".to_owned(),
        has_solution: true,
    };
    let item = entry("long-trips", "Tools that travel far", ItemKind::Assignment);
    DueCard::sample(item, asks, "2026-03-02".parse().unwrap())
}
