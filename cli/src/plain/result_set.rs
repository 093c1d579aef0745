//! A result set of a database, as appended lines.

use codezest_runner::sql::Table as ResultSet;

use crate::context::Context;
use crate::lines;

/// Prints every row, and says how many there are.
pub fn print(context: &Context, set: &ResultSet) {
    let mut lines = lines::result_set::lines(set, context.ui.width, usize::MAX);
    let counted = lines.pop();
    context.ui.out_lines(&lines);
    context.ui.say(counted.unwrap_or_default());
    context.ui.out("");
}
