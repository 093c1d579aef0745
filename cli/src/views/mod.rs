//! Models of what is shown: one for the screen, plain lines and JSON alike.

pub mod schemas;
