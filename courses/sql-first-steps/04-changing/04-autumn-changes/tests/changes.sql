insert into tools (name, kind, fee, deposit, shelf, donor)
values ('Apple picker', 'garden', 1, 10, 'B2', 'Lena');
update tools set fee = fee + 1 where kind = 'paint';
update loans set days = 6 where id = 17;
delete from tools where id = 16;
