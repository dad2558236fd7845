//! A connection that only reads, also where nothing may be written: there is no place there for the shared memory of a
//! write-ahead log, so the file is read as one that nobody changes.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{at, first_read};
use crate::error::{Error, Result};

/// A database file that is read without locks, as it was when it was opened: nothing keeps others from writing meanwhile.
#[derive(Clone, Debug)]
pub struct Unlocked {
    path: PathBuf,
    stamp: Option<(u64, SystemTime)>,
}

impl Unlocked {
    fn of(path: &Path) -> Unlocked {
        Unlocked {
            path: path.to_owned(),
            stamp: stamp(path),
        }
    }

    /// Whether everything that was read so far is of one state.
    ///
    /// # Errors
    /// [`Error::Store`] where the file has been written since it was opened.
    pub fn check(&self) -> Result<()> {
        match self.stamp.is_some() && self.stamp == stamp(&self.path) {
            true => Ok(()),
            false => Err(Error::Store(format!(
                "{}: another process changed the database while it was read, and what was read may be of two states; \
                 run this command again",
                self.path.display()
            ))),
        }
    }
}

/// Length and time of the last change.
fn stamp(path: &Path) -> Option<(u64, SystemTime)> {
    let file = std::fs::metadata(path).ok()?;
    Some((file.len(), file.modified().ok()?))
}

/// Connects for reading; with [`Unlocked`] where no lock can be taken.
pub(super) fn connect(path: &Path) -> Result<(Connection, Option<Unlocked>)> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags).map_err(|e| at(path, e))?;
    let Err(error) = first_read(&conn) else {
        return Ok((conn, None));
    };
    if !matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly)
    ) {
        return Err(at(path, error));
    }
    // SQLite puts its logs beside the file itself, not beside a link to it.
    let file = path.canonicalize().map_err(|e| Error::io(path, e))?;
    let unlocked = Unlocked::of(&file);
    if let Some(log) = log_of(&file) {
        return Err(Error::Store(format!(
            "{}: {} tells that another process is writing, or was stopped while it wrote, and it cannot be read without \
             write permission to its directory; try again when that process is done, or give yourself this permission",
            path.display(),
            log.display()
        )));
    }
    let conn = Connection::open_with_flags(immutable_uri(&file), flags | OpenFlags::SQLITE_OPEN_URI)
        .map_err(|e| at(path, e))?;
    Ok((conn, Some(unlocked)))
}

/// What a process that writes keeps beside the database, and leaves there if it is killed. An empty write-ahead log has
/// nothing that could be missed.
fn log_of(file: &Path) -> Option<PathBuf> {
    let logs = [("-wal", 1), ("-shm", 0), ("-journal", 1)];
    let there = logs.into_iter().map(|(end, least)| {
        let mut name = file.as_os_str().to_owned();
        name.push(end);
        let log = PathBuf::from(name);
        match std::fs::metadata(&log) {
            Ok(found) => (found.len() >= least).then_some(log),
            Err(error) => (error.kind() != ErrorKind::NotFound).then_some(log),
        }
    });
    there.flatten().next()
}

/// The URI under which SQLite reads a file that nothing changes.
fn immutable_uri(file: &Path) -> PathBuf {
    let mut uri = String::from("file:");
    for byte in file.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => uri.push(char::from(*byte)),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    uri.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_others_change_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("claims.db");
        std::fs::write(&path, "before").unwrap();
        let unlocked = Unlocked::of(&path);
        unlocked.check().unwrap();
        std::fs::write(&path, "afterwards").unwrap();
        assert!(unlocked.check().is_err());
        std::fs::remove_file(&path).unwrap();
        assert!(unlocked.check().is_err());
    }
}
