//! `codezest course convert`.

use codezest_core::course::model::ReportFormat;
use codezest_core::course::words::Word;
use schemars::JsonSchema;
use serde::Serialize;

use super::report::{self, ReportView};
use crate::args::CourseConvertArgs;
use crate::author::folder::{check_free, write};
use crate::author::import::{Options, TestCommand, import};
use crate::author::library;
use crate::context::Context;
use crate::failure::{Exit, Failure, Result};
use crate::ui::progress::Progress;
use crate::ui::{Role, Styled};

/// What `course convert --json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ConvertedView {
    schema_version: u32,
    path: String,
    #[serde(flatten)]
    report: ReportView,
}

/// Converts a source into a course folder for authors.
pub fn run(context: &Context, args: &CourseConvertArgs) -> Result<Exit> {
    let folder = context.paths.expand_home(&args.dir);
    check_free(&folder)?;
    let converted = {
        let _progress = Progress::spinner(&context.ui, "converting");
        import(&args.source, &options(context, args)?)?
    };
    write(&converted.tree, &folder)?;
    let path = folder
        .canonicalize()
        .unwrap_or(folder)
        .display()
        .to_string();
    if context.ui.json {
        let report = ReportView::from(&converted.report);
        context.ui.json(&ConvertedView {
            schema_version: 1,
            path,
            report,
        })?;
        return Ok(Exit::Done);
    }
    report::say(context, &converted.report);
    context
        .ui
        .say(Styled::new().role(Role::Hint, "next: ").role(
            Role::Code,
            &format!("codezest course check {}", args.dir.display()),
        ));
    context.ui.out(path);
    Ok(Exit::Done)
}

fn options(context: &Context, args: &CourseConvertArgs) -> Result<Options> {
    let report = match args.report.as_deref() {
        None => ReportFormat::default(),
        Some(word) => ReportFormat::of_word(word).ok_or_else(|| {
            let words: Vec<&str> = ReportFormat::WORDS.iter().map(|(word, _)| *word).collect();
            Failure::usage(format!("{word:?} is no kind of report"))
                .hint(format!("use one of {}", words.join(", ")))
        })?,
    };
    let words = |text: &String| text.split_whitespace().map(str::to_owned).collect();
    let test = args.test.as_ref().map(|text| TestCommand {
        command: words(text),
        report,
        report_file: None,
    });
    Ok(Options {
        test,
        language: args.language.clone(),
        ..library::options(context)
    })
}
