//! `assignment.toml`.

use super::head;
use super::writer::{Writer, float, key, line, list, real};
use crate::course::model::{
    Assignment, Check, CheckKind, Difficulty, Item, ItemBody, Limits, OutputRule, ProgramCheck,
    ReportFormat, SqlCheck, SqlValue,
};
use crate::course::words::Word;

/// `assignment.toml`. `None` when `item` is no assignment. `difficulty` is the
/// course's.
#[must_use]
pub fn assignment(item: &Item, difficulty: Difficulty) -> Option<String> {
    let ItemBody::Assignment(body) = &item.body else {
        return None;
    };
    let mut out = Writer::new();
    head(&mut out, item, difficulty);
    out.number_unless("points", item.points, item.difficulty.default_points());
    out.texts("needs", &body.needs);
    out.texts("learner", &body.learner);
    commands(&mut out, body);
    out.text_unless("solution", body.solution.word(), "after-pass");
    limits(&mut out, &body.limits);
    if !body.env.is_empty() {
        out.header("[env]");
        body.env
            .iter()
            .for_each(|(name, value)| out.raw(&key(name), &line(value)));
    }
    if !body.sql_setup.is_empty() {
        out.header("[sql]");
        out.texts("setup", &body.sql_setup);
    }
    body.checks.iter().for_each(|found| check(&mut out, found));
    Some(out.finish())
}

fn commands(out: &mut Writer, body: &Assignment) {
    out.optional_text("runner", body.runner.map(Word::word));
    out.optional_text("framework", body.framework.map(Word::word));
    out.texts("run", body.run.as_deref().unwrap_or_default());
    out.texts("test", body.test.as_deref().unwrap_or_default());
    out.text_unless("report", body.report.word(), ReportFormat::default().word());
    out.optional_text("report_file", body.report_file.as_deref());
}

fn limits(out: &mut Writer, limits: &Limits) {
    let default = Limits::default();
    if *limits == default {
        return;
    }
    out.header("[limits]");
    out.number_unless("cpu_seconds", limits.cpu_seconds, default.cpu_seconds);
    out.number_unless("build_seconds", limits.build_seconds, default.build_seconds);
    out.optional_number("wall_seconds", limits.wall_seconds);
    out.number_unless("memory_mib", limits.memory_mib, default.memory_mib);
    out.number_unless("output_kib", limits.output_kib, default.output_kib);
    out.number_unless("processes", limits.processes, default.processes);
    out.number_unless("file_mib", limits.file_mib, default.file_mib);
    out.text_unless("network", limits.network.word(), default.network.word());
}

fn check(out: &mut Writer, check: &Check) {
    out.header("[[check]]");
    out.text("name", &check.name);
    out.texts("needs", &check.needs);
    out.number_unless("points", check.points, 1);
    match &check.kind {
        CheckKind::Program(program) => program_check(out, program),
        CheckKind::Sql(sql) => sql_check(out, sql),
    }
    out.optional_text("help", check.help.as_deref());
}

fn program_check(out: &mut Writer, check: &ProgramCheck) {
    out.texts("args", &check.args);
    out.text_unless("stdin", &check.stdin, "");
    for (key, rule) in [("stdout", &check.stdout), ("stderr", &check.stderr)] {
        match rule {
            None => {}
            Some(OutputRule::Exact(text)) => out.text(key, text),
            Some(rule) => out.raw(key, &output(rule)),
        }
    }
    if check.exit != 0 {
        out.number("exit", check.exit);
    }
}

fn output(rule: &OutputRule) -> String {
    match rule {
        OutputRule::Exact(text) => line(text),
        OutputRule::Contains(texts) => match texts.as_slice() {
            [text] => format!("{{ contains = {} }}", line(text)),
            texts => format!("{{ contains = {} }}", list(texts)),
        },
        OutputRule::Regex(pattern) => format!("{{ regex = {} }}", line(pattern)),
        OutputRule::Lines(lines) => format!("{{ lines = {} }}", list(lines)),
        OutputRule::Numbers { numbers, tolerance } => {
            let numbers: Vec<String> = numbers.iter().map(|number| float(*number)).collect();
            let tolerance = match *tolerance {
                0.0 => String::new(),
                tolerance => format!(", tolerance = {}", float(tolerance)),
            };
            format!("{{ numbers = [{}]{tolerance} }}", numbers.join(", "))
        }
    }
}

fn sql_check(out: &mut Writer, check: &SqlCheck) {
    out.optional_text("file", check.file.as_deref());
    out.optional_text("query", check.query.as_deref());
    out.optional_text("sql", check.sql.as_deref());
    if let Some(rows) = &check.rows {
        let rows: Vec<String> = rows
            .iter()
            .map(|row| {
                let values: Vec<String> = row.iter().map(value).collect();
                format!("[{}]", values.join(", "))
            })
            .collect();
        out.raw("rows", &format!("[{}]", rows.join(", ")));
    }
    out.flag_unless("ordered", check.ordered, false);
    if let Some(columns) = &check.columns {
        out.raw("columns", &list(columns));
    }
    out.texts("contains", &check.contains);
    out.texts("lacks", &check.lacks);
    out.optional_text("error", check.error.as_deref());
}

fn value(value: &SqlValue) -> String {
    match value {
        SqlValue::Null => "{ null = true }".to_owned(),
        SqlValue::Integer(number) => number.to_string(),
        SqlValue::Real(number) => real(*number),
        SqlValue::Text(text) => line(text),
    }
}
