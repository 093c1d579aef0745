//! `codezest quiz`.

use std::path::Path;

use codezest_core::learning::quiz::answer::{Answer, answers_from_json};
use codezest_core::learning::quiz::clock::TimeLeft;
use codezest_core::learning::quiz::grade::Graded;

use crate::args::QuizArgs;
use crate::context::Context;
use crate::failure::{Exit, Failure, Result};
use crate::learn::locate;
use crate::learn::quiz::{self, Attempt, Finished};
use crate::plain;
use crate::store::content::ItemEntry;
use crate::ui::{Role, Styled};
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
        None => match ask_all(context, &item, &mut attempt)? {
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
        graded.push((id.to_string(), attempt.answer(context, &id, &answer)?));
    }
    Ok(graded)
}

/// Asks every open question; `None` when input ended before the last.
fn ask_all(
    context: &Context,
    item: &ItemEntry,
    attempt: &mut Attempt,
) -> Result<Option<Vec<(String, Graded)>>> {
    introduce(context, item, attempt);
    let total = attempt.quiz().questions.len();
    let mut graded = Vec::new();
    loop {
        if attempt.time_left(context)? == TimeLeft::Expired {
            context.ui.say("Time is up.");
            return Ok(Some(graded));
        }
        let open = attempt.open_questions();
        let Some((place, shown)) = open.first() else {
            return Ok(Some(graded));
        };
        plain::quiz::print_question(context, *place, total, shown);
        let Some(answer) = plain::quiz::ask(context, shown) else {
            context.ui.say("");
            context.ui.say(format!(
                "Stopped. Your answers are kept; go on: codezest quiz {}",
                item.reference()
            ));
            return Ok(None);
        };
        // The question belongs to the attempt that the answer changes.
        let question = shown.question.clone();
        let options = shown.options.clone();
        let verdict = attempt.answer(context, &question.id, &answer)?;
        let shown = codezest_core::learning::quiz::order::ShownQuestion {
            question: &question,
            options,
        };
        plain::quiz::print_feedback(context, &shown, &verdict);
        graded.push((question.id.to_string(), verdict));
    }
}

fn introduce(context: &Context, item: &ItemEntry, attempt: &Attempt) {
    let quiz = attempt.quiz();
    context.ui.out(Styled::new().role(Role::Title, &item.title));
    let time = quiz
        .minutes
        .map_or_else(String::new, |minutes| format!(", {minutes} minutes"));
    let go = if attempt.resumed {
        "going on where you left"
    } else {
        "an empty answer skips"
    };
    context.ui.out(Styled::new().role(
        Role::Dim,
        &format!(
            "{} questions, {} % to pass{time}; {go}",
            quiz.questions.len(),
            quiz.pass
        ),
    ));
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
    let percent = finished.score.percent();
    if finished.passed {
        ui.out(Styled::new().role(Role::Good, &format!("✓ Passed with {percent} %.")));
        plain::home::print_next(context, views::home::next(context)?.as_ref());
    } else {
        ui.out(Styled::new().role(Role::Bad, &format!("✗ {percent} %: not enough yet.")));
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
