//! Tests that replace modules, for modules as Node loads them.
//!
//! Babel moves `jest.mock` above the imports; without it the imports come
//! first and nothing is replaced. So the replacements become those that Jest
//! has for modules, and what the tests import from files beside them is
//! imported after those, when asked for.

/// The text with its replacements working; any other text as it is.
pub(super) fn as_modules(text: &str) -> String {
    if !text.lines().any(|line| line.starts_with("jest.mock(")) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut late = String::new();
    for line in text.split_inclusive('\n') {
        if let Some(import) = late_import(line) {
            late.push_str(&import);
            continue;
        }
        let begins = ["describe(", "test(", "it(", "before", "after"];
        if !late.is_empty() && begins.iter().any(|word| line.starts_with(word)) {
            out.push_str(&late);
            out.push('\n');
            late.clear();
        }
        match line.strip_prefix("jest.mock(") {
            Some(rest) => {
                out.push_str("jest.unstable_mockModule(");
                out.push_str(rest);
            }
            None => out.push_str(line),
        }
    }
    out
}

/// `import { a as b } from './x';` as `const { a: b } = await import('./x');`.
fn late_import(line: &str) -> Option<String> {
    let rest = line.trim_end().strip_prefix("import {")?;
    let (names, from) = rest.split_once("} from ")?;
    let path = from.trim_end_matches(';').trim();
    let beside = path.starts_with("'.") || path.starts_with("\".");
    let names = names.trim().replace(" as ", ": ");
    beside.then(|| format!("const {{ {names} }} = await import({path});\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replacements_come_before_what_they_replace() {
        let text = "import { jest, test } from '@jest/globals';\nimport { a, b as c } from './a';\n\njest.mock('./b', () => ({\n  d: jest.fn(),\n}));\n\ntest('x', () => a());\ntest('y', () => c());\n";
        assert_eq!(
            as_modules(text),
            "import { jest, test } from '@jest/globals';\n\njest.unstable_mockModule('./b', () => ({\n  d: jest.fn(),\n}));\n\nconst { a, b: c } = await import('./a');\n\ntest('x', () => a());\ntest('y', () => c());\n"
        );
    }

    #[test]
    fn tests_without_replacements_stay() {
        let text = "import { a } from './a';\ntest('jest.mock(', a);\n";
        assert_eq!(as_modules(text), text);
    }
}
