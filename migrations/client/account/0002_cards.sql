-- When what was missed is due for review. Derived, like all that can be made
-- again from the events.

create table cards (
    item     integer not null references items (id),
    question text    not null,   -- its id; empty for the item itself
    due      integer not null,   -- the learning day, days since 1970
    primary key (item, question)
) strict, without rowid;
create index cards_by_due on cards (due);
