//! The inbox in words.

use super::markdown::sentence;
use crate::ui::{Look, Role, Styled};
use crate::views::inbox::{Inbox, Waiting};

/// What is said above the submissions that wait.
pub const WAITING: &str = "Saved here, not handed in yet";

/// What an inbox without messages says: what will be in it, and what it takes.
#[must_use]
pub fn no_messages(inbox: &Inbox, look: Look) -> Vec<Styled> {
    let mut lines = vec![Styled::new().role(Role::Title, "No messages")];
    let mut say = |text: &str| lines.extend(sentence(text, Role::Text, look));
    say(
        "Messages of a class arrive here: grades, what a teacher wrote about your work, \
         deadlines, announcements.",
    );
    say(
        "You are in no class. One joins with the code that its teacher gives out; this \
         version cannot do so yet.",
    );
    if inbox.submissions.is_empty() {
        say("What you hand in until then is kept, and listed here.");
    }
    lines
}

/// The cells of a submission's row: when, what, how the tests ended.
#[must_use]
pub fn cells(waiting: &Waiting) -> [(Role, String); 3] {
    let counts = waiting.counts;
    let (role, sign) = if counts.passed == counts.total {
        (Role::Good, "✓")
    } else {
        (Role::Bad, "✗")
    };
    let tests = format!("{sign} {} of {} tests", counts.passed, counts.total);
    [
        (Role::Dim, waiting.when.clone()),
        (Role::Strong, waiting.title.clone()),
        (role, tests),
    ]
}
