//! `codezest`: learn programming in the terminal, offline.
fn main() {}
