//! `autograding.json`: the tests of an assignment.

use serde::Deserialize;

/// One test, as the teacher wrote it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Test {
    pub(super) name: String,
    /// Runs first; its output does not count.
    pub(super) setup: Option<String>,
    /// The command.
    pub(super) run: String,
    /// What it reads.
    pub(super) input: Option<String>,
    /// What it should write.
    pub(super) output: Option<String>,
    /// `included` (the default), `exact` or `regex`.
    pub(super) comparison: Option<String>,
    /// Minutes.
    pub(super) timeout: Option<f64>,
    pub(super) points: Option<f64>,
}

#[derive(Deserialize)]
struct File {
    tests: Vec<serde_json::Value>,
}

/// Reads the file: its tests, and what could not be read of it.
///
/// # Errors
/// Says why it cannot be read at all.
pub(super) fn read(bytes: &[u8]) -> Result<(Vec<Test>, Vec<String>), String> {
    let file: File = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    let (mut tests, mut notes) = (Vec::new(), Vec::new());
    for (number, value) in (1..).zip(file.tests) {
        match serde_json::from_value::<Test>(value) {
            Ok(test) if test.run.trim().is_empty() => {
                notes.push(format!("test {number} runs nothing; left out"))
            }
            Ok(test) => tests.push(test),
            Err(error) => notes.push(format!("test {number} was left out: {error}")),
        }
    }
    if tests.is_empty() {
        return Err("it has no test that could be taken over".to_owned());
    }
    Ok((tests, notes))
}
