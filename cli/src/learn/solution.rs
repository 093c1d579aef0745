//! The reference solution, when the course allows it.

use codezest_core::course::model::SolutionRule;
use codezest_core::course::run_spec::solution_files;
use codezest_core::course::tree::CourseTree;
use codezest_core::error::ErrorCode;

use super::assignment::Loaded;
use super::facts;
use crate::context::Context;
use crate::failure::{Failure, Result};

/// A solution.
#[derive(Debug)]
pub struct Solution {
    /// The solved files.
    pub files: CourseTree,
    /// Why it is so (Markdown).
    pub explanation: Option<String>,
}

/// The solution of an assignment, once the learner may see it.
///
/// # Errors
/// The learner may not see it yet, or there is none.
pub fn solution(context: &Context, loaded: &Loaded) -> Result<Solution> {
    let name = loaded.entry.reference();
    let assignment = loaded.assignment()?;
    if !assignment.has_solution || assignment.solution == SolutionRule::Never {
        return Err(
            Failure::not_found(format!("{name} comes without a solution"))
                .hint(format!("a hint may help: codezest hint {name}")),
        );
    }
    let passed = facts::state(context, &loaded.entry)?.is_done();
    if assignment.solution == SolutionRule::AfterPass && !passed {
        return Err(Failure::new(
            ErrorCode::NotPassed,
            format!("the solution of {name} is shown once its tests pass"),
        )
        .hint(format!("until then a hint may help: codezest hint {name}")));
    }
    let (_, item) = loaded
        .course
        .item(&loaded.entry.id)
        .ok_or_else(|| Failure::not_found(format!("there is no item {name}")))?;
    let mut files = CourseTree::new();
    for file in solution_files(&loaded.tree, item) {
        files.insert(file.path, file.bytes, file.executable);
    }
    let readme = format!("{}/solution/README.md", item.path);
    let explanation = loaded
        .tree
        .get(&readme)
        .map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
    Ok(Solution { files, explanation })
}
