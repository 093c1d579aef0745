-- What learners' folders held at every test run, submission, reset and
-- restore. Beside the account's file and not in it: the account's file stays
-- small to copy and quick to check, and losing old snapshots loses no progress.

-- Contents of files, once each.
create table contents (
    id     integer primary key,
    hash   blob    not null unique check (length(hash) = 32), -- BLAKE3
    size   integer not null,                                  -- bytes, unpacked
    packed integer not null,                                  -- 1: zstd
    bytes  blob    not null
) strict;

-- A set of files, once each: running the tests twice adds no second one.
create table trees (
    id   integer primary key,
    hash blob not null unique check (length(hash) = 32)       -- of paths, modes and contents
) strict;

create table tree_files (
    tree       integer not null references trees (id) on delete cascade,
    path       text    not null,
    content    integer not null references contents (id),
    executable integer not null,
    primary key (tree, path)
) strict, without rowid;
create index tree_files_by_content on tree_files (content);

create table snapshots (
    id     blob    primary key check (length(id) = 16),       -- the run's id, or one of its own
    course blob    not null check (length(course) = 16),
    item   text    not null,
    at     integer not null,                                  -- milliseconds since 1970
    reason integer not null,                                  -- 0 run, 1 submission, 2 before a reset, 3 before a restore
    tree   integer not null references trees (id)
) strict, without rowid;
create index snapshots_by_item on snapshots (course, item, at);
create index snapshots_by_tree on snapshots (tree);

-- The full report of a run of this device, as JSON.
create table reports (
    run     blob    primary key check (length(run) = 16),
    content integer not null references contents (id)
) strict, without rowid;
create index reports_by_content on reports (content);
