//! From Markdown to its [`Document`].

use std::collections::HashMap;

use codezest_core::text::clean;
use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd,
};

use super::frames::{Frames, Kind};
use super::html::{self, Token};
use super::model::{Alert, Align, Block, Document, Inline, Link, Marks, Piece, Table};

/// Most columns of a table; further cells join the last.
const MAX_COLUMNS: usize = 64;

/// Reads a Markdown text. Any text is Markdown, so this cannot fail; whatever
/// could act on a terminal is removed.
#[must_use]
pub fn parse(text: &str) -> Document {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    let text = clean(text);
    let mut builder = Builder::default();
    for event in Parser::new_ext(&text, options) {
        builder.event(event);
    }
    builder.finish()
}

#[derive(Default)]
struct Builder {
    frames: Frames,
    inline: Inline,
    marks: Marks,
    /// How often each mark is open: strong, emphasis, struck.
    open: [usize; 3],
    code: Option<(Option<String>, String)>,
    html: Option<String>,
    summary: Option<String>,
    table: Option<Table>,
    row: Vec<Inline>,
    /// The open link, and the piece at which its text begins.
    link: Option<(usize, usize)>,
    /// The links so far, and the place of each address among them.
    links: Vec<Link>,
    places: HashMap<String, usize>,
    /// How many of them have a number.
    numbered: usize,
    notes: HashMap<String, usize>,
}

impl Builder {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(&text);
            }
            Event::Code(text) => {
                let marks = Marks {
                    code: true,
                    ..self.marks
                };
                self.inline.push(Piece::Text(marks, tidy(&text)));
            }
            Event::Html(html) => match &mut self.html {
                Some(block) => block.push_str(&html),
                None => self.html(&html),
            },
            Event::InlineHtml(html) => self.html(&html),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.inline.push(Piece::Break),
            Event::Rule => {
                self.flush();
                self.push(Block::Rule);
            }
            Event::TaskListMarker(done) => self.frames.check(done),
            Event::FootnoteReference(label) => {
                let number = self.note(&label);
                self.inline.push(Piece::Note(number));
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.frames.loosen(),
            Tag::BlockQuote(kind) => self.enter(Kind::Quote(kind.map(alert))),
            Tag::List(start) => self.enter(Kind::List {
                start,
                tight: true,
                items: Vec::new(),
            }),
            Tag::Item => self.enter(Kind::Item { checked: None }),
            Tag::FootnoteDefinition(label) => {
                let number = self.note(&label);
                self.enter(Kind::Note(number));
            }
            Tag::CodeBlock(kind) => {
                self.flush();
                self.code = Some((language(&kind), String::new()));
            }
            Tag::HtmlBlock => {
                self.flush();
                self.html = Some(String::new());
            }
            Tag::Table(align) => {
                self.flush();
                let align = align.into_iter().take(MAX_COLUMNS).map(self::align);
                self.table = Some(Table {
                    align: align.collect(),
                    ..Table::default()
                });
            }
            Tag::Strong => self.mark(0, true),
            Tag::Emphasis => self.mark(1, true),
            Tag::Strikethrough => self.mark(2, true),
            Tag::Link { dest_url, .. } => {
                self.marks.link = true;
                self.open_link(&dest_url);
            }
            Tag::Image { dest_url, .. } => {
                // An image inside a link keeps the link's destination.
                if self.link.is_none() {
                    self.open_link(&dest_url);
                }
                self.text("[image: ");
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.flush(),
            TagEnd::Heading(level) => {
                let text = std::mem::take(&mut self.inline);
                let level = u8::try_from(level as usize).unwrap_or(6);
                self.push(Block::Heading(level, text));
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.flush();
                self.frames.leave();
            }
            TagEnd::CodeBlock => {
                if let Some((language, text)) = self.code.take() {
                    let text = text.strip_suffix('\n').unwrap_or(&text).to_owned();
                    self.push(Block::Code { language, text });
                }
            }
            TagEnd::HtmlBlock => {
                let html = self.html.take().unwrap_or_default();
                self.html(&html);
                self.summary = None;
                self.flush();
            }
            TagEnd::TableCell => self.cell(),
            TagEnd::TableHead => {
                let head = std::mem::take(&mut self.row);
                if let Some(table) = &mut self.table {
                    table.head = head;
                }
            }
            TagEnd::TableRow => {
                let row = std::mem::take(&mut self.row);
                if let Some(table) = &mut self.table {
                    table.rows.push(row);
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.push(Block::Table(table));
                }
            }
            TagEnd::Strong => self.mark(0, false),
            TagEnd::Emphasis => self.mark(1, false),
            TagEnd::Strikethrough => self.mark(2, false),
            TagEnd::Link => {
                self.marks.link = false;
                self.close_link();
            }
            TagEnd::Image => {
                self.text("]");
                if !self.marks.link {
                    self.close_link();
                }
            }
            _ => {}
        }
    }

    fn mark(&mut self, which: usize, opens: bool) {
        if let Some(count) = self.open.get_mut(which) {
            *count = if opens {
                *count + 1
            } else {
                count.saturating_sub(1)
            };
        }
        let [strong, emphasis, struck] = self.open.map(|count| count > 0);
        self.marks = Marks {
            strong,
            emphasis,
            struck,
            ..self.marks
        };
    }

    fn text(&mut self, text: &str) {
        if let Some((_, code)) = &mut self.code {
            code.push_str(&clean(text));
            return;
        }
        let text = tidy(text);
        if let Some(Piece::Text(marks, before)) = self.inline.last_mut()
            && *marks == self.marks
        {
            before.push_str(&text);
            return;
        }
        self.inline.push(Piece::Text(self.marks, text));
    }

    fn open_link(&mut self, url: &str) {
        let url = clean(url);
        let next = self.links.len();
        let place = *self.places.entry(url.clone()).or_insert(next);
        if place == next {
            self.links.push(Link { url, number: None });
        }
        self.marks.leads = Some(place);
        self.link = Some((place, self.inline.len()));
    }

    /// Ends a link: its destination gets a number unless its text already
    /// says it, or it leads within this text.
    fn close_link(&mut self) {
        self.marks.leads = None;
        let Some((place, from)) = self.link.take() else {
            return;
        };
        let text: String = self
            .inline
            .iter()
            .skip(from)
            .filter_map(|piece| match piece {
                Piece::Text(_, text) => Some(text.as_str()),
                _ => None,
            })
            .collect();
        let Some(Link { url, number }) = self.links.get_mut(place) else {
            return;
        };
        let said = text == *url || url.strip_prefix("mailto:") == Some(&text);
        if said || url.is_empty() || url.starts_with('#') {
            return;
        }
        if number.is_none() {
            self.numbered += 1;
            *number = Some(self.numbered);
        }
        self.inline.push(Piece::Link(place));
    }

    fn note(&mut self, label: &CowStr<'_>) -> usize {
        let next = self.notes.len() + 1;
        *self.notes.entry(label.to_string()).or_insert(next)
    }

    fn cell(&mut self) {
        let mut cell = std::mem::take(&mut self.inline);
        if self.row.len() < MAX_COLUMNS {
            self.row.push(cell);
        } else if let Some(last) = self.row.last_mut()
            && !cell.is_empty()
        {
            last.push(Piece::Text(Marks::default(), " | ".to_owned()));
            last.append(&mut cell);
        }
    }

    fn html(&mut self, html: &str) {
        for token in html::scan(html) {
            match token {
                Token::Open(name) if name == "br" => self.inline.push(Piece::Break),
                Token::Open(name) if name == "summary" => self.summary = Some(String::new()),
                Token::Close(name) if name == "summary" => self.close_summary(),
                Token::Open(name) if name == "details" => {
                    self.flush();
                    self.frames.enter_details();
                }
                Token::Close(name) if name == "details" => {
                    self.flush();
                    self.frames.leave_details();
                }
                Token::Open(_) | Token::Close(_) => {}
                Token::Alt(alt) => self.text(&format!("[image: {alt}]")),
                Token::Text(text) => match &mut self.summary {
                    Some(summary) => summary.push_str(&clean(&text)),
                    None => self.text(&text),
                },
            }
        }
    }

    fn close_summary(&mut self) {
        let said = self.summary.take().unwrap_or_default().trim().to_owned();
        if !self.frames.summarise(&said) {
            self.text(&said);
        }
    }

    /// Ends the paragraph that is being collected, if there is one.
    fn flush(&mut self) {
        let blank = |piece: &Piece| match piece {
            Piece::Text(_, text) => text.trim().is_empty(),
            Piece::Break => true,
            _ => false,
        };
        let inline = std::mem::take(&mut self.inline);
        if !inline.iter().all(blank) {
            self.push(Block::Paragraph(inline));
        }
    }

    fn push(&mut self, block: Block) {
        self.frames.push(block);
    }

    fn enter(&mut self, kind: Kind) {
        self.flush();
        self.frames.enter(kind);
    }

    fn finish(mut self) -> Document {
        self.flush();
        let (blocks, notes) = self.frames.finish();
        Document {
            blocks,
            notes,
            links: self.links,
        }
    }
}

/// Text of a line: safe, and without line ends or tabs, which entities can
/// bring back.
fn tidy(text: &str) -> String {
    clean(text).replace(['\n', '\t'], " ")
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

fn align(align: Alignment) -> Align {
    match align {
        Alignment::None | Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
    }
}

/// The first word behind the fence, up to a comma: `rust,ignore` is Rust.
fn language(kind: &CodeBlockKind<'_>) -> Option<String> {
    let CodeBlockKind::Fenced(info) = kind else {
        return None;
    };
    let word = info.split([' ', ',', '\t']).next().unwrap_or("");
    (!word.is_empty()).then(|| clean(word).to_lowercase())
}
