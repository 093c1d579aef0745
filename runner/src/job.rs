//! One run while it is going on: what the parts of the runner share.

use std::collections::BTreeMap;
use std::path::PathBuf;

use codezest_core::course::model::Limits;
use codezest_core::run::outcome::{End, Stop};
use codezest_core::run::parse::{Parsed, Source};
use codezest_core::run::report::{Build, Usage};
use codezest_core::run::spec::RunSpec;

use crate::cancel::CancelToken;
use crate::error::RunnerError;
use crate::folder::RunFolder;
use crate::languages;
use crate::step::launch::{StepEnd, StepResult, run_step};
use crate::step::wire::{self, Caps, Status, Step, Stream, Streams};
use crate::{RunEvent, RunOptions, Runner};

/// What a folder may grow by, in bytes.
const GROWTH_BYTES: u64 = 256 * 1024 * 1024;
/// Memory that compilers get at least, in MiB.
const BUILD_MEMORY_MIB: u32 = 2048;
/// Files that compilers may write at least, in MiB.
const BUILD_FILE_MIB: u32 = 512;

/// Which limits a command has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// A build before tests or programs.
    Build,
    /// Tests, or one start of the program.
    Test,
    /// The program with a person before it: no wall limit.
    Terminal,
}

/// A command to start in the run folder.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    /// A name to look for, or a path relative to the run folder.
    pub(crate) program: String,
    /// Its arguments.
    pub(crate) args: Vec<String>,
    /// More environment.
    pub(crate) env: Vec<(String, String)>,
    /// What it reads.
    pub(crate) stdin: String,
    /// Its limits.
    pub(crate) phase: Phase,
    /// How many pieces of work it does: each may take as long and
    /// write as much as one.
    pub(crate) pieces: u32,
}

impl Call {
    /// A command of the test phase.
    pub(crate) fn test<S: Into<String>>(program: &str, args: impl IntoIterator<Item = S>) -> Self {
        Self {
            program: program.to_owned(),
            args: args.into_iter().map(Into::into).collect(),
            env: Vec::new(),
            stdin: String::new(),
            phase: Phase::Test,
            pieces: 1,
        }
    }

    /// A command of the build phase.
    pub(crate) fn build<S: Into<String>>(program: &str, args: impl IntoIterator<Item = S>) -> Self {
        Self {
            phase: Phase::Build,
            ..Self::test(program, args)
        }
    }

    /// The same with one more variable.
    pub(crate) fn with_env(mut self, name: &str, value: impl Into<String>) -> Self {
        self.env.push((name.to_owned(), value.into()));
        self
    }
}

/// A run that is going on.
pub(crate) struct Job<'a> {
    pub(crate) runner: &'a Runner,
    pub(crate) spec: &'a RunSpec,
    pub(crate) folder: &'a RunFolder,
    pub(crate) options: &'a RunOptions,
    pub(crate) cancel: &'a CancelToken,
    pub(crate) on_event: &'a mut dyn FnMut(RunEvent),
    /// What all commands so far used.
    pub(crate) usage: Usage,
    /// What has to be said besides the result.
    pub(crate) notes: Vec<String>,
}

impl Job<'_> {
    /// Starts a command and waits for its end.
    ///
    /// # Errors
    /// When the runner itself cannot do its work.
    pub(crate) fn call(&mut self, call: &Call) -> Result<StepResult, RunnerError> {
        let Some(program) = self.find(&call.program)? else {
            return Ok(StepResult::missing());
        };
        let step = self.step(program, call);
        let (on_event, phase) = (&mut *self.on_event, call.phase);
        let mut on_output = |stream: Stream, text: &str| {
            on_event(RunEvent::Output {
                stream,
                text: codezest_core::text::clean(text),
                build: phase == Phase::Build,
            });
        };
        let result = run_step(&self.runner.helper, &step, self.cancel, &mut on_output)?;
        self.usage.cpu_ms += result.usage.cpu_ms;
        self.usage.wall_ms += result.usage.wall_ms;
        self.usage.max_rss_kib = self.usage.max_rss_kib.max(result.usage.max_rss_kib);
        Ok(result)
    }

    /// The program's path: below the run folder when it has a `/`, of the
    /// machine otherwise.
    fn find(&self, program: &str) -> Result<Option<PathBuf>, RunnerError> {
        if program.starts_with('/') {
            return Ok(Some(PathBuf::from(program)));
        }
        if !program.contains('/') {
            return Ok(self.runner.tools.find(program));
        }
        let below = program.strip_prefix("./").unwrap_or(program);
        crate::folder::check_path(below)?;
        Ok(Some(self.folder.work().join(below)))
    }

    fn step(&self, program: PathBuf, call: &Call) -> Step {
        let mut env = self.environment();
        env.extend(call.env.iter().cloned());
        let streams = match call.phase {
            Phase::Terminal => Streams::Terminal,
            _ => Streams::Captured {
                stdin: call.stdin.clone(),
            },
        };
        Step {
            program,
            args: call.args.clone(),
            env,
            cwd: self.folder.work().to_owned(),
            streams,
            folder: self.folder.top().to_owned(),
            caps: self.caps(call),
            confined: !self.options.no_sandbox,
        }
    }

    fn environment(&self) -> BTreeMap<String, String> {
        let text = |path: PathBuf| path.to_string_lossy().into_owned();
        let mut env = self.runner.tools.homes().clone();
        let fixed = [
            ("PATH", self.runner.tools.path()),
            ("HOME", text(self.folder.home())),
            ("TMPDIR", text(self.folder.tmp())),
            ("LANG", "C.UTF-8".to_owned()),
            ("LC_ALL", "C.UTF-8".to_owned()),
            ("TZ", "UTC".to_owned()),
            ("TERM", "dumb".to_owned()),
            ("NO_COLOR", "1".to_owned()),
            ("CODEZEST", "1".to_owned()),
            ("PYTHONDONTWRITEBYTECODE", "1".to_owned()),
            ("PYTHONHASHSEED", "0".to_owned()),
            ("CARGO_TERM_COLOR", "never".to_owned()),
            ("CARGO_NET_OFFLINE", "true".to_owned()),
            ("RUSTUP_AUTO_INSTALL", "0".to_owned()),
        ];
        env.extend(fixed.map(|(name, value)| (name.to_owned(), value)));
        env.extend(self.spec.env.clone());
        env
    }

    fn caps(&self, call: &Call) -> Caps {
        let phase = call.phase;
        let pieces = u64::from(call.pieces);
        let limits = &self.spec.limits;
        let held: u64 = self
            .spec
            .files
            .iter()
            .map(|file| 8192 + u64::try_from(file.bytes.len()).unwrap_or(0))
            .sum();
        let building = phase == Phase::Build;
        let memory = if building {
            limits.memory_mib.max(BUILD_MEMORY_MIB)
        } else {
            limits.memory_mib
        };
        let file = if building {
            limits.file_mib.max(BUILD_FILE_MIB)
        } else {
            limits.file_mib
        };
        let growth = GROWTH_BYTES.max(mib(file));
        Caps {
            cpu_ms: pieces * 1000 * u64::from(cpu_seconds(limits, phase)),
            wall_ms: (phase != Phase::Terminal)
                .then_some(pieces * 1000 * u64::from(wall_seconds(limits, phase))),
            memory_kib: 1024 * u64::from(memory),
            output_bytes: pieces * 1024 * u64::from(limits.output_kib),
            processes: limits.processes,
            file_bytes: mib(file),
            folder_bytes: held + growth,
        }
    }

    /// The limit that was hit, or what else kept the command from ending by
    /// itself.
    pub(crate) fn stop(&self, call: &Call, result: &StepResult) -> Option<Stop> {
        let limits = &self.spec.limits;
        Some(match &result.end {
            StepEnd::Done(_) => return None,
            StepEnd::Missing => self.tool_missing(&call.program),
            StepEnd::Broken(why) => Stop::Sandbox { why: why.clone() },
            StepEnd::Stopped(stop) => match stop {
                wire::Stop::Cpu => Stop::Cpu {
                    seconds: cpu_seconds(limits, call.phase),
                },
                wire::Stop::Wall => Stop::Wall {
                    seconds: wall_seconds(limits, call.phase),
                },
                wire::Stop::Memory => Stop::Memory {
                    mib: limits.memory_mib,
                },
                wire::Stop::Output(_) => Stop::Output {
                    kib: limits.output_kib,
                },
                wire::Stop::Processes => Stop::Processes {
                    count: limits.processes,
                },
                wire::Stop::Disk => Stop::Disk {
                    mib: limits.file_mib,
                },
                wire::Stop::Cancelled => Stop::Cancelled,
            },
        })
    }

    /// The stop for a program that is not there.
    pub(crate) fn tool_missing(&self, tool: &str) -> Stop {
        Stop::ToolMissing {
            tool: tool.to_owned(),
            install: languages::install_hint(&self.runner.tools, tool),
        }
    }

    /// Absolute paths of the run folder, as reports contain them.
    pub(crate) fn roots(&self) -> Vec<String> {
        let work = self.folder.work();
        let mut roots = vec![work.to_string_lossy().into_owned()];
        roots.extend(
            work.canonicalize()
                .ok()
                .map(|path| path.to_string_lossy().into_owned()),
        );
        roots.dedup();
        roots
    }

    /// The text of a report, or nothing when there is none. One that cannot
    /// be read (a link, a pipe) is as good as none, but noted.
    pub(crate) fn report_text(&mut self, read: Result<Option<String>, RunnerError>) -> String {
        match read {
            Ok(text) => text.unwrap_or_default(),
            Err(error) => {
                self.notes
                    .push(format!("The report was not read: {error}."));
                String::new()
            }
        }
    }

    /// Lets `parse` read a report with everything that is known about it.
    pub(crate) fn read_report(
        &self,
        report: &str,
        listing: Option<&str>,
        result: &StepResult,
        parse: impl FnOnce(&Source<'_>) -> Parsed,
    ) -> Parsed {
        let roots = self.roots();
        let roots: Vec<&str> = roots.iter().map(String::as_str).collect();
        parse(&Source {
            report: report.as_bytes(),
            listing: listing.map(str::as_bytes),
            end: result.core_end(),
            roots: &roots,
        })
    }
}

impl StepResult {
    /// How the command ended, in core's words.
    pub(crate) fn core_end(&self) -> End {
        match self.end {
            StepEnd::Done(Status::Exit(code)) => End::Exited(code),
            StepEnd::Done(Status::Signal(signal)) => End::Signaled(signal),
            _ => End::Unknown,
        }
    }
}

fn mib(count: u32) -> u64 {
    u64::from(count) * 1024 * 1024
}

fn cpu_seconds(limits: &Limits, phase: Phase) -> u32 {
    if phase == Phase::Build {
        limits.build_seconds
    } else {
        limits.cpu_seconds
    }
}

fn wall_seconds(limits: &Limits, phase: Phase) -> u32 {
    let usual = cpu_seconds(limits, phase)
        .saturating_mul(3)
        .saturating_add(5);
    if phase == Phase::Build {
        usual
    } else {
        limits.wall_seconds.unwrap_or(usual)
    }
}

/// What came of the tests, before it is judged.
#[derive(Debug, Default)]
pub(crate) struct Tested {
    /// The build before them.
    pub(crate) build: Option<Build>,
    /// The tests.
    pub(crate) parsed: Parsed,
    /// How the test command ended.
    pub(crate) end: End,
    /// What ended it from outside.
    pub(crate) stops: Vec<Stop>,
    /// Standard output of the tests.
    pub(crate) stdout: String,
    /// Standard error of the tests.
    pub(crate) stderr: String,
}

impl Tested {
    /// Of one command that was called; the tests are still to be read.
    pub(crate) fn of(job: &Job<'_>, call: &Call, result: StepResult) -> Self {
        Self {
            end: result.core_end(),
            stops: job.stop(call, &result).into_iter().collect(),
            stdout: result.stdout,
            stderr: result.stderr,
            ..Self::default()
        }
    }

    /// Of a run that could not begin.
    pub(crate) fn stopped(stop: Stop) -> Self {
        Self {
            stops: vec![stop],
            ..Self::default()
        }
    }
}
