-- Garden tools for at most 2 euros a day
select name, fee
from tools
where fee < 2;
