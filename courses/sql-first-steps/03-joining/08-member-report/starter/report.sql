-- For every member: how many loans, how many days?
select m.name, count(*) as loans
from members m
join loans l on l.member_id = m.id
group by m.id, m.name;
