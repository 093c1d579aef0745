//! View models as lines of styled text, for a width and a look: what the plain
//! renderer appends and the screens put into their panes.

pub mod catalogue;
pub mod diff;
pub mod highlight;
pub mod home;
pub mod inbox;
pub mod markdown;
pub mod quiz;
pub mod result_set;
pub mod review;
pub mod run_report;
pub mod search;
pub mod settings;
pub mod size;
pub mod stats;
