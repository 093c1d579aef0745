//! `codezest solution`.

use crate::args::SolutionArgs;
use crate::context::Context;
use crate::failure::{Exit, Result};
use crate::learn::solution::solution;
use crate::learn::{assignment, locate};
use crate::plain::{diff, markdown};
use crate::ui::{Role, Styled};
use crate::views::solution::SolutionView;

/// Shows the reference solution, or compares it with the learner's files.
pub fn run(context: &Context, args: &SolutionArgs) -> Result<Exit> {
    let item = locate::assignment(context, args.item.as_deref())?;
    let loaded = assignment::load(context, item)?;
    let solution = solution(context, &loaded)?;
    if context.ui.json {
        context.ui.json(&SolutionView::new(&loaded, &solution))?;
        return Ok(Exit::Done);
    }
    let mine = if args.diff {
        Some(loaded.collect()?.files)
    } else {
        None
    };
    for (path, file) in solution.files.iter() {
        let theirs = String::from_utf8_lossy(&file.bytes);
        context.ui.out(Styled::new().role(Role::Title, path));
        match &mine {
            Some(mine) => {
                let own = mine
                    .get(path)
                    .map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
                diff::print_files(context, &own.unwrap_or_default(), &theirs);
            }
            None => markdown::print_code(context, &theirs),
        }
        context.ui.out("");
    }
    if let Some(explanation) = &solution.explanation {
        markdown::print(context, explanation);
    }
    Ok(Exit::Done)
}
