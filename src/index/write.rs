//! Catching up with the database, and building the index anew.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::Path;
use std::time::{Duration, Instant};

use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::{IndexSettings, IndexWriter, TantivyDocument, Term};

use super::directory::Shared;
use super::{Index, check, guarded, schema};
use crate::error::{Error, Result};
use crate::model::{ClaimDoc, Revision};

/// Bytes that each indexing thread may hold before it writes a segment.
const BUDGET: usize = 48 << 20;

/// Below so many claims one thread, and so one segment, is enough.
const FEW: usize = 2_000;

/// So many segments of about one size become one: the fewer there are the less a search does more than once, and the more often a
/// claim is written anew.
const SEGMENTS: usize = 4;

/// The lock file; it stays, the system lets go of the lock when its process ends however it ends.
const LOCK: &str = "writer.lock";

impl Index {
    /// Brings the index to `revision`: takes every claim of `docs` as it is now, out of the index where it is no longer
    /// in force. One commit: after a failure or a kill the index is what it was. Where another process has brought it as
    /// far already, nothing is left to do.
    ///
    /// # Errors
    /// Where the index must be rebuilt, another process keeps writing, the disk refuses, or `docs` gives an error.
    pub fn catch_up(&mut self, docs: impl IntoIterator<Item = Result<ClaimDoc>>, revision: Revision) -> Result<()> {
        let _lock = self.lock()?;
        self.refresh();
        let snapshot = self.snapshot()?;
        if snapshot.revision >= revision {
            return Ok(());
        }
        let index = snapshot.index.clone();
        self.write(&index, docs, revision, false)
    }

    /// Builds the index anew from all claims of the database at `revision`. An index that is whole serves readers until
    /// the new one is committed; anything else is removed first.
    ///
    /// # Errors
    /// Where another process keeps writing, the disk refuses, or `docs` gives an error.
    pub fn rebuild(&mut self, docs: impl IntoIterator<Item = Result<ClaimDoc>>, revision: Revision) -> Result<()> {
        let _lock = self.lock()?;
        let needed = self.state.is_err();
        self.refresh();
        if needed && self.revision() == Some(revision) {
            // Another process has done it while this one waited.
            return Ok(());
        }
        let whole = self
            .state
            .as_ref()
            .ok()
            .filter(|snapshot| guarded(|| check(&snapshot.index)) == Ok(()));
        let index = match whole {
            Some(snapshot) => snapshot.index.clone(),
            None => self.create()?,
        };
        self.write(&index, docs, revision, true)
    }

    fn create(&self) -> Result<tantivy::Index> {
        wipe(&self.dir).map_err(|error| Error::io(&self.dir, error))?;
        let directory = Shared::open(&self.dir).map_err(|error| unwritable(&self.dir, error))?;
        let settings = IndexSettings::default();
        let mut index = tantivy::Index::create(directory, self.fields.schema.clone(), settings)
            .map_err(|error| unwritable(&self.dir, error))?;
        index.set_tokenizers(schema::tokenizers());
        Ok(index)
    }

    fn write(
        &mut self,
        index: &tantivy::Index,
        docs: impl IntoIterator<Item = Result<ClaimDoc>>,
        revision: Revision,
        anew: bool,
    ) -> Result<()> {
        let mut docs = docs.into_iter();
        let first: Vec<ClaimDoc> = docs.by_ref().take(FEW).collect::<Result<_>>()?;
        let threads = match std::thread::available_parallelism() {
            Ok(cores) if first.len() == FEW => cores.get().min(4),
            _ => 1,
        };
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .memory_budget_per_thread(BUDGET)
            .build();
        let failed = |error| unwritable(&self.dir, error);
        let mut writer: IndexWriter<TantivyDocument> = index.writer_with_options(options).map_err(failed)?;
        let mut merging = LogMergePolicy::default();
        merging.set_min_num_segments(SEGMENTS);
        writer.set_merge_policy(Box::new(merging));
        // A writer killed between its files and its commit leaves files whose names the next one needs.
        writer.garbage_collect_files().wait().map_err(failed)?;
        if anew {
            writer.delete_all_documents().map_err(failed)?;
        }
        for doc in first.into_iter().map(Ok).chain(docs) {
            let doc = doc?;
            if !anew {
                writer.delete_term(Term::from_field_u64(self.fields.key, doc.key.cast_unsigned()));
            }
            if doc.in_force {
                writer.add_document(self.fields.document(&doc)).map_err(failed)?;
            }
        }
        let mut commit = writer.prepare_commit().map_err(failed)?;
        commit.set_payload(&self.payload(revision));
        commit.commit().map_err(failed)?;
        // Without this a short-lived process would leave its small segments for ever.
        writer.wait_merging_threads().map_err(failed)?;
        self.refresh();
        self.snapshot().map(|_| ())
    }

    /// Waits for other writers, as long as patience lasts.
    fn lock(&self) -> Result<File> {
        std::fs::create_dir_all(&self.dir).map_err(|error| self.refused(&error))?;
        let path = self.dir.join(LOCK);
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(|error| self.refused(&error))?;
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(file),
                Err(TryLockError::WouldBlock) if start.elapsed() < self.patience => {
                    std::thread::sleep(Duration::from_millis(20));
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(Error::Index(format!(
                        "another process is writing the search index in {}: try again when it has finished",
                        self.dir.display()
                    )));
                }
                Err(TryLockError::Error(error)) => return Err(self.refused(&error)),
            }
        }
    }

    /// Why nothing can be written, with what whoever has no permission can do.
    fn refused(&self, error: &std::io::Error) -> Error {
        let unusable = self.problem().map(|problem| format!(" cannot be used ({problem}) and"));
        let mend = match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                "; give yourself write permission there, or make a copy of the database with 'claims backup FILE' and \
                 search the copy with --db FILE"
            }
            _ => "",
        };
        Error::Index(format!(
            "the search index in {}{} cannot be written: {error}{mend}",
            self.dir.display(),
            unusable.unwrap_or_default()
        ))
    }
}

fn unwritable(dir: &Path, error: impl std::fmt::Display) -> Error {
    Error::Index(format!(
        "the search index in {} cannot be written: {error}",
        dir.display()
    ))
}

/// Removes the files of an index, and only those: a directory that was named by mistake keeps its own.
fn wipe(dir: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let segment = name
            .split_once('.')
            .is_some_and(|(id, _)| id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit()));
        let ours = segment || matches!(&*name, "meta.json" | ".managed.json") || name.starts_with(".tantivy-");
        if ours && entry.file_type()?.is_file() {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
