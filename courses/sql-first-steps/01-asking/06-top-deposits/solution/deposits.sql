-- The three tools with the highest deposit
select name, deposit
from tools
order by deposit desc, name
limit 3;
