-- A home for the workshops
create table workshops (
    id    integer,
    title text
);
