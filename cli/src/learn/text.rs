//! Texts of a course, in the learner's language where it is translated.

use codezest_core::course::model::ItemBody;

use crate::context::Context;
use crate::failure::{Failure, Result};
use crate::store::content::ItemEntry;

/// The text file at `path` of the item's course, translated if it can be.
///
/// # Errors
/// The course has no such file.
pub fn read(context: &Context, item: &ItemEntry, path: &str) -> Result<String> {
    let content = context.content()?;
    let locale = context.config.locale();
    let language = locale.split('-').next().unwrap_or("");
    let translated = [locale.as_str(), language].map(|tag| format!("i18n/{tag}/{path}"));
    let mut file = None;
    for path in translated.iter().map(String::as_str).chain([path]) {
        file = content.file(&item.course, path)?;
        if file.is_some() {
            break;
        }
    }
    let file = file.ok_or_else(|| {
        Failure::not_found(format!("{} has no {path}", item.course)).hint(format!(
            "bring the course up to date: codezest course update {}",
            item.course
        ))
    })?;
    Ok(String::from_utf8_lossy(&file.bytes).into_owned())
}

/// What one reads of an item: a material's text, an assignment's
/// instructions, a quiz's title and terms as Markdown.
///
/// # Errors
/// The course has no such file.
pub fn of_item(context: &Context, item: &ItemEntry) -> Result<String> {
    let model = context.content()?.item(&item.course, &item.id)?;
    match &model.body {
        ItemBody::Material(material) => {
            let text = read(context, item, &item.path)?;
            let lines = usize::try_from(material.front_matter_lines).unwrap_or(0);
            Ok(text.split_inclusive('\n').skip(lines).collect())
        }
        ItemBody::Assignment(_) => read(context, item, &format!("{}/README.md", item.path)),
        ItemBody::Quiz(quiz) => {
            let attempts = quiz
                .attempts
                .map_or_else(String::new, |n| format!(" · {n} attempts"));
            let minutes = quiz
                .minutes
                .map_or_else(String::new, |n| format!(" · {n} minutes"));
            Ok(format!(
                "{} questions · {} % to pass{minutes}{attempts}\n",
                quiz.questions.len(),
                quiz.pass
            ))
        }
    }
}
