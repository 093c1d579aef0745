pub fn print(c: &crate::context::Context, l: &[crate::ui::Styled]) {
    for l in l {
        c.ui.out(l.clone());
    }
}
