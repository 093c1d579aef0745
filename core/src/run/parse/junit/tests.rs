use super::*;

fn junit(report: &str) -> Parsed {
    read(&Source {
        report: report.as_bytes(),
        roots: &["/run/shop"],
        ..Source::default()
    })
}

fn summary(parsed: &Parsed) -> Vec<(&str, &str, TestStatus)> {
    parsed
        .tests
        .iter()
        .map(|test| {
            (
                test.group.as_deref().unwrap_or(""),
                test.name.as_str(),
                test.status,
            )
        })
        .collect()
}

/// The shapes of frameworks that are not installed everywhere, in the smallest
/// report that shows each.
#[test]
fn dialects() {
    use TestStatus::{Error, Fail, NotRun, Pass, Skip};
    for (what, report, expected) in [
        (
            "Gradle: suite as root, CDATA output at its end, thousands separator",
            r#"<testsuite name="ShopTest"><properties/><testcase name="a()" classname="ShopTest" time="1,234.5"/><testcase name="b()" classname="ShopTest"><failure message="expected: &lt;6&gt; but was: &lt;7&gt;" type="x">trace</failure></testcase><system-out><![CDATA[<b>&]]></system-out></testsuite>"#,
            vec![("ShopTest", "a()", Pass), ("ShopTest", "b()", Fail)],
        ),
        (
            "ctest: the status is an attribute",
            r#"<testsuite name="Linux-cc"><testcase name="a" classname="a" status="run"/><testcase name="b" classname="b" status="fail"><failure message=""/><system-out>x</system-out></testcase><testcase name="c" classname="c" status="notrun"><skipped message="disabled"/></testcase><testcase name="d" classname="d" status="disabled"/></testsuite>"#,
            vec![
                ("Linux-cc", "a", Pass),
                ("Linux-cc", "b", Fail),
                ("Linux-cc", "c", Skip),
                ("Linux-cc", "d", Skip),
            ],
        ),
        (
            "Jest: a suite that does not run",
            r#"<testsuites><testsuite name="words"><testcase classname="words differ" name="words differ"><failure>Error: expect(received).toBe(expected)

Expected: 6
Received: 7
    at Object.toBe (/run/shop/shop.test.js:10:20)</failure></testcase></testsuite><testsuite name="broken.test.js"><error>SyntaxError</error></testsuite></testsuites>"#,
            vec![
                ("words", "words differ", Fail),
                ("", "broken.test.js", Error),
            ],
        ),
        (
            "Maven: a test that passed in the end is not a failure",
            r#"<testsuite name="S"><testcase name="a" classname="S"><flakyFailure message="once">x</flakyFailure></testcase></testsuite>"#,
            vec![("S", "a", Pass)],
        ),
        (
            "two documents after each other",
            "<?xml version=\"1.0\"?><testsuite name=\"A\"><testcase name=\"a\"/></testsuite>\n<?xml version=\"1.0\"?><testsuite name=\"B\"><testcase name=\"a\"/></testsuite>",
            vec![("A", "a", Pass), ("B", "a", Pass)],
        ),
        (
            "status without a child",
            r#"<testsuite><testcase name="a" status="notrun"/><testcase name="b" result="skipped" status="run"/></testsuite>"#,
            vec![("", "a", NotRun), ("", "b", Skip)],
        ),
    ] {
        let parsed = junit(report);
        assert_eq!(summary(&parsed), expected, "{what}");
        assert!(parsed.complete, "{what}: {:?}", parsed.notes);
    }
}

#[test]
fn details_of_a_failure() {
    let parsed = junit(
        r#"<testsuite name="t"><testcase name="a" time="0.25" file="/run/shop/a.py" line="3"><failure message="one&#10;two &amp; &#x1B;[31m &unknown;"/><system-out>said</system-out><system-err>err</system-err></testcase></testsuite>"#,
    );
    let test = &parsed.tests[0];
    assert_eq!(test.message.as_deref(), Some("one\ntwo &  &unknown;"));
    assert_eq!(test.output.as_deref(), Some("said\nerr"));
    assert_eq!(test.duration_ms, Some(250));
    assert_eq!(
        test.location,
        Some(Location {
            file: "a.py".to_owned(),
            line: Some(3)
        })
    );
}

#[test]
fn what_is_cut_has_not_passed() {
    let parsed = junit(r#"<testsuite><testcase name="a"/><testcase name="b">"#);
    assert_eq!(
        summary(&parsed),
        [("", "a", TestStatus::Pass), ("", "b", TestStatus::NotRun)]
    );
    assert!(!parsed.complete);
    let parsed = junit(r#"<testsuite><testcase name="a"><failure message="m">tex"#);
    assert_eq!(summary(&parsed), [("", "a", TestStatus::Fail)]);
    let parsed = junit(r#"<testsuite><testcase name="a"></testsuite></testcase>"#);
    assert_eq!(summary(&parsed), [("", "a", TestStatus::NotRun)]);
    for nothing in ["", "hello", "<html></html>"] {
        let parsed = junit(nothing);
        assert!(parsed.tests.is_empty() && !parsed.complete, "{nothing}");
    }
}

#[test]
fn nesting_is_bounded() {
    let bomb = format!(
        "<testsuite><testcase name=\"a\"/>{}",
        "<testsuite>".repeat(100_000)
    );
    let parsed = junit(&bomb);
    assert_eq!(parsed.tests.len(), 1);
    assert!(parsed.notes[0].contains("32 deep"), "{:?}", parsed.notes);
}
