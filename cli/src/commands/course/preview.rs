//! `codezest course preview`.

use codezest_core::course::markdown::body;
use codezest_core::course::model::{Course, Item, ItemBody, Quiz};
use codezest_core::course::parse;
use codezest_core::course::tree::CourseTree;
use codezest_core::error::ErrorCode;
use codezest_core::text::nearest;

use crate::args::CoursePreviewArgs;
use crate::author::import::folder;
use crate::context::Context;
use crate::failure::{Exit, Failure, Result};
use crate::plain::{markdown, pager};
use crate::ui::{Role, Styled};
use crate::views::preview::Preview;

/// Shows a course, or one item of it, without adding it.
pub fn run(context: &Context, args: &CoursePreviewArgs) -> Result<Exit> {
    let tree = folder::read(&args.dir).map_err(|error| Failure::not_found(error.to_string()))?;
    let parsed = parse(&tree);
    let problems = parsed.diagnostics.len();
    let Some(course) = parsed.course else {
        return Err(Failure::new(
            ErrorCode::CourseInvalid,
            format!("{} is no readable course", args.dir.display()),
        )
        .hint(format!(
            "see why: codezest course check {}",
            args.dir.display()
        )));
    };
    let wanted = args
        .item
        .as_deref()
        .map(|id| find(&course, id))
        .transpose()?;
    let wanted = wanted.map(|item| (item, text(&tree, item)));
    if context.ui.json {
        let only = wanted.as_ref().map(|(item, text)| (*item, text.as_str()));
        context.ui.json(&Preview::new(&course, problems, only))?;
        return Ok(Exit::Done);
    }
    match wanted {
        Some((item, text)) => show(context, item, &text),
        None => outline(context, &course),
    }
    if problems > 0 {
        context.ui.say(format!(
            "{problems} problems: codezest course check {}",
            args.dir.display()
        ));
    }
    Ok(Exit::Done)
}

fn outline(context: &Context, course: &Course) {
    let ui = &context.ui;
    ui.out(
        Styled::new()
            .role(Role::Title, &course.title)
            .role(Role::Dim, &format!("  {} {}", course.id, course.version)),
    );
    if !course.summary.is_empty() {
        ui.out(course.summary.as_str());
    }
    for module in &course.modules {
        ui.out("");
        ui.out(
            Styled::new()
                .role(Role::Title, &module.title)
                .role(Role::Dim, &format!("  {}", module.id)),
        );
        for item in &module.items {
            let line = Styled::new()
                .text(&format!("  {:<10}  ", item.kind().as_str()))
                .role(Role::Code, item.id.as_str());
            let hidden = if item.hidden { "  (not listed)" } else { "" };
            ui.out(
                line.text(&format!("  {}", item.title))
                    .role(Role::Dim, hidden),
            );
        }
    }
}

fn find<'a>(course: &'a Course, id: &str) -> Result<&'a Item> {
    let mut items = course.items().map(|(_, item)| item);
    items.find(|item| item.id.as_str() == id).ok_or_else(|| {
        let near = nearest(id, course.items().map(|(_, item)| item.id.as_str()), 3);
        Failure::not_found(format!("the course has no item {id:?}"))
            .hint(format!("there is: {}", near.join(", ")))
    })
}

fn show(context: &Context, item: &Item, text: &str) {
    let mut lines = vec![Styled::new().role(Role::Title, &item.title), Styled::new()];
    lines.extend(markdown::lines(context, text));
    pager::print(context, &lines);
}

/// What a learner reads: the material, the instructions with their hints, or
/// the questions.
fn text(tree: &CourseTree, item: &Item) -> String {
    let read = |path: &str| {
        let file = tree
            .get(path)
            .map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
        body(&file.unwrap_or_default()).to_owned()
    };
    match &item.body {
        ItemBody::Material(_) => read(&item.path),
        ItemBody::Assignment(assignment) => {
            let mut text = read(&format!("{}/README.md", item.path));
            for number in 1..=assignment.hints {
                let hint = read(&format!("{}/hints/{number}.md", item.path));
                text.push_str(&format!("\n\n**Hint {number}**\n\n{hint}"));
            }
            text
        }
        ItemBody::Quiz(quiz) => questions(quiz),
    }
}

fn questions(quiz: &Quiz) -> String {
    use codezest_core::course::model::QuestionKind::{Multiple, Order, Output, Single};
    let mut text = String::new();
    for (number, question) in (1..).zip(&quiz.questions) {
        text.push_str(&format!("**{number}.** {}\n\n", question.text));
        match &question.kind {
            Single { options } | Multiple { options } | Order { options } => {
                for option in options {
                    text.push_str(&format!("- {}\n", option.text));
                }
            }
            Output { code, language, .. } => {
                text.push_str(&format!(
                    "```{}\n{}\n```\n",
                    language.as_deref().unwrap_or(""),
                    code.trim_end()
                ));
            }
            _ => {}
        }
        text.push('\n');
    }
    text
}
