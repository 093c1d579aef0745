-- How many tools of each kind?
select kind
from tools;
