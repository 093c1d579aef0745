-- Loans that are still out: who has what, and since when?
select m.name as member, t.name as tool, l.taken
from loans l
join members m on m.id = l.member_id
join tools t on t.id = l.tool_id
where l.days is null;
