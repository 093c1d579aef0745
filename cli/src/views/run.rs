use codezest_core::run::report::RunReport;
#[derive(serde::Serialize)]
pub struct RunView {
    p: bool,
}
impl RunView {
    pub fn new(_n: &str, r: &RunReport) -> Self {
        Self { p: r.passed() }
    }
    pub fn passed(&self) -> bool {
        self.p
    }
}
pub fn exit(r: &RunReport) -> crate::failure::Exit {
    crate::failure::Exit::passed(r.passed())
}
