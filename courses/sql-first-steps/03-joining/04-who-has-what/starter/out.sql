-- Loans that are still out: who has what, and since when?
select m.name as member, l.taken
from loans l
join members m on m.id = l.member_id;
