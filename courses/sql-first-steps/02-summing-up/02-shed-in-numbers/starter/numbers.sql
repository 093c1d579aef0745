-- The Shed in three numbers
select deposit as deposits
from tools;
