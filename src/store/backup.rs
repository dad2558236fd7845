//! Copies of the whole database, made while it is in use, and back again.

use std::path::Path;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, ErrorCode};

use super::{Store, at, wal_of};
use crate::error::{Error, Result};

/// Pages copied at a time; readers and writers get their turn in between.
const PAGES: i32 = 4096;

fn copy(from: &Connection, to: &Path) -> Result<()> {
    let mut target = Connection::open(to).map_err(|e| at(to, e))?;
    let backup = Backup::new(from, &mut target).map_err(|e| at(to, e))?;
    backup
        .run_to_completion(PAGES, Duration::from_millis(1), None)
        .map_err(|e| at(to, e))
}

/// Leaves one file without a log beside it.
fn settle(path: &Path, change: &str) -> Result<()> {
    let conn = Connection::open(path).map_err(|e| at(path, e))?;
    conn.execute_batch(change).map_err(|e| at(path, e))?;
    conn.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))
        .map_err(|e| at(path, e))
}

fn directory(path: &Path) -> &Path {
    path.parent()
        .filter(|dir| !dir.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// A fresh directory beside `path`, on the same file system, gone with everything left in it afterwards.
fn workshop(path: &Path) -> Result<tempfile::TempDir> {
    tempfile::Builder::new()
        .prefix(".claims-")
        .tempdir_in(directory(path))
        .map_err(|e| Error::io(directory(path), e))
}

/// Moves a finished file to its place, in one step, and to the disk.
fn place(from: &Path, to: &Path) -> Result<()> {
    let written = std::fs::File::open(from).and_then(|file| file.sync_all());
    written
        .and_then(|()| std::fs::rename(from, to))
        .map_err(|e| Error::io(to, e))
}

impl Store {
    /// Copies the database to `to`, while others read and write it. The copy is one file, complete or not there.
    ///
    /// # Errors
    /// [`Error::Usage`] where `to` exists; [`Error::Io`] and [`Error::Store`] where it cannot be written.
    pub fn backup(&self, to: &Path) -> Result<()> {
        if to.exists() {
            return Err(Error::Usage(format!(
                "{}: this file exists; give the backup another name, or remove it first",
                to.display()
            )));
        }
        let workshop = workshop(to)?;
        let copied = workshop.path().join("copy.db");
        copy(&self.conn, &copied)?;
        settle(&copied, "")?;
        place(&copied, to)
    }
}

/// Puts the backup `from` in the place of the database `to`; until the last step `to` stays as it was.
///
/// The database gets a new [`Store::lineage`], so that caches made from what was there before are not trusted.
///
/// # Errors
/// [`Error::Store`] where the backup is not sound or `to` is in use; [`Error::Io`] where `to` cannot be written.
pub fn restore(from: &Path, to: &Path) -> Result<()> {
    if !from.is_file() {
        return Err(Error::Store(format!(
            "{}: there is no such backup; 'claims backup' makes one",
            from.display()
        )));
    }
    let workshop = workshop(to)?;
    let copied = workshop.path().join("copy.db");
    {
        let backup = Connection::open_with_flags(
            from,
            rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY | rusqlite::OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )
        .map_err(|e| at(from, e))?;
        super::first_read(&backup).map_err(|e| at(from, e))?;
        super::migrate::check(&backup, from)?;
        super::migrate::check_filled(&backup, from)?;
        copy(&backup, &copied)?;
    }
    // Opening brings an older schema up to date.
    let store = Store::open(&copied)?;
    if let Some(fault) = store.verify()?.first() {
        return Err(Error::Store(format!(
            "{}: this backup is damaged ({}: {}); choose another one",
            from.display(),
            fault.place,
            fault.what
        )));
    }
    drop(store);
    settle(&copied, "UPDATE meta SET lineage = lower(hex(randomblob(8)))")?;
    if to.exists() {
        clear_log(to)?;
    }
    place(&copied, to)
}

/// Takes the log of the old database away, so that nobody replays it into the new one.
fn clear_log(path: &Path) -> Result<()> {
    let outcome = Connection::open(path).and_then(|conn| {
        super::first_read(&conn)?;
        conn.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))
    });
    match outcome {
        Err(error)
            if matches!(
                error.sqlite_error_code(),
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
            ) =>
        {
            return Err(Error::Store(format!(
                "{}: another process is using the database; try again when it is done",
                path.display()
            )));
        }
        // A damaged database is what a restore is for.
        Err(_) | Ok(()) => {}
    }
    let mut shm = path.as_os_str().to_owned();
    shm.push("-shm");
    for left in [wal_of(path), shm.into()] {
        match std::fs::remove_file(&left) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(Error::io(left, e)),
            _ => {}
        }
    }
    Ok(())
}
