-- Labels for the garden tools that are not from Mrs Okoro
select name, coalesce(donor, 'the Shed') as donor
from tools
where kind = 'garden'
  and (donor <> 'Mrs Okoro' or donor is null);
