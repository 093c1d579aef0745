select kind, count(*) from tools group by kind order by count(*) desc, kind;
