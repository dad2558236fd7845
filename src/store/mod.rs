//! The only SQL: articles, claims and speakers in one SQLite file, which is the truth.
//!
//! Every transaction that changes something raises the revision by one, and every claim carries the revision of its last
//! change: what a cache has missed is one range of an index. WAL with `synchronous = NORMAL`: a committed claim survives
//! a process killed at any instruction; a power cut may take the last commits with it, never the database.

mod archive;
mod article;
mod backup;
mod claim;
mod event;
mod filter;
mod import;
mod meet;
mod migrate;
mod origin;
mod read;
mod reading;
mod relation;
mod review;
mod scan;
mod sound;
mod speaker;
mod verdict;
mod verify;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use crate::error::{Error, Result};
use crate::model::Revision;

pub use archive::{
    Archive, Archived, ArchivedArticle, ArchivedClaim, ArchivedFigure, ArchivedRelation, ArchivedReview,
    ArchivedSource, ArchivedSpan, ArchivedSpeaker, ArchivedVerdict, ArchivedVersion,
};
pub use article::{Batch, Inserted, StoredArticle};
pub use backup::restore;
pub use event::{ClaimHistory, Event, VersionRow};
pub use filter::SourceRow;
pub use import::Imported;
pub use meet::{Meetings, Place};
pub use read::Stats;
pub use reading::Unlocked;
pub use relation::{NewRelation, Relation, Relations};
pub use review::Decided;
pub use scan::{Docs, Records};
pub use speaker::{SpeakerRow, Split};
pub use verdict::VerdictRow;
pub use verify::Fault;

/// How long SQLite itself waits for a lock that is held for moments only.
const PAUSE: Duration = Duration::from_secs(10);

/// How a store waits while another process writes.
pub struct Settings {
    /// How long to wait for another process that commits nothing before giving up.
    pub patience: Duration,
    /// Called once, when the wait begins.
    pub waiting: Option<Box<dyn Fn() + Send>>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            patience: Duration::from_secs(60),
            waiting: None,
        }
    }
}

/// An open database.
pub struct Store {
    conn: Connection,
    path: PathBuf,
    settings: Settings,
    /// Told where it is read without locks.
    unlocked: Option<Unlocked>,
    /// Whom names lead to, as the last transaction left it.
    resolver: speaker::Resolver,
}

impl Store {
    /// Opens the database at `path` for reading and writing, creating the file and bringing an older schema up to date.
    ///
    /// # Errors
    /// [`Error::Store`] where the directory is missing or not writable, the file is no database of ours, or a newer
    /// program made it.
    pub fn open(path: &Path) -> Result<Store> {
        Self::open_with(path, Settings::default())
    }

    /// [`Store::open`] with a say in how long it waits for another writer.
    pub fn open_with(path: &Path, settings: Settings) -> Result<Store> {
        let parent = path.parent().filter(|dir| !dir.as_os_str().is_empty());
        if let Some(dir) = parent.filter(|dir| !dir.is_dir()) {
            return Err(Error::Store(format!(
                "{}: there is no directory {}; create it, or choose another database with --db",
                path.display(),
                dir.display()
            )));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(path, flags).map_err(|e| at(path, e))?;
        let mut store = Store {
            conn,
            path: path.to_owned(),
            settings,
            unlocked: None,
            resolver: speaker::Resolver::default(),
        };
        store.prepare().map_err(|e| at(path, e))?;
        if store.conn.is_readonly("main").map_err(|e| at(path, e))? {
            return Err(unwritable(path));
        }
        migrate::check(&store.conn, path)?;
        store
            .conn
            .pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))
            .map_err(|e| at(path, e))?;
        // A page that many transactions change is copied into the database once for them all.
        store
            .conn
            .execute_batch("PRAGMA wal_autocheckpoint = 16384; PRAGMA journal_size_limit = 67108864;")
            .map_err(|e| at(path, e))?;
        migrate::migrate(&mut store)?;
        Ok(store)
    }

    /// Opens the database at `path` for reading only; another process may write to it meanwhile. Where its directory cannot
    /// be written it is read without locks; see [`Store::unlocked`].
    ///
    /// # Errors
    /// [`Error::Store`] where there is no such file, it is no database of ours, its schema is not this program's, or a log
    /// beside it cannot be read.
    pub fn open_read_only(path: &Path) -> Result<Store> {
        if !path.exists() {
            return Err(Error::Store(format!(
                "{}: there is no database yet; make one with 'claims index', or choose another with --db",
                path.display()
            )));
        }
        if path.is_dir() {
            return Err(Error::Store(format!(
                "{}: a directory cannot be opened as a database; name a file with --db",
                path.display()
            )));
        }
        let (conn, unlocked) = reading::connect(path)?;
        let store = Store {
            conn,
            path: path.to_owned(),
            settings: Settings::default(),
            unlocked,
            resolver: speaker::Resolver::default(),
        };
        store.prepare().map_err(|e| at(path, e))?;
        migrate::check(&store.conn, path)?;
        migrate::check_current(&store.conn, path)?;
        Ok(store)
    }

    /// Settings of every connection.
    fn prepare(&self) -> rusqlite::Result<()> {
        self.conn.busy_timeout(PAUSE)?;
        self.conn.set_prepared_statement_cache_capacity(96);
        // A plan that looked at one value is thrown away with the next; ours are the same for all.
        self.conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        first_read(&self.conn)?;
        self.conn.execute_batch(
            "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -131072;",
        )
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file as it was opened, where it is read without locks.
    pub fn unlocked(&self) -> Option<&Unlocked> {
        self.unlocked.as_ref()
    }

    /// Number of committed changes.
    pub fn revision(&self) -> Result<Revision> {
        let revision = self
            .conn
            .prepare_cached("SELECT revision FROM meta")?
            .query_one([], |row| row.get::<_, i64>(0))?;
        Ok(Revision(revision.unsigned_abs()))
    }

    /// Holds one state of the database, whatever others commit meanwhile, for every read until it is dropped.
    pub fn snapshot(&self) -> Result<Snapshot<'_>> {
        let tx = snapshot(&self.conn)?;
        // SQLite takes the state at the first read.
        self.revision()?;
        Ok(Snapshot { _tx: tx })
    }

    /// Name of this database's history: another after [`restore`], so that a cache of what was there before is told
    /// apart even where the revisions agree.
    pub fn lineage(&self) -> Result<String> {
        Ok(self
            .conn
            .prepare_cached("SELECT lineage FROM meta")?
            .query_one([], |row| row.get(0))?)
    }

    /// Which edition of keys its claims have; 0 where an older program wrote some of them.
    pub fn keys(&self) -> Result<u32> {
        Ok(self
            .conn
            .prepare_cached("SELECT keys FROM meta")?
            .query_one([], |row| row.get(0))?)
    }

    /// Tells that all claims have the keys of this edition. The revision stays: no claim changes by it.
    pub fn set_keys(&mut self, edition: u32) -> Result<()> {
        let tx = begin(&mut self.conn, &self.path, &self.settings)?;
        tx.execute("UPDATE meta SET keys = ?", [edition])?;
        Ok(tx.commit()?)
    }
}

/// One state of the database; see [`Store::snapshot`].
pub struct Snapshot<'s> {
    _tx: Option<Transaction<'s>>,
}

/// A transaction that reads; none within another one, whose state holds already.
fn snapshot(conn: &Connection) -> rusqlite::Result<Option<Transaction<'_>>> {
    conn.is_autocommit().then(|| conn.unchecked_transaction()).transpose()
}

/// Another number each time that another process has committed; none while it lets nobody look.
fn others(conn: &Connection) -> Option<i64> {
    conn.pragma_query_value(None, "data_version", |row| row.get(0)).ok()
}

/// Begins to write, waiting while another process does; one that commits now and then is waited for as long as it takes.
fn begin<'c>(conn: &'c mut Connection, path: &Path, settings: &Settings) -> Result<Transaction<'c>> {
    if conn.is_readonly("main").map_err(|e| at(path, e))? {
        return Err(unwritable(path));
    }
    let (mut since, mut told) = (Instant::now(), false);
    conn.busy_timeout(Duration::ZERO)?;
    let mut seen = others(conn);
    let outcome = loop {
        match conn.execute_batch("BEGIN IMMEDIATE; ROLLBACK") {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
                if let Some(waiting) = settings.waiting.as_ref().filter(|_| !told) {
                    waiting();
                }
                told = true;
                let now = others(conn);
                if now != seen {
                    (seen, since) = (now, Instant::now());
                }
                if since.elapsed() >= settings.patience {
                    break Err(Error::Store(format!(
                        "{}: another process has been writing for {} s; try again when it is done",
                        path.display(),
                        settings.patience.as_secs()
                    )));
                }
                std::thread::sleep(Duration::from_millis(20));
            }
            Err(error) => break Err(at(path, error)),
            Ok(()) => break Ok(()),
        }
    };
    conn.busy_timeout(PAUSE)?;
    outcome?;
    conn.transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(|e| at(path, e))
}

fn unwritable(path: &Path) -> Error {
    Error::Store(format!("{}: {UNWRITABLE}", path.display()))
}

/// A read that fails where the file is no database.
fn first_read(conn: &Connection) -> rusqlite::Result<()> {
    conn.query_one("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
}

/// What a failure of SQLite means for whoever ran the program.
fn meaning(error: &rusqlite::Error) -> String {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => {
            "this is no claims database; choose another with --db, or bring a copy back with 'claims restore BACKUP --force'".into()
        }
        _ if is_damaged(error) => DAMAGED.into(),
        Some(ErrorCode::DiskFull) => {
            "the disk is full; what was committed is safe, free some space and try again".into()
        }
        Some(ErrorCode::CannotOpen) => {
            "the database cannot be opened; check that it is yours to read and its directory to write, or choose another with --db"
                .into()
        }
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => UNWRITABLE.into(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "another process is writing to the database; try again when it is done".into()
        }
        Some(ErrorCode::SystemIoFailure) => format!("the disk failed: {error}; check it, then run 'claims verify'"),
        _ => format!("{error}; run 'claims verify' and report this"),
    }
}

/// True for a database that cannot be read as one any more.
fn is_damaged(error: &rusqlite::Error) -> bool {
    use rusqlite::Error as Sql;
    match error {
        // What we wrote reads back as we wrote it, and has the rows that it refers to.
        Sql::FromSqlConversionFailure(..)
        | Sql::IntegralValueOutOfRange(..)
        | Sql::InvalidColumnType(..)
        | Sql::QueryReturnedNoRows
        | Sql::Utf8Error(..) => true,
        // A header with another number in it has no code of its own.
        error => {
            error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt)
                || error.to_string() == "unsupported file format"
        }
    }
}

const DAMAGED: &str =
    "the database is damaged; 'claims verify' says where, 'claims restore BACKUP --force' brings a backup back";

const UNWRITABLE: &str = "the database cannot be written; give yourself write permission or choose another with --db";

/// [`meaning`], with the file in front.
fn at(path: &Path, error: rusqlite::Error) -> Error {
    Error::Store(format!("{}: {}", path.display(), meaning(&error)))
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Error::Store(format!("database: {}", meaning(&error)))
    }
}

/// A stored word that must be one of an enum's names.
fn parse<T: std::str::FromStr<Err = String>>(text: &str) -> Result<T> {
    text.parse()
        .map_err(|problem| Error::Store(format!("{problem}: {DAMAGED}")))
}

/// Now, in seconds, as RFC 3339.
fn now() -> String {
    let now = jiff::Timestamp::now();
    jiff::Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
}

/// A count or an offset; SQLite has signed integers only.
fn size(row: &rusqlite::Row, column: usize) -> rusqlite::Result<usize> {
    let number: i64 = row.get(column)?;
    usize::try_from(number).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Lang, NewArticle};

    #[test]
    fn a_full_disk_is_named_and_costs_nothing_committed() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open(&dir.path().join("claims.db")).unwrap();
        let article = |identity: &str, body: &str| NewArticle {
            identity: identity.into(),
            url: None,
            source: "s".into(),
            published: None,
            lang: None,
            title: None,
            author: None,
            body: body.into(),
        };
        let mut batch = store.batch().unwrap();
        batch.insert(&article("a", "é"), Lang::FR, "é", &[]).unwrap();
        batch.commit().unwrap();
        let before = store.stats().unwrap();

        let pages: i64 = store.conn.query_one("PRAGMA page_count", [], |row| row.get(0)).unwrap();
        store
            .conn
            .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
            .unwrap();
        let big = "é ".repeat(100_000);
        let mut batch = store.batch().unwrap();
        let error = batch.insert(&article("b", &big), Lang::FR, &big, &[]).unwrap_err();
        assert!(error.to_string().contains("disk is full"), "{error}");
        assert!(batch.commit().is_err());
        assert_eq!(store.stats().unwrap(), before);
        assert_eq!(store.verify().unwrap(), []);
    }
}
