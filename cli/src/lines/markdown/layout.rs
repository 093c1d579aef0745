//! From a [`Document`] to lines.

use super::code::code;
use super::fill::{columns, fill};
use super::line::{Line, Mark, mark, texts};
use super::model::{Alert, Block, Document, Inline, Item, Link};
use super::page::Open;
use super::runs::{Run, runs, text_of};
use super::{Look, MIN_WIDTH, table};
use crate::lines::highlight::{Language, Reader};
use crate::ui::{Role, Styled};

/// Columns that a quote or list must leave for what is inside.
const MIN_INSIDE: usize = 10;

/// Lays a text out, all its parts open.
#[must_use]
pub fn layout(document: &Document, look: Look) -> Vec<Styled> {
    texts(lay(document, look, &Open::All))
}

/// Lays a text out as lines with their marks.
pub(super) fn lay(document: &Document, look: Look, open: &Open) -> Vec<Line> {
    let look = look.narrowed(look.width.max(MIN_WIDTH));
    let setter = Setter {
        document,
        open,
        depth: 0,
    };
    let mut lines = setter.blocks(&document.blocks, look, false);
    setter.notes(&mut lines, look);
    setter.links(&mut lines, look);
    lines
}

/// Sets blocks as lines, with what every block needs to know.
#[derive(Clone, Copy)]
pub(super) struct Setter<'a> {
    pub(super) document: &'a Document,
    open: &'a Open,
    /// How many lists lie around.
    depth: usize,
}

impl Setter<'_> {
    fn blocks(self, blocks: &[Block], look: Look, tight: bool) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        let mut close_to_next = true;
        for block in blocks {
            let together = tight && matches!(block, Block::Paragraph(_) | Block::List { .. });
            if !close_to_next && !together {
                lines.push(Line::default());
            }
            lines.extend(self.block(block, look));
            close_to_next = matches!(block, Block::Heading(1 | 2, _)) && !look.plain;
        }
        lines
    }

    fn block(self, block: &Block, look: Look) -> Vec<Line> {
        match block {
            Block::Heading(level, text) => {
                let mut lines = self.heading(*level, text, look);
                mark(&mut lines, Mark::Heading(*level, text_of(text)));
                lines
            }
            Block::Paragraph(text) => self.text(text, look, Role::Text),
            Block::Code { language, text } => code_block(language.as_deref(), text, look),
            Block::Quote(None, blocks) => {
                let bar = Styled::new().role(Role::Dim, if look.plain { "> " } else { "│ " });
                hang_lines(&bar, &bar, look, |look| self.blocks(blocks, look, false))
            }
            Block::Quote(Some(alert), blocks) => self.alert(*alert, blocks, look),
            Block::List {
                start,
                tight,
                items,
            } => self.list(*start, *tight, items, look),
            Block::Table(table) => table::lines(self, table, look),
            Block::Rule => {
                let rule = if look.plain { "---" } else { "─" };
                let times = if look.plain { 1 } else { look.width };
                vec![Styled::new().role(Role::Dim, &rule.repeat(times)).into()]
            }
            Block::Details {
                index,
                summary,
                blocks,
            } => self.details(*index, summary, blocks, look),
        }
    }

    pub(super) fn text(self, text: &Inline, look: Look, base: Role) -> Vec<Line> {
        fill(&runs(text, &self.document.links, look, base), look.width)
    }

    /// The two upper levels are underlined, the others marked with their
    /// level; in plain lines, all are marked.
    fn heading(self, level: u8, text: &Inline, look: Look) -> Vec<Line> {
        let line = match level {
            1 => "═",
            2 => "─",
            _ => "",
        };
        if line.is_empty() || look.plain {
            let sign = format!("{} ", "#".repeat(usize::from(level)));
            let first = Styled::new().role(Role::Dim, &sign);
            let rest = Styled::new().text(&" ".repeat(sign.len()));
            return hang_lines(&first, &rest, look, |look| {
                self.text(text, look, Role::Title)
            });
        }
        let mut lines = self.text(text, look, Role::Title);
        let widest = lines.iter().map(Line::width).max().unwrap_or(0);
        lines.push(Styled::new().role(Role::Dim, &line.repeat(widest)).into());
        lines
    }

    fn alert(self, alert: Alert, blocks: &[Block], look: Look) -> Vec<Line> {
        let role = match alert {
            Alert::Note => Role::Hint,
            Alert::Tip => Role::Good,
            Alert::Important => Role::Strong,
            Alert::Warning => Role::Warning,
            Alert::Caution => Role::Bad,
        };
        let label = Styled::new().role(role, &format!("{}:", alert.word()));
        if look.plain {
            let indent = Styled::new().text("  ");
            let inside = hang_lines(&indent, &indent, look, |look| {
                self.blocks(blocks, look, false)
            });
            return std::iter::once(label.into()).chain(inside).collect();
        }
        let bar = Styled::new().role(role, "┃ ");
        hang_lines(&bar, &bar, look, |look| {
            let label = Styled::new().role(role, alert.word());
            let inside = self.blocks(blocks, look, false);
            std::iter::once(label.into()).chain(inside).collect()
        })
    }

    fn list(self, start: Option<u64>, tight: bool, items: &[Item], look: Look) -> Vec<Line> {
        let inner = Setter {
            depth: self.depth + 1,
            ..self
        };
        let last = start.map(|start| start.saturating_add(items.len() as u64).saturating_sub(1));
        let widest = last.map_or(0, |last| last.to_string().len());
        let mut lines: Vec<Line> = Vec::new();
        for (item, place) in items.iter().zip(0_u64..) {
            if !tight && !lines.is_empty() {
                lines.push(Line::default());
            }
            let sign = match start {
                Some(start) => {
                    let number = start.saturating_add(place);
                    format!("{number:>widest$}. ")
                }
                None if look.plain => "- ".to_owned(),
                None if self.depth.is_multiple_of(2) => "• ".to_owned(),
                None => "◦ ".to_owned(),
            };
            let mut first = Styled::new().role(Role::Dim, &sign);
            match item.checked {
                Some(true) => first.push(Role::Good, "[x] "),
                Some(false) => first.push(Role::Text, "[ ] "),
                None => {}
            }
            let rest = Styled::new().text(&" ".repeat(first.width()));
            lines.extend(hang_lines(&first, &rest, look, |look| {
                inner.blocks(&item.blocks, look, tight)
            }));
        }
        lines
    }

    fn details(self, index: usize, summary: &str, blocks: &[Block], look: Look) -> Vec<Line> {
        let open = self.open.has(index);
        let sign = match (look.plain, open) {
            (false, true) => "▾ ",
            (false, false) => "▸ ",
            (true, false) => "[closed] ",
            // Where nothing can be closed, no word says that it is not.
            (true, true) if *self.open == Open::All => "",
            (true, true) => "[open] ",
        };
        let sign = Styled::new().role(Role::Dim, sign);
        let summary = match summary {
            "" => "Details",
            said => said,
        };
        let indent = Styled::new().text("  ");
        let mut lines = hang_lines(&sign, &indent, look, |look| {
            fill(&[Run::new(Role::Strong, summary)], look.width)
        });
        mark(&mut lines, Mark::Details(index, open));
        if open {
            lines.push(Line::default());
            lines.extend(hang_lines(&indent, &indent, look, |look| {
                self.blocks(blocks, look, false)
            }));
        }
        lines
    }

    fn notes(self, lines: &mut Vec<Line>, look: Look) {
        for (number, blocks) in (1..).zip(&self.document.notes) {
            if number == 1 {
                lines.push(Line::default());
            }
            let sign = Styled::new().role(Role::Dim, &format!("[^{number}] "));
            let rest = Styled::new().text(&" ".repeat(sign.width()));
            lines.extend(hang_lines(&sign, &rest, look, |look| {
                self.blocks(blocks, look, false)
            }));
        }
    }

    /// Where the numbered links lead; plain lines say it in the text.
    fn links(self, lines: &mut Vec<Line>, look: Look) {
        let links = self.document.links.iter().enumerate();
        let mut numbered: Vec<(usize, usize, &Link)> = links
            .filter_map(|(at, link)| Some((link.number?, at, link)))
            .collect();
        if look.plain || numbered.is_empty() {
            return;
        }
        numbered.sort_unstable_by_key(|(number, ..)| *number);
        lines.push(Line::default());
        for (number, at, link) in numbered {
            let sign = Styled::new().role(Role::Dim, &format!("[{number}] "));
            let rest = Styled::new().text(&" ".repeat(sign.width()));
            let mut url = Run::new(Role::Link, link.url.as_str());
            url.leads = Some(at);
            lines.extend(hang_lines(&sign, &rest, look, |look| {
                fill(&[url], look.width)
            }));
        }
    }
}

/// Code is set off by space rather than by lines, so that it can be copied.
fn code_block(language: Option<&str>, text: &str, look: Look) -> Vec<Line> {
    let role = match language {
        None | Some("text" | "txt" | "plain" | "output") => Role::Text,
        Some(_) => Role::Code,
    };
    let known = language
        .filter(|_| look.highlight)
        .and_then(Language::named);
    let reader = known.and_then(|language| Reader::new(language, text.len()));
    let indent = Styled::new().text(if look.width < 40 { "  " } else { "    " });
    let mut lines = hang_lines(&indent, &indent, look, |look| {
        let width = (!look.plain).then_some(look.width);
        let lines = code(text, role, reader, width);
        lines.into_iter().map(Line::from).collect()
    });
    let height = lines.len();
    mark(&mut lines, Mark::Code(height, text.to_owned()));
    lines
}

/// Lines with `first` before the first and `rest` before the others. Where
/// that would leave too little room, `first` gets a line of its own.
pub fn hang(
    first: &Styled,
    rest: &Styled,
    look: Look,
    inside: impl FnOnce(Look) -> Vec<Styled>,
) -> Vec<Styled> {
    let inside = |look| inside(look).into_iter().map(Line::from).collect();
    texts(hang_lines(first, rest, look, inside))
}

/// The same for lines with marks.
pub(super) fn hang_lines(
    first: &Styled,
    rest: &Styled,
    look: Look,
    inside: impl FnOnce(Look) -> Vec<Line>,
) -> Vec<Line> {
    let taken = first.width().max(rest.width());
    if look.width < taken + MIN_INSIDE {
        let mut lines = trimmed(first, look.width);
        lines.extend(inside(look));
        return lines;
    }
    let mut lines = inside(look.narrowed(look.width - taken));
    if lines.is_empty() {
        lines.push(Line::default());
    }
    for (at, line) in lines.iter_mut().enumerate() {
        let before = if at == 0 { first } else { rest };
        let before = if line.is_empty() {
            trim_end(before)
        } else {
            before.clone()
        };
        let text = std::mem::replace(line, before.into());
        line.append(text);
    }
    lines
}

/// A sign on a line of its own, or nothing if it only indents or continues.
fn trimmed(sign: &Styled, width: usize) -> Vec<Line> {
    let text: String = sign.spans().iter().map(|(_, text)| text.as_str()).collect();
    match text.trim() {
        "" | ">" | "│" | "┃" => Vec::new(),
        text => fill(&[Run::new(Role::Dim, text)], width),
    }
}

fn trim_end(line: &Styled) -> Styled {
    let mut trimmed = Styled::new();
    for (role, text) in line.spans() {
        trimmed.push(*role, text.trim_end());
    }
    trimmed
}

/// Columns of the widest word.
pub(super) fn widest_word(text: &str) -> usize {
    text.split(' ').map(columns).max().unwrap_or(0)
}
