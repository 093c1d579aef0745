-- For every member: how many loans, how many days?
select m.name,
       count(l.id)              as loans,
       coalesce(sum(l.days), 0) as days
from members m
left join loans l on l.member_id = m.id
group by m.id, m.name
order by loans desc, m.name;
