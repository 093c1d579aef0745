-- What do we lend?
select name from tools;
