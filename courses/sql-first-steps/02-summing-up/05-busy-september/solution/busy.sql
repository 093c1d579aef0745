-- Tools that were lent at least twice in September
select tool_id, count(*) as loans
from loans
where taken < '2024-10-01'
group by tool_id
having count(*) >= 2;
