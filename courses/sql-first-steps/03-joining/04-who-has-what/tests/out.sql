select m.name as member, t.name as tool, l.taken as taken
from loans l
join members m on m.id = l.member_id
join tools t on t.id = l.tool_id
where l.days is null;
