//! Validates JSON against the schemas that the program publishes: the
//! keywords that they use, and no others, so that nothing is passed over.
//! Properties that a schema does not name are errors: what is printed must be
//! published.

use serde_json::{Map, Value};

/// Keywords that describe and do not restrict.
const SAID: &[&str] = &[
    "$schema",
    "$defs",
    "title",
    "description",
    "format",
    "default",
    "examples",
];

/// What is wrong with `value`, each with its place; nothing when it fits.
pub fn validate(schema: &Value, value: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    check(schema, schema, value, "$", &mut wrong);
    wrong
}

fn check(root: &Value, schema: &Value, value: &Value, place: &str, wrong: &mut Vec<String>) {
    let keywords = match schema {
        Value::Bool(true) => return,
        Value::Object(keywords) => keywords,
        other => panic!("{place}: no schema: {other}"),
    };
    for (keyword, says) in keywords {
        match keyword.as_str() {
            "type" if !has_type(says, value) => {
                wrong.push(format!("{place}: {value} is no {says}"))
            }
            "enum" if !says.as_array().unwrap().contains(value) => {
                wrong.push(format!("{place}: {value} is none of {says}"));
            }
            "const" if says != value => wrong.push(format!("{place}: {value} is not {says}")),
            "minimum" if value.is_number() && value.as_f64() < says.as_f64() => {
                wrong.push(format!("{place}: {value} is below {says}"));
            }
            "maximum" if value.is_number() && value.as_f64() > says.as_f64() => {
                wrong.push(format!("{place}: {value} is above {says}"));
            }
            "$ref" => {
                let path = says.as_str().unwrap().trim_start_matches('#');
                let found = root.pointer(path);
                let found = found.unwrap_or_else(|| panic!("{place}: {says} leads nowhere"));
                check(root, found, value, place, wrong);
            }
            "anyOf" | "oneOf" => {
                let fits = says.as_array().unwrap().iter().any(|one| {
                    let mut wrong = Vec::new();
                    check(root, one, value, place, &mut wrong);
                    wrong.is_empty()
                });
                if !fits {
                    wrong.push(format!("{place}: {value} fits none of {says}"));
                }
            }
            "required" => {
                for name in says.as_array().unwrap() {
                    if value.is_object() && value.get(name.as_str().unwrap()).is_none() {
                        wrong.push(format!("{place}: {name} is missing"));
                    }
                }
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, says, item, &format!("{place}[{index}]"), wrong);
                }
            }
            "properties" => properties(root, keywords, value, place, wrong),
            "additionalProperties" if keywords.get("properties").is_none() => {
                for (name, inner) in value.as_object().into_iter().flatten() {
                    check(root, says, inner, &format!("{place}.{name}"), wrong);
                }
            }
            "type" | "enum" | "const" | "minimum" | "maximum" | "additionalProperties" => {}
            said if SAID.contains(&said) => {}
            unknown => panic!("{place}: this test does not know the keyword {unknown}"),
        }
    }
}

fn properties(
    root: &Value,
    keywords: &Map<String, Value>,
    value: &Value,
    place: &str,
    wrong: &mut Vec<String>,
) {
    for (name, inner) in value.as_object().into_iter().flatten() {
        let place = format!("{place}.{name}");
        match keywords["properties"].get(name) {
            Some(schema) => check(root, schema, inner, &place, wrong),
            None => wrong.push(format!("{place} is not in the schema")),
        }
    }
}

fn has_type(says: &Value, value: &Value) -> bool {
    match says {
        Value::Array(several) => several.iter().any(|one| has_type(one, value)),
        one => match one.as_str().unwrap() {
            "null" => value.is_null(),
            "boolean" => value.is_boolean(),
            "string" => value.is_string(),
            "integer" => value.is_i64() || value.is_u64(),
            "number" => value.is_number(),
            "array" => value.is_array(),
            "object" => value.is_object(),
            other => panic!("no type {other}"),
        },
    }
}

#[test]
fn what_does_not_fit_is_found() {
    let schema = serde_json::json!({
        "type": "object",
        "required": ["a"],
        "properties": {
            "a": {"$ref": "#/$defs/word"},
            "n": {"type": ["integer", "null"], "minimum": 0},
            "l": {"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "null"}]}},
        },
        "$defs": {"word": {"type": "string", "enum": ["x", "y"]}},
    });
    let fits = serde_json::json!({"a": "x", "n": null, "l": ["s", null]});
    assert_eq!(validate(&schema, &fits), [""; 0]);
    for (value, part) in [
        (serde_json::json!({}), "missing"),
        (serde_json::json!({"a": "z"}), "none of"),
        (serde_json::json!({"a": "x", "n": -1}), "below"),
        (serde_json::json!({"a": "x", "n": 1.5}), "is no"),
        (serde_json::json!({"a": "x", "b": 1}), "not in the schema"),
        (serde_json::json!({"a": "x", "l": [1]}), "fits none"),
        (serde_json::json!([]), "is no"),
    ] {
        let wrong = validate(&schema, &value);
        assert!(
            wrong.iter().any(|one| one.contains(part)),
            "{value}: {wrong:?}"
        );
    }
}
