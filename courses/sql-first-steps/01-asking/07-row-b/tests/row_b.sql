select distinct kind from tools where shelf like 'B%' order by kind;
