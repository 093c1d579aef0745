use super::*;
use codezest_core::course::model::QuestionKind;
use codezest_core::course::parse;

fn bank(text: &str) -> (Vec<codezest_core::course::model::Question>, Vec<String>) {
    let mut tree = CourseTree::new();
    tree.insert("my-bank.gift", text, false);
    let converted = convert(
        &tree,
        &Options {
            source: "banks/my-bank.gift".to_owned(),
            ..Options::default()
        },
    );
    let parsed = parse(&converted.tree);
    let errors: Vec<_> = parsed
        .diagnostics
        .iter()
        .filter(|d| {
            d.severity == codezest_core::course::diagnostics::Severity::Error && d.file != "."
        })
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    let course = parsed.course.expect("a course");
    let questions = course
        .items()
        .filter_map(|(_, item)| item.quiz())
        .flat_map(|quiz| quiz.questions.clone());
    let notes = converted
        .report
        .notes
        .iter()
        .filter(|note| note.file != "LICENSE")
        .map(ToString::to_string);
    (questions.collect(), notes.collect())
}

fn one(text: &str) -> (codezest_core::course::model::Question, Vec<String>) {
    let (mut questions, notes) = bank(text);
    assert_eq!(questions.len(), 1, "{notes:?}");
    (questions.remove(0), notes)
}

#[test]
fn one_right_option_is_single_choice() {
    let (question, notes) =
        one("::Sum::[html]<p>1 + 1 &lt; ?</p>{ =3#right ~2#too small ~%50%1 ####Count.}");
    assert!(
        notes.len() == 1 && notes[0].starts_with("my-bank.gift:1:") && notes[0].contains("50%"),
        "{notes:?}"
    );
    assert_eq!(
        (question.id.as_str(), question.text.as_str()),
        ("sum", "1 + 1 < ?")
    );
    assert_eq!(question.explanation, "Count.");
    let QuestionKind::Single { options } = question.kind else {
        panic!("{:?}", question.kind)
    };
    let seen: Vec<_> = options
        .iter()
        .map(|o| (o.id.as_str(), o.correct, o.why.as_deref()))
        .collect();
    assert_eq!(
        seen,
        [
            ("3", true, Some("right")),
            ("2", false, Some("too small")),
            ("1", false, None)
        ]
    );
}

#[test]
fn weights_make_multiple_choice() {
    let (question, notes) = one("Primes{~%50%2 ~%50%3 ~%-100%4}");
    assert!(notes.is_empty(), "{notes:?}");
    let QuestionKind::Multiple { options } = question.kind else {
        panic!("{:?}", question.kind)
    };
    assert_eq!(
        options.iter().map(|o| o.correct).collect::<Vec<_>>(),
        [true, true, false]
    );
    let (_, notes) = one("Primes{~%70%2 ~%30%3 ~4}");
    assert!(notes[0].contains("weights"), "{notes:?}");
    let (_, notes) = one("Any{=2 =3 ~4}");
    assert!(notes[0].contains("any one"), "{notes:?}");
}

#[test]
fn statements_short_answers_and_gaps() {
    let (question, _) = one("The sky is blue.{T#Look up.#Yes####On a good day}");
    assert_eq!(
        question.kind,
        QuestionKind::TrueFalse {
            answer: Some(true),
            why: Some("Look up.".into())
        }
    );
    assert_eq!(question.explanation, "On a good day\n\nYes");
    let (question, notes) = one("Capital of France?{=Paris =%50%Lutetia =paris*}");
    assert_eq!(
        question.kind,
        QuestionKind::Short {
            answers: vec!["Paris".into(), "paris*".into()],
            case: false
        }
    );
    assert_eq!(notes.len(), 2, "{notes:?}");
    let (question, _) = one("Use {=print =puts} to show\na text.");
    assert_eq!(question.text, "Use {{1}} to show\na text.");
    assert_eq!(
        question.kind,
        QuestionKind::Gap {
            gaps: vec![vec!["print".into(), "puts".into()]],
            case: false
        }
    );
    let (question, _) = one("Use {=print ~shout} to show a text.");
    assert_eq!(question.text, r"Use \_\_\_\_\_ to show a text.");
}

#[test]
fn numbers_with_tolerance_range_and_alternatives() {
    let (question, _) = one("Pi?{#2.75:0.01}");
    assert_eq!(
        question.kind,
        QuestionKind::Numeric {
            answer: Some(2.75),
            tolerance: 0.01
        }
    );
    let (question, _) = one("Between?{#1..5####ok}");
    assert_eq!(
        question.kind,
        QuestionKind::Numeric {
            answer: Some(3.0),
            tolerance: 2.0
        }
    );
    let (question, notes) = one("Year?{#=%50%1822:2 =1822:0#exact}");
    assert_eq!(
        question.kind,
        QuestionKind::Numeric {
            answer: Some(1822.0),
            tolerance: 0.0
        }
    );
    assert_eq!(question.explanation, "exact");
    assert!(notes[0].contains("1822:2"), "{notes:?}");
}

#[test]
fn matching_becomes_gaps_and_says_so() {
    let (question, notes) = one("Capitals{=France -> Paris =Italy -> Rome = -> Bern}");
    assert!(notes[0].contains("matching"), "{notes:?}");
    assert!(
        question
            .text
            .ends_with("`Bern`, `Paris`, `Rome`.\n\n- France: {{1}}\n- Italy: {{2}}"),
        "{}",
        question.text
    );
    let QuestionKind::Gap { gaps, .. } = question.kind else {
        panic!()
    };
    assert_eq!(gaps, [["Paris"], ["Rome"]]);
}

#[test]
fn what_cannot_be_a_question_is_noted_with_its_line() {
    let (questions, notes) = bank(concat!(
        "Just a text.\n\n",
        "Write a poem.{}\n\n",
        "Broken {=a\n\n",
        "None right{~a ~b}\n\n",
        "One{~a}\n\n",
        "Two {=a} gaps {=b}\n\n",
        "NaN{#nothing}\n\n",
        "Good{T}\n",
    ));
    assert_eq!(questions.len(), 1);
    let places: Vec<&str> = notes
        .iter()
        .map(|note| note.split(": ").next().unwrap())
        .collect();
    let expected: Vec<String> = (0..7)
        .map(|n| format!("my-bank.gift:{}", 1 + 2 * n))
        .collect();
    assert_eq!(places, expected, "{notes:?}");
}

#[test]
fn categories_are_quizzes_and_ids_stay_unique() {
    let mut tree = CourseTree::new();
    tree.insert(
        "a.gift",
        "One{T}\n\n$CATEGORY: $course$/top/Loops/For\n::One::Two{F}\n\n::One::Three{F}\n\n$CATEGORY: $course$/top/Loops/For\nFour{T}",
        false,
    );
    tree.insert("notes.pdf", "x", false);
    let converted = convert(&tree, &Options::default());
    let course = parse(&converted.tree).course.unwrap();
    let quizzes: Vec<_> = course
        .items()
        .map(|(_, item)| (item.title.clone(), item.quiz().unwrap().questions.len()))
        .collect();
    assert_eq!(quizzes, [("a".to_owned(), 1), ("Loops: For".to_owned(), 3)]);
    assert_eq!(converted.report.quizzes, 2);
    assert!(
        converted
            .report
            .notes
            .iter()
            .any(|note| note.file == "notes.pdf")
    );
}

#[test]
fn a_big_category_is_split() {
    let text: String = (0..501)
        .map(|n| format!("Is {n} a number?{{T}}\n\n"))
        .collect();
    let (questions, notes) = bank(&text);
    assert_eq!(questions.len(), 501);
    assert!(notes[0].contains("became 2"), "{notes:?}");
}

#[test]
fn a_lone_text_file_is_recognised_by_its_look() {
    let lone = |path: &str, text: &str| {
        let mut tree = CourseTree::new();
        tree.insert(path, text, false);
        is_bank(&tree)
    };
    assert!(lone("quiz.txt", "::a::b{T}"));
    assert!(lone("quiz.gift", ""));
    assert!(!lone("quiz.txt", "Hello, world"));
    assert!(!lone("a.md", "::a::b{T}"));
}

proptest::proptest! {
    /// Whatever stands in a bank, a course that reads without errors comes
    /// out, or nothing.
    #[test]
    fn any_text_is_read(text in r"(::|\{|\}|=|~|#|->|%50%|\\|T|\n\n|\n|\[html\]|<b>|&lt;|\.\.|1|a|x y|\$CATEGORY: b|//|:|`|\u{1b}\[2J){0,60}") {
        bank(&text);
    }

    #[test]
    fn any_characters_are_read(text in proptest::prelude::any::<String>()) {
        bank(&text);
    }
}

/// Found by fuzzing: the quiz broke a rule of the format.
#[test]
fn a_gap_that_would_not_be_seen_once_is_no_question() {
    let (questions, notes) = bank("<p {=a}>Some\n\nPick{=a -> \\{\\{1\\}\\} =b -> c}\n\nGood{T}\n");
    assert_eq!(questions.len(), 1, "{questions:?}");
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert!(notes[0].contains("each of its gaps once"), "{notes:?}");
}

/// Found by fuzzing: behind `z` came signs that no id may have.
#[test]
fn many_options_without_words_have_ids() {
    let options: String = (1..30).map(|n| format!(" ~{}", "+".repeat(n))).collect();
    let (question, _) = one(&format!("Which?{{=-{options}}}"));
    let QuestionKind::Single { options } = question.kind else {
        panic!("{:?}", question.kind)
    };
    let id = |at: usize| options[at].id.as_str();
    assert_eq!((id(0), id(25), id(26), id(29)), ("a", "z", "a-2", "d-2"));
}
