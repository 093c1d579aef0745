//! What a learner can do: one use case per file. Commands and screens call
//! these; these call the stores, the workspace and the runner.

pub mod assignment;
pub mod bundled;
pub mod clean;
pub mod complete;
pub mod doctor;
pub mod facts;
pub mod hint;
pub mod history;
pub mod locate;
pub mod next;
pub mod position;
pub mod progress;
pub mod query;
pub mod quiz;
pub mod review;
pub mod run;
pub mod settings;
pub mod solution;
pub mod submit;
pub mod test;
pub mod text;
pub mod watch;
pub mod write;
