//! The schema and its versions.

use std::path::Path;

use rusqlite::Connection;

use super::{Store, at, begin};
use crate::error::{Error, Result};

/// Every migration in order; the database's `user_version` counts those that ran.
const MIGRATIONS: &[&str] = &[
    include_str!("../../schema/0001_claims.sql"),
    include_str!("../../schema/0002_relations.sql"),
    include_str!("../../schema/0003_imports.sql"),
    include_str!("../../schema/0004_origin.sql"),
    include_str!("../../schema/0005_checks.sql"),
    include_str!("../../schema/0006_keys.sql"),
];

/// Marks a file as ours: `clms`.
const APPLICATION: i32 = 0x636c_6d73;

/// Schema version of this program.
const CURRENT: i32 = MIGRATIONS.len() as i32;

fn pragma(conn: &Connection, name: &str, path: &Path) -> Result<i32> {
    conn.pragma_query_value(None, name, |row| row.get(0))
        .map_err(|e| at(path, e))
}

/// Refuses the database of another program and one of a newer schema.
pub(super) fn check(conn: &Connection, path: &Path) -> Result<()> {
    let tables: i64 = conn
        .query_one("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .map_err(|e| at(path, e))?;
    if tables > 0 && pragma(conn, "application_id", path)? != APPLICATION {
        return Err(Error::Store(format!(
            "{}: this is the database of another program; choose another with --db",
            path.display()
        )));
    }
    let version = pragma(conn, "user_version", path)?;
    if version > CURRENT {
        return Err(Error::Store(format!(
            "{}: a newer claims made this database (schema {version}, this program knows up to {CURRENT}); \
             update claims, or choose another database with --db",
            path.display()
        )));
    }
    Ok(())
}

/// Refuses a database that nothing was ever put into.
pub(super) fn check_filled(conn: &Connection, path: &Path) -> Result<()> {
    if pragma(conn, "user_version", path)? == 0 {
        return Err(Error::Store(format!(
            "{}: the database is empty; fill it with 'claims index', or choose another with --db",
            path.display()
        )));
    }
    Ok(())
}

/// Refuses a database that must be brought up to date first.
pub(super) fn check_current(conn: &Connection, path: &Path) -> Result<()> {
    check_filled(conn, path)?;
    match pragma(conn, "user_version", path)? {
        CURRENT => Ok(()),
        version => Err(Error::Store(format!(
            "{}: an older claims made this database (schema {version}, this program needs {CURRENT}); \
             run 'claims reindex' to bring it up to date",
            path.display()
        ))),
    }
}

/// Runs what is missing in one transaction: after a failure the database is as it was.
pub(super) fn migrate(store: &mut Store) -> Result<()> {
    let path = store.path.clone();
    if pragma(&store.conn, "user_version", &path)? == CURRENT {
        return Ok(());
    }
    let tx = begin(&mut store.conn, &path, &store.settings)?;
    // Another process may have done it while this one waited.
    let done = pragma(&tx, "user_version", &path)?;
    for migration in MIGRATIONS.iter().skip(usize::try_from(done).unwrap_or(0)) {
        tx.execute_batch(migration).map_err(|e| at(&path, e))?;
    }
    tx.pragma_update(None, "application_id", APPLICATION)?;
    tx.pragma_update(None, "user_version", CURRENT.max(done))?;
    tx.commit().map_err(|e| at(&path, e))
}

impl Store {
    /// Schema version of the database.
    pub fn schema(&self) -> Result<i32> {
        pragma(&self.conn, "user_version", &self.path)
    }

    /// The schema as SQLite holds it, statements by kind and name.
    pub fn schema_dump(&self) -> Result<String> {
        let mut dump = format!("-- Schema {CURRENT}, written by a test from the migrations beside it.\n");
        let mut statement = self.conn.prepare(
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL
             ORDER BY type = 'trigger', type = 'index', tbl_name, name",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            dump.push('\n');
            dump.push_str(&row.get::<_, String>(0)?);
            dump.push_str(";\n");
        }
        Ok(dump)
    }
}
