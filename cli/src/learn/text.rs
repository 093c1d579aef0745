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

/// `text` without a heading at its very beginning: the title stands above it
/// already.
#[must_use]
pub fn without_title(text: &str) -> &str {
    let begun = text.trim_start();
    match begun.strip_prefix("# ") {
        Some(heading) => heading.split_once('\n').map_or("", |(_, rest)| rest),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::without_title;

    #[test]
    fn only_a_first_heading_goes() {
        assert_eq!(without_title("\n# Title\n\nText\n"), "\nText\n");
        assert_eq!(without_title("Text\n# Not first\n"), "Text\n# Not first\n");
        assert_eq!(without_title("## Smaller\n"), "## Smaller\n");
        assert_eq!(without_title("# Alone"), "");
    }
}
