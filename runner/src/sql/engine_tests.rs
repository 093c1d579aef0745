use super::*;

const TIME: Duration = Duration::from_secs(5);

fn source(name: &str, sql: &str) -> Source {
    Source {
        name: name.to_owned(),
        sql: sql.to_owned(),
    }
}

fn script(sql: &str) -> Script {
    Script {
        setup: vec![],
        source: source("answer.sql", sql),
        query: None,
    }
}

fn error(sql: &str) -> SqlError {
    run(&script(sql), TIME)
        .error
        .unwrap_or_else(|| panic!("no error in {sql}"))
}

#[test]
fn setup_script_and_query_share_one_database() {
    let script = Script {
        setup: vec![source(
            "setup.sql",
            "create table t (a, b); insert into t values (1, 'x'), (2.5, null);",
        )],
        source: source(
            "answer.sql",
            "insert into t values (x'00ff', 9e999); select b from t where a = 1; select 7 as n",
        ),
        query: Some(source("query", "select * from t")),
    };
    let reply = run(&script, TIME);
    assert_eq!(reply.error, None);
    assert_eq!(reply.results.len(), 2);
    assert_eq!(
        (
            reply.results[1].columns.clone(),
            reply.results[1].rows.clone()
        ),
        (vec!["n".to_owned()], vec![vec![SqlValue::Integer(7)]])
    );
    let text = |text: &str| SqlValue::Text(text.to_owned());
    let rows = vec![
        vec![SqlValue::Integer(1), text("x")],
        vec![SqlValue::Real(2.5), SqlValue::Null],
        vec![text("x'00ff'"), text("Inf")],
    ];
    assert_eq!(reply.answer.unwrap().rows, rows);
}

#[test]
fn errors_are_placed() {
    let wrong = error("select 1;\n\n  selct 2;");
    assert_eq!(
        (wrong.line, wrong.column, wrong.file.as_str()),
        (3, 3, "answer.sql")
    );
    assert!(
        wrong.message.contains("near \"selct\": syntax error"),
        "{}",
        wrong.message
    );
    let wrong = error("create table t (a);\nselect a,\n       nope from t;");
    assert_eq!((wrong.line, wrong.column), (3, 8));
    assert_eq!(wrong.message, "no such column: nope");
    let wrong =
        error("create table t (a unique);\ninsert into t values (1);\ninsert into t values (1);");
    assert_eq!((wrong.line, wrong.column), (3, 1));
    assert_eq!(wrong.message, "UNIQUE constraint failed: t.a");
    assert_eq!(wrong.statement, "insert into t values (1);");
}

#[test]
fn foreign_keys_are_enforced() {
    let wrong = error(
        "create table p (id integer primary key); create table c (p references p); insert into c values (9);",
    );
    assert_eq!(wrong.message, "FOREIGN KEY constraint failed");
}

#[test]
fn nothing_outside_the_database_can_be_reached() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("out.db");
    for sql in [
        format!("attach '{}' as other", file.display()),
        "attach ':memory:' as other".to_owned(),
        format!("vacuum into '{}'", file.display()),
        "select load_extension('x')".to_owned(),
        "pragma journal_mode = off".to_owned(),
        "pragma writable_schema = on".to_owned(),
        "pragma temp_store_directory = '/'".to_owned(),
    ] {
        let wrong = error(&sql);
        assert!(
            wrong.message.contains("not allowed here") || wrong.message.contains("not authorized"),
            "{sql}: {}",
            wrong.message
        );
    }
    assert!(!file.exists());
    assert_eq!(run(&script("pragma table_info(sqlite_schema); select * from pragma_table_info('x'); pragma foreign_keys = off"), TIME).error, None);
}

#[test]
fn endless_queries_end() {
    let endless =
        "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n";
    let reply = run(&script(endless), Duration::from_millis(50));
    let message = reply.error.unwrap().message;
    assert!(
        message.starts_with("it was still running after"),
        "{message}"
    );
}

#[test]
fn long_results_are_cut_and_say_so() {
    let many = "with recursive n(i) as (select 1 union all select i + 1 from n limit 20000) select i from n";
    let table = run(&script(many), TIME).results.remove(0);
    assert_eq!((table.rows.len(), table.cut), (MAX_ROWS, true));
}
