//! One step of a run: one command, from its start until nothing of it is
//! left alive.
//!
//! The step is carried out by a **helper**, this same program started a
//! second time, so that the program that shows things never forks itself and
//! so that limits and clean-up survive whatever happens to it. [`wire`] is
//! what the two say to each other, [`launch`] the starting side.

pub(crate) mod launch;
pub(crate) mod wire;
