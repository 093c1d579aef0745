//! What a command that could not do its work says: what failed and where,
//! why, and the exact next command.

use std::error::Error;
use std::fmt;

use codezest_core::error::ErrorCode;
use codezest_core::text::clean;
use codezest_runner::RunnerError;
use schemars::JsonSchema;
use serde::Serialize;

use crate::store::StoreError;
use crate::workspace::WorkspaceError;

/// The result of a use case.
pub type Result<T = (), E = Failure> = std::result::Result<T, E>;

/// A failure, ready to be shown.
#[derive(Debug)]
pub struct Failure {
    /// What kind of thing went wrong; decides the exit code.
    pub code: ErrorCode,
    /// What failed and where, in one sentence without a full stop.
    pub message: String,
    /// What to do now, best as a command.
    pub hint: Option<String>,
    /// What lies below.
    pub source: Option<Box<dyn Error + Send + Sync>>,
}

impl Failure {
    /// A failure of that kind.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            hint: None,
            source: None,
        }
    }

    /// A command line or setting that is not understood.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::Usage, message)
    }

    /// Something of that name does not exist.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::NotFound, message)
    }

    /// A file or database that could not be read or written.
    pub fn storage(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::Storage, message)
    }

    /// A file at `path` that could not be used: a missing one is "not found",
    /// anything else is storage.
    pub fn file(doing: &str, path: &std::path::Path, error: std::io::Error) -> Self {
        let code = match error.kind() {
            std::io::ErrorKind::NotFound => ErrorCode::NotFound,
            _ => ErrorCode::Storage,
        };
        Self::new(code, format!("cannot {doing} {}", path.display())).because(error)
    }

    /// Adds what to do now.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    fn hint_if(mut self, hint: Option<String>) -> Self {
        self.hint = hint;
        self
    }

    /// Adds what lies below.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Whether another process holds a database: the same may work soon.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        let mut next = self.source();
        while let Some(cause) = next {
            if matches!(cause.downcast_ref(), Some(StoreError::Busy { .. })) {
                return true;
            }
            next = cause.source();
        }
        false
    }

    /// The causes below, outermost first, each only where it says more than
    /// the one above.
    #[must_use]
    pub fn causes(&self) -> Vec<String> {
        let mut causes: Vec<String> = Vec::new();
        let mut next: Option<&(dyn Error + 'static)> = self
            .source
            .as_ref()
            .map(|source| &**source as &(dyn Error + 'static));
        while let Some(cause) = next {
            let text = cause.to_string();
            let said = std::iter::once(&self.message)
                .chain(&causes)
                .any(|above| above.contains(&text));
            if !said {
                causes.push(text);
            }
            next = cause.source();
        }
        causes
    }
}

/// What a failing command prints on standard error with `--json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ErrorView {
    error: ErrorBody,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ErrorBody {
    /// What kind of thing went wrong.
    kind: ErrorCode,
    /// What failed, where and why.
    message: String,
    /// What to do now, best as a command.
    hint: Option<String>,
    /// The exit code of the command.
    exit_code: u8,
    /// The server's number for the request, when a server was asked.
    request_id: Option<String>,
}

impl From<&Failure> for ErrorView {
    fn from(failure: &Failure) -> Self {
        let mut said = vec![failure.message.clone()];
        said.extend(failure.causes());
        Self {
            error: ErrorBody {
                kind: failure.code,
                message: clean(&said.join(": ")),
                hint: failure.hint.as_deref().map(clean),
                exit_code: failure.code.exit_code(),
                request_id: None,
            },
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for Failure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source
            .as_ref()
            .map(|source| &**source as &(dyn Error + 'static))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let failure = Self::new(error.code(), error.to_string());
        let hint = error.hint();
        failure.because(error).hint_if(hint)
    }
}

impl From<WorkspaceError> for Failure {
    fn from(error: WorkspaceError) -> Self {
        let failure = Self::new(error.code(), error.to_string());
        let hint = error.hint();
        failure.because(error).hint_if(hint)
    }
}

impl From<RunnerError> for Failure {
    fn from(error: RunnerError) -> Self {
        let failure = Self::new(ErrorCode::Internal, "cannot run the tests");
        let hint = error.hint().map(str::to_owned);
        failure.because(error).hint_if(hint)
    }
}

/// How a command that did its work ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// Done, and the answer is no: tests, a quiz or checks did not pass. What
    /// was printed already says so.
    Code(ErrorCode),
}

impl Exit {
    /// Done when `yes`; tests, quiz or checks not passed otherwise.
    #[must_use]
    pub fn passed(yes: bool) -> Self {
        if yes {
            Self::Done
        } else {
            Self::Code(ErrorCode::NotPassed)
        }
    }

    /// The process's exit code.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Code(code) => code.exit_code(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_are_said_once() {
        let below = std::io::Error::other("disk full");
        let failure = Failure::storage("cannot write a: disk full").because(below);
        assert!(failure.causes().is_empty());
        let failure =
            Failure::storage("cannot write a").because(std::io::Error::other("disk full"));
        assert_eq!(failure.causes(), ["disk full"]);
    }
}
