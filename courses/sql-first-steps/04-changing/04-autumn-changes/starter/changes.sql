-- Note 2: paint tools cost 1 euro more
update tools
set fee = fee + 1;
