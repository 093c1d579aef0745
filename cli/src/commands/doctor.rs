//! `codezest doctor`.

use crate::args::DoctorArgs;
use crate::context::Context;
use crate::failure::{Exit, Result};
use crate::learn::doctor::diagnose;
use crate::plain::doctor::print_diagnosis;
use crate::ui::progress::Progress;

/// Says what works here and what is missing.
pub fn run(context: &Context, _args: &DoctorArgs) -> Result<Exit> {
    let diagnosis = {
        let _progress = Progress::spinner(&context.ui, "looking");
        diagnose(context)?
    };
    if context.ui.json {
        context.ui.json(&diagnosis)?;
    } else {
        print_diagnosis(context, &diagnosis);
    }
    Ok(diagnosis.exit())
}
