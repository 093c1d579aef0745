//! What keys can do.

macro_rules! actions {
    ($($variant:ident $name:literal [$($key:literal),*] $help:literal;)*) => {
        /// Something that a key does, whatever the key is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "the help of each is in the table")]
        pub enum Action { $($variant,)* }

        impl Action {
            /// Every action, in the order of the help page.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name in the settings.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The keys that do it unless the settings say otherwise.
            #[must_use]
            pub fn default_keys(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($key),*],)* }
            }

            /// What it does, in a few words.
            #[must_use]
            pub fn help(self) -> &'static str {
                match self { $(Self::$variant => $help,)* }
            }
        }
    };
}

actions! {
    Down "down" ["j", "down"] "down";
    Up "up" ["k", "up"] "up";
    PageDown "page-down" ["space", "pagedown", "ctrl-f"] "a page down";
    PageUp "page-up" ["b", "pageup", "ctrl-b"] "a page up";
    Top "top" ["g", "home"] "to the top";
    Bottom "bottom" ["G", "end"] "to the bottom";
    Left "left" ["left"] "to the left, or close";
    Right "right" ["right"] "to the right, or open";
    NextPane "next-pane" ["tab", "f6"] "the next pane";
    PreviousPane "previous-pane" ["backtab"] "the pane before";
    Select "select" ["enter"] "choose, open, go on";
    Back "back" ["esc", "backspace"] "back";
    Search "search" ["/"] "search or filter";
    Next "next" ["n"] "what comes next";
    Run "run" ["r"] "run your program";
    Test "test" ["t"] "run the tests";
    Hint "hint" ["h"] "the next hint";
    List "list" ["l"] "courses, modules and items";
    Complete "complete" ["c"] "mark as read, or as unread";
    Edit "edit" ["e"] "write here";
    External "external-editor" ["E"] "write in your own editor";
    Reset "reset" ["x"] "begin again";
    Solution "solution" ["s"] "the solution";
    Compare "compare" ["d"] "compare with the solution";
    History "history" ["H"] "earlier test runs";
    Submit "submit" ["u"] "hand in";
    Query "query" ["Q"] "ask the course's database";
    Watch "watch" ["w"] "test on every save, or not";
    Copy "copy" ["y"] "copy";
    Filter "filter" ["f"] "show only some";
    Review "review" ["v"] "what is due for review";
    Stats "stats" ["p"] "your year and progress";
    Inbox "inbox" ["i"] "messages";
    Settings "settings" [","] "settings";
    Home "home" ["o"] "the home screen";
    Palette "palette" [":", "ctrl-p"] "every command by name";
    Help "help" ["?", "f1"] "all keys of this screen";
    Suspend "suspend" ["ctrl-z"] "put codezest into the background";
    Redraw "redraw" ["ctrl-l"] "draw everything anew";
    Quit "quit" ["q"] "leave";
}

impl Action {
    /// The action of that name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|action| action.name() == name)
    }
}
