//! Pieces of text with the look they are shown in: roles where there are
//! colours, signs where there are none.

use std::borrow::Cow;

use super::Look;
use super::model::{Inline, Link, Marks, Piece};
use crate::ui::Role;

/// Text in one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run<'a> {
    pub(super) role: Role,
    pub(super) text: Cow<'a, str>,
    /// Whether its spaces belong together, as in code.
    pub(super) solid: bool,
    /// Whether a new line begins behind it.
    pub(super) ends_line: bool,
    /// Where it leads, as an index into the document's links.
    pub(super) leads: Option<usize>,
}

impl<'a> Run<'a> {
    pub(super) fn new(role: Role, text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            role,
            text: text.into(),
            solid: false,
            ends_line: false,
            leads: None,
        }
    }
}

/// The runs of `inline`. Unmarked text is shown in `base`.
pub(super) fn runs<'a>(
    inline: &'a Inline,
    links: &'a [Link],
    look: Look,
    base: Role,
) -> Vec<Run<'a>> {
    let mut runs = Vec::with_capacity(inline.len());
    let mut before = Marks::default();
    for piece in inline {
        let marks = match piece {
            Piece::Text(marks, _) => *marks,
            Piece::Break | Piece::Link(_) | Piece::Note(_) => Marks {
                link: false,
                code: false,
                leads: None,
                ..before
            },
        };
        signs(&mut runs, before, marks, look, base);
        before = marks;
        match piece {
            Piece::Text(marks, text) => runs.push(text_run(*marks, text, look, base)),
            Piece::Break => runs.push(Run {
                ends_line: true,
                ..Run::new(base, "")
            }),
            Piece::Note(number) => runs.push(Run::new(Role::Dim, format!("[^{number}]"))),
            Piece::Link(link) => runs.extend(links.get(*link).map(|link| reference(link, look))),
        }
    }
    signs(&mut runs, before, Marks::default(), look, base);
    runs
}

/// What stands behind the text of a link: where it leads, or its number.
fn reference<'a>(link: &Link, look: Look) -> Run<'a> {
    match link.number {
        Some(number) if !look.plain => Run::new(Role::Dim, format!("[{number}]")),
        _ => Run::new(Role::Text, format!(" ({})", link.url)),
    }
}

/// The characters of a text without any look.
pub(super) fn text_of(inline: &Inline) -> String {
    inline
        .iter()
        .map(|piece| match piece {
            Piece::Text(_, text) => text.as_str(),
            Piece::Break => " ",
            Piece::Link(_) | Piece::Note(_) => "",
        })
        .collect()
}

fn text_run<'a>(marks: Marks, text: &'a str, look: Look, base: Role) -> Run<'a> {
    let mut run = Run::new(role(marks, base), text);
    run.solid = marks.code;
    run.leads = marks.leads;
    if marks.code && !look.color {
        let tick = if text.contains('`') { "``" } else { "`" };
        run.text = Cow::Owned(format!("{tick}{text}{tick}"));
    }
    run
}

fn role(marks: Marks, base: Role) -> Role {
    match marks {
        Marks { link: true, .. } => Role::Link,
        Marks { code: true, .. } => Role::Code,
        Marks { struck: true, .. } => Role::Struck,
        _ if base != Role::Text => base,
        Marks { strong: true, .. } => Role::Strong,
        Marks { emphasis: true, .. } => Role::Emphasis,
        _ => base,
    }
}

/// Without colours, the signs that end the marks of `before` and begin those
/// of `after`. What is struck says the opposite of what it seems to say, so
/// its sign is always there.
fn signs(runs: &mut Vec<Run<'_>>, before: Marks, after: Marks, look: Look, base: Role) {
    let emphasised = !look.color && base == Role::Text;
    let pairs = [
        (emphasised, before.emphasis, after.emphasis, "_"),
        (emphasised, before.strong, after.strong, "*"),
        (true, before.struck, after.struck, "~"),
    ];
    let closing = pairs.iter().filter(|(_, old, new, _)| *old && !*new);
    let opening = pairs.iter().rev().filter(|(_, old, new, _)| !*old && *new);
    for (shown, _, _, sign) in closing.chain(opening) {
        if *shown {
            runs.push(Run {
                leads: before.leads.filter(|_| before.leads == after.leads),
                ..Run::new(base, *sign)
            });
        }
    }
}
