//! What a program should write: the rules of `stdout` and `stderr`.

use super::table::{Table, float};
use crate::course::model::OutputRule;

/// Reads the rule of `key`.
pub(super) fn read(table: &Table<'_>, key: &str) -> Option<OutputRule> {
    if let toml::de::DeValue::String(text) = table.get(key)?.get_ref() {
        return Some(OutputRule::Exact(text.to_string()));
    }
    let rule = table.table(key)?;
    rule.only(&["contains", "regex", "lines", "numbers", "tolerance"]);
    let kinds: Vec<&str> = ["contains", "regex", "lines", "numbers"]
        .into_iter()
        .filter(|key| rule.has(key))
        .collect();
    let [kind] = kinds.as_slice() else {
        table.bad(
            key,
            format!("`{key}` is a text or exactly one of contains, regex, lines and numbers"),
        );
        return None;
    };
    if rule.has("tolerance") && *kind != "numbers" {
        rule.bad("tolerance", "`tolerance` goes with `numbers`");
    }
    match *kind {
        "contains" => contains(&rule),
        "regex" => regex(&rule),
        "lines" => rule.list("lines").map(OutputRule::Lines),
        _ => numbers(&rule),
    }
}

fn contains(rule: &Table<'_>) -> Option<OutputRule> {
    let texts = rule.text_or_list("contains")?;
    if texts.is_empty() || texts.iter().any(String::is_empty) {
        rule.bad("contains", "an empty text is contained in everything");
    }
    Some(OutputRule::Contains(texts))
}

fn regex(rule: &Table<'_>) -> Option<OutputRule> {
    let pattern = rule.raw("regex")?;
    if let Err(error) = regex::Regex::new(&pattern) {
        let text = error.to_string();
        let why = text
            .lines()
            .last()
            .unwrap_or("")
            .trim_start_matches("error: ");
        rule.bad("regex", format!("the expression cannot be read: {why}"));
    }
    Some(OutputRule::Regex(pattern))
}

fn numbers(rule: &Table<'_>) -> Option<OutputRule> {
    let toml::de::DeValue::Array(array) = rule.get("numbers")?.get_ref() else {
        rule.bad("numbers", "`numbers` is a list of numbers");
        return None;
    };
    let numbers: Vec<f64> = array
        .iter()
        .filter_map(|value| float(value.get_ref()))
        .collect();
    if numbers.len() != array.len() || numbers.is_empty() {
        rule.bad(
            "numbers",
            "`numbers` is a list of at least one finite number",
        );
    }
    let tolerance = rule.float("tolerance").unwrap_or(0.0);
    if tolerance < 0.0 {
        rule.bad("tolerance", "`tolerance` cannot be negative");
    }
    Some(OutputRule::Numbers { numbers, tolerance })
}
