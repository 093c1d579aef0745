//! Every language's frameworks, run for real.
