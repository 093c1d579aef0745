select t.name, t.shelf
from tools t
where not exists (select 1 from loans l where l.tool_id = t.id);
