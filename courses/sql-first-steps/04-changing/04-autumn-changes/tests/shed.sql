-- The Lending Shed of Tern Bay: its tools, its members and who borrowed what.
-- Money is in euros. A loan whose days are null is still going on.

create table tools (
    id      integer primary key,
    name    text    not null,
    kind    text    not null,
    fee     integer not null,   -- for one day
    deposit integer not null,   -- given back with the tool
    shelf   text    not null,
    donor   text                -- null: the Shed bought it
);

insert into tools (id, name, kind, fee, deposit, shelf, donor) values
    (1,  'Cordless drill',    'wood',    4, 40, 'A1', null),
    (2,  'Hand saw',          'wood',    1, 10, 'A2', 'Mrs Okoro'),
    (3,  'Jigsaw',            'wood',    3, 30, 'A2', null),
    (4,  'Belt sander',       'wood',    5, 50, 'A3', 'Tomas'),
    (5,  'Hedge trimmer',     'garden',  5, 60, 'B1', null),
    (6,  'Spade',             'garden',  1, 10, 'B1', 'Mrs Okoro'),
    (7,  'Wheelbarrow',       'garden',  2, 25, 'B2', null),
    (8,  'Lawn mower',        'garden',  6, 80, 'B3', 'Tomas'),
    (9,  'Leaf rake',         'garden',  0,  5, 'B1', 'Lena'),
    (10, 'Paint roller',      'paint',   1, 10, 'C1', null),
    (11, 'Wallpaper steamer', 'paint',   3, 40, 'C1', null),
    (12, 'Step ladder',       'home',    2, 30, 'C2', 'Lena'),
    (13, 'Carpet cleaner',    'home',    8, 80, 'B2', null),
    (14, 'Pasta machine',     'kitchen', 2, 15, 'D1', 'Lena'),
    (15, 'Cider press',       'kitchen', 6, 60, 'D2', null),
    (16, 'Drill stand',       'wood',    1, 15, 'A3', 'Tomas');

create table members (
    id     integer primary key,
    name   text not null,
    street text not null,
    joined text not null,
    phone  text
);

insert into members (id, name, street, joined, phone) values
    (1, 'Amira',   'Kiln Lane',    '2023-03-04', '555-0101'),
    (2, 'Bastian', 'Harbour Road', '2023-03-04', null),
    (3, 'Chidi',   'Mill Street',  '2023-06-17', '555-0133'),
    (4, 'Dora',    'Kiln Lane',    '2023-09-30', null),
    (5, 'Emil',    'Harbour Road', '2024-01-13', '555-0158'),
    (6, 'Farah',   'Kiln Lane',    '2024-04-20', '555-0160'),
    (7, 'Edda',    'Mill Street',  '2024-05-25', null),
    (8, 'Hazel',   'Harbour Road', '2024-08-03', '555-0177');

create table loans (
    id        integer primary key,
    tool_id   integer not null references tools (id),
    member_id integer not null references members (id),
    taken     text    not null,
    days      integer             -- null: still out
);

insert into loans (id, tool_id, member_id, taken, days) values
    (1,   1, 1, '2024-09-02', 2),
    (2,   6, 2, '2024-09-02', 3),
    (3,   8, 3, '2024-09-05', 1),
    (4,   1, 4, '2024-09-07', 1),
    (5,  11, 1, '2024-09-09', 4),
    (6,  12, 1, '2024-09-09', 4),
    (7,   5, 5, '2024-09-12', 2),
    (8,   8, 2, '2024-09-14', 1),
    (9,   3, 3, '2024-09-16', 5),
    (10,  1, 5, '2024-09-19', 3),
    (11, 14, 4, '2024-09-21', 2),
    (12,  8, 5, '2024-09-23', 2),
    (13, 12, 2, '2024-09-28', 7),
    (14,  1, 3, '2024-10-01', null),
    (15, 13, 1, '2024-10-01', 1),
    (16, 10, 5, '2024-10-04', 6),
    (17,  7, 4, '2024-10-05', null),
    (18, 12, 8, '2024-10-07', null),
    (19, 13, 2, '2024-10-08', 2),
    (20,  4, 8, '2024-10-09', null);
