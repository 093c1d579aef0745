select name, deposit from tools order by deposit desc, name limit 3;
