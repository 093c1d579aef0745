-- What do we lend?
select shelf from tools;
