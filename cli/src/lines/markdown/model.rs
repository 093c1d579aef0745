//! What a Markdown text says, independent of any width.

/// A whole text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Where its links lead, each once; [`Piece::Link`] and [`Marks::leads`]
    /// are indices into these.
    pub links: Vec<Link>,
    /// Its footnotes by number; note 1 is the first.
    pub notes: Vec<Vec<Block>>,
}

/// Where a link leads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Link {
    /// The address, as the text gives it.
    pub url: String,
    /// Its number, from 1, where the text of a link does not say the address.
    pub number: Option<usize>,
}

/// What kind of alert a quote is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alert {
    /// Worth knowing.
    Note,
    /// Helps to do it better.
    Tip,
    /// Needed to succeed.
    Important,
    /// Something may go wrong.
    Warning,
    /// Something may be lost.
    Caution,
}

impl Alert {
    /// The word that a reader sees.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "Note",
            Self::Tip => "Tip",
            Self::Important => "Important",
            Self::Warning => "Warning",
            Self::Caution => "Caution",
        }
    }
}

/// How a column of a table is aligned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// To the left.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The alignment of each column.
    pub align: Vec<Align>,
    /// The cells of the first row, which names the columns.
    pub head: Vec<Inline>,
    /// The rows below it.
    pub rows: Vec<Vec<Inline>>,
}

/// An entry of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// For an entry of a task list, whether it is done.
    pub checked: Option<bool>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A part of a text that stands on lines of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading; level 1 to 6.
    Heading(u8, Inline),
    /// Running text.
    Paragraph(Inline),
    /// Code.
    Code {
        /// Its language, where the text names one.
        language: Option<String>,
        /// Its lines, without the last line's end.
        text: String,
    },
    /// A quotation, or an alert.
    Quote(Option<Alert>, Vec<Block>),
    /// A list.
    List {
        /// The first number of a numbered list.
        start: Option<u64>,
        /// Whether its entries follow each other without empty lines.
        tight: bool,
        /// Its entries.
        items: Vec<Item>,
    },
    /// A table.
    Table(Table),
    /// A line across.
    Rule,
    /// `<details>`: a part that a reader may open.
    Details {
        /// Its number, from 0, in the order in which the text opens them.
        index: usize,
        /// What is shown of it when it is closed.
        summary: String,
        /// What is inside.
        blocks: Vec<Block>,
    },
}

/// Text within a block.
pub type Inline = Vec<Piece>;

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Characters.
    Text(Marks, String),
    /// The end of a link's text, with the index of where it leads.
    Link(usize),
    /// A reference to the footnote of that number.
    Note(usize),
    /// The end of a line, wherever the margin is.
    Break,
}

/// How characters are marked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks {
    /// `**strong**`
    pub strong: bool,
    /// `*emphasis*`
    pub emphasis: bool,
    /// `~~struck~~`
    pub struck: bool,
    /// `` `code` ``
    pub code: bool,
    /// The text of a link.
    pub link: bool,
    /// Where the text leads: that of a link, or what stands for an image.
    pub leads: Option<usize>,
}
