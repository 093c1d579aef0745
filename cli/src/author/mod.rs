//! What authors need: making, checking and importing courses.

pub mod check;
pub mod folder;
pub mod import;
pub mod library;
pub mod new;
pub mod pack;
