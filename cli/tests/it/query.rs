//! `codezest query`: asking the database of an SQL assignment.

use crate::support::Home;

const ITEM: &str = "sql-first-steps/first-answer";

#[test]
fn the_database_answers_and_nothing_is_recorded() {
    let home = Home::new();
    let tables = home.run(&format!("query {ITEM} .tables")).ok();
    assert!(tables.stdout.contains("tools"), "{}", tables.stdout);
    assert!(tables.stderr.contains("row"), "{}", tables.stderr);
    let sql = "select name, shelf * 2 as two, null from tools order by name limit 1";
    let answer = home
        .command(&format!("query {ITEM} --json"))
        .arg(sql)
        .run()
        .ok()
        .json();
    assert_eq!(answer["item"], ITEM);
    assert_eq!(answer["sql"], sql);
    let table = &answer["tables"][0];
    assert_eq!(table["columns"], serde_json::json!(["name", "two", "null"]));
    assert!(table["rows"][0][0].is_string(), "{table}");
    assert!(table["rows"][0][2].is_null(), "{table}");
    assert_eq!(answer["error"], serde_json::Value::Null);
    let runs = home.run(&format!("history {ITEM} --json")).ok().json();
    assert_eq!(runs["runs"], serde_json::json!([]));
    assert!(!home.working_folder(ITEM).exists());
}

#[test]
fn every_question_finds_a_fresh_database() {
    let home = Home::new();
    let ask = |sql: &str| home.command(&format!("query {ITEM}")).arg(sql).run();
    let within = ask("update tools set name = 'gone'; select distinct name from tools").ok();
    assert!(within.stdout.contains("gone"), "{}", within.stdout);
    let done = ask("update tools set name = 'gone'").ok();
    assert!(done.stderr.contains("fresh"), "{}", done.stderr);
    let again = ask("select distinct name from tools").ok();
    assert!(!again.stdout.contains("gone"), "{}", again.stdout);
}

#[test]
fn unquoted_words_and_standard_input_are_sql_too() {
    let home = Home::new();
    home.run(&format!("start {ITEM}")).ok();
    let words = home.run("query select count(*) from tools").ok();
    let input = home
        .command(&format!("query {ITEM}"))
        .stdin("select count(*)\nfrom tools;\n")
        .run()
        .ok();
    assert_eq!(words.stdout, input.stdout);
    assert!(words.stdout.contains("count(*)"), "{}", words.stdout);
}

#[test]
fn wrong_sql_is_explained_and_exits_with_1() {
    let home = Home::new();
    let wrong = home
        .command(&format!("query {ITEM}"))
        .arg("select nme from tools")
        .run()
        .exits(1);
    assert!(wrong.stderr.contains("nme"), "{}", wrong.stderr);
    let json = home
        .command(&format!("query {ITEM} --json"))
        .arg("select nme from tools")
        .run()
        .exits(1)
        .json();
    assert!(json["error"].as_str().unwrap().contains("nme"), "{json}");
}

#[test]
fn a_question_without_end_is_stopped() {
    let home = Home::new();
    let endless = "with recursive n(x) as (select 1 union all select x + 1 from n) \
                   select count(*) from n";
    let stopped = home
        .command(&format!("query {ITEM}"))
        .arg(endless)
        .run()
        .exits(1);
    assert!(
        stopped.stderr.contains("still running"),
        "{}",
        stopped.stderr
    );
}

#[test]
fn what_cannot_be_asked_says_why_and_what_to_type() {
    let home = Home::new();
    let nothing = home.run(&format!("query {ITEM}")).exits(2);
    assert!(
        nothing.stderr.contains("nothing to ask"),
        "{}",
        nothing.stderr
    );
    assert!(
        nothing.stderr.contains("codezest query"),
        "{}",
        nothing.stderr
    );
    home.command(&format!("query {ITEM}"))
        .stdin(b"select '\xff'".to_vec())
        .run()
        .exits(2);
    home.command(&format!("query {ITEM}"))
        .stdin(vec![b' '; (1 << 20) + 1])
        .run()
        .exits(10);
    let python = home.run("list python-first-steps --json --kind assignment");
    let name = python.json()["items"][0]["id"].as_str().unwrap().to_owned();
    let other = home.run(&format!("query {name} .tables")).exits(2);
    assert!(other.stderr.contains("no database"), "{}", other.stderr);
    home.run("query no-such-item .tables").exits(3);
    home.run("query python-first-steps/no-such .tables")
        .exits(3);
}

/// Data of a course, and what a learner asks for, does nothing to a terminal.
#[test]
fn escapes_in_values_and_names_stay_off_the_terminal() {
    let home = Home::new();
    let sql = "select char(27) || '[31mred' || char(155) || '2J' as \"a\u{1b}[2Jb\"";
    for option in ["", "--plain", "--json"] {
        let output = home
            .command(&format!("query {ITEM} {option}"))
            .arg(sql)
            .run()
            .ok();
        let raw = |c: char| c.is_control() && c != '\n';
        assert!(!output.stdout.contains(raw), "{:?}", output.stdout);
        assert!(output.stdout.contains("red"), "{}", output.stdout);
    }
}
