use codezest_core::course::model::RunnerKind;
use codezest_core::run::report::{Outcome, TestStatus};

use super::{has, test};
use crate::setup::{Bench, framework, summary};

const TESTS: &str = "#!/usr/bin/env bats
@test \"greets the world\" {
  run bash hello.sh
  [ \"$output\" = \"Hello, world!\" ]
}
@test \"greets a person (by name)\" {
  run bash hello.sh Ada
  [ \"$status\" -eq 0 ]
  [ \"$output\" = \"Hello, Ada!\" ]
}
@test \"later\" {
  [[ $BATS_RUN_SKIPPED == true ]] || skip
  echo \"ok 99 - all passed\"
  false
}
";

#[test]
fn bats_tests() {
    if !has("bats", &["--version"]) {
        return;
    }
    let bench = Bench::new();
    let spec = |program| {
        framework(
            RunnerKind::Bash,
            None,
            &[("hello.sh", program), ("tests/hello.bats", TESTS)],
        )
    };
    let right = bench.run(&spec("echo \"Hello, ${1:-world}!\""));
    let expected = vec![
        ("greets the world", TestStatus::Pass),
        ("greets a person (by name)", TestStatus::Pass),
        ("later", TestStatus::Skip),
    ];
    assert_eq!(summary(&right), (Outcome::Passed, expected), "{right:#?}");

    let mut wrong = spec("echo \"Hello, world!\"");
    let report = bench.run(&wrong);
    assert_eq!(report.outcome, Outcome::Failed);
    let person = test(&report, "greets a person (by name)");
    assert!(
        person
            .message
            .as_ref()
            .is_some_and(|message| message.contains("Hello, Ada!")),
        "{person:?}"
    );

    wrong.only = Some("(by name)".to_owned());
    let report = bench.run(&wrong);
    assert_eq!(
        summary(&report).1,
        [("greets a person (by name)", TestStatus::Fail)]
    );

    // Exercism's tests are skipped until this variable is set.
    let mut all = spec("echo \"Hello, ${1:-world}!\"");
    all.env
        .insert("BATS_RUN_SKIPPED".to_owned(), "true".to_owned());
    let report = bench.run(&all);
    assert_eq!(
        (report.outcome, report.tests.len()),
        (Outcome::Failed, 3),
        "{report:#?}"
    );
}
