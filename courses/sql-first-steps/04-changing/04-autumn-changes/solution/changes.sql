-- Note 1: a gift from Lena
insert into tools (name, kind, fee, deposit, shelf, donor)
values ('Apple picker', 'garden', 1, 10, 'B2', 'Lena');

-- Note 2: paint tools cost 1 euro more
update tools
set fee = fee + 1
where kind = 'paint';

-- Note 3: the wheelbarrow is back
update loans
set days = 6
where id = 17;

-- Note 4: the drill stand broke
delete from tools
where name = 'Drill stand';
