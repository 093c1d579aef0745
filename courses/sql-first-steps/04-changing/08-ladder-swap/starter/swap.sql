begin;
delete from loans where member_id = 8;
-- Oh no, that was wrong!
