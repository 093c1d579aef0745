//! What every test here stands on: a hermetic home and what a command said.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "helpers of tests: there for whoever needs them"
)]

pub mod answers;
mod home;
mod invocation;
mod schema;
#[cfg(unix)]
pub mod screen;

pub use home::Home;
pub use invocation::{Invocation, Output, with_rustup};
pub use schema::validate;
#[cfg(unix)]
pub use screen::{Key, Screen, Signal};
