begin;
delete from loans where member_id = 8;
-- Oh no, that was wrong!
rollback;

begin;
update loans set days = 5 where id = 18;
insert into loans (tool_id, member_id, taken)
values (2, 8, '2024-10-12');
commit;
