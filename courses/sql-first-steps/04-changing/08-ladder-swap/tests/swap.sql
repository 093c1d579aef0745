update loans set days = 5 where id = 18;
insert into loans (tool_id, member_id, taken) values (2, 8, '2024-10-12');
