//! `[limits]`: what a run may use.

use super::table::Table;
use crate::course::model::Limits;

const KEYS: &[&str] = &[
    "cpu_seconds",
    "build_seconds",
    "wall_seconds",
    "memory_mib",
    "output_kib",
    "processes",
    "file_mib",
    "network",
];

/// Reads the limits; what is absent keeps its default.
pub(super) fn read(table: &Table<'_>) -> Limits {
    table.only(KEYS);
    let default = Limits::default();
    let or = |key: &str, default: u32, most: u32| table.number(key, 1..=most).unwrap_or(default);
    Limits {
        cpu_seconds: or("cpu_seconds", default.cpu_seconds, 600),
        build_seconds: or("build_seconds", default.build_seconds, 3_600),
        wall_seconds: table.number("wall_seconds", 1..=3_600),
        memory_mib: or("memory_mib", default.memory_mib, 65_536),
        output_kib: or("output_kib", default.output_kib, 65_536),
        processes: or("processes", default.processes, 4_096),
        file_mib: or("file_mib", default.file_mib, 4_096),
        network: table.word("network").unwrap_or_default(),
    }
}
