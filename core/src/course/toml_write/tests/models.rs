//! Any course.

use proptest::prelude::*;

use super::super::numbered;
use crate::course::model::*;
use crate::ids::{CourseId, CourseUid, ItemId, ModuleId, OptionId, QuestionId};

/// A line that people read: no control characters, not blank.
fn line() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9 äß\"'\\\\#=.,-]{0,12}[a-z]"
}

/// A text of several lines.
fn text() -> impl Strategy<Value = String> {
    "[a-z \"'\\\\\n]{0,20}[a-z]\n?"
}

/// What programs read and write.
fn raw() -> impl Strategy<Value = String> {
    "(.|\n|\t|\r|\"){0,16}"
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![Just(3.0), Just(-0.5), -1e12..1e12_f64, Just(1e300)]
}

fn opt<T: std::fmt::Debug + Clone + 'static>(
    inner: impl Strategy<Value = T> + 'static,
) -> BoxedStrategy<Option<T>> {
    proptest::option::of(inner).boxed()
}

fn many<T: std::fmt::Debug + 'static>(
    inner: impl Strategy<Value = T> + 'static,
    most: usize,
) -> BoxedStrategy<Vec<T>> {
    proptest::collection::vec(inner, 0..=most).boxed()
}

fn some<T: std::fmt::Debug + 'static>(
    inner: impl Strategy<Value = T> + 'static,
    most: usize,
) -> BoxedStrategy<Vec<T>> {
    proptest::collection::vec(inner, 1..=most).boxed()
}

fn word<T: crate::course::words::Word + std::fmt::Debug>() -> impl Strategy<Value = T> {
    proptest::sample::select(T::WORDS.iter().map(|(_, value)| *value).collect::<Vec<_>>())
}

fn output_rule() -> impl Strategy<Value = OutputRule> {
    prop_oneof![
        raw().prop_map(OutputRule::Exact),
        some("[a-z\"\\\\]{1,5}", 3).prop_map(OutputRule::Contains),
        proptest::sample::select(vec![r"^\d+$", "it's \"x\"", "a|b"])
            .prop_map(|r| OutputRule::Regex(r.to_owned())),
        many(raw(), 3).prop_map(OutputRule::Lines),
        (some(number(), 3), prop_oneof![Just(0.0), Just(0.01)])
            .prop_map(|(numbers, tolerance)| OutputRule::Numbers { numbers, tolerance }),
    ]
}

fn program_check() -> impl Strategy<Value = CheckKind> {
    (
        many(raw(), 2),
        raw(),
        opt(output_rule()),
        opt(output_rule()),
        0..256,
    )
        .prop_map(|(args, stdin, stdout, stderr, exit)| {
            CheckKind::Program(ProgramCheck {
                args,
                stdin,
                stdout,
                stderr,
                exit,
            })
        })
}

fn sql_check() -> impl Strategy<Value = CheckKind> {
    let value = prop_oneof![
        Just(SqlValue::Null),
        any::<i64>().prop_map(SqlValue::Integer),
        number().prop_map(SqlValue::Real),
        raw().prop_map(SqlValue::Text),
    ];
    let rows = (1..3_usize).prop_flat_map(move |width| {
        proptest::collection::vec(proptest::collection::vec(value.clone(), width), 0..3)
    });
    (
        opt(raw()),
        rows,
        any::<bool>(),
        many("[a-z]{1,5}", 2),
        any::<bool>(),
    )
        .prop_map(|(query, rows, ordered, lacks, file)| {
            CheckKind::Sql(SqlCheck {
                file: file.then(|| "main.x".to_owned()),
                query,
                columns: rows.first().map(|row| vec!["c".to_owned(); row.len()]),
                rows: Some(rows),
                ordered,
                lacks,
                ..SqlCheck::default()
            })
        })
}

fn assignment() -> impl Strategy<Value = Assignment> {
    let checks = many(
        (
            prop_oneof![program_check(), sql_check()],
            opt(line()),
            0..5_u32,
        ),
        4,
    )
    .prop_map(|list| {
        let named = list
            .into_iter()
            .enumerate()
            .map(|(at, (kind, help, points))| Check {
                name: format!("check {at}"),
                needs: if at > 0 {
                    vec![format!("check {}", at - 1)]
                } else {
                    Vec::new()
                },
                points,
                help,
                kind,
            });
        named.collect::<Vec<_>>()
    });
    let limits =
        (1..600_u32, opt(1..3600_u32), word()).prop_map(|(cpu_seconds, wall_seconds, network)| {
            Limits {
                cpu_seconds,
                wall_seconds,
                network,
                ..Limits::default()
            }
        });
    let env = proptest::collection::btree_map("[A-Z_]{1,6}", "[^\u{0}]{0,8}", 0..3);
    let rest = (
        word(),
        word(),
        opt(some(line(), 3)),
        limits,
        env,
        any::<bool>(),
    );
    (checks, rest).prop_map(
        |(checks, (report, solution, run, limits, env, has_solution))| Assignment {
            learner: vec!["main.x".to_owned()],
            needs: Vec::new(),
            run,
            runner: Some(RunnerKind::Python),
            framework: Some(Framework::Pytest),
            test: checks.is_empty().then(|| vec!["./t \"x\"".to_owned()]),
            report,
            report_file: Some("out/report.xml".to_owned()),
            env,
            solution,
            limits,
            sql_setup: vec!["tests/setup.sql".to_owned()],
            checks,
            hints: 0,
            has_solution,
        },
    )
}

fn question_kind() -> impl Strategy<Value = QuestionKind> {
    let options = |marks: bool| {
        proptest::collection::vec((text(), any::<bool>(), opt(text())), 2..5).prop_map(
            move |list| {
                let option =
                    |(at, (text, correct, why)): (usize, (String, bool, Option<String>))| Choice {
                        id: OptionId::new(format!("o{at}")).unwrap(),
                        text,
                        correct: marks && (at == 0 || correct),
                        why,
                    };
                list.into_iter().enumerate().map(option).collect::<Vec<_>>()
            },
        )
    };
    prop_oneof![
        options(true).prop_map(|mut options| {
            options
                .iter_mut()
                .skip(1)
                .for_each(|option| option.correct = false);
            QuestionKind::Single { options }
        }),
        options(true).prop_map(|options| QuestionKind::Multiple { options }),
        options(false).prop_map(|options| QuestionKind::Order { options }),
        (any::<bool>(), opt(text())).prop_map(|(answer, why)| QuestionKind::TrueFalse {
            answer: Some(answer),
            why
        }),
        (some(raw(), 3), any::<bool>())
            .prop_map(|(answers, case)| QuestionKind::Short { answers, case }),
        (number(), prop_oneof![Just(0.0), Just(0.25)]).prop_map(|(answer, tolerance)| {
            QuestionKind::Numeric {
                answer: Some(answer),
                tolerance,
            }
        }),
        (raw(), opt(line()), some(raw(), 2)).prop_map(|(code, language, answers)| {
            QuestionKind::Output {
                code,
                language,
                answers,
            }
        }),
    ]
}

pub(super) fn quiz() -> impl Strategy<Value = Quiz> {
    let question = (text(), 1..9_u32, text(), question_kind());
    let gaps = (some(some(raw(), 2), 3), any::<bool>());
    let rules = (
        0..=100_u8,
        opt(1..9_u32),
        opt(1..9_u32),
        any::<bool>(),
        any::<bool>(),
    );
    (some(question, 4), gaps, rules).prop_map(
        |(list, (gaps, case), (pass, minutes, attempts, shuffle, graded))| {
            let mut questions: Vec<Question> = Vec::new();
            let text = (1..=gaps.len())
                .map(|n| format!("{{{{{n}}}}}"))
                .collect::<String>();
            let gap = (text, 1, "e".to_owned(), QuestionKind::Gap { gaps, case });
            for (at, (text, points, explanation, kind)) in list.into_iter().chain([gap]).enumerate()
            {
                let id = QuestionId::new(format!("q{at}")).unwrap();
                questions.push(Question {
                    id,
                    text,
                    points,
                    explanation,
                    withheld: false,
                    kind,
                });
            }
            Quiz {
                pass,
                minutes,
                attempts,
                shuffle,
                graded,
                questions,
            }
        },
    )
}

fn item(at: usize) -> impl Strategy<Value = Item> {
    let body = prop_oneof![
        word().prop_map(|material| ItemBody::Material(Material {
            material,
            front_matter_lines: 0
        })),
        assignment().prop_map(|body| ItemBody::Assignment(Box::new(body))),
        quiz().prop_map(ItemBody::Quiz),
    ];
    (
        line(),
        opt(1..90_u32),
        many(line(), 2),
        word(),
        any::<bool>(),
        any::<bool>(),
        body,
    )
        .prop_map(
            move |(title, minutes, tags, difficulty, hidden, named, body)| {
                let suffix = match body {
                    ItemBody::Material(_) => ".md",
                    ItemBody::Quiz(_) => ".quiz.toml",
                    ItemBody::Assignment(_) => "",
                };
                let name = numbered(at + 1, 2, &format!("thing{at}"));
                let id = if named {
                    format!("other-{at}")
                } else {
                    format!("thing{at}")
                };
                let (minutes, points) = match &body {
                    ItemBody::Material(_) => (minutes, 0),
                    ItemBody::Assignment(_) => (minutes, 17),
                    ItemBody::Quiz(quiz) => {
                        (quiz.minutes, quiz.questions.iter().map(|q| q.points).sum())
                    }
                };
                let path = format!("01-only/{name}{suffix}");
                Item {
                    id: ItemId::new(id).unwrap(),
                    path,
                    title,
                    minutes,
                    tags,
                    difficulty,
                    points,
                    hidden,
                    body,
                }
            },
        )
}

pub(super) fn course() -> impl Strategy<Value = Course> {
    let items = (item(0), item(1), item(2)).prop_map(|(a, b, c)| vec![a, b, c]);
    let tools = many(
        (line(), opt(line())).prop_map(|(name, version)| Tool { name, version }),
        2,
    );
    let texts = (line(), line(), many(line(), 2), text(), opt(text()));
    (texts, tools, word(), any::<u128>(), items).prop_map(
        |((title, license, authors, summary, source), tools, difficulty, uid, items)| Course {
            id: CourseId::new("demo").unwrap(),
            uid: CourseUid(uuid::Uuid::from_u128(uid)),
            title,
            version: semver::Version::new(1, 2, 3),
            language: "python".parse().unwrap(),
            locale: "de".to_owned(),
            license,
            authors,
            summary: summary.clone(),
            difficulty,
            tags: vec!["t".to_owned()],
            source,
            tools,
            modules: vec![Module {
                id: ModuleId::new("only").unwrap(),
                path: "01-only".to_owned(),
                title: "M".to_owned(),
                summary,
                prerequisites: Vec::new(),
                minutes: Some(3),
                items,
            }],
        },
    )
}
