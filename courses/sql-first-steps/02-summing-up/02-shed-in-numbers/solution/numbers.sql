-- The Shed in three numbers
select count(*)     as tools,
       sum(deposit) as deposits,
       avg(fee)     as average_fee
from tools;
