//! What arrived, and what waits here, as lines.

use super::catalogue::print;
use crate::context::Context;
use crate::lines::inbox::{WAITING, cells, no_messages};
use crate::ui::table::Table;
use crate::ui::{Role, Styled};
use crate::views::inbox::Inbox;

/// Prints the inbox.
pub fn print_inbox(context: &Context, inbox: &Inbox) {
    let ui = &context.ui;
    for line in no_messages(inbox, ui.look()) {
        ui.out(line);
    }
    if inbox.submissions.is_empty() {
        return;
    }
    ui.out("");
    ui.out(Styled::new().role(Role::Title, WAITING));
    let mut table = Table::new(1).indent(2);
    for waiting in &inbox.submissions {
        let item = waiting.item.clone().unwrap_or_default();
        table.row(cells(waiting).into_iter().chain([(Role::Code, item)]));
    }
    print(context, &table);
}
