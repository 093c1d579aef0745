-- The evening workshops of November.

create table workshops (
    id    integer primary key,
    title text    not null unique,
    day   text    not null,
    seats integer not null default 8 check (seats >= 1)
);

insert into workshops (id, title, day, seats) values
    (1, 'Sharpen a saw',  '2024-11-02', 6),
    (2, 'Hang a door',    '2024-11-09', 8),
    (3, 'Press cider',    '2024-11-16', 12);
