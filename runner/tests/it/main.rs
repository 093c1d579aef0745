//! Real runs of real processes.

mod languages;
mod limits;
mod privacy;
mod processes;
mod setup;
