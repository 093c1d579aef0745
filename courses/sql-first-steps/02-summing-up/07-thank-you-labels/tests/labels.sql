select name, coalesce(donor, 'the Shed')
from tools
where kind = 'garden' and (donor <> 'Mrs Okoro' or donor is null);
