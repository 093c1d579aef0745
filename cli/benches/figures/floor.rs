//! The floors: the least that any program would have to do.

use rusqlite::Connection;

/// Does what the first word says; false when it says nothing known.
pub(crate) fn run(args: &[String]) -> bool {
    match args
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["floor-hello"] => println!("hello"),
        ["floor-row", database] => {
            let conn = Connection::open(database).expect("the database opens");
            let count: i64 = conn
                .query_row("select item from item_states limit 1", [], |row| row.get(0))
                .expect("a row");
            println!("{count}");
        }
        _ => return false,
    }
    true
}
