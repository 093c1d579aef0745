//! Everything as appended lines: for terminals, pipes and screen readers.

pub mod catalogue;
pub mod diff;
pub mod doctor;
pub mod execution;
pub mod home;
pub mod inbox;
pub mod live;
pub mod markdown;
pub mod pager;
pub mod quiz;
pub mod result_set;
pub mod review;
pub mod run_report;
pub mod session;
pub mod stats;
