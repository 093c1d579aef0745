//! Canonical JSON: one spelling for one value, so that hashes agree.
//!
//! It is RFC 8785 without floating-point numbers: members sorted by the UTF-16
//! code units of their names, no white space, strings with the shortest
//! escapes, and integers only, within ±(2^53 − 1), so that every JSON library
//! reads the same number. Floats are left out because their shortest spelling
//! is where implementations differ.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// The greatest integer that canonical JSON holds, 2^53 − 1.
pub const MAX_INTEGER: i64 = 9_007_199_254_740_991;

/// Why a value has no canonical form, or a text is not acceptable JSON.
#[derive(Debug, thiserror::Error)]
pub enum CanonicalError {
    /// A number with a fraction or an exponent.
    #[error("{0} is not an integer; canonical JSON holds integers only")]
    Float(Number),
    /// An integer beyond ±(2^53 − 1).
    #[error("{0} is beyond ±(2^53 − 1), the range of integers in canonical JSON")]
    Range(Number),
    /// Not JSON, a member named twice, or a number of the two kinds above.
    #[error("not acceptable as JSON: {0}")]
    Syntax(#[from] serde_json::Error),
}

/// Writes `value` in its canonical form.
///
/// # Errors
/// A float, or an integer out of range.
pub fn to_string(value: &Value) -> Result<String, CanonicalError> {
    let mut out = String::new();
    write(&mut out, value)?;
    Ok(out)
}

/// Reads JSON, canonical or not, and refuses what has no canonical form or
/// could be read in two ways: floats, integers out of range, members named
/// twice.
///
/// # Errors
/// Says what is wrong, and where.
pub fn parse(text: &str) -> Result<Value, CanonicalError> {
    let Strict(value) = serde_json::from_str(text)?;
    Ok(value)
}

fn write(out: &mut String, value: &Value) -> Result<(), CanonicalError> {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => out.push_str(&integer(number)?.to_string()),
        Value::String(text) => write_string(out, text),
        Value::Array(values) => {
            out.push('[');
            for (index, value) in values.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write(out, value)?;
            }
            out.push(']');
        }
        Value::Object(members) => write_object(out, members)?,
    }
    Ok(())
}

fn write_object(out: &mut String, members: &Map<String, Value>) -> Result<(), CanonicalError> {
    let mut sorted: Vec<(&String, &Value)> = members.iter().collect();
    // UTF-16 order differs from Rust's beyond U+FFFF (RFC 8785, section 3.2.3).
    sorted.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
    out.push('{');
    for (index, (name, value)) in sorted.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write_string(out, name);
        out.push(':');
        write(out, value)?;
    }
    out.push('}');
    Ok(())
}

/// Writes `text` as a JSON string with the escapes of RFC 8785, section
/// 3.2.2.2.
pub(super) fn write_string(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}

fn integer(number: &Number) -> Result<i64, CanonicalError> {
    match number.as_i64() {
        Some(value) if (-MAX_INTEGER..=MAX_INTEGER).contains(&value) => Ok(value),
        None if number.is_f64() => Err(CanonicalError::Float(number.clone())),
        _ => Err(CanonicalError::Range(number.clone())),
    }
}

/// A JSON value read without tolerance.
struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StrictVisitor).map(Self)
    }
}

struct StrictVisitor;

impl<'de> Visitor<'de> for StrictVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON without floating-point numbers")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        checked(Number::from(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        checked(Number::from(value))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        Err(E::custom(format!("{value} is not an integer")))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(Strict(value)) = access.next_element()? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some((name, Strict(value))) = access.next_entry::<String, Strict>()? {
            if members.contains_key(&name) {
                return Err(de::Error::custom(format!(
                    "the member {name:?} occurs twice"
                )));
            }
            members.insert(name, value);
        }
        Ok(Value::Object(members))
    }
}

fn checked<E: de::Error>(number: Number) -> Result<Value, E> {
    integer(&number).map_err(E::custom)?;
    Ok(Value::Number(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn canonical(text: &str) -> String {
        to_string(&parse(text).unwrap()).unwrap()
    }

    #[test]
    fn one_value_has_one_spelling() {
        assert_eq!(
            canonical(r#" { "b" : [ 1 , -2, true, null ], "a":{} } "#),
            r#"{"a":{},"b":[1,-2,true,null]}"#
        );
        assert_eq!(canonical(r#""\u00e4\/\u007f""#), "\"ä/\u{7f}\"");
    }

    /// The string of RFC 8785, section 3.2.2, and its order of names, section
    /// 3.2.3, written down from the rules there.
    #[test]
    fn strings_and_names_follow_rfc_8785() {
        assert_eq!(
            canonical(r#""\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/""#),
            r#""€$\u000f\nA'B\"\\\\\"/""#
        );
        assert_eq!(canonical(r#""\b\t\f\r\u001f""#), r#""\b\t\f\r\u001f""#);
        // U+1F600 is D83D DE00 in UTF-16 and sorts before U+FB33.
        assert_eq!(
            canonical("{\"\u{fb33}\":1,\"\u{1f600}\":2,\"ö\":3,\"1\":4}"),
            "{\"1\":4,\"ö\":3,\"\u{1f600}\":2,\"\u{fb33}\":1}"
        );
    }

    #[test]
    fn what_has_no_single_spelling_is_refused() {
        for bad in [
            "1.0",
            "1e3",
            "-0",
            "9007199254740992",
            "-9007199254740992",
            "18446744073709551615",
            "99999999999999999999",
            r#"{"a":1,"a":2}"#,
            r#"{"a":1,"\u0061":2}"#,
            r#"[{"x":{"a":1,"a":1}}]"#,
            r#""\ud800""#,
            "NaN",
            "[1,]",
            "{} {}",
            "",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
        assert_eq!(canonical("9007199254740991"), "9007199254740991");
        assert!(to_string(&serde_json::json!({ "a": 0.5 })).is_err());
        assert!(to_string(&serde_json::json!(u64::MAX)).is_err());
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::Bool),
            (-MAX_INTEGER..=MAX_INTEGER).prop_map(Value::from),
            any::<String>().prop_map(Value::String),
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
                prop::collection::btree_map(any::<String>(), inner, 0..4)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn canonical_text_reads_back_as_itself(value in values()) {
            let text = to_string(&value).unwrap();
            prop_assert_eq!(&parse(&text).unwrap(), &value);
            prop_assert_eq!(canonical(&text), text.clone());
            prop_assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
        }
    }
}
