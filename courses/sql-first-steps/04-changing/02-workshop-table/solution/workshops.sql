-- A home for the workshops
create table workshops (
    id    integer primary key,
    title text    not null unique,
    day   text    not null,
    seats integer not null default 8 check (seats >= 1)
);
