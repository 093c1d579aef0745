//! The JavaScript track: Jest with a Babel preset of its own, installed by
//! npm from each exercise's `package.json`.

use super::super::skipped_tests;
use super::{Judge, Limits, Rules, Subject};

/// Jest and Babel together start slowly.
const CPU_SECONDS: u32 = 30;

pub(super) fn rules() -> Rules {
    Rules {
        language: None,
        tools: &["node", "npm"],
        prepare: &[
            "tests need the packages of package.json, once per exercise: npm install in its folder \
             (or once in the course's folder, from any one package.json)",
        ],
        judge,
        enable: skipped_tests::javascript,
        example,
    }
}

fn judge(_subject: &Subject<'_>) -> Judge {
    let limits = Limits {
        cpu_seconds: Some(CPU_SECONDS),
    };
    Judge {
        runner: Some("javascript"),
        framework: Some("jest"),
        limits,
        ..Judge::default()
    }
}

/// Examples live one folder deeper than learners' files, so what they import
/// from `..` is beside the learner's file.
fn example(text: &str) -> String {
    let mut out = text.to_owned();
    for quote in ['\'', '"'] {
        for before in ["from ", "import ", "import(", "require("] {
            out = out.replace(
                &format!("{before}{quote}../"),
                &format!("{before}{quote}./"),
            );
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_import_from_beside_themselves() {
        assert_eq!(
            example(
                "import { A } from '../a';\nimport \"../b.js\";\nconst c = require('../c');\n'../d';\n"
            ),
            "import { A } from './a';\nimport \"./b.js\";\nconst c = require('./c');\n'../d';\n"
        );
    }
}
