//! The SQLite track: scripts with dot-commands for the `sqlite3` program,
//! which compare tables and write `output.json`.
//!
//! The program's exit status says only whether SQL could be read, not whether
//! tests passed, and a learner's script can write files too. So a file left
//! over is overwritten with an empty one first, the learner's script runs
//! inside the course's, which writes the report last, and a report without a
//! test is no pass.

use codezest_core::course::model::ReportFormat;

use super::{Judge, Rules, Subject, as_it_is, plain_example};

/// Where the track's scripts write their report.
const REPORT: &str = "output.json";

pub(super) fn rules() -> Rules {
    Rules {
        language: Some("sql"),
        tools: &["sqlite3"],
        prepare: &[],
        judge,
        enable: as_it_is,
        example: plain_example,
        other: |_, _, _| {},
        needs: |_, _| None,
    }
}

fn judge(subject: &Subject<'_>) -> Judge {
    let script = subject
        .tests
        .iter()
        .map(|(path, _)| path.as_str())
        .find(|path| path.ends_with("_test.sql"))
        .map_or_else(|| format!("{}_test.sql", subject.slug), str::to_owned);
    let empty = format!(".once {REPORT}");
    let read = format!(".read {script}");
    let words = ["sqlite3", "-bail", ":memory:", &empty, "SELECT '';", &read];
    Judge {
        test: Some(words.map(str::to_owned).to_vec()),
        report: ReportFormat::ExercismJson,
        report_file: Some(REPORT.to_owned()),
        ..Judge::default()
    }
}
