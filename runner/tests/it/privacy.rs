//! What a run can see, and what it can make us read.

use codezest_core::course::model::ReportFormat;
use codezest_core::run::report::{Isolation, Outcome};
use codezest_core::run::spec::Judge;
use codezest_runner::{RunOptions, RunnerError};

use crate::setup::{Bench, shell, spec};

#[test]
fn the_environment_is_cleared() {
    let bench = Bench::new();
    // Cargo sets this for every test; a token would be passed on the same way.
    assert!(std::env::var("CARGO_PKG_NAME").is_ok());
    let mut spec = shell("env; echo \"home: $HOME\"; ls -A \"$HOME\"; cd; pwd");
    spec.env.insert("FROM_COURSE".to_owned(), "yes".to_owned());
    let report = bench.run(&spec);
    let text = &report.stdout.text;
    assert!(!text.contains("CARGO_PKG_NAME"), "{text}");
    for line in [
        "LANG=C.UTF-8",
        "TZ=UTC",
        "TERM=dumb",
        "NO_COLOR=1",
        "PYTHONHASHSEED=0",
        "FROM_COURSE=yes",
    ] {
        assert!(text.lines().any(|l| l == line), "{line} in {text}");
    }
    let inside = bench.place.path().to_string_lossy().into_owned();
    let of = |name: &str| {
        text.lines()
            .find_map(|line| line.strip_prefix(name))
            .unwrap_or_default()
            .to_owned()
    };
    assert!(
        of("HOME=").starts_with(&inside) && of("TMPDIR=").starts_with(&inside),
        "{text}"
    );
}

#[test]
fn open_files_of_the_runner_are_not_inherited() {
    let bench = Bench::new();
    let secret = bench.place.path().join("open-secret");
    let file = std::fs::File::create(&secret).unwrap();
    // A duplicate is passed on to every process that is started from here.
    let _open = rustix::io::dup(&file).unwrap();
    let report = bench.run(&shell(
        "for fd in /proc/$$/fd/*; do readlink \"$fd\"; done; true",
    ));
    assert_eq!(report.outcome, Outcome::Passed);
    assert!(report.stdout.text.contains("script.sh") || report.stdout.text.contains("pipe:"));
    assert!(
        !report.stdout.text.contains("open-secret"),
        "{}",
        report.stdout.text
    );
}

#[test]
fn a_report_that_is_a_link_is_not_followed() {
    let bench = Bench::new();
    let secret = bench.place.path().join("secret.tap");
    std::fs::write(&secret, "1..1\nok 1 - secret\n").unwrap();
    for make in [
        format!("ln -s {} report.tap", secret.display()),
        "mkfifo report.tap".to_owned(),
        "mkdir report.tap".to_owned(),
    ] {
        let command = ["sh", "script.sh"].map(str::to_owned).into();
        let judge = Judge::Command {
            command,
            report: ReportFormat::Tap,
            report_file: Some("report.tap".to_owned()),
        };
        let spec = spec(&[("script.sh", &make)], judge);
        let report = bench.run(&spec);
        assert_ne!(report.outcome, Outcome::Passed, "{make}");
        assert!(report.tests.is_empty(), "{make}: {report:?}");
        assert!(
            report.notes.iter().any(|note| note.contains("report.tap")),
            "{make}: {:?}",
            report.notes
        );
    }
}

#[test]
fn the_run_folder_goes_even_without_permissions() {
    let bench = Bench::new();
    bench.run(&shell(
        "mkdir -p a/b; echo x > a/b/c; chmod 0 a/b/c a/b a; chmod 500 .",
    ));
    assert_eq!(bench.left_over(), 0);
}

#[test]
fn paths_out_of_the_folder_are_refused() {
    let bench = Bench::new();
    let spec = spec(&[("../x.sh", "")], shell("").judge);
    let result = bench.runner.run(
        &spec,
        &RunOptions::default(),
        &codezest_runner::CancelToken::new(),
        &mut |_| {},
    );
    assert!(matches!(result, Err(RunnerError::BadPath { .. })));
}

#[test]
fn a_run_without_a_sandbox_says_so_and_still_ends() {
    let bench = Bench::new();
    let mut spec = shell("while true; do :; done");
    spec.limits.cpu_seconds = 1;
    let options = RunOptions {
        no_sandbox: true,
        ..RunOptions::default()
    };
    let report = bench
        .runner
        .run(
            &spec,
            &options,
            &codezest_runner::CancelToken::new(),
            &mut |_| {},
        )
        .unwrap();
    assert_eq!(report.isolation, Isolation::None);
    assert_eq!(report.outcome, Outcome::TimedOutCpu);
}

#[test]
fn what_is_installed_is_told() {
    let languages = Bench::new().runner.languages();
    let names: Vec<&str> = languages.iter().map(|language| language.name).collect();
    assert_eq!(names, ["Python", "Rust", "JavaScript", "C", "Bash", "SQL"]);
    let sql = languages.last().unwrap();
    assert!(sql.ready && sql.tools.is_empty());
    for tool in languages.iter().flat_map(|language| &language.tools) {
        assert_eq!(tool.path.is_some(), tool.version.is_some(), "{tool:?}");
        assert!(!tool.install.is_empty());
    }
    let python = &languages[0].tools[0];
    if crate::languages::has("python3", &["--version"]) {
        assert!(languages[0].ready, "{python:?}");
        assert!(
            python.version.as_ref().unwrap().starts_with("3."),
            "{python:?}"
        );
    }
}
