use codezest_core::course::model::RunnerKind;
use codezest_core::run::report::{Outcome, TestStatus};

use super::{has, test};
use crate::setup::{Bench, framework, summary};

const MANIFEST: &str = "[package]\nname = \"shapes\"\nversion = \"0.1.0\"\nedition = \"2021\"\n";
const TESTS: &str = "use shapes::area;

#[test]
fn squares() { assert_eq!(area(3, 3), 9); }

#[test]
fn slim() { println!(\"looking\"); assert_eq!(area(1, 5), 5, \"five in a row\"); }

#[test]
#[ignore]
fn later() { panic!(); }
";

fn files(lib: &str) -> [(&str, &str); 3] {
    [
        ("src/lib.rs", lib),
        ("Cargo.toml", MANIFEST),
        ("tests/shapes.rs", TESTS),
    ]
}

#[test]
fn cargo_builds_tests_and_builds_again() {
    if !has("cargo", &["--version"]) {
        return;
    }
    let bench = Bench::new();
    let wrong = bench.run(&framework(
        RunnerKind::Rust,
        None,
        &files("pub fn area(a: u32, b: u32) -> u32 { a * a + 0 * b }"),
    ));
    let statuses = vec![
        ("slim", TestStatus::Fail),
        ("squares", TestStatus::Pass),
        ("later", TestStatus::Skip),
    ];
    let mut found = summary(&wrong);
    found.1.sort_by_key(|(name, _)| !name.starts_with("sl"));
    found.1.sort_by_key(|(name, _)| name.starts_with("later"));
    assert_eq!(found, (Outcome::Failed, statuses), "{wrong:#?}");
    let slim = test(&wrong, "slim");
    assert_eq!(
        (slim.expected.as_deref(), slim.actual.as_deref()),
        (Some("5"), Some("1")),
        "{slim:?}"
    );
    assert_eq!(slim.location.as_ref().unwrap().file, "tests/shapes.rs");
    assert!(wrong.build.as_ref().is_some_and(|build| build.ok));

    // The cache does not hide a change.
    let right = bench.run(&framework(
        RunnerKind::Rust,
        None,
        &files("pub fn area(a: u32, b: u32) -> u32 { a * b }"),
    ));
    assert_eq!(right.outcome, Outcome::Passed, "{right:#?}");

    let broken = bench.run(&framework(
        RunnerKind::Rust,
        None,
        &files("pub fn area(a: u32, b: u32) -> u32 { a * c }"),
    ));
    assert_eq!(broken.outcome, Outcome::CompileError);
    let said = broken.build.unwrap().output;
    assert!(
        said.contains("cannot find value `c`") && said.contains("src/lib.rs:1:"),
        "{said}"
    );

    let exits = bench.run(&framework(
        RunnerKind::Rust,
        None,
        &files("pub fn area(_: u32, _: u32) -> u32 { std::process::exit(0) }"),
    ));
    assert_eq!(exits.outcome, Outcome::Failed, "{exits:#?}");
    assert_eq!(
        (test(&exits, "slim").status, test(&exits, "squares").status),
        (TestStatus::NotRun, TestStatus::NotRun)
    );
}

#[test]
fn a_single_file_needs_no_package() {
    if !has("rustc", &["--version"]) {
        return;
    }
    let source = "fn twice(n: i32) -> i32 { n * 2 }\nfn main() {}\n#[test]\nfn doubles() { assert_eq!(twice(2), 4); }\n";
    let report = Bench::new().run(&framework(RunnerKind::Rust, None, &[("twice.rs", source)]));
    assert_eq!(
        summary(&report),
        (Outcome::Passed, vec![("doubles", TestStatus::Pass)]),
        "{report:#?}"
    );
}

#[test]
fn examples_in_the_documentation_are_tests() {
    if !has("cargo", &["--version"]) {
        return;
    }
    let lib =
        |body: &str| format!("/// ```\n/// assert_eq!(shapes::area(2, 3), 6);\n/// ```\n{body}");
    let right = lib("pub fn area(a: u32, b: u32) -> u32 { a * b }");
    let bench = Bench::new();
    let report = bench.run(&framework(RunnerKind::Rust, None, &files(&right)));
    assert_eq!(report.outcome, Outcome::Passed, "{report:#?}");
    assert_eq!(report.counts().passed, 3, "{report:#?}");
    // Only the example tells the two apart.
    let wrong = lib("pub fn area(a: u32, b: u32) -> u32 { if a == 2 { 0 } else { a * b } }");
    let report = bench.run(&framework(RunnerKind::Rust, None, &files(&wrong)));
    assert_eq!(report.outcome, Outcome::Failed, "{report:#?}");
    assert_eq!(report.counts().failed, 1, "{report:#?}");
}
