-- Tools that nobody has ever borrowed
select t.name, t.shelf
from tools t
left join loans l on l.tool_id = t.id
where l.id is null;
