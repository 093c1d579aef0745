//! The assignment of a new course, language by language.

/// A language with a skeleton.
#[derive(Debug)]
pub struct Language {
    /// What people type.
    pub name: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// Programs that must be installed.
    pub(super) tool: &'static [&'static str],
    pub(super) task: Task,
}

/// The files of the assignment.
#[derive(Debug)]
pub(super) struct Task {
    pub(super) assignment: &'static str,
    pub(super) instructions: &'static str,
    pub(super) hints: (&'static str, &'static str),
    pub(super) file: &'static str,
    pub(super) starter: &'static str,
    pub(super) solution: &'static str,
    pub(super) explanation: &'static str,
    pub(super) tests: &'static [(&'static str, &'static str)],
}

/// An assignment that is judged by what the program prints.
macro_rules! greeting {
    ($runner:literal, $file:literal, $starter:literal, $solution:literal, $read:literal) => {
        Task {
            assignment: concat!(
                "title = \"A greeting\"\n",
                "minutes = 5\n",
                "needs = [\"welcome\"]\n",
                "learner = [\"",
                $file,
                "\"]\n",
                "runner = \"",
                $runner,
                "\"\n\n",
                "[[check]]\n",
                "name = \"greets Ada\"\n",
                "stdin = \"Ada\\n\"\n",
                "stdout = \"Hello, Ada!\\n\"\n",
                "help = \"Compare letter by letter: the comma, the space and the exclamation mark count.\"\n\n",
                "[[check]]\n",
                "name = \"greets whoever comes\"\n",
                "stdin = \"Grace Hopper\\n\"\n",
                "stdout = \"Hello, Grace Hopper!\\n\"\n",
                "needs = [\"greets Ada\"]\n",
            ),
            instructions: concat!(
                "# A greeting\n\nChange `",
                $file,
                "` so that the program reads a name from its input and greets it:\n\n",
                "```text\nHello, Ada!\n```\n",
            ),
            hints: (
                concat!("The name arrives on standard input. ", $read, "\n"),
                "Put the name between `Hello, ` and `!`, and mind the line end that was read with it.\n",
            ),
            file: $file,
            starter: $starter,
            solution: $solution,
            explanation: "One line is read, and one is written with the name in its middle.\n",
            tests: &[],
        }
    };
}

/// The languages that `course new` knows.
pub const LANGUAGES: &[Language] = &[
    Language {
        name: "python",
        title: "Python",
        tool: &["python3"],
        task: greeting!(
            "python",
            "greeting.py",
            "name = input()\nprint(\"Hello!\")\n",
            "name = input()\nprint(f\"Hello, {name}!\")\n",
            "`input()` reads a line of it."
        ),
    },
    Language {
        name: "rust",
        title: "Rust",
        tool: &["rustc"],
        task: greeting!(
            "rust",
            "greeting.rs",
            "fn main() {\n    println!(\"Hello!\");\n}\n",
            "fn main() {\n    let mut name = String::new();\n    std::io::stdin().read_line(&mut name).expect(\"a line of text\");\n    println!(\"Hello, {}!\", name.trim_end());\n}\n",
            "`std::io::stdin().read_line(&mut name)` reads a line of it."
        ),
    },
    Language {
        name: "javascript",
        title: "JavaScript",
        tool: &["node"],
        task: greeting!(
            "javascript",
            "greeting.js",
            "console.log(\"Hello!\");\n",
            "const fs = require(\"node:fs\");\n\nconst name = fs.readFileSync(0, \"utf8\").trim();\nconsole.log(`Hello, ${name}!`);\n",
            "`require(\"node:fs\").readFileSync(0, \"utf8\")` reads all of it."
        ),
    },
    Language {
        name: "c",
        title: "C",
        tool: &["cc"],
        task: greeting!(
            "c",
            "greeting.c",
            "#include <stdio.h>\n\nint main(void) {\n    puts(\"Hello!\");\n    return 0;\n}\n",
            "#include <stdio.h>\n#include <string.h>\n\nint main(void) {\n    char name[100];\n    if (fgets(name, sizeof name, stdin) == NULL) {\n        return 1;\n    }\n    name[strcspn(name, \"\\n\")] = '\\0';\n    printf(\"Hello, %s!\\n\", name);\n    return 0;\n}\n",
            "`fgets` reads a line of it."
        ),
    },
    Language {
        name: "bash",
        title: "Bash",
        tool: &["bash"],
        task: greeting!(
            "bash",
            "greeting.sh",
            "echo \"Hello!\"\n",
            "read -r name\necho \"Hello, $name!\"\n",
            "`read -r name` reads a line of it."
        ),
    },
    Language {
        name: "sql",
        title: "SQL",
        tool: &[],
        task: Task {
            assignment: r#"title = "A greeting"
minutes = 5
needs = ["welcome"]
learner = ["greeting.sql"]
runner = "sql"

[sql]
setup = ["tests/guests.sql"]

[[check]]
name = "greets every guest"
columns = ["greeting"]
rows = [["Hello, Ada!"], ["Hello, Grace!"]]
help = "`||` joins texts; `as greeting` names the column."
"#,
            instructions: "# A greeting\n\nThe table `guests` has a column `name`. Write a query in `greeting.sql`\nthat greets every guest, in a column called `greeting`:\n\n```text\nHello, Ada!\n```\n",
            hints: (
                "`select` takes any expression, not only the name of a column.\n",
                "`'Hello, ' || name` puts two texts together; a third belongs behind them.\n",
            ),
            file: "greeting.sql",
            starter: "select name from guests;\n",
            solution: "select 'Hello, ' || name || '!' as greeting from guests;\n",
            explanation: "`||` joins texts, row by row, and `as` names the column.\n",
            tests: &[(
                "guests.sql",
                "create table guests (name text not null);\ninsert into guests values ('Ada'), ('Grace');\n",
            )],
        },
    },
];
