select l.taken, t.name
from loans l join tools t on t.id = l.tool_id
where l.taken >= '2024-10-01'
order by l.taken, t.name;
