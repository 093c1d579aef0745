-- The kinds of tools on the shelves of row B
select kind
from tools
where shelf = 'B%';
