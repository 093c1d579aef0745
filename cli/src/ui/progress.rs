//! Progress of long work, drawn on standard error of a terminal only.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::Ui;

/// Long work: a bar when its size is known, a spinner otherwise, nothing on a
/// pipe, in plain mode, with `--json` or `--quiet`.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// Begins work of `total` steps.
    #[must_use]
    pub fn steps(ui: &Ui, total: u64, what: &str) -> Self {
        let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}");
        Self::begin(ui, ProgressBar::new(total), style, what)
    }

    /// Begins work of unknown size.
    #[must_use]
    pub fn spinner(ui: &Ui, what: &str) -> Self {
        let style = ProgressStyle::with_template("{spinner} {msg} {elapsed}");
        let progress = Self::begin(ui, ProgressBar::new_spinner(), style, what);
        if ui.draws_progress() {
            progress.bar.enable_steady_tick(Duration::from_millis(120));
        }
        progress
    }

    fn begin(
        ui: &Ui,
        bar: ProgressBar,
        style: Result<ProgressStyle, indicatif::style::TemplateError>,
        what: &str,
    ) -> Self {
        if !ui.draws_progress() {
            bar.set_draw_target(indicatif::ProgressDrawTarget::hidden());
        }
        if let Ok(style) = style {
            bar.set_style(style);
        }
        bar.set_message(what.to_owned());
        Self { bar }
    }

    /// One more step is done.
    pub fn step(&self) {
        self.bar.inc(1);
    }

    /// Prints something above the bar.
    pub fn aside(&self, print: impl FnOnce()) {
        self.bar.suspend(print);
    }

    /// Says what is being worked on now.
    pub fn now(&self, what: &str) {
        self.bar.set_message(what.to_owned());
    }
}

/// The bar goes with the work, however it ends.
impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
