use codezest_core::course::model::RunnerKind;
use codezest_core::run::report::{Outcome, RunReport, TestStatus};

use super::has;
use crate::setup::{Bench, framework, summary};

/// Prints what Unity prints, without Unity.
const TESTS: &str = r#"#include <stdio.h>
int area(int a, int b);
static int failed;
static void check(const char *name, int line, int expected, int actual) {
  if (expected == actual) { printf("tests/test_area.c:%d:%s:PASS\n", line, name); return; }
  printf("tests/test_area.c:%d:%s:FAIL: Expected %d Was %d\n", line, name, expected, actual);
  failed++;
}
int main(void) {
  check("test_square", 11, 9, area(3, 3));
  check("test_slim", 12, 5, area(1, 5));
  printf("\n-----------------------\n2 Tests %d Failures 0 Ignored\n%s\n", failed, failed ? "FAIL" : "OK");
  return failed;
}
"#;
const MAKEFILE: &str =
    "test: tests.out\n\t@./tests.out\ntests.out: area.c tests/test_area.c\n\t@cc -o $@ $^\n";

fn run(program: &str, makefile: bool) -> RunReport {
    let mut files = vec![("area.c", program), ("tests/test_area.c", TESTS)];
    if makefile {
        files.push(("makefile", MAKEFILE));
    }
    Bench::new().run(&framework(RunnerKind::C, None, &files))
}

#[test]
fn c_tests_with_and_without_a_makefile() {
    if !has("cc", &["--version"]) || !has("make", &["--version"]) {
        return;
    }
    for makefile in [true, false] {
        let right = run("int area(int a, int b) { return a * b; }", makefile);
        let both = vec![
            ("test_square", TestStatus::Pass),
            ("test_slim", TestStatus::Pass),
        ];
        assert_eq!(summary(&right), (Outcome::Passed, both), "{right:#?}");

        let wrong = run(
            "int area(int a, int b) { (void)b; return a * a; }",
            makefile,
        );
        assert_eq!(wrong.outcome, Outcome::Failed);
        let slim = &wrong.tests[1];
        assert_eq!(
            (
                slim.status,
                slim.expected.as_deref(),
                slim.actual.as_deref()
            ),
            (TestStatus::Fail, Some("5"), Some("1"))
        );

        let broken = run("int area(int a, int b) { return a * c; }", makefile);
        assert_eq!(broken.outcome, Outcome::CompileError, "{broken:#?}");
        let said = broken.build.unwrap().output;
        assert!(
            said.contains("area.c:1:") && said.contains("‘c’ undeclared"),
            "{said}"
        );

        let crashed = run(
            "int area(int a, int b) { return *(volatile int *)0 + a + b; }",
            makefile,
        );
        assert_ne!(crashed.outcome, Outcome::Passed, "{crashed:#?}");
    }
}
