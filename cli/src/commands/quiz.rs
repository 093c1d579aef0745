//! `codezest quiz`.

use std::path::Path;

use codezest_core::learning::quiz::answer::{Answer, answers_from_json};
use codezest_core::learning::quiz::grade::Graded;

use crate::args::QuizArgs;
use crate::context::Context;
use crate::failure::{Exit, Failure, Result};
use crate::learn::locate;
use crate::learn::quiz::{self, Attempt, Finished};
use crate::lines;
use crate::plain;
use crate::store::content::ItemEntry;
use crate::views;
use crate::views::quiz::QuizResult;

/// Takes a quiz: asking, or with answers from a file.
pub fn run(context: &Context, args: &QuizArgs) -> Result<Exit> {
    let item = locate::quiz(context, args.item.as_deref())?;
    if args.review {
        return super::quiz_review::run(context, &item);
    }
    if args.answers.is_none() && !context.ui.interactive() {
        return Err(
            Failure::usage("a quiz asks questions, and there is no terminal to ask on")
                .hint(format!("codezest quiz {} --answers FILE", item.reference())),
        );
    }
    let mut attempt = quiz::begin(context, &item)?;
    let graded = match &args.answers {
        Some(file) => answer_from_file(context, &mut attempt, file)?,
        None => match plain::quiz::take(context, &mut attempt)? {
            Some(graded) => graded,
            None => return Ok(Exit::Done),
        },
    };
    let finished = attempt.finish(context)?;
    show(context, &item, &finished, &graded)
}

fn answer_from_file(
    context: &Context,
    attempt: &mut Attempt,
    file: &Path,
) -> Result<Vec<(String, Graded)>> {
    let text = std::fs::read_to_string(file).map_err(|error| Failure::file("read", file, error))?;
    let wrong = |message: String| {
        Failure::usage(message).hint(
            "the file is a JSON object: question id to option id(s), text, number or true/false",
        )
    };
    let value = serde_json::from_str(&text)
        .map_err(|error| wrong(format!("{} is not JSON", file.display())).because(error))?;
    let mut answers = answers_from_json(attempt.quiz(), &value).map_err(|errors| {
        let list: Vec<_> = errors
            .iter()
            .map(|(id, error)| format!("{id}: {error}"))
            .collect();
        wrong(format!(
            "{} has answers that cannot be taken: {}",
            file.display(),
            list.join("; ")
        ))
    })?;
    let ids: Vec<_> = attempt
        .open_questions()
        .iter()
        .map(|(_, shown)| shown.question.id.clone())
        .collect();
    let mut graded = Vec::new();
    for id in ids {
        let answer = answers.remove(&id).unwrap_or(Answer::Skipped);
        let Some(verdict) = attempt.answer(context, &id, &answer)? else {
            break;
        };
        graded.push((id.to_string(), verdict));
    }
    Ok(graded)
}

fn show(
    context: &Context,
    item: &ItemEntry,
    finished: &Finished,
    graded: &[(String, Graded)],
) -> Result<Exit> {
    if context.ui.json {
        context.ui.json(&QuizResult::new(item, finished, graded))?;
        return Ok(Exit::passed(finished.passed));
    }
    let ui = &context.ui;
    ui.out("");
    ui.out(lines::quiz::score(&finished.score));
    if finished.passed {
        plain::home::print_next(context, views::home::next(context)?.as_ref());
    } else {
        ui.out(format!(
            "What you missed: codezest quiz {} --review",
            item.reference()
        ));
        ui.out(format!(
            "Again:           codezest quiz {}",
            item.reference()
        ));
    }
    Ok(Exit::passed(finished.passed))
}
