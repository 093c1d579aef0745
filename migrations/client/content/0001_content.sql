-- Courses as installed: their files, their model, and what searching needs.

-- Contents of files, once each, whatever course or version has them.
create table contents (
    id     integer primary key,
    hash   blob    not null unique check (length(hash) = 32), -- BLAKE3
    size   integer not null,                                  -- bytes, unpacked
    packed integer not null,                                  -- 1: zstd
    bytes  blob    not null
) strict;

create table courses (
    id       integer primary key,
    name     text    not null unique, -- what people type: the course's id, or the name given with --as
    uid      blob    not null unique check (length(uid) = 16),
    slug     text    not null,        -- the course's own id
    version  text    not null,
    title    text    not null,
    language text    not null,
    header   text    not null,        -- the model as JSON, without modules
    source   text    not null,        -- where it was added from
    bundled  integer not null,        -- 1: came with the program
    added_at integer not null,        -- milliseconds since 1970
    revision blob    not null         -- hash of the whole course: changes with any of its files
) strict;

create table modules (
    id       integer primary key,
    course   integer not null references courses (id) on delete cascade,
    position integer not null,        -- from 1
    slug     text    not null,
    title    text    not null,
    model    text    not null,        -- JSON, without items
    unique (course, slug),
    unique (course, position)
) strict;

create table items (
    id         integer primary key,
    course     integer not null references courses (id) on delete cascade,
    module     integer not null references modules (id) on delete cascade,
    number     integer not null,      -- in the course, from 1
    slug       text    not null,
    kind       integer not null,      -- 0 material, 1 assignment, 2 quiz
    title      text    not null,
    path       text    not null,
    difficulty integer not null,      -- 0 beginner, 1 intermediate, 2 advanced
    points     integer not null,
    hidden     integer not null,
    tags       text    not null,      -- one a line
    unique (course, slug),
    unique (course, number)
) strict;
create index items_by_slug on items (slug);
create index items_by_module on items (module);

-- Apart from the items, so that listing 10,000 of them reads few pages.
create table item_models (
    item  integer primary key references items (id) on delete cascade,
    model text not null               -- JSON
) strict;

create table files (
    course     integer not null references courses (id) on delete cascade,
    path       text    not null,
    content    integer not null references contents (id),
    executable integer not null,
    primary key (course, path)
) strict, without rowid;
create index files_by_content on files (content);

-- One searchable text: a material, instructions, or a starter file.
create table documents (
    id   integer primary key,
    item integer not null references items (id) on delete cascade,
    part integer not null             -- 0 text, 1 code
) strict;
create index documents_by_item on documents (item);

-- Words. Row ids are those of `documents`.
create virtual table prose using fts5 (
    title, headings, body,
    tokenize = 'unicode61 remove_diacritics 2',
    prefix = '2 3'
);
-- A word in a title weighs ten times one in the text, in a heading four times.
insert into prose (prose, rank) values ('rank', 'bm25(10.0, 4.0, 1.0)');

-- Parts of words: code, and languages written without spaces.
create virtual table fragments using fts5 (
    title, body,
    tokenize = 'trigram remove_diacritics 1'
);
create virtual table fragment_terms using fts5vocab (fragments, row);

-- Facts about this file itself, such as which bundle was installed last.
create table notes (
    key   text primary key,
    value text not null
) strict, without rowid;
