//! Copies of the whole database, made while it is in use, and back again.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, ErrorCode};
use tempfile::TempDir;

use super::{Store, Unlocked, at, is_damaged, reading, snapshot};
use crate::error::{Error, Result};

/// Pages copied at a time.
const PAGES: i32 = 4096;

/// Copies one state of `from`: what others commit meanwhile neither gets in nor makes it begin again.
fn copy(from: &Connection, to: &Path) -> Result<()> {
    let _snapshot = snapshot(from)?;
    super::first_read(from)?;
    let mut target = Connection::open(to).map_err(|e| at(to, e))?;
    fill(&mut target, from).map_err(|e| at(to, e))
}

/// Makes `target` what `from` is, in one transaction.
fn fill(target: &mut Connection, from: &Connection) -> rusqlite::Result<()> {
    Backup::new(from, target)?.run_to_completion(PAGES, Duration::ZERO, None)
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

/// A fresh directory beside a file, on the same file system, gone with everything left in it afterwards.
struct Workshop {
    dir: TempDir,
    /// Held as long as the directory is in use: a directory without its holder is what a killed process left.
    _lock: Option<File>,
}

/// How the names of workshops begin.
const WORKSHOP: &str = ".claims-";

impl Workshop {
    fn beside(path: &Path) -> Result<Workshop> {
        let place = directory(path);
        // Between a new directory and its lock nobody else may look.
        let looking = lock(place, File::lock);
        clear(place);
        let dir = tempfile::Builder::new()
            .prefix(WORKSHOP)
            .tempdir_in(place)
            .map_err(|e| Error::io(place, e))?;
        let _lock = lock(dir.path(), File::lock);
        drop(looking);
        Ok(Workshop { dir, _lock })
    }

    fn file(&self) -> PathBuf {
        self.dir.path().join("copy.db")
    }
}

/// The lock of a directory, where the system has such.
fn lock<E>(dir: &Path, take: impl FnOnce(&File) -> Result<(), E>) -> Option<File> {
    let dir = File::open(dir).ok()?;
    take(&dir).ok()?;
    Some(dir)
}

/// Removes the workshops that killed processes left in `place`, as far as that can be done.
fn clear(place: &Path) {
    for entry in std::fs::read_dir(place).into_iter().flatten().flatten() {
        let left = entry.file_name().to_string_lossy().starts_with(WORKSHOP)
            && entry.file_type().is_ok_and(|kind| kind.is_dir());
        if left && lock(&entry.path(), File::try_lock).is_some() {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

/// Moves a finished file to its place, in one step, and to the disk.
fn place(from: &Path, to: &Path) -> Result<()> {
    let written = std::fs::File::open(from).and_then(|file| file.sync_all());
    written
        .and_then(|()| std::fs::rename(from, to))
        .map_err(|e| Error::io(to, e))?;
    // The name too; a file system that cannot do that has done what it can.
    let _ = File::open(directory(to)).and_then(|dir| dir.sync_all());
    Ok(())
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
        let workshop = Workshop::beside(to)?;
        let copied = workshop.file();
        copy(&self.conn, &copied)?;
        self.unlocked().map_or(Ok(()), Unlocked::check)?;
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
    let workshop = Workshop::beside(to)?;
    let copied = workshop.file();
    {
        let (backup, unlocked) = reading::connect(from)?;
        super::migrate::check(&backup, from)?;
        super::migrate::check_filled(&backup, from)?;
        copy(&backup, &copied)?;
        unlocked.as_ref().map_or(Ok(()), Unlocked::check)?;
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
    match to.exists() {
        true => replace(&copied, to),
        false => supplant(&copied, to),
    }
}

/// Moves a finished copy to where no database is, or a damaged one. Nobody replays the logs of what was there into it.
fn supplant(copied: &Path, to: &Path) -> Result<()> {
    for log in ["-wal", "-shm", "-journal"] {
        let mut left = to.as_os_str().to_owned();
        left.push(log);
        match std::fs::remove_file(&left) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(Error::io(left, e)),
            _ => {}
        }
    }
    place(copied, to)
}

/// Writes a finished copy over the database, in place and in one transaction: whoever opens the database meanwhile waits
/// and then sees all of it, and after a kill the next one to open it sees what was there before.
fn replace(copied: &Path, to: &Path) -> Result<()> {
    let source = Connection::open(copied).map_err(|e| at(copied, e))?;
    let outcome = Connection::open(to).and_then(|mut target| {
        // Without a log to share, and with nobody else there, until the connection is closed.
        target.pragma_update_and_check(None, "locking_mode", "exclusive", |_| Ok(()))?;
        super::first_read(&target)?;
        target.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))?;
        target.execute_batch("BEGIN EXCLUSIVE; COMMIT")?;
        fill(&mut target, &source)
    });
    let damaged = outcome.as_ref().is_err_and(is_damaged);
    match outcome.as_ref().map_err(|error| error.sqlite_error_code()) {
        Ok(()) => Ok(()),
        Err(Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)) => Err(Error::Store(format!(
            "{}: another process is using the database; try again when it is done",
            to.display()
        ))),
        // A damaged database is what a restore is for.
        Err(code) if damaged || code == Some(ErrorCode::NotADatabase) => {
            drop(source);
            supplant(copied, to)
        }
        Err(_) => outcome.map_err(|error| at(to, error)),
    }
}
