-- Which member comes to which workshop?
create table signups (
    workshop_id integer not null references workshops (id),
    member_id   integer not null references members (id),
    paid        integer not null default 0,
    primary key (workshop_id, member_id)
);
