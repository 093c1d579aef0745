//! Help on topics that are no commands: what people ask about.

#[cfg(test)]
mod reference;

/// A topic and its text (Markdown).
#[derive(Debug, Clone, Copy)]
pub struct Topic {
    /// What people type.
    pub name: &'static str,
    /// What it is about, in a few words.
    pub about: &'static str,
    /// The text.
    pub text: &'static str,
}

/// Every topic.
pub const TOPICS: &[Topic] = &[
    Topic {
        name: "items",
        about: "how to name an item",
        text: include_str!("items.md"),
    },
    Topic {
        name: "exit-codes",
        about: "what a command's exit code means",
        text: include_str!("exit-codes.md"),
    },
    Topic {
        name: "files",
        about: "where everything is kept",
        text: include_str!("files.md"),
    },
    Topic {
        name: "environment",
        about: "variables that codezest reads",
        text: include_str!("environment.md"),
    },
    Topic {
        name: "editors",
        about: "which editor is opened",
        text: include_str!("editors.md"),
    },
    Topic {
        name: "offline",
        about: "what works without a network: everything",
        text: include_str!("offline.md"),
    },
    Topic {
        name: "isolation",
        about: "what a test run may do on this machine",
        text: include_str!("isolation.md"),
    },
    Topic {
        name: "courses",
        about: "where courses come from",
        text: include_str!("courses.md"),
    },
];

#[cfg(test)]
mod tests {
    use codezest_core::error::ErrorCode;

    #[test]
    fn every_exit_code_is_explained() {
        let text = include_str!("exit-codes.md");
        for code in ErrorCode::ALL {
            assert!(
                text.contains(&format!("| {} |", code.exit_code())),
                "{}",
                code.as_str()
            );
        }
    }

    #[test]
    fn every_setting_and_variable_is_explained() {
        let text = include_str!("environment.md");
        for variable in [
            "CODEZEST_PLAIN",
            "CODEZEST_WORKSPACE",
            "CODEZEST_CONFIG",
            "NO_COLOR",
            "EDITOR",
        ] {
            assert!(text.contains(variable), "{variable}");
        }
    }
}
