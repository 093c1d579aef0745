//! Old bodies, brought to the newest version of their kind.
//!
//! A kind and version once released parses for ever. When a kind gets a new
//! version, one **step** is added here that turns a body of the version before
//! into one of the new version; steps are chained, and never removed.

use serde_json::Value;

use super::kinds::Fact;

/// Turns a body of version `from` of `kind` into one of version `from + 1`.
struct Step {
    kind: &'static str,
    from: u16,
    change: fn(Value) -> Value,
}

/// Every step there is. All kinds are in their first version.
const STEPS: &[Step] = &[];

/// The newest version of `kind`, if it is known.
#[must_use]
pub fn newest(kind: &str) -> Option<u16> {
    Fact::KINDS
        .iter()
        .find(|(known, _)| *known == kind)
        .map(|(_, v)| *v)
}

/// Brings a body of version `v` of `kind` to the newest version. `None` for a
/// kind or a version that is not known here.
#[must_use]
pub fn upcast(kind: &str, v: u16, body: Value) -> Option<Value> {
    climb(STEPS, kind, v, newest(kind)?, body)
}

fn climb(steps: &[Step], kind: &str, from: u16, to: u16, mut body: Value) -> Option<Value> {
    if from == 0 || from > to {
        return None;
    }
    for version in from..to {
        let step = steps
            .iter()
            .find(|step| step.kind == kind && step.from == version)?;
        body = (step.change)(body);
    }
    Some(body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const TWO_STEPS: &[Step] = &[
        Step {
            kind: "a.b",
            from: 2,
            change: |body| json!({ "then": body }),
        },
        Step {
            kind: "a.b",
            from: 1,
            change: |body| json!({ "first": body }),
        },
    ];

    #[test]
    fn steps_are_chained_in_order_of_version() {
        let to_three = |from| climb(TWO_STEPS, "a.b", from, 3, json!(0));
        assert_eq!(to_three(1), Some(json!({ "then": { "first": 0 } })));
        assert_eq!(to_three(2), Some(json!({ "then": 0 })));
        assert_eq!(to_three(3), Some(json!(0)));
        assert_eq!(to_three(4), None);
        assert_eq!(to_three(0), None);
        assert_eq!(climb(TWO_STEPS, "a.c", 1, 2, json!(0)), None);
    }

    #[test]
    fn every_released_version_reaches_the_newest() {
        for (kind, newest) in Fact::KINDS {
            for v in 1..*newest {
                assert!(
                    STEPS
                        .iter()
                        .any(|step| step.kind == *kind && step.from == v),
                    "{kind} v{v} has no step to v{}",
                    v + 1
                );
            }
        }
        assert_eq!(upcast("nobody.knows", 1, json!({})), None);
        assert_eq!(upcast("prefs.set", 2, json!({})), None);
    }
}
