-- How many tools of each kind?
select kind, count(*) as tools
from tools
group by kind
order by tools desc, kind;
