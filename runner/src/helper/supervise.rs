//! Supervises one command: starts it, carries its streams, watches what it
//! uses, and leaves nothing of it behind.

use std::ffi::OsString;
use std::io::{self, Read};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::process::{Pid, PidfdFlags, Signal, WaitStatus};

use super::output::{Capture, Feed, Outbox, Reading, set_nonblocking};
use super::{sys, tree, watch};
use crate::step::wire::{Ended, Event, Status, Step, Stop, Stream, Streams};

/// Exit status when the helper could not do its work.
const BROKEN: i32 = 70;

/// Reads the step, carries it out and tells how it ended. The socket is
/// standard input, or the descriptor named by the argument when the command
/// needs standard input for itself.
pub(crate) fn main(arguments: &[OsString]) -> i32 {
    let number = arguments
        .first()
        .map_or(Some(0), |word| word.to_str()?.parse().ok());
    let Some(Ok(mut socket)) = number.map(sys::inherited_socket) else {
        return BROKEN;
    };
    let Some(step) = read_step(&mut socket) else {
        return BROKEN;
    };
    let Ok(clone) = socket.try_clone() else {
        return BROKEN;
    };
    let mut outbox = Outbox::new(clone);
    let event = match Supervisor::start(&step, socket) {
        Ok(supervisor) => Event::End(supervisor.run(&step, &mut outbox)),
        Err(error) => Event::NotStarted {
            message: error.to_string(),
            missing: error.kind() == io::ErrorKind::NotFound,
        },
    };
    outbox.push(&event);
    outbox.finish();
    0
}

/// The first line of the socket.
fn read_step(socket: &mut UnixStream) -> Option<Step> {
    let mut line = Vec::new();
    let mut piece = [0_u8; 16 * 1024];
    while !line.ends_with(b"\n") {
        match socket.read(&mut piece) {
            Ok(0) | Err(_) => return None,
            Ok(count) => line.extend_from_slice(piece.get(..count)?),
        }
    }
    serde_json::from_slice(&line).ok()
}

struct Supervisor {
    socket: UnixStream,
    signals: OwnedFd,
    pid: Pid,
    pidfd: OwnedFd,
    /// The command's own process group, if it has one.
    group: Option<Pid>,
    stdin: Feed<ChildStdin>,
    stdout: Capture<ChildStdout>,
    stderr: Capture<ChildStderr>,
    watch: watch::Watch,
    ended: bool,
    status: Option<Status>,
}

impl Supervisor {
    /// Puts the helper itself in order, then starts the command.
    fn start(step: &Step, socket: UnixStream) -> io::Result<Self> {
        let captured = matches!(step.streams, Streams::Captured { .. });
        if captured {
            // Fails only when the helper leads a session already.
            let _ = rustix::process::setsid();
        }
        rustix::process::set_child_subreaper(Some(rustix::process::getpid()))?;
        rustix::process::set_parent_process_death_signal(Some(Signal::TERM))?;
        let signals = sys::termination_signals(captured)?;
        socket.set_nonblocking(true)?;
        let begin = Instant::now();
        let mut child = spawn(step)?;
        let pid = Pid::from_child(&child);
        let text = match &step.streams {
            Streams::Captured { stdin } => stdin.clone(),
            Streams::Terminal => String::new(),
        };
        let supervisor = Self {
            socket,
            signals,
            pid,
            pidfd: rustix::process::pidfd_open(pid, PidfdFlags::empty())?,
            group: captured.then_some(pid),
            stdin: Feed::new(child.stdin.take(), text),
            stdout: Capture::new(Stream::Stdout, child.stdout.take()),
            stderr: Capture::new(Stream::Stderr, child.stderr.take()),
            watch: watch::Watch::new(step, begin),
            ended: false,
            status: None,
        };
        supervisor.unblock()?;
        Ok(supervisor)
    }

    fn unblock(&self) -> io::Result<()> {
        if let Some(pipe) = &self.stdin.target {
            set_nonblocking(pipe)?;
        }
        if let Some(pipe) = &self.stdout.source {
            set_nonblocking(pipe)?;
        }
        if let Some(pipe) = &self.stderr.source {
            set_nonblocking(pipe)?;
        }
        Ok(())
    }

    /// Watches the command until its end, and ends whatever it left.
    fn run(mut self, step: &Step, outbox: &mut Outbox) -> Ended {
        let mut stop = None;
        while !self.ended && self.status.is_none() && stop.is_none() {
            stop = self.turn(step, outbox);
        }
        if stop.is_none() {
            stop = self.watch.last_look();
        }
        let left_over = self.end();
        if stop.is_none_or(|stop| !matches!(stop, Stop::Output(_))) {
            self.drain(step, outbox);
        }
        self.stdout.close(outbox);
        self.stderr.close(outbox);
        let status = self.status.unwrap_or(Status::Signal(libc::SIGKILL));
        let usage = self.watch.usage();
        Ended {
            stop: stop.or_else(|| self.watch.verdict(status, &usage)),
            status,
            usage,
            left_over,
        }
    }

    /// Waits until something happens and deals with it.
    fn turn(&mut self, step: &Step, outbox: &mut Outbox) -> Option<Stop> {
        let ready = self.wait(outbox);
        if ready.cancelled {
            return Some(Stop::Cancelled);
        }
        outbox.send();
        self.stdin.write();
        if outbox.has_room() {
            self.stdout.read(outbox);
            self.stderr.read(outbox);
            outbox.send();
        }
        if let Some(stream) = self.too_much(step) {
            return Some(Stop::Output(stream));
        }
        self.ended = ready.ended;
        if self.ended {
            // Not waited for yet: its number still names its group.
            return None;
        }
        let stop = self.watch.look();
        if stop.is_none() && self.watch.looked() {
            self.reap();
        }
        stop
    }

    /// Which stream has written more than allowed.
    fn too_much(&self, step: &Step) -> Option<Stream> {
        if self.stdout.bytes > step.caps.output_bytes {
            Some(Stream::Stdout)
        } else if self.stderr.bytes > step.caps.output_bytes {
            Some(Stream::Stderr)
        } else {
            None
        }
    }

    fn wait(&self, outbox: &Outbox) -> Ready {
        let mut socket_flags = PollFlags::IN;
        if !outbox.is_empty() {
            socket_flags |= PollFlags::OUT;
        }
        let mut fds = vec![
            PollFd::new(&self.socket, socket_flags),
            PollFd::new(&self.signals, PollFlags::IN),
            PollFd::new(&self.pidfd, PollFlags::IN),
        ];
        if outbox.has_room() {
            if let Some(pipe) = &self.stdout.source {
                fds.push(PollFd::from_borrowed_fd(pipe.as_fd(), PollFlags::IN));
            }
            if let Some(pipe) = &self.stderr.source {
                fds.push(PollFd::from_borrowed_fd(pipe.as_fd(), PollFlags::IN));
            }
        }
        if let Some(pipe) = &self.stdin.target {
            fds.push(PollFd::from_borrowed_fd(pipe.as_fd(), PollFlags::OUT));
        }
        let patience = Timespec::try_from(self.watch.patience()).ok();
        // An interrupted poll is a turn in which nothing was ready.
        let _ = rustix::event::poll(&mut fds, patience.as_ref());
        let happened = |index: usize, flags: PollFlags| {
            fds.get(index)
                .is_some_and(|fd| fd.revents().intersects(flags))
        };
        Ready {
            cancelled: happened(0, PollFlags::IN | PollFlags::HUP | PollFlags::ERR)
                || happened(1, PollFlags::IN),
            ended: happened(2, PollFlags::IN),
        }
    }

    fn reap(&mut self) {
        let (pid, status) = (self.pid, &mut self.status);
        tree::reap(&mut |ended, how| note(pid, status, ended, how));
    }

    /// Ends every process of the step, also those that outlived it.
    fn end(&mut self) -> u32 {
        let (pid, status) = (self.pid, &mut self.status);
        // Once the command has been waited for, its number may be reused.
        let group = self.group.filter(|_| status.is_none());
        tree::kill_all(group, |ended, how| note(pid, status, ended, how))
    }

    /// Reads what is still in the pipes. Nobody is left to write, so this
    /// waits for nothing.
    fn drain(&mut self, step: &Step, outbox: &mut Outbox) {
        while self.too_much(step).is_none() && self.stdout.read(outbox) == Reading::Some {}
        while self.too_much(step).is_none() && self.stderr.read(outbox) == Reading::Some {}
    }
}

/// What a wait came to.
struct Ready {
    cancelled: bool,
    ended: bool,
}

/// Remembers the end of the command among the ends of other processes.
fn note(pid: Pid, status: &mut Option<Status>, ended: Pid, how: WaitStatus) {
    if ended == pid {
        *status = how
            .exit_status()
            .map(Status::Exit)
            .or_else(|| how.terminating_signal().map(Status::Signal));
    }
}

fn spawn(step: &Step) -> io::Result<Child> {
    let mut command = Command::new(&step.program);
    command
        .args(&step.args)
        .env_clear()
        .envs(&step.env)
        .current_dir(&step.cwd);
    let captured = match &step.streams {
        Streams::Captured { stdin } => {
            let input = if stdin.is_empty() {
                Stdio::null()
            } else {
                Stdio::piped()
            };
            command
                .stdin(input)
                .stdout(Stdio::piped())
                .stderr(Stdio::piped());
            true
        }
        Streams::Terminal => false,
    };
    sys::prepare(
        &mut command,
        sys::Preparation {
            own_session: captured,
            caps: step.confined.then_some(step.caps),
            user_processes: watch::user_process_limit(step),
        },
    );
    command.spawn()
}

/// So short that nobody notices, so long that nothing spins.
pub(crate) const SHORTEST_WAIT: Duration = Duration::from_millis(1);
