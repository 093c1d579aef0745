//! `codezest list`.

use crate::support::Home;

#[test]
fn json_follows_the_contract() {
    let home = Home::new();
    let list = home.run("list --json").ok().json();
    assert_eq!(list["schema_version"], 1);
    let items = list["items"].as_array().unwrap();
    assert!(items.len() > 20);
    for item in items {
        for key in [
            "id",
            "kind",
            "title",
            "language",
            "course",
            "module",
            "difficulty",
            "status",
        ] {
            assert!(item[key].is_string(), "{key}: {item}");
        }
        assert!(item["points"].is_u64(), "{item}");
        assert_eq!(item["status"], "new");
    }
}

#[test]
fn a_reader_that_went_away_is_no_error() {
    let home = Home::new();
    home.run("list").ok();
    for line in ["list --all sql-first-steps", "list --json", "--help"] {
        let output = home.command(line).unread().run().ok();
        assert_eq!(output.stderr, "", "{line}");
    }
}
