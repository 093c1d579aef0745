//! The course format: its model, parser and validator.

pub mod model;
pub mod tree;
