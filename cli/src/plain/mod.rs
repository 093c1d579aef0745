//! Everything as appended lines: for terminals, pipes and screen readers.

pub mod markdown;
