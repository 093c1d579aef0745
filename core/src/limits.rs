//! Every constant that two places share, so that client, server, importer and
//! validator can never disagree.

/// Most characters of a slug.
pub const MAX_SLUG_CHARS: usize = 64;

/// Most bytes of an event's canonical body.
pub const MAX_EVENT_BODY_BYTES: usize = 4 * 1024;

/// Deepest nesting of an event's body.
pub const MAX_EVENT_BODY_DEPTH: usize = 16;

/// Most characters of an event's kind.
pub const MAX_EVENT_KIND_CHARS: usize = 64;

/// Most bytes, as JSON, of the list of texts in an event's body (failing
/// tests, answers); what is left of a body is enough for everything else.
pub const MAX_EVENT_LIST_BYTES: usize = 3_000;

/// Most parts of one answer that an event names.
pub const MAX_ANSWER_PARTS: usize = 64;

/// Most characters of a course's version inside an event.
pub const MAX_EVENT_VERSION_CHARS: usize = 64;

/// Most failing test ids that a `run_finished` event names.
pub const MAX_FAILING_TEST_IDS: usize = 20;

/// Most characters of a name inside an event (test ids, answers).
pub const MAX_EVENT_TEXT_CHARS: usize = 120;

/// Most bytes of one file of a course.
pub const MAX_COURSE_FILE_BYTES: u64 = 16 * 1024 * 1024;

/// Most files of a course or pack.
pub const MAX_COURSE_FILES: usize = 20_000;

/// Most bytes of a course, unpacked.
pub const MAX_COURSE_BYTES: u64 = 256 * 1024 * 1024;

/// Most bytes of a TOML or Markdown file that is parsed.
pub const MAX_TEXT_FILE_BYTES: u64 = 1024 * 1024;

/// Most bytes of one learner file in a snapshot or submission.
pub const MAX_LEARNER_FILE_BYTES: u64 = 1024 * 1024;

/// Most files in a snapshot or submission.
pub const MAX_LEARNER_FILES: usize = 200;

/// Most bytes of a test report that is read.
pub const MAX_REPORT_BYTES: usize = 8 * 1024 * 1024;

/// Deepest nesting of a test report that is read.
pub const MAX_REPORT_DEPTH: usize = 32;

/// Most tests of one run that are kept.
pub const MAX_REPORT_TESTS: usize = 5_000;

/// Most bytes kept of one message, expected or actual text of a test.
pub const MAX_REPORT_TEXT_BYTES: usize = 16 * 1024;

/// Bytes kept of each of standard output and standard error of a run, head
/// and tail together.
pub const OUTPUT_KEPT_BYTES: usize = 256 * 1024;

/// The passing score of a quiz, in percent, unless it sets one.
pub const DEFAULT_PASS_PERCENT: u8 = 70;

/// The hour at which a learning day begins, unless configured.
pub const DEFAULT_DAY_START_HOUR: u8 = 4;

/// Active days that earn one streak freeze.
pub const ACTIVE_DAYS_PER_FREEZE: u32 = 7;

/// Most streak freezes that can be held at once.
pub const MAX_FREEZES: u32 = 2;

/// The longest name, title or summary of a course part, in characters.
pub const MAX_TITLE_CHARS: usize = 200;
