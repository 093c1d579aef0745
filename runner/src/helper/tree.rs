//! The processes below the helper: finding them, measuring them, ending them.
//!
//! The helper is a **subreaper**: whatever loses its parent becomes its
//! child. So the processes of a step are exactly the helper's descendants,
//! and none are left when there is nothing more to wait for.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitOptions, WaitStatus};

use super::sys;

/// What the processes of a step use right now.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sample {
    /// How many there are.
    pub(crate) processes: u32,
    /// Resident memory of all of them in KiB, shared pages counted each time.
    pub(crate) rss_kib: u64,
    /// CPU time of all of them, living and ended.
    pub(crate) cpu: Duration,
}

/// Measures the descendants of the helper, and remembers those that ended.
#[derive(Debug)]
pub(crate) struct Meter {
    ticks_per_second: u64,
    page_kib: u64,
    /// Own CPU ticks by process (number and start time), as last seen. A
    /// process whose parent ignores SIGCHLD vanishes from the kernel's books.
    seen: BTreeMap<(i32, u64), u64>,
}

impl Meter {
    pub(crate) fn new() -> Self {
        let (ticks_per_second, page) = sys::proc_units();
        Self {
            ticks_per_second,
            page_kib: page / 1024,
            seen: BTreeMap::new(),
        }
    }

    /// Looks at every process once; at not many more than `most`, because a
    /// tree can grow faster than anyone walks it.
    pub(crate) fn sample(&mut self, most: u32) -> Sample {
        let mut sample = Sample::default();
        let mut ended_ticks = 0;
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        for pid in descendants(most.saturating_add(1)) {
            let Some(stat) = Stat::read(pid) else {
                continue;
            };
            sample.processes += 1;
            sample.rss_kib += stat.rss_pages * self.page_kib;
            ended_ticks += stat.own_ticks + stat.children_ticks;
            self.seen.insert((pid, stat.started), stat.own_ticks);
        }
        let booked = self.duration(ended_ticks) + sys::children_usage().0;
        let remembered = self.duration(self.seen.values().sum());
        sample.cpu = booked.max(remembered);
        sample
    }

    fn duration(&self, ticks: u64) -> Duration {
        Duration::from_millis(ticks.saturating_mul(1000) / self.ticks_per_second)
    }
}

/// The fields of `/proc/PID/stat` that matter here (proc(5)).
struct Stat {
    parent: i32,
    own_ticks: u64,
    children_ticks: u64,
    started: u64,
    rss_pages: u64,
}

impl Stat {
    fn read(pid: i32) -> Option<Self> {
        Self::parse(&fs::read_to_string(format!("/proc/{pid}/stat")).ok()?)
    }

    fn parse(text: &str) -> Option<Self> {
        // The name in parentheses may contain anything, also parentheses.
        let (_, rest) = text.rsplit_once(')')?;
        let fields: Vec<&str> = rest.split_whitespace().collect();
        // `rest` begins with field 3.
        let field = |number: usize| fields.get(number - 3).copied();
        let count = |number: usize| {
            field(number)
                .and_then(|f| f.parse::<i64>().ok())
                .and_then(|n| u64::try_from(n).ok())
        };
        Some(Self {
            parent: field(4)?.parse().ok()?,
            own_ticks: count(14)? + count(15)?,
            children_ticks: count(16)? + count(17)?,
            started: count(22)?,
            rss_pages: count(24)?,
        })
    }
}

/// Living or not yet waited for descendants of this process, the walk ending
/// once `enough` are found.
pub(crate) fn descendants(enough: usize) -> Vec<i32> {
    let mut found = Vec::new();
    walk(&mut |pid| {
        found.push(pid);
        found.len() < enough
    });
    found
}

/// Shows descendants to `visit`, each after its children have been listed,
/// until it answers false.
fn walk(visit: &mut dyn FnMut(i32) -> bool) {
    let own = rustix::process::getpid().as_raw_nonzero().get();
    let Some(mut waiting) = children(own) else {
        descendants_by_scan(own).into_iter().all(visit);
        return;
    };
    while let Some(pid) = waiting.pop() {
        waiting.extend(children(pid).unwrap_or_default());
        if !visit(pid) {
            return;
        }
    }
}

/// The children of a process, or `None` when it is gone or the kernel does
/// not list them.
fn children(pid: i32) -> Option<Vec<i32>> {
    let mut all = Vec::new();
    let mut listed = false;
    for task in fs::read_dir(format!("/proc/{pid}/task")).ok()?.flatten() {
        if let Ok(text) = fs::read_to_string(task.path().join("children")) {
            listed = true;
            all.extend(
                text.split_whitespace()
                    .filter_map(|word| word.parse::<i32>().ok()),
            );
        }
    }
    listed.then_some(all)
}

/// The same from the parents of all processes, where `children` files are
/// not compiled into the kernel.
fn descendants_by_scan(own: i32) -> Vec<i32> {
    let mut by_parent: BTreeMap<i32, Vec<i32>> = BTreeMap::new();
    let pids = fs::read_dir("/proc").into_iter().flatten().flatten();
    for pid in pids.filter_map(|entry| entry.file_name().to_str()?.parse::<i32>().ok()) {
        if let Some(stat) = Stat::read(pid) {
            by_parent.entry(stat.parent).or_default().push(pid);
        }
    }
    let mut all = by_parent.remove(&own).unwrap_or_default();
    let mut next = 0;
    while let Some(&pid) = all.get(next) {
        all.extend(by_parent.remove(&pid).unwrap_or_default());
        next += 1;
    }
    all
}

/// Resident memory in KiB with shared pages divided among those who share
/// them: exact, but far too slow for every sample.
pub(crate) fn exact_memory_kib() -> u64 {
    descendants(usize::MAX)
        .into_iter()
        .filter_map(proportional_kib)
        .sum()
}

fn proportional_kib(pid: i32) -> Option<u64> {
    let text = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Ends every descendant and waits for it. `group`, whose leader must not
/// have been waited for yet, is ended first and at once, which leaves a fork
/// bomb no time between. Returns how many are left after ten seconds, which
/// only a process stuck in the kernel survives.
pub(crate) fn kill_all(group: Option<Pid>, mut on_wait: impl FnMut(Pid, WaitStatus)) -> u32 {
    if let Some(group) = group {
        // Fails when the group is gone already.
        let _ = rustix::process::kill_process_group(group, Signal::KILL);
    }
    let begin = Instant::now();
    loop {
        if reap(&mut on_wait) == Children::None {
            return 0;
        }
        let mut alive = 0_u32;
        // Each is ended as soon as it is seen, not after all have been found:
        // what multiplies must not gain time.
        walk(&mut |pid| {
            alive = alive.saturating_add(1);
            if let Some(pid) = Pid::from_raw(pid) {
                let _ = rustix::process::kill_process(pid, Signal::KILL);
            }
            true
        });
        if begin.elapsed() > Duration::from_secs(10) {
            return alive;
        }
        // Nothing announces the death of an orphan; ask again very soon.
        std::thread::sleep(Duration::from_micros(300));
    }
}

/// Whether there is anything left to wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Children {
    /// There is.
    Some,
    /// No process is left.
    None,
}

/// Waits for every child that has ended already.
pub(crate) fn reap(on_wait: &mut impl FnMut(Pid, WaitStatus)) -> Children {
    loop {
        match rustix::process::wait(WaitOptions::NOHANG) {
            Ok(Some((pid, status))) => on_wait(pid, status),
            Ok(None) | Err(Errno::INTR) => return Children::Some,
            Err(_) => return Children::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_parentheses_does_not_shift_the_fields() {
        let line =
            "7 (a) b (c)) S 5 7 7 0 -1 4194304 100 0 0 0 11 22 3 4 20 0 1 0 999 1000 42 rest";
        let stat = Stat::parse(line).unwrap();
        assert_eq!(
            (stat.parent, stat.own_ticks, stat.children_ticks),
            (5, 33, 7)
        );
        assert_eq!((stat.started, stat.rss_pages), (999, 42));
    }

    #[test]
    fn both_ways_of_finding_descendants_agree() {
        let mut child = std::process::Command::new("sleep")
            .arg("60")
            .spawn()
            .unwrap();
        let pid = i32::try_from(child.id()).unwrap();
        let own = rustix::process::getpid().as_raw_nonzero().get();
        assert!(descendants(usize::MAX).contains(&pid));
        assert!(descendants_by_scan(own).contains(&pid));
        child.kill().unwrap();
        child.wait().unwrap();
    }
}
