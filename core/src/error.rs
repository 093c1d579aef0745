//! The stable codes of what can go wrong, each with its exit code and what it
//! means. Scripts rely on them: a code never changes its meaning.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, exit $exit:literal;)*) => {
        /// What kind of thing went wrong.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        pub enum ErrorCode {
            $($(#[doc = $doc])+ $variant,)*
        }

        impl ErrorCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The code as text.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The exit code of a command that ends with it.
            #[must_use]
            pub fn exit_code(self) -> u8 {
                match self { $(Self::$variant => $exit,)* }
            }

            /// What it means, in a sentence or two.
            #[must_use]
            pub fn help(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+).trim_ascii(),)* }
            }
        }
    };
}

codes! {
    /// Tests, a quiz or checks did not pass.
    NotPassed = "not-passed", exit 1;
    /// The command line or a setting is not understood.
    Usage = "usage", exit 2;
    /// There is no item, course, run or file of that name.
    NotFound = "not-found", exit 3;
    /// A login is needed, or was refused.
    Login = "login", exit 4;
    /// The server cannot be reached and the command needs it.
    Unreachable = "unreachable", exit 5;
    /// The work is queued, and `--require-delivery` asked for more.
    Queued = "queued", exit 6;
    /// A program that the course needs is missing or too old.
    ToolMissing = "tool-missing", exit 8;
    /// A course breaks a rule of the format, or its tests do not prove what they should.
    CourseInvalid = "course-invalid", exit 9;
    /// A limit on size, number or time was hit.
    LimitHit = "limit-hit", exit 10;
    /// The server refused the request.
    Refused = "refused", exit 11;
    /// A file or database could not be read or written.
    Storage = "storage", exit 70;
    /// A database was written by a newer version of codezest; it was not touched.
    NewerDatabase = "newer-database", exit 70;
    /// Something that should never happen did.
    Internal = "internal", exit 70;
    /// The command was interrupted.
    Interrupted = "interrupted", exit 130;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_written_as_serde_writes_them() {
        for code in ErrorCode::ALL {
            assert_eq!(serde_json::to_value(code).unwrap(), code.as_str());
            assert!(code.help().ends_with('.'), "{}", code.as_str());
            assert_ne!(code.exit_code(), 7, "7 is reserved");
        }
    }
}
