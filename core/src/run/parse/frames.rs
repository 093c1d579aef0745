//! Stack traces without what is not the learner's: the frames of frameworks
//! and of the language.

/// `text` without such frames, and without the empty lines around.
pub(super) fn without_foreign(text: &str) -> String {
    let mut kept = Vec::new();
    let mut skipping = false;
    for line in text.lines() {
        if is_foreign_python(line) {
            skipping = true;
        } else if !(skipping && belongs_to_frame(line)) {
            skipping = false;
            if !is_foreign_frame(line) {
                kept.push(line);
            }
        }
    }
    kept.join("\n").trim_matches('\n').trim_end().to_owned()
}

/// A frame of JavaScript or Java, `at …`.
fn is_foreign_frame(line: &str) -> bool {
    const FOREIGN: [&str; 8] = [
        "node:",
        "node_modules",
        "java.base",
        "jdk.internal",
        "java.lang.reflect",
        "sun.reflect",
        "org.junit",
        "org.gradle",
    ];
    let frame = line.trim_start();
    let bare = frame.ends_with("(<anonymous>)") || frame.starts_with("at async Promise.all");
    frame.starts_with("at ") && (bare || FOREIGN.iter().any(|part| frame.contains(part)))
}

/// A frame as pytest writes it, `/usr/lib/python3/x.py:3: in f`, of a file
/// outside the run folder; the source line follows.
fn is_foreign_python(line: &str) -> bool {
    (line.starts_with('/') || line.starts_with("<frozen ")) && line.contains(": in ")
}

/// pytest marks with `E` what is the error's own.
fn belongs_to_frame(line: &str) -> bool {
    line.starts_with("    ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_frames_stay() {
        for (text, kept) in [
            (
                "Error: x\n    at f (a.js:1:2)\n    at node:internal/x:1:2\n    at new Promise (<anonymous>)\n",
                "Error: x\n    at f (a.js:1:2)",
            ),
            (
                "x\n\tat org.junit.A(A.java:1)\n\tat Shop.b(Shop.java:2)",
                "x\n\tat Shop.b(Shop.java:2)",
            ),
            (
                "/usr/lib/python3.11/ast.py:50: in parse\n    return compile(\n           ^^^\n<frozen importlib>:1: in f\n    ???\nshop.py:3: in g\n    h()\nE   SyntaxError: x",
                "shop.py:3: in g\n    h()\nE   SyntaxError: x",
            ),
            ("at the end", "at the end"),
        ] {
            assert_eq!(without_foreign(text), kept);
        }
    }
}
