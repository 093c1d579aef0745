//! Right answers of a bundled quiz, read from the course itself.

use std::path::Path;

use serde_json::{Map, Value, json};

/// The answers file with every right answer.
pub fn right(quiz: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../courses")
        .join(quiz);
    let table: toml::Table = std::fs::read_to_string(path).unwrap().parse().unwrap();
    let questions = table["question"].as_array().unwrap();
    let answers = questions.iter().map(|question| {
        let id = question["id"].as_str().unwrap().to_owned();
        (id, answer(question))
    });
    Value::Object(answers.collect::<Map<_, _>>())
}

/// The same with `question` left out.
pub fn without(quiz: &str, question: &str) -> Value {
    let mut answers = right(quiz);
    answers.as_object_mut().unwrap().remove(question).unwrap();
    answers
}

fn answer(question: &toml::Value) -> Value {
    let text = |value: &toml::Value| value.as_str().unwrap().to_owned();
    match question["kind"].as_str().unwrap() {
        "single" | "multiple" => json!(
            options(question)
                .filter(|option| option
                    .get("correct")
                    .is_some_and(|yes| yes.as_bool().unwrap()))
                .map(|option| text(&option["id"]))
                .collect::<Vec<_>>()
        ),
        "order" => json!(
            options(question)
                .map(|option| text(&option["id"]))
                .collect::<Vec<_>>()
        ),
        "true-false" => json!(question["answer"].as_bool().unwrap()),
        "numeric" => match &question["answer"] {
            toml::Value::Integer(number) => json!(number),
            other => json!(other.as_float().unwrap()),
        },
        "gap" => json!(
            question["gaps"]
                .as_array()
                .unwrap()
                .iter()
                .map(|gap| text(&gap[0]))
                .collect::<Vec<_>>()
        ),
        "short" | "output" => json!(text(&question["answers"][0])),
        other => panic!("a new kind of question: {other}"),
    }
}

fn options(question: &toml::Value) -> impl Iterator<Item = &toml::Value> {
    question["option"].as_array().unwrap().iter()
}
