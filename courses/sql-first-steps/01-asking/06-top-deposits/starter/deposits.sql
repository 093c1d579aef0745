-- The three tools with the highest deposit
select name, deposit
from tools;
