//! A program in a pseudo-terminal.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Read, Write};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use expectrl::process::unix::{PtyStream, UnixProcess};
use expectrl::process::{NonBlocking, Process};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags, open};
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
use rustix::termios::{
    LocalModes, OptionalActions, Termios, Winsize, tcgetattr, tcsetattr, tcsetwinsize,
};

/// Becomes the program when the gate opens, so that the program finds a
/// terminal of the right size.
const DOORMAN: &str = r#"read -r go <"$0"; exec "$@""#;

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
    program: Pid,
    started: Instant,
    at_start: Termios,
    code: Option<i32>,
    // Dropped last: it asks for the program, which has ended by then.
    _process: UnixProcess,
}

impl Pty {
    /// Starts `command` with nothing but its own environment, in a terminal of
    /// `size` (columns, rows) that echoes and edits lines as any new one does.
    pub fn spawn(command: &Command, size: (u16, u16)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let gate = folder.path().join("gate");
        let made = Command::new("mkfifo").arg(&gate).status().unwrap();
        assert!(made.success());
        let mut process = UnixProcess::spawn_command(behind(&gate, command)).unwrap();
        let mut stream = process.open_stream().unwrap();
        stream.set_blocking(false).unwrap();
        let at_start = prepare(&stream, size);
        // Waits for the reader.
        let gate = OpenOptions::new().write(true).open(gate).unwrap();
        let started = Instant::now();
        drop(gate);
        Self {
            stream,
            program: Pid::from_raw(process.pid().as_raw()).unwrap(),
            started,
            at_start,
            code: None,
            _process: process,
        }
    }

    /// When the program was let in.
    pub fn started(&self) -> Instant {
        self.started
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
        tcgetattr(&self.stream).unwrap()
    }

    /// The same before the program was let in.
    pub fn termios_at_start(&self) -> &Termios {
        &self.at_start
    }

    /// How many typed bytes the program has not read yet; 0 where the system
    /// does not say.
    pub fn untaken(&self) -> u64 {
        let input = format!("/proc/{}/fd/0", self.program.as_raw_pid());
        let flags = OFlags::RDONLY | OFlags::NOCTTY | OFlags::NONBLOCK;
        open(input, flags, Mode::empty())
            .and_then(rustix::io::ioctl_fionread)
            .unwrap_or(0)
    }

    /// Sends the program a signal.
    pub fn signal(&self, signal: Signal) {
        assert!(self.code.is_none(), "the program has ended");
        kill_process(self.program, signal).unwrap();
    }

    /// The program's exit code, 128 and the signal's number if one ended it;
    /// `None` while it runs.
    pub fn code(&mut self) -> Option<i32> {
        if self.code.is_none()
            && let Some((_, status)) = waitpid(Some(self.program), WaitOptions::NOHANG).unwrap()
        {
            let of_signal = || Some(128 + status.terminating_signal()?);
            self.code = status.exit_status().or_else(of_signal);
        }
        self.code
    }

    /// What `code` said when it was asked last.
    pub fn known_code(&self) -> Option<i32> {
        self.code
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if self.code().is_none() {
            let _ = kill_process(self.program, Signal::KILL);
            let _ = waitpid(Some(self.program), WaitOptions::empty());
        }
    }
}

/// The doorman for a command.
fn behind(gate: &Path, command: &Command) -> Command {
    let mut doorman = Command::new("/bin/sh");
    doorman.env_clear().args(["-c", DOORMAN]).arg(gate);
    doorman.arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        doorman.env(name, value.unwrap_or_default());
    }
    if let Some(folder) = command.get_current_dir() {
        doorman.current_dir(folder);
    }
    doorman
}

/// Size and echo, which the library turns off; the modes that result.
fn prepare(stream: &PtyStream, size: (u16, u16)) -> Termios {
    tcsetwinsize(stream, winsize(size)).unwrap();
    let mut modes = tcgetattr(stream).unwrap();
    modes.local_modes |= LocalModes::ECHO;
    tcsetattr(stream, OptionalActions::Now, &modes).unwrap();
    modes
}

fn winsize((columns, rows): (u16, u16)) -> Winsize {
    Winsize {
        ws_col: columns,
        ws_row: rows,
        ws_xpixel: 0,
        ws_ypixel: 0,
    }
}
