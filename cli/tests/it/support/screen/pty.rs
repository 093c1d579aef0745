//! A program in a pseudo-terminal.
//!
//! The program is the child of a shell that leads the terminal's session: when
//! a session's leader ends, the system puts the terminal's modes back itself,
//! and nobody could tell whether the program had done so.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Read, Write};
use std::process::Command;
use std::time::Duration;

use expectrl::process::unix::{PtyStream, UnixProcess};
use expectrl::process::{NonBlocking, Process};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, WaitOptions, WaitStatus, kill_process, waitpid};
use rustix::termios::{
    LocalModes, OptionalActions, Termios, Winsize, tcgetattr, tcsetattr, tcsetwinsize,
};
use tempfile::TempDir;

/// Starts the program when the gate opens, so that it finds a terminal of the
/// right size, and stops when it has ended, so that the modes can be looked
/// at. What the shell itself has to say of a killed program is not shown.
const LEADER: &str = r#"
trap : INT QUIT
exec 3>&2 2>/dev/null
/bin/sh -c 'echo $$ >"$0/pid"; read -r go <"$0/gate"; exec "$@"' "$0" "$@" 2>&3 3>&-
code=$?
kill -STOP $$
exit $code
"#;

/// What came from the terminal.
pub enum Came {
    /// Bytes, some of them at least.
    Bytes(Vec<u8>),
    /// Nothing in the time given.
    Nothing,
    /// Nothing any more: nobody holds the terminal.
    End,
}

/// A program in a terminal; both end when it is dropped.
pub struct Pty {
    stream: PtyStream,
    leader: Pid,
    program: Pid,
    modes: Option<Termios>,
    code: Option<i32>,
    // Dropped last: it asks for the leader, which has ended by then.
    _process: UnixProcess,
    _folder: TempDir,
}

impl Pty {
    /// Starts `command` with nothing but its own environment, in a terminal of
    /// `size` (columns, rows) that echoes and edits lines as any new one does.
    pub fn spawn(command: &Command, size: (u16, u16)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let gate = folder.path().join("gate");
        assert!(
            Command::new("mkfifo")
                .arg(&gate)
                .status()
                .unwrap()
                .success()
        );
        let mut leader = Command::new("/bin/sh");
        leader.env_clear().args(["-c", LEADER]).arg(folder.path());
        leader.arg(command.get_program()).args(command.get_args());
        for (name, value) in command.get_envs() {
            leader.env(name, value.unwrap_or_default());
        }
        if let Some(folder) = command.get_current_dir() {
            leader.current_dir(folder);
        }
        let mut process = UnixProcess::spawn_command(leader).unwrap();
        let mut stream = process.open_stream().unwrap();
        stream.set_blocking(false).unwrap();
        prepare(&stream, size);
        // Waits for the reader, which has written its id before.
        drop(OpenOptions::new().write(true).open(gate).unwrap());
        let id = std::fs::read_to_string(folder.path().join("pid")).unwrap();
        Self {
            stream,
            leader: Pid::from_raw(process.pid().as_raw()).unwrap(),
            program: Pid::from_raw(id.trim().parse().unwrap()).unwrap(),
            modes: None,
            code: None,
            _process: process,
            _folder: folder,
        }
    }

    /// The program's process.
    pub fn program(&self) -> Pid {
        self.program
    }

    /// What the program has written, waiting for it so long.
    pub fn read(&mut self, patience: Duration) -> Came {
        self.ready(PollFlags::IN, patience);
        let mut bytes = vec![0; 64 * 1024];
        match self.stream.read(&mut bytes) {
            Ok(0) => Came::End,
            Ok(length) => {
                bytes.truncate(length);
                Came::Bytes(bytes)
            }
            Err(error) if error.kind() == ErrorKind::WouldBlock => Came::Nothing,
            // How Linux says that the other side is closed.
            Err(_) => Came::End,
        }
    }

    /// Types as much of `bytes` as the terminal takes now; how much that was.
    pub fn write(&mut self, bytes: &[u8]) -> usize {
        match self.stream.write(bytes) {
            Ok(length) => length,
            Err(error) if error.kind() == ErrorKind::WouldBlock => 0,
            Err(error) => panic!("the terminal takes no keys: {error}"),
        }
    }

    /// Waits until the terminal has something to say or takes keys.
    pub fn wait_ready(&self, patience: Duration) {
        self.ready(PollFlags::IN | PollFlags::OUT, patience);
    }

    fn ready(&self, what: PollFlags, patience: Duration) {
        let patience = Timespec::try_from(patience).unwrap();
        // Interrupted is as good as nothing: the caller looks and asks again.
        let _ = poll(&mut [PollFd::new(&self.stream, what)], Some(&patience));
    }

    /// Gives the terminal another size; the system tells the program.
    pub fn resize(&self, size: (u16, u16)) {
        tcsetwinsize(&self.stream, winsize(size)).unwrap();
    }

    /// How the terminal treats input and output: now, or as the program left
    /// it.
    pub fn termios(&self) -> Termios {
        self.modes
            .clone()
            .unwrap_or_else(|| tcgetattr(&self.stream).unwrap())
    }

    /// How many typed bytes the program has not read yet; 0 where the system
    /// does not say.
    pub fn untaken(&self) -> u64 {
        let input = format!("/proc/{}/fd/0", self.program.as_raw_pid());
        OpenOptions::new()
            .read(true)
            .open(input)
            .ok()
            .and_then(|input| rustix::io::ioctl_fionread(input).ok())
            .unwrap_or(0)
    }

    /// Sends the program a signal.
    pub fn signal(&self, signal: Signal) {
        assert!(self.modes.is_none(), "the program has ended");
        kill_process(self.program, signal).unwrap();
    }

    /// Whether the program has ended. The terminal stays as it left it until
    /// `close`.
    pub fn has_ended(&mut self) -> bool {
        if self.modes.is_none() {
            let options = WaitOptions::UNTRACED | WaitOptions::NOHANG;
            if let Some((_, status)) = waitpid(Some(self.leader), options).unwrap() {
                self.modes = Some(tcgetattr(&self.stream).unwrap());
                self.note(status);
            }
        }
        self.was_seen_ended()
    }

    /// Whether `has_ended` has been true.
    pub fn was_seen_ended(&self) -> bool {
        self.modes.is_some()
    }

    /// After the program's end: lets the terminal go.
    pub fn close(&self) {
        if self.code.is_none() {
            kill_process(self.leader, Signal::CONT).unwrap();
        }
    }

    /// After `close`: the program's exit code, 128 and the signal's number if
    /// one ended it.
    pub fn code(&mut self) -> i32 {
        while self.code.is_none() {
            let (_, status) = waitpid(Some(self.leader), WaitOptions::empty())
                .unwrap()
                .unwrap();
            self.note(status);
        }
        self.code.unwrap()
    }

    fn note(&mut self, status: WaitStatus) {
        let of_signal = || Some(128 + status.terminating_signal()?);
        self.code = status.exit_status().or_else(of_signal);
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if self.code.is_some() {
            return;
        }
        if !self.has_ended() {
            let _ = kill_process(self.program, Signal::KILL);
        }
        if self.code.is_none() {
            let _ = kill_process(self.leader, Signal::KILL);
            let _ = waitpid(Some(self.leader), WaitOptions::empty());
        }
    }
}

/// Size and echo, which the library turns off.
fn prepare(stream: &PtyStream, size: (u16, u16)) {
    tcsetwinsize(stream, winsize(size)).unwrap();
    let mut modes = tcgetattr(stream).unwrap();
    modes.local_modes |= LocalModes::ECHO;
    tcsetattr(stream, OptionalActions::Now, &modes).unwrap();
}

fn winsize((columns, rows): (u16, u16)) -> Winsize {
    Winsize {
        ws_col: columns,
        ws_row: rows,
        ws_xpixel: 0,
        ws_ypixel: 0,
    }
}
