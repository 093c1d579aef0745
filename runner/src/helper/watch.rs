//! Watches what a step uses, by looking at `/proc` often enough to stop it in
//! time and seldom enough to cost next to nothing.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use codezest_core::run::report::Usage;

use super::supervise::SHORTEST_WAIT;
use super::sys;
use super::tree::{self, Meter};
use crate::step::wire::{Caps, Status, Step, Stop};

/// The time to the first look, from when on looks become rarer.
const FIRST_LOOK: Duration = Duration::from_millis(2);
/// The longest time between two looks.
const RAREST_LOOK: Duration = Duration::from_millis(40);
/// The time between two looks at the folder.
const FOLDER_LOOK: Duration = Duration::from_millis(200);
/// A look may cost a tenth of the time until the next.
const COST_FACTOR: u32 = 10;
/// What an empty file or folder counts: its entry and its inode are not free.
const ENTRY_BYTES: u64 = 4096;
/// More entries than this are not counted any further.
const MOST_ENTRIES: usize = 200_000;

/// The watch over one step.
#[derive(Debug)]
pub(crate) struct Watch {
    caps: Caps,
    folder: PathBuf,
    begin: Instant,
    meter: Meter,
    next_look: Instant,
    interval: Duration,
    next_folder_look: Instant,
    looked: bool,
    cpu: Duration,
    rss_kib: u64,
}

impl Watch {
    pub(crate) fn new(step: &Step, begin: Instant) -> Self {
        Self {
            caps: step.caps,
            folder: step.folder.clone(),
            begin,
            meter: Meter::new(),
            next_look: begin + FIRST_LOOK,
            interval: FIRST_LOOK,
            next_folder_look: begin + FOLDER_LOOK,
            looked: false,
            cpu: Duration::ZERO,
            rss_kib: 0,
        }
    }

    /// How long nothing has to be looked at.
    pub(crate) fn patience(&self) -> Duration {
        let until_look = self.next_look.saturating_duration_since(Instant::now());
        let until_wall = self.wall_left().unwrap_or(until_look);
        until_look.min(until_wall).max(SHORTEST_WAIT)
    }

    fn wall_left(&self) -> Option<Duration> {
        let limit = Duration::from_millis(self.caps.wall_ms?);
        Some(limit.saturating_sub(self.begin.elapsed()))
    }

    /// Whether the last call of [`Self::look`] looked at the processes.
    pub(crate) fn looked(&self) -> bool {
        self.looked
    }

    /// Looks, if it is time to, and tells which limit is exceeded.
    pub(crate) fn look(&mut self) -> Option<Stop> {
        self.looked = false;
        if self.wall_left() == Some(Duration::ZERO) {
            return Some(Stop::Wall);
        }
        let now = Instant::now();
        if now < self.next_look {
            return None;
        }
        self.looked = true;
        let stop = self.processes().or_else(|| self.folder(now));
        self.interval = (self.interval * 3 / 2)
            .min(RAREST_LOOK)
            .max(now.elapsed() * COST_FACTOR);
        self.next_look = Instant::now() + self.interval;
        stop
    }

    /// Looks once more when the command has ended by itself: one that could not
    /// start another process, because its children already are too many, often
    /// ends for that reason.
    pub(crate) fn last_look(&mut self) -> Option<Stop> {
        self.processes().filter(|&stop| stop == Stop::Processes)
    }

    fn processes(&mut self) -> Option<Stop> {
        let sample = self.meter.sample(self.caps.processes);
        self.cpu = self.cpu.max(sample.cpu);
        if sample.processes > self.caps.processes {
            return Some(Stop::Processes);
        }
        if sample.rss_kib > self.caps.memory_kib {
            // Shared pages were counted for each process; count them once.
            let exact = tree::exact_memory_kib();
            self.rss_kib = self.rss_kib.max(exact);
            if exact > self.caps.memory_kib {
                return Some(Stop::Memory);
            }
        } else {
            self.rss_kib = self.rss_kib.max(sample.rss_kib);
        }
        (sample.cpu >= Duration::from_millis(self.caps.cpu_ms)).then_some(Stop::Cpu)
    }

    fn folder(&mut self, now: Instant) -> Option<Stop> {
        if now < self.next_folder_look {
            return None;
        }
        let begin = Instant::now();
        let size = measure(&self.folder);
        self.next_folder_look = begin + FOLDER_LOOK.max(begin.elapsed() * COST_FACTOR * 2);
        self.exceeds(&size).then_some(Stop::Disk)
    }

    fn exceeds(&self, size: &Size) -> bool {
        size.total > self.caps.folder_bytes
            || size.largest >= self.caps.file_bytes
            || size.entries > MOST_ENTRIES
    }

    /// What all processes used, once none is left.
    pub(crate) fn usage(&self) -> Usage {
        let (cpu, rss_kib) = sys::children_usage();
        Usage {
            cpu_ms: millis(self.cpu.max(cpu)),
            wall_ms: millis(self.begin.elapsed()),
            max_rss_kib: self.rss_kib.max(rss_kib),
        }
    }

    /// What the end says when no look caught it: a command that the kernel
    /// ended for a limit, or that failed right after exceeding one.
    pub(crate) fn verdict(&self, status: Status, usage: &Usage) -> Option<Stop> {
        match status {
            Status::Exit(0) => None,
            Status::Signal(libc::SIGXCPU) => Some(Stop::Cpu),
            Status::Signal(libc::SIGXFSZ) => Some(Stop::Disk),
            _ if usage.max_rss_kib > self.caps.memory_kib => Some(Stop::Memory),
            _ if usage.cpu_ms >= self.caps.cpu_ms => Some(Stop::Cpu),
            _ => self.exceeds(&measure(&self.folder)).then_some(Stop::Disk),
        }
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// What a folder holds.
#[derive(Debug, Default)]
struct Size {
    total: u64,
    largest: u64,
    entries: usize,
}

/// Measures a folder without following links.
fn measure(folder: &Path) -> Size {
    let mut size = Size::default();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let Ok(metadata) = entry.metadata() else {
                continue;
            };
            size.entries += 1;
            size.total += ENTRY_BYTES + metadata.blocks() * 512;
            if metadata.is_dir() {
                open.push(entry.path());
            } else {
                size.largest = size.largest.max(metadata.len());
            }
            if size.entries > MOST_ENTRIES {
                return size;
            }
        }
    }
    size
}

/// Most processes of the user: the only thing that holds a fork bomb, which
/// multiplies a hundredfold between two looks. The kernel counts the user's
/// other processes too, so it is set well above what is there already. It does
/// not count root's at all: as root, a fork bomb is ended when it is noticed,
/// but not held.
pub(crate) fn user_process_limit(step: &Step) -> Option<u64> {
    let user = rustix::process::getuid();
    if user.is_root() {
        return None;
    }
    let entries = fs::read_dir("/proc").ok()?.flatten();
    let threads: u64 = entries
        .filter(|entry| {
            entry
                .file_name()
                .as_encoded_bytes()
                .first()
                .is_some_and(u8::is_ascii_digit)
        })
        .filter_map(|entry| {
            entry
                .metadata()
                .ok()
                .filter(|m| m.uid() == user.as_raw())
                .map(|_| entry)
        })
        .map(|entry| {
            entry
                .path()
                .join("task")
                .metadata()
                .map_or(1, |tasks| tasks.nlink().saturating_sub(2).max(1))
        })
        .sum();
    Some(threads + 4 * u64::from(step.caps.processes))
}
