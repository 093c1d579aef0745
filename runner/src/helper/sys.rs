//! The few system calls without a safe wrapper. Everything unsafe of the
//! helper is here.
#![allow(
    unsafe_code,
    reason = "signal sets, rusage and what happens between fork and exec have no safe wrapper; each use says why it is sound"
)]

use std::io;
use std::mem::MaybeUninit;
use std::os::fd::{FromRawFd, OwnedFd, RawFd};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::time::Duration;

use rustix::process::{Resource, Rlimit, Signal};

use crate::step::wire::Caps;

/// Blocks SIGTERM and SIGHUP (and SIGINT, unless that is meant for the
/// command) and returns a descriptor that becomes readable when one of them
/// arrives. The standard library empties the mask again in the processes it
/// starts.
pub(crate) fn termination_signals(interrupt: bool) -> io::Result<OwnedFd> {
    // SAFETY: `set` is initialised by `sigemptyset` before anything reads it,
    // and the descriptor is new, so nobody else owns it.
    unsafe {
        let mut set = MaybeUninit::<libc::sigset_t>::uninit();
        libc::sigemptyset(set.as_mut_ptr());
        for signal in [libc::SIGTERM, libc::SIGHUP] {
            libc::sigaddset(set.as_mut_ptr(), signal);
        }
        if interrupt {
            libc::sigaddset(set.as_mut_ptr(), libc::SIGINT);
        }
        if libc::sigprocmask(libc::SIG_BLOCK, set.as_ptr(), std::ptr::null_mut()) != 0 {
            return Err(io::Error::last_os_error());
        }
        let fd = libc::signalfd(-1, set.as_ptr(), libc::SFD_CLOEXEC | libc::SFD_NONBLOCK);
        if fd < 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(OwnedFd::from_raw_fd(fd))
    }
}

/// CPU time and the largest resident size (KiB) of all children waited for.
pub(crate) fn children_usage() -> (Duration, u64) {
    let mut usage = MaybeUninit::<libc::rusage>::zeroed();
    // SAFETY: the pointer is valid, and a zeroed `rusage` is a valid value
    // should the call fail.
    let usage = unsafe {
        libc::getrusage(libc::RUSAGE_CHILDREN, usage.as_mut_ptr());
        usage.assume_init()
    };
    let cpu = of_timeval(usage.ru_utime) + of_timeval(usage.ru_stime);
    (cpu, u64::try_from(usage.ru_maxrss).unwrap_or(0))
}

fn of_timeval(time: libc::timeval) -> Duration {
    Duration::from_secs(u64::try_from(time.tv_sec).unwrap_or(0))
        + Duration::from_micros(u64::try_from(time.tv_usec).unwrap_or(0))
}

/// Clock ticks per second and bytes per page, the units of `/proc`.
pub(crate) fn proc_units() -> (u64, u64) {
    // SAFETY: `sysconf` only reads its argument.
    let (ticks, page) = unsafe {
        (
            libc::sysconf(libc::_SC_CLK_TCK),
            libc::sysconf(libc::_SC_PAGESIZE),
        )
    };
    (
        u64::try_from(ticks).ok().filter(|&n| n > 0).unwrap_or(100),
        u64::try_from(page).ok().filter(|&n| n > 0).unwrap_or(4096),
    )
}

/// The socket to the runner that was inherited as descriptor `number`. It is
/// not passed on to processes started from here.
///
/// # Errors
/// When there is no such descriptor.
pub(crate) fn inherited_socket(number: RawFd) -> io::Result<UnixStream> {
    // SAFETY: `fcntl` fails cleanly for a descriptor that is not open.
    if unsafe { libc::fcntl(number, libc::F_SETFD, libc::FD_CLOEXEC) } != 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the runner passed this descriptor to us for this purpose, and
    // this is the first and only thing that takes it.
    Ok(unsafe { UnixStream::from_raw_fd(number) })
}

/// How the command is prepared between fork and exec.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Preparation {
    /// Whether it gets a session (and a process group) of its own.
    pub(crate) own_session: bool,
    /// The limits, unless it is not confined.
    pub(crate) caps: Option<Caps>,
    /// Most processes of this user, where the kernel counts them.
    pub(crate) user_processes: Option<u64>,
}

/// Arranges `preparation` to happen in the child before it executes.
pub(crate) fn prepare(command: &mut Command, preparation: Preparation) {
    let helper = rustix::process::getpid();
    // SAFETY: the closure makes system calls only: it neither allocates nor
    // takes locks, which is what is allowed after fork.
    unsafe {
        command.pre_exec(move || {
            for signal in [libc::SIGINT, libc::SIGQUIT] {
                libc::signal(signal, libc::SIG_DFL);
            }
            if preparation.own_session {
                rustix::process::setsid()?;
            }
            rustix::process::set_parent_process_death_signal(Some(Signal::KILL))?;
            if rustix::process::getppid() != Some(helper) {
                // The helper died before the line above took effect.
                return Err(io::Error::from_raw_os_error(libc::ESRCH));
            }
            // Whatever this program was started with is not for the command.
            // Fails on kernels before 5.11, where it is passed on as before.
            libc::close_range(3, libc::c_uint::MAX, CLOSE_ON_EXEC);
            limit(Resource::Core, 0, 0)?;
            if let Some(caps) = preparation.caps {
                rustix::thread::set_no_new_privs(true)?;
                // The sum over all processes is watched from outside; this is
                // for the case that the helper itself is gone. The kernel counts
                // in ticks, on a busy machine ahead of what was really used:
                // between the two limits it sends SIGXCPU, which says why;
                // at the second SIGKILL, which says nothing.
                let seconds = caps.cpu_ms.div_ceil(1000) + 1;
                limit(Resource::Cpu, seconds, seconds + 1)?;
                limit(Resource::Fsize, caps.file_bytes, caps.file_bytes)?;
                limit(Resource::Nofile, 1024, 1024)?;
                if let Some(most) = preparation.user_processes {
                    limit(Resource::Nproc, most, most)?;
                }
            }
            Ok(())
        });
    }
}

/// `CLOSE_RANGE_CLOEXEC` with the type that `close_range` takes.
const CLOSE_ON_EXEC: libc::c_int = 1 << 2;

/// Lowers a limit, never above what is allowed already.
fn limit(resource: Resource, soft: u64, hard: u64) -> io::Result<()> {
    let allowed = rustix::process::getrlimit(resource).maximum;
    let within = |most: u64| Some(allowed.map_or(most, |allowed| allowed.min(most)));
    rustix::process::setrlimit(
        resource,
        Rlimit {
            current: within(soft),
            maximum: within(hard),
        },
    )?;
    Ok(())
}
