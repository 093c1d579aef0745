-- Tools that were lent at least twice in September
select tool_id, count(*) as loans
from loans
group by tool_id;
