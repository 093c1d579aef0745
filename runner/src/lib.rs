//! Runs the tests of assignments.
