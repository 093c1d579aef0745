-- Which member comes to which workshop?
create table signups (
    workshop_id integer,
    member_id   integer
);
