//! One start of the program, and what it said.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

#[cfg(unix)]
use super::Screen;

/// A command that has not been started.
pub struct Invocation {
    command: Command,
    line: String,
    stdin: Vec<u8>,
    unread: bool,
    stdout: Option<PathBuf>,
}

impl Invocation {
    /// The program with the words of `line`, in an empty environment.
    pub fn new(line: &str) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_codezest"));
        command.env_clear().args(line.split_whitespace());
        Self {
            command,
            line: line.to_owned(),
            stdin: Vec::new(),
            unread: false,
            stdout: None,
        }
    }

    /// One more word, which may hold spaces.
    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.line.push(' ');
        self.line.push_str(&arg.as_ref().to_string_lossy());
        self.command.arg(arg);
        self
    }

    /// The same in a shell with job control, which runs `script` instead.
    pub fn shell(self, script: &str) -> Self {
        self.program("bash").arg("--norc").arg("-c").arg(script)
    }

    /// Another program, without arguments, in the same surroundings.
    pub fn program(self, name: &str) -> Self {
        let mut command = Command::new(name);
        command.env_clear();
        for (name, value) in self.command.get_envs() {
            if let Some(value) = value {
                command.env(name, value);
            }
        }
        if let Some(folder) = self.command.get_current_dir() {
            command.current_dir(folder);
        }
        Self {
            command,
            line: name.to_owned(),
            ..self
        }
    }

    /// Sets a variable.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Removes a variable.
    pub fn without_env(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Stands in another folder.
    pub fn current_dir(mut self, folder: impl AsRef<Path>) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Gives it something to read.
    pub fn stdin(mut self, text: impl Into<Vec<u8>>) -> Self {
        self.stdin = text.into();
        self
    }

    /// Nobody reads its standard output: the reader of the pipe is closed
    /// before it starts, as after `| head -0`.
    pub fn unread(mut self) -> Self {
        self.unread = true;
        self
    }

    /// Its standard output goes to a file or device, and is not seen here.
    pub fn into_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.stdout = Some(path.into());
        self
    }

    /// Starts it with pipes on all three streams; the caller looks after it.
    pub fn spawn(mut self) -> Child {
        let stdout = if let Some(path) = &self.stdout {
            let file = std::fs::OpenOptions::new().write(true).open(path);
            Stdio::from(file.unwrap())
        } else if self.unread {
            let (_closed, writer) = std::io::pipe().unwrap();
            Stdio::from(writer)
        } else {
            Stdio::piped()
        };
        self.command
            .stdin(Stdio::piped())
            .stdout(stdout)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// Starts it on a terminal of its own, as people do.
    #[cfg(unix)]
    pub fn on_terminal(self) -> expectrl::session::OsSession {
        let mut session = expectrl::Session::spawn(self.command).unwrap();
        session.set_expect_timeout(Some(std::time::Duration::from_secs(60)));
        session
    }

    /// Starts it in a terminal of `size` (columns, rows) that knows colours.
    #[cfg(unix)]
    pub fn screen(self, size: (u16, u16)) -> Screen {
        Screen::spawn(&self.env("TERM", "xterm-256color").command, size)
    }

    /// Runs it to its end.
    pub fn run(self) -> Output {
        let (line, stdin) = (self.line.clone(), self.stdin.clone());
        let mut child = self.spawn();
        let mut pipe = child.stdin.take().unwrap();
        // A program that does not read its input closes the pipe: no error.
        let writer = std::thread::spawn(move || drop(pipe.write_all(&stdin)));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Output {
            line,
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code().unwrap_or(-1),
        }
    }
}

/// How a command ended.
#[derive(Debug)]
pub struct Output {
    line: String,
    /// Data.
    pub stdout: String,
    /// Talk.
    pub stderr: String,
    /// The exit code; -1 when a signal ended it.
    pub code: i32,
}

impl Output {
    /// Asserts the exit code.
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(
            self.code, code,
            "codezest {}\n--- stdout\n{}\n--- stderr\n{}",
            self.line, self.stdout, self.stderr
        );
        self
    }

    /// Asserts that it worked.
    #[track_caller]
    pub fn ok(self) -> Self {
        self.exits(0)
    }

    /// Standard output as the one JSON value that it is.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("codezest {}: {error}\n{}", self.line, self.stdout))
    }

    /// The error that `--json` prints on standard error.
    #[track_caller]
    pub fn error(&self) -> Value {
        let value: Value = serde_json::from_str(&self.stderr)
            .unwrap_or_else(|error| panic!("codezest {}: {error}\n{}", self.line, self.stderr));
        value["error"].clone()
    }

    /// The lines of standard output.
    pub fn lines(&self) -> Vec<&str> {
        self.stdout.lines().collect()
    }
}

/// A rustup in the home of whoever runs the tests works from another home only
/// when it is told where its toolchains are.
pub fn with_rustup(command: Invocation) -> Invocation {
    let home = |name: &str, below: &str| {
        std::env::var_os(name)
            .map(PathBuf::from)
            .or_else(|| Some(std::env::home_dir()?.join(below)))
    };
    ["RUSTUP_HOME", "CARGO_HOME"]
        .into_iter()
        .zip([".rustup", ".cargo"])
        .fold(command, |command, (name, below)| {
            match home(name, below).filter(|path| path.is_dir()) {
                Some(path) => command.env(name, path),
                None => command,
            }
        })
}
