-- Loans since 1 October: the day and the name of the tool
select loans.taken, tools.name
from loans
join tools on tools.id = loans.tool_id
where loans.taken >= '2024-10-01'
order by loans.taken, tools.name;
