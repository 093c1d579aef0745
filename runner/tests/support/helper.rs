//! A program that is nothing but the runner's helper, for the runner's own
//! tests.

fn main() {
    codezest_runner::helper_main();
}
