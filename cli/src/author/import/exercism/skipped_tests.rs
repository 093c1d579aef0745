//! Enabling tests that are skipped for teaching's sake.
//!
//! Most tracks ship with all tests but the first one skipped, for learners to
//! enable one by one. A grader needs them all; ours are listed one by one
//! anyway. Tests that an author skips with another word or with a reason are
//! meant to be skipped, and stay so.

/// Rust: lines that say `#[ignore]`. With a reason, it is deliberate.
pub(super) fn rust(text: &str) -> String {
    without_lines(text, |line| line == "#[ignore]")
}

/// C: `TEST_IGNORE();`, with or without a comment behind it.
/// `TEST_IGNORE_MESSAGE` gives a reason and stays.
pub(super) fn c(text: &str) -> String {
    without_lines(text, |line| {
        line.strip_prefix("TEST_IGNORE();").is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.is_empty()
                || rest.starts_with("//")
                || (rest.starts_with("/*") && rest.ends_with("*/"))
        })
    })
}

/// The text without the lines for which `drop` holds, spaces around them
/// aside; line ends stay as they are.
fn without_lines(text: &str, drop: impl Fn(&str) -> bool) -> String {
    text.split_inclusive('\n')
        .filter(|line| !drop(line.trim()))
        .collect()
}

/// The skipping words of Jest and what they stand for. `test.skip` is what
/// authors write when they mean it.
const JEST: [(&str, &str); 3] = [("xtest", "test"), ("xit", "it"), ("xdescribe", "describe")];

/// JavaScript: `xtest(`, `xit.each(` and the like, and the names imported for
/// them.
pub(super) fn javascript(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let mut line = line.to_owned();
        for (skip, run) in JEST {
            line = replace_calls(&line, skip, run);
        }
        out.push_str(&line);
    }
    imports(&out)
}

/// Replaces `word` where it is called, and not part of a longer word.
fn replace_calls(line: &str, word: &str, with: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(word) {
        let (before, from) = rest.split_at(at);
        let after = from.get(word.len()..).unwrap_or_default();
        let previous = before
            .chars()
            .next_back()
            .or_else(|| out.chars().next_back());
        let begins = !previous.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '.'));
        let called = after.starts_with('(') || after.starts_with(".each");
        out.push_str(before);
        out.push_str(if begins && called { with } else { word });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Where a file names what it takes from Jest (`import { xtest } from
/// '@jest/globals'`), the words used instead are taken.
fn imports(text: &str) -> String {
    const MODULE: &str = "@jest/globals";
    let Some(module) = text.find(MODULE) else {
        return text.to_owned();
    };
    let (head, _) = text.split_at(module);
    let (Some(open), Some(close)) = (head.rfind('{'), head.rfind('}')) else {
        return text.to_owned();
    };
    let Some(list) = text.get(open.saturating_add(1)..close) else {
        return text.to_owned();
    };
    let mut names: Vec<&str> = Vec::new();
    for name in list
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        let name = JEST
            .iter()
            .find(|(skip, _)| *skip == name)
            .map_or(name, |(_, run)| run);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let mut out = text.to_owned();
    out.replace_range(
        open.saturating_add(1)..close,
        &format!(" {} ", names.join(", ")),
    );
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rust_keeps_reasons_and_line_ends() {
        let text = "#[test]\r\n    #[ignore]\r\nfn a() {}\r\n#[ignore = \"slow\"]\nfn b() {} // #[ignore]\n";
        assert_eq!(
            rust(text),
            "#[test]\r\nfn a() {}\r\n#[ignore = \"slow\"]\nfn b() {} // #[ignore]\n"
        );
    }

    #[test]
    fn c_keeps_messages_and_definitions() {
        let text = "void a(void) {\n   TEST_IGNORE();   // delete this line\n   TEST_IGNORE();\n   x();\n}\n   TEST_IGNORE_MESSAGE(\"later\");\n#define TEST_IGNORE() y\n";
        assert_eq!(
            c(text),
            "void a(void) {\n   x();\n}\n   TEST_IGNORE_MESSAGE(\"later\");\n#define TEST_IGNORE() y\n"
        );
    }

    #[test]
    fn javascript_enables_calls_and_keeps_deliberate_skips() {
        let text = "import {\n  describe,\n  xtest,\n  expect,\n} from '@jest/globals';\nxdescribe('x', () => {\n  xtest('a', f); xit.each([1])('b', g);\n  test.skip('extra', h);\n  it('c', () => extest(1));\n  // an xtest is skipped\n});\n";
        assert_eq!(
            javascript(text),
            "import { describe, test, expect } from '@jest/globals';\ndescribe('x', () => {\n  test('a', f); it.each([1])('b', g);\n  test.skip('extra', h);\n  it('c', () => extest(1));\n  // an xtest is skipped\n});\n"
        );
    }

    #[test]
    fn javascript_takes_each_name_once() {
        let text = "import { describe, expect, test, xtest } from '@jest/globals';\n";
        assert_eq!(
            javascript(text),
            "import { describe, expect, test } from '@jest/globals';\n"
        );
        let text = "const { xtest, xit } = require('@jest/globals');\r\n";
        assert_eq!(
            javascript(text),
            "const { test, it } = require('@jest/globals');\r\n"
        );
        assert_eq!(javascript("xtest('a', f)"), "test('a', f)");
    }
}
