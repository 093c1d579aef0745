//! What lies above a screen for a while.

pub mod confirm;
pub mod help;
pub mod history;
pub mod link;
pub mod palette;
pub mod query;
pub mod sheet;
