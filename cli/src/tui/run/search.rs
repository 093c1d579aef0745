//! Looking for words in texts.

use super::session::Session;
use crate::failure::Result;
use crate::store::content::SearchFilter;
use crate::views::search::Found;

/// Nobody looks through more.
const MOST: u32 = 30;

impl Session<'_> {
    /// What has `words` in its texts.
    pub(super) fn find(&self, words: &str) -> Result<Found> {
        let filter = SearchFilter {
            limit: MOST,
            ..SearchFilter::default()
        };
        let hits = self.context.content()?.search(words, &filter)?;
        Ok(Found::new(words, &hits))
    }
}
