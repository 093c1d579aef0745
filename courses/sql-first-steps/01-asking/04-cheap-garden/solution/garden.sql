-- Garden tools for at most 2 euros a day
select name, fee
from tools
where kind = 'garden' and fee <= 2;
