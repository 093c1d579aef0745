-- Labels for the garden tools that are not from Mrs Okoro
select name, donor
from tools
where kind = 'garden' and donor <> 'Mrs Okoro';
