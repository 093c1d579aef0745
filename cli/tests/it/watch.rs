//! `codezest watch`.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Child;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::support::Home;

const FIRST: &str = "sql-first-steps/first-answer";
/// Long enough for a machine under load; nothing waits this long when it works.
const PATIENCE: Duration = Duration::from_secs(90);

struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn begin(home: &Home, line: &str) -> Self {
        let mut child = home.command(line).spawn();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in stdout.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Self { child, lines }
    }

    fn until(&self, part: &str) {
        loop {
            let line = self
                .lines
                .recv_timeout(PATIENCE)
                .unwrap_or_else(|_| panic!("never said {part:?}"));
            if line.contains(part) {
                return;
            }
        }
    }

    fn code(mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // It has ended already unless the test failed.
        let _ = self.child.kill();
    }
}

fn solve(home: &Home) {
    let file = home.working_folder(FIRST).join("names.sql");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("shelf", "name")).unwrap();
}

fn a_save_is_tested(line: &str) {
    let home = Home::new();
    let watching = Watching::begin(&home, line);
    watching.until("0 passed, 1 failed, 0 skipped");
    solve(&home);
    watching.until("1 passed, 0 failed, 0 skipped");
    // What comes next is to be read, which is done elsewhere.
    watching.until("codezest show sql-first-steps/choosing-rows");
    assert_eq!(watching.code(), Some(0));
}

#[test]
fn a_save_is_tested_when_the_system_tells_of_it() {
    a_save_is_tested(&format!("watch {FIRST}"));
}

#[test]
fn a_save_is_tested_when_nothing_tells_of_it() {
    a_save_is_tested(&format!("watch {FIRST} --poll"));
}

#[test]
fn it_goes_on_to_the_next_assignment() {
    let home = Home::new();
    home.solve("sql-first-steps/top-deposits");
    let watching = Watching::begin(&home, "watch sql-first-steps/top-deposits");
    watching.until("0 failed");
    watching.until("What lives in row B?");
    let process = rustix::process::Pid::from_child(&watching.child);
    rustix::process::kill_process(process, rustix::process::Signal::INT).unwrap();
    assert_eq!(watching.code(), Some(130));
}
