//! The search index: a cache beside the database that may be deleted at any time.
//!
//! Each commit carries the revision of the database that it has reached and a fingerprint of the fields and the analysis.
//! One process writes at a time; readers keep the snapshot that they opened.

mod alternatives;
pub mod analyzer;
mod batch;
mod best;
mod bonus;
mod collect;
mod columns;
mod compile;
mod cursor;
mod directory;
mod either;
mod facets;
pub mod highlight;
mod kept;
pub mod parse;
pub mod query;
mod remembered;
mod reprints;
mod schema;
mod search;
mod statistics;
pub mod stem;
mod suggest;
mod words;
mod write;

use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use tantivy::{IndexReader, ReloadPolicy, Searcher};

pub use facets::Facets;
pub use highlight::Highlighter;
pub use parse::parse;
pub use query::{Condition, Query};
pub use schema::digest;
pub use search::{Found, Options, Reason, Scored, Sort};

use crate::error::{Error, Result};
use crate::model::Revision;
use columns::Columns;
use directory::Shared;
use schema::Fields;

/// Up to this many bytes the whole index is checked at every opening; a larger one where it is asked for or when it
/// gives an impossible answer.
const CHECKED: u64 = 16 << 20;

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(10);

/// An index in its directory, open for searching where it is whole.
pub struct Index {
    dir: PathBuf,
    owner: String,
    patience: Duration,
    fields: Fields,
    /// The snapshot, or why there is none.
    state: std::result::Result<Snapshot, Unusable>,
}

/// Why an index must be made again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// Nothing is there.
    Absent,
    /// Another version of this program made it, or it belongs to another database.
    Outdated,
    /// Its files are not what was written; in words.
    Damaged(String),
}

impl std::fmt::Display for Unusable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Unusable::Absent => "there is none yet",
            Unusable::Outdated => "it was made by another version of this program or for another database",
            Unusable::Damaged(reason) => reason,
        })
    }
}

impl From<String> for Unusable {
    fn from(reason: String) -> Self {
        Unusable::Damaged(reason)
    }
}

/// One commit, open for reading.
struct Snapshot {
    index: tantivy::Index,
    reader: IndexReader,
    /// Those of every segment, as soon as somebody searches.
    columns: OnceLock<Vec<Arc<Columns>>>,
    revision: Revision,
}

impl Snapshot {
    fn columns(&self) -> tantivy::Result<&[Arc<Columns>]> {
        if let Some(columns) = self.columns.get() {
            return Ok(columns);
        }
        let columns = Columns::of(&self.reader.searcher())?;
        Ok(self.columns.get_or_init(|| columns))
    }
}

impl Index {
    /// Opens the index in `dir` as far as there is one: a missing, broken or outdated index opens too and has no
    /// [`Index::revision`]. Nothing is written. `owner` names the database that the index belongs to; an index of another
    /// owner is as good as none.
    ///
    /// # Errors
    /// Where `dir` is something else than a directory.
    pub fn open(dir: impl Into<PathBuf>, owner: &str) -> Result<Index> {
        let dir = dir.into();
        if dir.exists() && !dir.is_dir() {
            return Err(Error::Index(format!(
                "{} is not a directory: move it away, the search index belongs there",
                dir.display()
            )));
        }
        let fields = Fields::new();
        let mut index = Index {
            dir,
            owner: owner.to_owned(),
            patience: PATIENCE,
            fields,
            state: Err(Unusable::Absent),
        };
        index.refresh();
        Ok(index)
    }

    /// Sets how long [`Index::catch_up`] and [`Index::rebuild`] wait for another writer; ten seconds unless told.
    pub fn with_patience(mut self, patience: Duration) -> Index {
        self.patience = patience;
        self
    }

    /// Takes the newest commit, whoever made it.
    pub fn refresh(&mut self) {
        self.state = self.load();
    }

    /// The revision of the database that the index has reached; none where it must be rebuilt. A revision beyond the
    /// database's own asks for a rebuild too.
    pub fn revision(&self) -> Option<Revision> {
        self.state.as_ref().ok().map(|snapshot| snapshot.revision)
    }

    /// Why the index must be rebuilt, where it must.
    pub fn problem(&self) -> Option<&Unusable> {
        self.state.as_ref().err()
    }

    /// Number of claims in the index, 0 where it must be rebuilt.
    pub fn len(&self) -> usize {
        let snapshot = self.state.as_ref().ok();
        snapshot.map_or(0, |snapshot| {
            usize::try_from(snapshot.reader.searcher().num_docs()).unwrap_or(usize::MAX)
        })
    }

    /// True for an index without a claim.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The keys of all claims in the index with the [`digest`] of what it took in, ascending; a key that is there twice
    /// stands twice.
    pub fn entries(&self) -> Result<Vec<(i64, u64)>> {
        self.read(|searcher, _| {
            let mut entries = Vec::new();
            for segment in searcher.segment_readers() {
                let (keys, digests) = (segment.fast_fields().u64("key")?, segment.fast_fields().u64("digest")?);
                let entry = |doc| keys.first(doc).map(u64::cast_signed).zip(digests.first(doc));
                entries.extend(segment.doc_ids_alive().filter_map(entry));
            }
            entries.sort_unstable();
            Ok(entries)
        })
    }

    /// The keys of [`Index::entries`].
    pub fn keys(&self) -> Result<Vec<i64>> {
        Ok(self.entries()?.into_iter().map(|(key, _)| key).collect())
    }

    /// Reads every byte of the index and compares checksums.
    ///
    /// # Errors
    /// Names what is damaged, or why there is no index.
    pub fn verify(&self) -> Result<()> {
        let snapshot = self.snapshot()?;
        self.settled(|| guarded(|| check(&snapshot.index))).map_err(damaged)
    }

    fn snapshot(&self) -> Result<&Snapshot> {
        self.state.as_ref().map_err(damaged)
    }

    /// Reads the snapshot; damage that shows only now becomes an error.
    fn read<T>(&self, work: impl FnOnce(&Searcher, &Snapshot) -> tantivy::Result<T>) -> Result<T> {
        let snapshot = self.snapshot()?;
        let searcher = snapshot.reader.searcher();
        guarded(|| work(&searcher, snapshot).map_err(|error| error.to_string())).map_err(damaged)
    }

    fn load(&self) -> std::result::Result<Snapshot, Unusable> {
        self.settled(|| match std::fs::File::open(self.dir.join("meta.json")) {
            Ok(_) => guarded(|| self.load_once()),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                Err(Unusable::Absent)
            }
            Err(error) => Err(Unusable::Damaged(format!("meta.json cannot be read: {error}"))),
        })
    }

    /// Looks again where a look failed and another process, which may have merged files away, has committed meanwhile.
    fn settled<T, E>(&self, look: impl Fn() -> std::result::Result<T, E>) -> std::result::Result<T, E> {
        let commit = || std::fs::read(self.dir.join("meta.json")).ok();
        let mut tries = 0;
        loop {
            let before = commit();
            let seen = look();
            tries += 1;
            if seen.is_ok() || tries == 5 || commit() == before {
                return seen;
            }
        }
    }

    fn load_once(&self) -> std::result::Result<Snapshot, Unusable> {
        let text = |error: tantivy::TantivyError| error.to_string();
        let directory = Shared::open(&self.dir).map_err(|error| error.to_string())?;
        let mut index = tantivy::Index::open(directory).map_err(text)?;
        let metas = index.load_metas().map_err(text)?;
        let revision = metas
            .payload
            .as_deref()
            .and_then(|payload| self.read_payload(payload))
            .ok_or(Unusable::Outdated)?;
        index.set_tokenizers(schema::tokenizers());
        if size(&self.dir) <= CHECKED {
            check(&index)?;
        }
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(text)?;
        Ok(Snapshot {
            index,
            reader,
            columns: OnceLock::new(),
            revision,
        })
    }

    /// What a commit carries: the fingerprint and the revision.
    fn payload(&self, revision: Revision) -> String {
        let owner = blake3::hash(self.owner.as_bytes()).to_hex();
        let start = format!("{} {} {}", self.fields.fingerprint, &owner[..16], revision.0);
        // Flipped bytes here would be believed: a checksum of its own.
        let check = blake3::hash(start.as_bytes()).to_hex();
        format!("{start} {}", &check[..16])
    }

    fn read_payload(&self, payload: &str) -> Option<Revision> {
        let revision = Revision(payload.split(' ').nth(2)?.parse().ok()?);
        (payload == self.payload(revision)).then_some(revision)
    }
}

/// Compares the checksums of all files that the newest commit uses.
fn check(index: &tantivy::Index) -> std::result::Result<(), String> {
    let metas = index.load_metas().map_err(|error| error.to_string())?;
    let directory = index.directory();
    for path in metas.list_segment_files() {
        let there = tantivy::Directory::exists(directory, &path).map_err(|error| error.to_string())?;
        if there && !directory.validate_checksum(&path).map_err(|error| error.to_string())? {
            return Err(format!("{} is damaged", path.display()));
        }
        // Only the list of deleted claims and the draft of the store come and go.
        let optional = matches!(path.extension().and_then(|ext| ext.to_str()), Some("del" | "temp"));
        if !there && !optional {
            return Err(format!("{} is missing", path.display()));
        }
    }
    Ok(())
}

/// Damaged files may lead the engine to a panic; here it ends as a message.
fn guarded<T, E: From<String>>(work: impl FnOnce() -> std::result::Result<T, E>) -> std::result::Result<T, E> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err("its files are damaged".to_owned().into()))
}

fn damaged(reason: impl std::fmt::Display) -> Error {
    Error::Index(format!(
        "the search index cannot be used ({reason}): rebuild it with 'claims reindex'"
    ))
}

/// Bytes of all files in a directory, as far as they can be told.
fn size(dir: &Path) -> u64 {
    let files = std::fs::read_dir(dir).into_iter().flatten().flatten();
    files
        .filter_map(|file| file.metadata().ok())
        .map(|meta| meta.len())
        .sum()
}
