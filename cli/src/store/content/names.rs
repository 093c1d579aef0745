//! Names for completions: a shell asks on every press of Tab, so this opens
//! the file for reading only, makes nothing, and answers "none" where anything
//! else would be an error.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, Params};

/// The names in `content.db`.
#[derive(Debug)]
pub(crate) struct Names {
    conn: Connection,
}

/// A name and what it stands for, in words.
pub(crate) type Name = (String, String);

impl Names {
    /// Opens `content.db` at `path`, if there is one.
    pub(crate) fn open(path: &Path) -> Option<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(path, flags).ok()?;
        Some(Self { conn })
    }

    /// The listed items whose name begins with `prefix` and is theirs alone,
    /// with titles; none when there are more than `limit`.
    pub(crate) fn items(&self, prefix: &str, limit: usize) -> Vec<Name> {
        let mut names = self.ask(
            "select slug, title from items where slug >= ?1 and slug < ?2 and not hidden
             group by slug having count(*) = 1 order by slug limit ?3",
            (prefix, after(prefix), bound(limit)),
        );
        if names.len() > limit {
            names.clear();
        }
        names
    }

    /// The listed items of a course whose name begins with `prefix`, with
    /// titles, in the course's order.
    pub(crate) fn items_of(&self, course: &str, prefix: &str) -> Vec<Name> {
        self.ask(
            "select items.slug, items.title from courses join items on items.course = courses.id
             where courses.name = ?1 and items.slug >= ?2 and items.slug < ?3 and not hidden
             order by items.number",
            (course, prefix, after(prefix)),
        )
    }

    /// The same, of one module.
    pub(crate) fn items_of_module(&self, course: &str, module: &str, prefix: &str) -> Vec<Name> {
        self.ask(
            "select items.slug, items.title from courses
             join modules on modules.course = courses.id and modules.slug = ?2
             join items on items.module = modules.id
             where courses.name = ?1 and items.slug >= ?3 and items.slug < ?4 and not hidden
             order by items.number",
            (course, module, prefix, after(prefix)),
        )
    }

    /// The courses, with titles.
    pub(crate) fn courses(&self) -> Vec<Name> {
        self.ask("select name, title from courses order by name", ())
    }

    /// The modules of a course, with titles, in order.
    pub(crate) fn modules(&self, course: &str) -> Vec<Name> {
        self.ask(
            "select modules.slug, modules.title from courses
             join modules on modules.course = courses.id
             where courses.name = ?1 order by position",
            [course],
        )
    }

    /// The languages, with how many courses there are.
    pub(crate) fn languages(&self) -> Vec<Name> {
        self.ask(
            "select language, count(*) || ' courses' from courses group by language order by language",
            (),
        )
    }

    fn ask(&self, sql: &str, params: impl Params) -> Vec<Name> {
        let ask = || {
            let mut query = self.conn.prepare(sql)?;
            let rows = query.query_map(params, |row| Ok((row.get(0)?, row.get(1)?)))?;
            rows.collect::<rusqlite::Result<_>>()
        };
        ask().unwrap_or_default()
    }
}

/// Greater than every name that begins with `prefix`.
fn after(prefix: &str) -> String {
    format!("{prefix}{}", char::MAX)
}

/// One more than wanted, to see that there are more.
fn bound(limit: usize) -> i64 {
    i64::try_from(limit).map_or(i64::MAX, |limit| limit.saturating_add(1))
}
