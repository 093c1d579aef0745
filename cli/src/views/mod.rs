//! Models of what is shown: one for the screen, plain lines and JSON alike.

pub mod answers;
pub mod assignment;
pub mod attempt;
pub mod clean;
pub mod doctor;
pub mod hint;
pub mod history;
pub mod home;
pub mod inbox;
pub mod item;
pub mod list;
pub mod preview;
pub mod progress;
pub mod query;
pub mod quiz;
pub mod reader;
pub mod review;
pub mod run;
pub mod schemas;
pub mod search;
pub mod settings;
pub mod solution;
pub mod stats;
pub mod submit;
