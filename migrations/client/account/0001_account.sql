-- One learner's log and what is derived from it.
--
-- Rows are made small: an event is written once and kept for ever, so words
-- that come again and again (kinds, courses, items) are numbers here.

create table kinds (
    id   integer primary key,
    name text    not null unique
) strict;

create table courses (
    id  integer primary key,
    uid blob    not null unique check (length(uid) = 16)
) strict;

create table items (
    id     integer primary key,
    course integer not null references courses (id),
    slug   text    not null,
    unique (course, slug)
) strict;

-- How long a stream is and its hash there are its last label's: appending
-- writes nothing here.
create table streams (
    id     integer primary key,
    stream blob    not null unique check (length(stream) = 16),
    own    integer not null default 0, -- 1: this file appends to it
    clock  integer not null default 0  -- the greatest clock value that was taken in
) strict;
create unique index streams_own on streams (own) where own = 1;

create table events (
    id         integer primary key,
    event_id   blob    not null unique check (length(event_id) = 16),
    kind       integer not null references kinds (id),
    v          integer not null,
    hlc        integer not null,
    at         integer not null, -- when it happened, in milliseconds after the clock value's
    utc_offset integer not null, -- minutes
    day        integer not null, -- the learning day, in days after the day in UTC
    item       integer references items (id),
    stream     integer not null references streams (id), -- the one it came in first
    body       blob,             -- packed; null when blanked
    body_hash  blob              -- only when blanked: otherwise it is the body's
) strict;
create index events_by_item on events (item) where item is not null;

-- Where an event stands in a stream. An event can stand in several.
create table labels (
    stream     integer not null references streams (id),
    seq        integer not null,
    event      integer not null references events (id),
    chain_hash blob    not null check (length(chain_hash) = 32),
    primary key (stream, seq)
) strict, without rowid;

-- What a server was last known to hold. A hint; it may be wrong.
create table server_heads (
    stream blob    primary key check (length(stream) = 16),
    seq    integer not null,
    hash   blob    not null check (length(hash) = 32)
) strict, without rowid;

-- Ids of events whose bodies are to be blank, also when they come later.
create table redactions (
    event_id blob primary key check (length(event_id) = 16)
) strict, without rowid;

-- Everything from here on can be derived again from the events.

create table item_states (
    item   integer primary key references items (id),
    status integer not null,     -- 1 started, 2 completed, 3 passed
    points integer not null,
    last   integer not null,     -- when something last happened, milliseconds since 1970
    day    integer not null,     -- the day of it; the index is by day, to be written less often
    state  blob    not null      -- JSON, packed
) strict;
create index item_states_by_day on item_states (day);

create table course_totals (
    course  integer primary key references courses (id),
    done    integer not null,
    started integer not null,    -- and not done
    points  integer not null
) strict;

create table active_days (
    day         integer primary key, -- days since 1970
    completions integer not null
) strict;

create table prefs (
    key      text    primary key,
    value    text,
    hlc      integer not null,
    event_id blob    not null
) strict, without rowid;

create table read_notifications (
    event_id blob primary key
) strict, without rowid;

-- What was handed in; a server's receipt takes it out of the queue.
create table submissions (
    event integer primary key references events (id),
    at    integer not null       -- milliseconds since 1970
) strict;

-- The marks that resets left, as one JSON document.
create table watermarks (
    id    integer primary key check (id = 1),
    marks text    not null
) strict;

-- Progress by module as of one edition of a course, kept until an item's
-- status or the edition changes.
create table module_counts (
    course   integer not null references courses (id),
    position integer not null,   -- of the module
    module   text    not null,
    revision blob    not null,   -- of the course
    total    integer not null,
    done     integer not null,
    started  integer not null,
    primary key (course, position)
) strict, without rowid;

-- Facts about this device only, such as the current item.
create table settings (
    key   text primary key,
    value text not null
) strict, without rowid;
