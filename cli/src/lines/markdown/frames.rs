//! The containers that are open while a text is read: quotes, lists, details.

use super::model::{Alert, Block, Item};

/// Deepest nesting of quotes and lists that is shown as such; what lies deeper
/// is shown as if it were at this depth. It keeps hostile texts from
/// exhausting the stack.
const MAX_DEPTH: usize = 24;

/// What kind of container it is.
pub(super) enum Kind {
    Quote(Option<Alert>),
    List {
        start: Option<u64>,
        tight: bool,
        items: Vec<Item>,
    },
    Item {
        checked: Option<bool>,
    },
    Details {
        index: usize,
        summary: String,
    },
    Note(usize),
}

struct Frame {
    kind: Kind,
    blocks: Vec<Block>,
}

/// The open containers, the innermost last.
#[derive(Default)]
pub(super) struct Frames {
    open: Vec<Frame>,
    /// Containers opened beyond the deepest level.
    skipped: usize,
    /// How many `<details>` were opened.
    details: usize,
    blocks: Vec<Block>,
    notes: Vec<Vec<Block>>,
}

impl Frames {
    /// Adds a block to the innermost container.
    pub(super) fn push(&mut self, block: Block) {
        match self.open.last_mut() {
            Some(frame) => frame.blocks.push(block),
            None => self.blocks.push(block),
        }
    }

    /// Opens a container.
    pub(super) fn enter(&mut self, kind: Kind) {
        // An open list must take its entries, or they would be lost.
        let too_deep = self.open.len() >= MAX_DEPTH && !matches!(kind, Kind::Item { .. });
        if self.skipped == 0 && !too_deep {
            let blocks = Vec::new();
            self.open.push(Frame { kind, blocks });
        } else if !matches!(kind, Kind::Details { .. }) {
            self.skipped += 1;
        }
    }

    /// Opens a `<details>`.
    pub(super) fn enter_details(&mut self) {
        let index = self.details;
        self.details += 1;
        let summary = String::new();
        self.enter(Kind::Details { index, summary });
    }

    /// Closes the innermost container that Markdown opened, with any
    /// `<details>` left open inside.
    pub(super) fn leave(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        while self.is_details() {
            self.close();
        }
        self.close();
    }

    /// Closes a `<details>` if one is innermost.
    pub(super) fn leave_details(&mut self) {
        if self.skipped == 0 && self.is_details() {
            self.close();
        }
    }

    fn is_details(&self) -> bool {
        matches!(
            self.open.last().map(|frame| &frame.kind),
            Some(Kind::Details { .. })
        )
    }

    /// Says whether the innermost entry of a task list is done.
    pub(super) fn check(&mut self, done: bool) {
        if let Some(Kind::Item { checked }) = self.open.last_mut().map(|frame| &mut frame.kind) {
            *checked = Some(done);
        }
    }

    /// Gives the innermost `<details>` its summary; whether it takes one.
    pub(super) fn summarise(&mut self, said: &str) -> bool {
        match self.open.last_mut().map(|frame| &mut frame.kind) {
            Some(Kind::Details { summary, .. }) if summary.is_empty() => {
                said.clone_into(summary);
                true
            }
            _ => false,
        }
    }

    /// A paragraph begins: inside an entry, the list's entries are set apart.
    pub(super) fn loosen(&mut self) {
        let mut inner = self.open.iter_mut().rev();
        if let (Some(item), Some(list)) = (inner.next(), inner.next())
            && matches!(item.kind, Kind::Item { .. })
            && let Kind::List { tight, .. } = &mut list.kind
        {
            *tight = false;
        }
    }

    fn close(&mut self) {
        let Some(Frame { kind, blocks }) = self.open.pop() else {
            return;
        };
        match kind {
            Kind::Quote(alert) => self.push(Block::Quote(alert, blocks)),
            Kind::List {
                start,
                tight,
                items,
            } => self.push(Block::List {
                start,
                tight,
                items,
            }),
            Kind::Item { checked } => {
                if let Some(Kind::List { items, .. }) = self.open.last_mut().map(|f| &mut f.kind) {
                    items.push(Item { checked, blocks });
                }
            }
            Kind::Details { index, summary } => self.push(Block::Details {
                index,
                summary,
                blocks,
            }),
            Kind::Note(number) => self.note(number, blocks),
        }
    }

    fn note(&mut self, number: usize, blocks: Vec<Block>) {
        let length = self.notes.len().max(number);
        self.notes.resize_with(length, Vec::new);
        if let Some(note) = self.notes.get_mut(number.saturating_sub(1)) {
            *note = blocks;
        }
    }

    /// Closes everything; the blocks of the text, and its footnotes.
    pub(super) fn finish(mut self) -> (Vec<Block>, Vec<Vec<Block>>) {
        while !self.open.is_empty() {
            self.close();
        }
        (self.blocks, self.notes)
    }
}
