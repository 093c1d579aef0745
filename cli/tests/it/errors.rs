//! How commands fail: exit codes, and what is said.

use std::fs;

use crate::support::{Home, Output};

const ITEM: &str = "sql-first-steps/first-answer";

/// Asserts the exit code, and that the same command with `--json` says so in
/// the shape that scripts rely on.
fn fails(home: &Home, line: &str, code: i32, kind: &str) {
    let plain = home.run(line).exits(code);
    assert!(
        plain.stderr.starts_with("error: "),
        "{line}: {}",
        plain.stderr
    );
    let output = home.run(&format!("{line} --json")).exits(code);
    assert_eq!(output.stdout, "", "{line}");
    let error = output.error();
    assert_eq!(error["kind"], kind, "{line}: {error}");
    assert_eq!(error["exit_code"], code, "{line}: {error}");
    assert!(!error["message"].as_str().unwrap().is_empty());
    assert!(
        !error["hint"].as_str().unwrap().is_empty(),
        "{line}: {error}"
    );
    assert!(error["request_id"].is_null());
}

#[test]
fn each_exit_code_has_a_command_that_ends_with_it() {
    let home = Home::new();
    // 0 and 1: what a test run comes to.
    home.run(&format!("start {ITEM}")).ok();
    home.run(&format!("test {ITEM}")).exits(1);
    home.solve(ITEM);
    home.run(&format!("test {ITEM}")).exits(0);
    // 2: not understood.
    fails(&home, "test --no-such-option", 2, "usage");
    fails(&home, "no-such-command", 2, "usage");
    fails(&home, "config set day_start_hour 30", 2, "usage");
    fails(&home, "test meet-the-shed", 2, "usage");
    // 3: not found.
    fails(&home, "show no-such-item", 3, "not-found");
    fails(&home, "course remove no-such-course", 3, "not-found");
    fails(&home, "help no-such-topic", 3, "not-found");
    fails(&home, "schema no-such-schema", 3, "not-found");
    // 6: only queued, when more was asked for.
    home.run(&format!("submit {ITEM} --require-delivery"))
        .exits(6);
    // 8: a program is missing.
    home.run("start rust-first-steps/lighthouse").ok();
    let bare = home.root().join("tmp");
    let missing = home
        .command("test rust-first-steps/lighthouse")
        .env("PATH", bare);
    let missing = missing.run().exits(8);
    assert!(missing.stdout.contains("cargo"), "{}", missing.stdout);
    // 9: an invalid course.
    fs::create_dir(home.home().join("broken")).unwrap();
    fs::write(home.home().join("broken/course.toml"), "title = 1\n").unwrap();
    home.run("course check broken").exits(9);
    // 70: a file that cannot be read.
    let settings = home.root().join("settings");
    fs::create_dir(&settings).unwrap();
    let output = home.command("list --json --config").arg(&settings).run();
    assert_eq!(output.exits(70).error()["kind"], "storage");
}

#[test]
fn a_limit_has_its_exit_code() {
    let home = Home::new();
    home.run(&format!("start {ITEM}")).ok();
    // A query that never ends.
    let endless = "with recursive n(i) as (select 1 union all select i + 1 from n)\nselect count(*) from n;\n";
    fs::write(home.working_folder(ITEM).join("names.sql"), endless).unwrap();
    let output = home
        .run(&format!("test {ITEM} --timeout 1s --json"))
        .exits(10);
    assert_eq!(output.json()["counts"]["passed"], 0);
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_ends_with_130() {
    use std::io::Read;

    let home = Home::new();
    home.run("start python-first-steps/good-morning").ok();
    let file = home
        .working_folder("python-first-steps/good-morning")
        .join("morning.py");
    let marker = home.root().join("running");
    let text =
        format!("import time\nopen({marker:?}, 'w').close()\nwhile True:\n    time.sleep(0.05)\n");
    fs::write(&file, text).unwrap();
    let command = home.command("test python-first-steps/good-morning --json");
    let mut child = command.spawn();
    drop(child.stdin.take());
    while !marker.exists() && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    let id = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(id, rustix::process::Signal::INT).unwrap();
    let mut stdout = String::new();
    child
        .stdout
        .take()
        .unwrap()
        .read_to_string(&mut stdout)
        .unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130), "{stdout}");
    assert!(stdout.contains("\"cancelled\""), "{stdout}");
}

#[test]
fn unknown_names_list_the_nearest() {
    let home = Home::new();
    let said = |output: Output| output.exits(3).stderr;
    assert!(said(home.run("show meet-teh-shed")).contains("meet-the-shed"));
    assert!(said(home.run("show sql-first-steps/frist-answer")).contains("first-answer"));
    assert!(said(home.run("list sql-frist-steps")).contains("sql-first-steps"));
    assert!(said(home.run("help exit-code")).contains("exit-codes"));
    let setting = home.run("config get plian").exits(2).stderr;
    assert!(setting.contains("plain"), "{setting}");
}

#[test]
fn a_newer_database_is_refused_and_not_touched() {
    let home = Home::new();
    home.run("complete meet-the-shed").ok();
    let file = home.data().join("accounts/anonymous.db");
    let conn = rusqlite::Connection::open(&file).unwrap();
    conn.pragma_update(None, "user_version", 9_999).unwrap();
    conn.close().unwrap();
    let before = fs::read(&file).unwrap();
    for line in [
        "status",
        "complete meet-the-shed",
        "progress export",
        "doctor",
    ] {
        let output = home.run(line).exits(70);
        let said = format!("{}{}", output.stdout, output.stderr);
        assert!(said.contains("newer codezest"), "{line}: {said}");
        assert!(
            said.contains("install the newest codezest"),
            "{line}: {said}"
        );
    }
    let error = home.run("status --json").exits(70).error();
    assert_eq!(error["kind"], "newer-database");
    assert_eq!(fs::read(&file).unwrap(), before);
    let beside: Vec<_> = fs::read_dir(home.data().join("accounts"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(beside, ["anonymous.db"], "it was opened for writing");
}

#[test]
fn nothing_asks_without_a_terminal() {
    let home = Home::new();
    let quiz = home
        .command("quiz asking-quiz")
        .stdin("a\nb\n")
        .run()
        .exits(2);
    assert!(quiz.stderr.contains("--answers FILE"), "{}", quiz.stderr);
    home.run("complete meet-the-shed").ok();
    let reset = "reset sql-first-steps --course --progress";
    let refused = home.command(reset).stdin("y\n").run().exits(2);
    assert!(refused.stderr.contains("--yes"), "{}", refused.stderr);
    home.run(&format!("{reset} --yes")).ok();
}
