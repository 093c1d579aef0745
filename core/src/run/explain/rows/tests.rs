use super::*;
use crate::course::model::SqlValue::{Integer, Null, Real, Text};

fn text(value: &str) -> SqlValue {
    Text(value.to_owned())
}

fn set(columns: &[&str], rows: Vec<Vec<SqlValue>>) -> ResultSet {
    ResultSet {
        columns: columns.iter().map(|name| (*name).to_owned()).collect(),
        rows,
    }
}

#[test]
fn rows_in_words() {
    let two = || {
        set(
            &["id", "name"],
            vec![vec![Integer(1), text("a")], vec![Integer(2), text("b")]],
        )
    };
    let three = || {
        set(
            &["id", "name"],
            vec![
                vec![Integer(1), text("a")],
                vec![Integer(2), text("b")],
                vec![Integer(3), text("c")],
            ],
        )
    };
    let backwards = |mut set: ResultSet| {
        set.rows.reverse();
        set
    };
    let with = |row: Vec<_>| set(&["id", "name"], vec![vec![Integer(1), text("a")], row]);
    let doubled = set(
        &["id", "name"],
        vec![
            vec![Integer(1), text("a")],
            vec![Integer(2), text("b")],
            vec![Integer(1), text("a")],
        ],
    );
    let swapped = set(
        &["name", "id"],
        vec![vec![text("a"), Integer(1)], vec![text("b"), Integer(2)]],
    );
    let narrow = set(&["id"], vec![vec![Integer(1)], vec![Integer(2)]]);
    for (expected, actual, ordered, kind, words) in [
        (
            three(),
            two(),
            false,
            Kind::Missing,
            "1 row is missing, such as (3, 'c')",
        ),
        (
            two(),
            three(),
            false,
            Kind::Extra,
            "1 row is too many, such as (3, 'c')",
        ),
        (
            two(),
            doubled,
            false,
            Kind::Duplicate,
            "more than once, such as (1, 'a')",
        ),
        (
            two(),
            set(&["id", "name"], vec![]),
            false,
            Kind::Empty,
            "no rows; 2 rows are expected",
        ),
        (
            three(),
            backwards(three()),
            true,
            Kind::Order,
            "reverse order",
        ),
        (
            two(),
            backwards(two()),
            true,
            Kind::Order,
            "row 1 should be (1, 'a')",
        ),
        (
            two(),
            narrow,
            false,
            Kind::Columns,
            "Expected 2 columns (ID, name), but came 1 (id)",
        ),
        (two(), swapped, false, Kind::Columns, "in another order"),
        (
            with(vec![Integer(2), Null]),
            with(vec![Integer(2), text("")]),
            false,
            Kind::Null,
            "column `name` differs: expected NULL, but came ''",
        ),
        (
            with(vec![Integer(2), text("B")]),
            with(vec![Integer(2), text("b")]),
            false,
            Kind::Case,
            "Only column `name`",
        ),
        (
            with(vec![Integer(2), text("b")]),
            with(vec![text("2"), text("b")]),
            false,
            Kind::Type,
            "One is a text",
        ),
        (
            with(vec![Real(2.5), text("b")]),
            with(vec![Integer(2), text("b")]),
            false,
            Kind::Rounding,
            "rounding",
        ),
        (
            with(vec![Integer(5), text("b")]),
            with(vec![Integer(6), text("b")]),
            false,
            Kind::OffByOne,
            "Off by one",
        ),
    ] {
        let columns = [String::from("ID"), String::from("name")];
        let found = compare_rows(&expected, &actual, ordered, Some(&columns));
        assert_eq!(found[0].kind, kind, "{found:?}");
        assert!(found[0].words.contains(words), "{found:?}");
    }
}

#[test]
fn equal_results() {
    let expected = set(
        &[],
        vec![vec![Real(0.3), Null], vec![Integer(3), text("x")]],
    );
    let actual = set(
        &["a", "b"],
        vec![vec![Real(3.0), text("x")], vec![Real(0.1 + 0.2), Null]],
    );
    assert_eq!(compare_rows(&expected, &actual, false, None), []);
    assert_eq!(
        compare_rows(&expected, &actual, true, None)[0].kind,
        Kind::Order
    );
    assert!(!same_value(
        &Integer(9_007_199_254_740_993),
        &Integer(9_007_199_254_740_992)
    ));
    assert!(!same_value(&Real(1.0), &Real(1.0 + 1e-6)));
    assert!(same_value(&Real(1e12), &Real(1e12 + 1e-4)));
    assert_eq!(
        compare_rows(&set(&[], vec![]), &set(&["a"], vec![]), true, None),
        []
    );
}
