//! `codezest search`.

use crate::args::SearchArgs;
use crate::context::Context;
use crate::failure::{Exit, Result};
use crate::lines::search::snippet;
use crate::store::content::SearchFilter;
use crate::ui::{Role, Styled};
use crate::views::search::Found;

/// Finds words in materials, instructions and code.
pub fn run(context: &Context, args: &SearchArgs) -> Result<Exit> {
    let course = match &args.course {
        Some(typed) => Some(super::reset::find_course(context, typed)?.name),
        None => None,
    };
    let filter = SearchFilter {
        kind: args.kind.map(super::list::kind),
        course,
        limit: args.limit,
    };
    let words = args.words.join(" ");
    let found = Found::new(&words, &context.content()?.search(&words, &filter)?);
    if context.ui.json {
        context.ui.json(&found)?;
        return Ok(Exit::Done);
    }
    for hit in &found.hits {
        let kind = format!("  {}", hit.kind.as_str());
        context.ui.out(
            Styled::new()
                .role(Role::Code, &hit.item)
                .text("  ")
                .role(Role::Strong, &hit.title)
                .role(Role::Dim, &kind),
        );
        let mut line = Styled::new().text("    ");
        line.append(snippet(&hit.snippet, context.ui.look()));
        context.ui.out(line);
    }
    if found.hits.is_empty() {
        context.ui.say(format!(
            "nothing found for {words:?}; try fewer words, or the beginning of one"
        ));
    } else {
        context.ui.say("");
        context
            .ui
            .say(Styled::new().role(Role::Dim, "read one: codezest show ITEM"));
    }
    Ok(Exit::Done)
}
