//! What authors need: making, checking and importing courses.

pub mod import;
