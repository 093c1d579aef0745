//! Answers to a quiz with every kind of question: as JSON, or as one typed
//! line for each question.
#![no_main]

use std::sync::LazyLock;

use codezest_core::course::model::Quiz;
use codezest_core::course::parse;
use codezest_core::course::tree::CourseTree;
use codezest_core::ids::OptionId;
use codezest_core::learning::quiz::answer::answers_from_json;
use codezest_core::learning::quiz::{Answer, grade, score};
use libfuzzer_sys::fuzz_target;

static QUIZ: LazyLock<Quiz> = LazyLock::new(|| {
    let mut tree = CourseTree::new();
    let course = "id='c'\ntitle='C'\nversion='1.0.0'\nlanguage='text'\nlicense='MIT'\n";
    tree.insert("course.toml", course, false);
    tree.insert("01-m/module.toml", "title = 'M'\n", false);
    tree.insert("01-m/01-q.quiz.toml", include_str!("quiz.toml"), false);
    let parsed = parse(&tree);
    assert_eq!(parsed.diagnostics, [], "the quiz is in order");
    let course = parsed.course.expect("a course");
    let quiz = course.items().find_map(|(_, item)| item.quiz().cloned());
    quiz.expect("a quiz")
});

fuzz_target!(|input: &str| {
    let quiz = &*QUIZ;
    if let Ok(json) = serde_json::from_str(input)
        && let Ok(answers) = answers_from_json(quiz, &json)
    {
        let (score, graded) = score(quiz, &answers).expect("answers fit their questions");
        assert_eq!(graded.len(), quiz.questions.len());
        assert!(score.earned_milli <= score.possible_milli);
        assert_eq!(score.passed, score.percent() >= score.pass_percent);
        for question in &quiz.questions {
            answers
                .get(&question.id)
                .into_iter()
                .for_each(|answer| check(question, answer));
        }
    }
    for (question, line) in quiz.questions.iter().zip(input.lines()) {
        let options: Vec<OptionId> = question
            .kind
            .options()
            .iter()
            .map(|o| o.id.clone())
            .collect();
        if let Ok(answer) = Answer::parse(question, &options, line) {
            check(question, &answer);
        }
    }
});

/// An answer earns no more than there is, and is the same after it was stored.
fn check(question: &codezest_core::course::model::Question, answer: &Answer) {
    let graded = grade(question, answer).expect("an answer fits its question");
    assert!(graded.earned_milli <= graded.possible_milli);
    assert_eq!(graded.correct, graded.earned_milli == graded.possible_milli);
    let words = answer.words();
    let stored = Answer::from_words(question, &words).expect("what was stored reads back");
    assert_eq!(stored.words(), words);
    let again = grade(question, &stored).expect("an answer fits its question");
    assert_eq!(again.earned_milli, graded.earned_milli);
}
