use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::json;

use super::answer::{Answer, AnswerError, answers_from_json};
use super::clock::{TimeLeft, in_time, time_left};
use super::earned::Earned;
use super::grade::{GradeError, grade};
use super::order::{seed, shown};
use super::score::{Score, score};
use crate::course::model::{Choice, Question, QuestionKind, Quiz};
use crate::ids::{AttemptId, OptionId, QuestionId};
use crate::time::Timestamp;

fn option(id: &str, correct: bool) -> Choice {
    Choice {
        id: OptionId::new(id).unwrap(),
        text: format!("option {id}"),
        correct,
        why: (!correct).then(|| format!("not {id}")),
    }
}

fn question(id: &str, points: u32, kind: QuestionKind) -> Question {
    Question {
        id: QuestionId::new(id).unwrap(),
        text: "?".to_owned(),
        points,
        explanation: "because".to_owned(),
        withheld: false,
        kind,
    }
}

fn quiz(questions: Vec<Question>, pass: u8, shuffle: bool) -> Quiz {
    Quiz {
        pass,
        minutes: None,
        attempts: None,
        shuffle,
        graded: false,
        questions,
    }
}

fn multiple() -> Question {
    let options = vec![
        option("a1", true),
        option("b1", false),
        option("c1", true),
        option("d1", true),
    ];
    question("many", 3, QuestionKind::Multiple { options })
}

fn ids(question: &Question) -> Vec<OptionId> {
    question
        .kind
        .options()
        .iter()
        .map(|option| option.id.clone())
        .collect()
}

fn typed(question: &Question, text: &str) -> Result<Answer, AnswerError> {
    Answer::parse(question, &ids(question), text)
}

fn earned(question: &Question, text: &str) -> u32 {
    grade(question, &typed(question, text).unwrap())
        .unwrap()
        .earned_milli
}

#[test]
fn multiple_choice_is_right_minus_wrong_never_below_zero() {
    let question = multiple();
    for (answer, milli) in [
        ("a1 c1 d1", 3000),
        ("a1,c1", 2000),
        ("a1 c1 d1 b1", 2000),
        ("a1 b1", 0),
        ("b1", 0),
        ("", 0),
        ("1 1 1", 1000),
    ] {
        assert_eq!(earned(&question, answer), milli, "{answer}");
    }
    let graded = grade(&question, &typed(&question, "b1 c1").unwrap()).unwrap();
    assert!(!graded.correct);
    let wrong = &graded.options[1];
    assert!(wrong.chosen && !wrong.correct && wrong.why.as_deref() == Some("not b1"));
}

#[test]
fn each_kind_is_graded_by_its_rule() {
    let single = question(
        "s",
        2,
        QuestionKind::Single {
            options: vec![option("yes", true), option("no", false)],
        },
    );
    assert_eq!(
        (
            earned(&single, "yes"),
            earned(&single, "2"),
            earned(&single, "A")
        ),
        (2000, 0, 2000)
    );
    let order = question(
        "o",
        1,
        QuestionKind::Order {
            options: vec![option("x", false), option("y", false)],
        },
    );
    assert_eq!((earned(&order, "1 2"), earned(&order, "y,x")), (1000, 0));
    let short = question(
        "t",
        1,
        QuestionKind::Short {
            answers: vec!["For Each".to_owned()],
            case: false,
        },
    );
    assert_eq!(
        (earned(&short, " for\t each"), earned(&short, "foreach")),
        (1000, 0)
    );
    let exact = question(
        "t",
        1,
        QuestionKind::Short {
            answers: vec!["None".to_owned()],
            case: true,
        },
    );
    assert_eq!((earned(&exact, "None"), earned(&exact, "none")), (1000, 0));
    let number = question(
        "n",
        1,
        QuestionKind::Numeric {
            answer: Some(1.5),
            tolerance: 0.1,
        },
    );
    assert_eq!(
        (
            earned(&number, "1,6"),
            earned(&number, "1.61"),
            earned(&number, "15e-1")
        ),
        (1000, 0, 1000)
    );
    let statement = question(
        "f",
        1,
        QuestionKind::TrueFalse {
            answer: Some(false),
            why: Some("no".to_owned()),
        },
    );
    assert_eq!(
        (earned(&statement, "F"), earned(&statement, "yes")),
        (1000, 0)
    );
    let wrong = grade(&statement, &Answer::TrueFalse(true)).unwrap();
    assert_eq!(wrong.why.as_deref(), Some("no"));
    let answers = vec!["1\n2\n".to_owned()];
    let output = question(
        "p",
        1,
        QuestionKind::Output {
            code: String::new(),
            language: None,
            answers,
        },
    );
    assert_eq!(
        (earned(&output, "1\r\n2"), earned(&output, "1 2")),
        (1000, 0)
    );
}

#[test]
fn every_gap_earns_its_share() {
    let gaps = vec![
        vec!["int".to_owned()],
        vec!["f".to_owned(), "F".to_owned()],
        vec!["x".to_owned()],
    ];
    let question = question("g", 1, QuestionKind::Gap { gaps, case: true });
    assert_eq!(earned(&question, "int; F; x"), 1000);
    assert_eq!(earned(&question, "int;g;x"), 666);
    assert_eq!(earned(&question, "Int\nF\ny"), 333);
    assert!(matches!(
        typed(&question, "int"),
        Err(AnswerError::Count { .. })
    ));
    assert_eq!(
        grade(&question, &Answer::Skipped).unwrap().gaps,
        [false, false, false]
    );
}

#[test]
fn a_gap_left_empty_keeps_its_place_and_semicolons_are_text() {
    let gaps = vec![vec!["a".to_owned()], vec!["b;".to_owned()]];
    let question = question("g", 2, QuestionKind::Gap { gaps, case: true });
    let of = |texts: &[&str]| {
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        Answer::of_gaps(&question, &texts)
    };
    let graded = grade(&question, &of(&["", " b; "]).unwrap()).unwrap();
    assert_eq!(graded.gaps, [false, true]);
    assert_eq!(of(&[" ", ""]), Ok(Answer::Skipped));
    assert!(matches!(of(&["a"]), Err(AnswerError::Count { .. })));
    let long = "x".repeat(20_000);
    assert_eq!(of(&["a", &long]), Err(AnswerError::TooLong));
}

#[test]
fn only_output_of_several_lines_has_several() {
    let output = |answer: &str| QuestionKind::Output {
        code: String::new(),
        language: None,
        answers: vec![answer.to_owned()],
    };
    assert!(output("1\n2\n").has_several_lines());
    assert!(!output("1\n").has_several_lines());
    assert!(!multiple().kind.has_several_lines());
}

#[test]
fn answers_that_do_not_fit_are_refused_not_graded() {
    let question = multiple();
    let near = typed(&question, "a2").unwrap_err();
    assert!(near.to_string().contains("a1"), "{near}");
    assert!(typed(&question, "9").is_err());
    let single = Question {
        kind: QuestionKind::Single {
            options: vec![option("x", true), option("y", false)],
        },
        ..multiple()
    };
    assert!(matches!(
        typed(&single, "x y"),
        Err(AnswerError::Count { .. })
    ));
    assert_eq!(
        grade(&single, &Answer::Number(1.0)),
        Err(GradeError::Mismatch(single.id.clone()))
    );
    let withheld = Question {
        withheld: true,
        ..single
    };
    assert_eq!(
        grade(&withheld, &Answer::Skipped),
        Err(GradeError::Withheld)
    );
    let order = Question {
        kind: QuestionKind::Order {
            options: vec![option("x", false), option("y", false)],
        },
        ..multiple()
    };
    assert!(matches!(
        typed(&order, "x x"),
        Err(AnswerError::Count { .. })
    ));
}

#[test]
fn an_option_is_named_as_it_was_shown() {
    let question = multiple();
    let mut shown = ids(&question);
    shown.reverse();
    assert_eq!(
        Answer::parse(&question, &shown, "1").unwrap().words(),
        ["d1"]
    );
    assert_eq!(
        Answer::parse(&question, &shown, "b) d)").unwrap().words(),
        ["a1", "c1"]
    );
}

#[test]
fn an_answers_file_is_read_whole_or_not_at_all() {
    let quiz = quiz(
        vec![
            multiple(),
            question(
                "n",
                1,
                QuestionKind::Numeric {
                    answer: Some(3.0),
                    tolerance: 0.0,
                },
            ),
        ],
        70,
        true,
    );
    let answers = answers_from_json(&quiz, &json!({"many": ["a1", "c1", "d1"], "n": 3})).unwrap();
    let (result, graded) = score(&quiz, &answers).unwrap();
    assert_eq!(
        (result.earned_milli, result.possible_milli, result.passed),
        (4000, 4000, true)
    );
    assert_eq!(graded.len(), 2);
    let errors = answers_from_json(&quiz, &json!({"many": "zz", "m": 1, "n": {}})).unwrap_err();
    assert_eq!(errors.len(), 3);
    assert!(answers_from_json(&quiz, &json!([])).is_err());
    let (skipped, _) = score(&quiz, &BTreeMap::new()).unwrap();
    assert_eq!(
        (skipped.earned_milli, skipped.passed, skipped.percent()),
        (0, false, 0)
    );
}

#[test]
fn passing_is_decided_on_exact_points() {
    assert!(Score::new(Earned::from((700, 1000)), 70).passed);
    assert!(!Score::new(Earned::from((699, 1000)), 70).passed);
    assert_eq!(Score::new(Earned::from((6999, 10_000)), 70).percent(), 69);
    assert!(Score::new(Earned::from((0, 1000)), 0).passed);
    assert!(!Score::new(Earned::from((2999, 3000)), 100).passed);
}

#[test]
fn time_runs_on_the_wall() {
    let start = Timestamp(1_000);
    assert_eq!(
        time_left(start, None, Timestamp(i64::MAX)),
        TimeLeft::Unlimited
    );
    assert_eq!(
        time_left(start, Some(1), Timestamp(60_999)),
        TimeLeft::Remaining(1)
    );
    assert_eq!(
        time_left(start, Some(1), Timestamp(61_000)),
        TimeLeft::Expired
    );
    assert_eq!(
        time_left(start, Some(1), Timestamp(-5)),
        TimeLeft::Remaining(60_000)
    );
    assert_eq!(
        time_left(Timestamp(i64::MAX), Some(1), Timestamp(i64::MAX)),
        TimeLeft::Expired
    );
    assert!(in_time(start, Some(1), Timestamp(60_999)));
}

#[test]
fn an_attempt_always_shows_the_same_order() {
    let many: Vec<Question> = (0..8)
        .map(|n| Question {
            id: QuestionId::new(format!("q{n}")).unwrap(),
            ..multiple()
        })
        .collect();
    let quiz_a = quiz(many, 70, true);
    let order = |seed| {
        shown(&quiz_a, seed)
            .iter()
            .map(|shown| shown.question.id.to_string())
            .collect::<Vec<_>>()
    };
    let first = seed(AttemptId::from_bytes([7; 16]));
    assert_eq!(order(first), order(first));
    assert!((0..20).any(|seed| order(seed) != order(first)));
    let in_file = quiz(quiz_a.questions.clone(), 70, false);
    assert_eq!(shown(&in_file, 5)[0].options, ids(&multiple()));
}

#[test]
fn an_order_is_never_shown_solved() {
    let options = vec![option("a", false), option("b", false), option("c", false)];
    let quiz = quiz(
        vec![question("o", 1, QuestionKind::Order { options })],
        70,
        false,
    );
    for seed in 0..50 {
        assert_ne!(shown(&quiz, seed)[0].options, ids(&quiz.questions[0]));
    }
}

fn any_question() -> impl Strategy<Value = Question> {
    let choices = proptest::collection::vec(any::<bool>(), 2..8).prop_map(|flags| {
        let number = |(at, correct): (usize, &bool)| option(&format!("o{at}"), *correct || at == 0);
        flags.iter().enumerate().map(number).collect::<Vec<_>>()
    });
    let texts = || proptest::collection::vec("[a-zA-Z ]{0,6}[a-z]", 1..4);
    let kind = prop_oneof![
        choices
            .clone()
            .prop_map(|options| QuestionKind::Multiple { options }),
        choices.clone().prop_map(|mut options| {
            options
                .iter_mut()
                .skip(1)
                .for_each(|option| option.correct = false);
            QuestionKind::Single { options }
        }),
        choices.prop_map(|options| QuestionKind::Order { options }),
        any::<bool>().prop_map(|answer| QuestionKind::TrueFalse {
            answer: Some(answer),
            why: None
        }),
        (texts(), any::<bool>()).prop_map(|(answers, case)| QuestionKind::Short { answers, case }),
        (-1e9..1e9, 0.0..10.0).prop_map(|(answer, tolerance)| QuestionKind::Numeric {
            answer: Some(answer),
            tolerance
        }),
        (proptest::collection::vec(texts(), 1..5), any::<bool>())
            .prop_map(|(gaps, case)| QuestionKind::Gap { gaps, case }),
        texts().prop_map(|answers| QuestionKind::Output {
            code: String::new(),
            language: None,
            answers
        }),
    ];
    (1_u32..=1_000, kind).prop_map(|(points, kind)| question("q", points, kind))
}

proptest! {
    #[test]
    fn a_correct_answer_always_earns_everything(question in any_question()) {
        let expected = grade(&question, &Answer::Skipped).unwrap().expected;
        let graded = grade(&question, &Answer::from_words(&question, &expected).unwrap()).unwrap();
        prop_assert!(graded.correct);
        prop_assert_eq!(graded.earned_milli, graded.possible_milli);
        prop_assert_eq!(graded.possible_milli, question.points * 1_000);
    }

    #[test]
    fn whatever_is_typed_earns_between_nothing_and_everything(question in any_question(), text in ".{0,20}|[0-9o, ]{0,12}") {
        if let Ok(answer) = typed(&question, &text) {
            let graded = grade(&question, &answer).unwrap();
            prop_assert!(graded.earned_milli <= graded.possible_milli);
            prop_assert_eq!(graded.correct, graded.earned_milli == graded.possible_milli);
            // What a fact keeps grades the same when it is read again.
            let again = Answer::from_words(&question, &answer.words()).unwrap();
            prop_assert_eq!(grade(&question, &again).unwrap(), graded);
        }
    }

    #[test]
    fn grading_does_not_depend_on_the_order_of_options(question in any_question(), picks in proptest::collection::vec(0_usize..8, 1..8), seed in any::<u64>()) {
        if matches!(question.kind, QuestionKind::Single { .. } | QuestionKind::Multiple { .. }) {
            let all = ids(&question);
            let mut chosen: Vec<String> = picks.iter().filter_map(|at| all.get(*at)).map(ToString::to_string).collect();
            if matches!(question.kind, QuestionKind::Single { .. }) { chosen.truncate(1); }
            let answer = Answer::from_words(&question, &chosen).unwrap();
            let mut other = question.clone();
            if let QuestionKind::Single { options } | QuestionKind::Multiple { options } = &mut other.kind {
                let shuffled = shown(&Quiz { questions: vec![question.clone()], ..quiz(vec![], 70, true) }, seed)[0].options.clone();
                options.sort_by_key(|option| shuffled.iter().position(|id| *id == option.id));
            }
            let (one, two) = (grade(&question, &answer).unwrap(), grade(&other, &answer).unwrap());
            prop_assert_eq!((one.earned_milli, one.correct), (two.earned_milli, two.correct));
        }
    }

    #[test]
    fn shuffling_loses_nothing(question in any_question(), seed in any::<u64>()) {
        let quiz = quiz(vec![question], 70, true);
        let mut options = shown(&quiz, seed)[0].options.clone();
        let mut all = ids(&quiz.questions[0]);
        options.sort();
        all.sort();
        prop_assert_eq!(options, all);
    }

    #[test]
    fn no_json_panics(question in any_question(), text in "\\PC{0,30}") {
        for value in [json!(text), json!([text, text]), json!({"a": text}), json!(null), json!(1e300), json!(-3)] {
            let _ = Answer::from_json(&question, &value);
        }
    }
}
