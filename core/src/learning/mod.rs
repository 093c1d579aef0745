//! Progress, attempts, hints and grades.
