use codezest_core::run::report::RunReport;
pub fn print(c: &crate::context::Context, _n: &str, r: &RunReport) {
    c.ui.out(format!("{r:#?}"));
}
pub fn print_many(_c: &crate::context::Context, _n: &[crate::views::run::RunView]) {}
