//! Real reports of real frameworks, whole and cut; `scripts/fixtures-reports`
//! makes them again.

use super::{Parsed, Source, parse, parse_jest};
use crate::course::model::ReportFormat;
use crate::run::report::{TestCase, TestStatus};

macro_rules! fixture {
    ($path:literal) => {
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/fixtures/reports/",
            $path
        ))
    };
}

const ROOTS: [&str; 1] = ["/run/shop"];

fn read(format: ReportFormat, report: &[u8]) -> Parsed {
    parse(
        format,
        &Source {
            report,
            roots: &ROOTS,
            ..Source::default()
        },
    )
}

fn show(parsed: &Parsed) {
    for test in &parsed.tests {
        println!("{test:#?}");
    }
    println!(
        "{:?} {} {:?}",
        parsed.notes, parsed.complete, parsed.build_error
    );
}

#[test]
fn dump() {
    for (format, report) in [
        (ReportFormat::Junit, &fixture!("pytest/shop.xml")[..]),
        (ReportFormat::Junit, fixture!("pytest/broken.xml")),
        (ReportFormat::Junit, fixture!("node/shop.xml")),
        (ReportFormat::Junit, fixture!("bats/shop.xml")),
        (ReportFormat::Tap, fixture!("bats/shop.tap")),
        (ReportFormat::Tap, fixture!("perl/shop.tap")),
        (ReportFormat::Tap, fixture!("node/shop.tap")),
        (ReportFormat::Tap, fixture!("node/broken.tap")),
        (ReportFormat::Libtest, fixture!("cargo/shop.txt")),
        (ReportFormat::Libtest, fixture!("cargo/broken.txt")),
        (ReportFormat::Unity, fixture!("unity/crash.txt")),
    ] {
        println!("=====================");
        show(&read(format, report));
    }
    show(&parse_jest(&Source {
        report: fixture!("jest/out.json"),
        roots: &ROOTS,
        ..Source::default()
    }));
    let _ = (TestCase::new("", TestStatus::Pass),);
}
