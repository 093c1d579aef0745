select tool_id, count(*)
from loans
where taken < '2024-10-01'
group by tool_id
having count(*) >= 2;
