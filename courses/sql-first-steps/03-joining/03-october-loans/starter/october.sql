-- Loans since 1 October: the day and the name of the tool
select taken, tool_id
from loans
order by taken;
