//! `codezest submit`.

use codezest_core::error::ErrorCode;

use crate::args::SubmitArgs;
use crate::context::Context;
use crate::failure::{Exit, Failure, Result};
use crate::interrupt;
use crate::learn::assignment::{self, Loaded};
use crate::learn::locate;
use crate::learn::submit::{Parcel, parcel, save};
use crate::learn::test::{TestOptions, Tested, test};
use crate::plain;
use crate::ui::progress::Progress;
use crate::ui::{Role, Styled};
use crate::views::submit::SubmissionView;

/// Tests, shows what would leave this machine, and saves it here.
pub fn run(context: &Context, args: &SubmitArgs) -> Result<Exit> {
    let item = locate::assignment(context, args.item.as_deref())?;
    let loaded = assignment::load(context, item)?;
    let parcel = parcel(&loaded)?;
    if args.dry_run {
        if context.ui.json {
            context
                .ui
                .json(&SubmissionView::new(&loaded, &parcel, None))?;
        } else {
            print_parcel(context, &loaded, &parcel);
            context.ui.say("Nothing was handed in (--dry-run).");
        }
        return Ok(Exit::Done);
    }
    let tested = run_tests(context, &loaded)?;
    if !tested.report.passed() && !args.force {
        if !context.ui.json {
            plain::run_report::print(context, &loaded.entry.reference(), &tested.report);
        }
        return Err(Failure::new(
            ErrorCode::NotPassed,
            "the tests do not pass, so nothing was handed in",
        )
        .hint("mend it, or hand in as it is: codezest submit --force"));
    }
    save(context, &loaded, &parcel, &tested)?;
    show(context, &loaded, &parcel, &tested)?;
    if args.require_delivery {
        Ok(Exit::Code(ErrorCode::Queued))
    } else {
        Ok(Exit::Done)
    }
}

fn run_tests(context: &Context, loaded: &Loaded) -> Result<Tested> {
    let cancel = interrupt::token()?;
    let progress = Progress::spinner(&context.ui, "testing");
    test(
        context,
        loaded,
        &TestOptions::default(),
        &cancel,
        &mut |event| {
            plain::live::tests(context, &progress, &event);
        },
    )
}

fn print_parcel(context: &Context, loaded: &Loaded, parcel: &Parcel) {
    let ui = &context.ui;
    ui.out(Styled::new().role(Role::Title, &loaded.entry.title));
    ui.out("What would leave this machine:");
    for file in &parcel.files {
        ui.out(format!("  {}  {} bytes", file.path, file.size));
    }
    ui.out("  and with it: the item, the time, and how many tests passed");
}

fn show(context: &Context, loaded: &Loaded, parcel: &Parcel, tested: &Tested) -> Result {
    if context.ui.json {
        return context
            .ui
            .json(&SubmissionView::new(loaded, parcel, Some(tested)));
    }
    print_parcel(context, loaded, parcel);
    let ui = &context.ui;
    let counts = tested.report.counts();
    ui.out("");
    ui.out(Styled::new().role(Role::Good, "✓").text(&format!(
        " Saved here: {} of {} tests passed.",
        counts.passed, counts.total
    )));
    ui.out("It has not left this machine: you are in no class. To hand it in to a teacher,");
    ui.out("join the class with the code you were given; what is saved here then goes");
    ui.out("along. Until then it is kept, and you can go on.");
    Ok(())
}
