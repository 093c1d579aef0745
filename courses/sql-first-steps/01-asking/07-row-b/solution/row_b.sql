-- The kinds of tools on the shelves of row B
select distinct kind
from tools
where shelf like 'B%'
order by kind;
