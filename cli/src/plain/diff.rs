//! What differs between two files, as appended lines.

use super::markdown::look;
use crate::context::Context;
use crate::lines::diff;

/// Prints how to come from one file to another: lines to take away with `-`,
/// lines to add with `+`.
pub fn print_files(context: &Context, from: &str, to: &str) {
    context
        .ui
        .out_lines(&diff::files(from, to, look(&context.ui)));
}
