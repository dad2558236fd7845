//! The search index follows the database.

use super::{Library, index_path, search};
use crate::error::Result;
use crate::index::Index;
use crate::store::Store;

impl Library {
    /// Makes the search index again from the database; the number of claims in it.
    ///
    /// # Errors
    /// [`Error::Index`] where it cannot be written.
    pub fn rebuild(&mut self) -> Result<usize> {
        let revision = self.store.revision()?;
        self.index
            .rebuild(self.store.all_claims(), revision)
            .map_err(search::advised)?;
        Ok(self.index.len())
    }

    /// Brings the search index up to date. Where that fails a notice says why; nothing is lost, the next command tries
    /// again. False where it failed.
    pub fn catch_up(&mut self) -> bool {
        match self.sync_index() {
            Ok(()) => true,
            Err(error) => {
                let error = search::advised(error);
                self.notices.push(format!(
                    "everything is stored, but searches will not find the newest changes yet: {error}; \
                     the next search tries again"
                ));
                false
            }
        }
    }

    pub(super) fn sync_index(&mut self) -> Result<()> {
        let made_again = follow(&self.store, &mut self.index)?;
        let told = made_again.map(|reason| format!("the search index was made again from the database: {reason}"));
        self.notices.extend(told);
        Ok(())
    }
}

/// Brings a search index to the revision of the database; one that is broken, outdated or another database's is made again: why, unless it
/// is the first.
pub(super) fn follow(store: &Store, index: &mut Index) -> Result<Option<String>> {
    let revision = store.revision()?;
    match index.revision() {
        Some(reached) if reached == revision => Ok(None),
        Some(reached) if reached < revision => {
            tracing::info!("search index: from revision {} to {}", reached.0, revision.0);
            index.catch_up(store.changed_since(reached), revision)?;
            Ok(None)
        }
        _ => {
            let was_there = index_path(store.path()).join("meta.json").exists();
            let reason = index
                .problem()
                .map_or("it is ahead of the database".to_owned(), ToString::to_string);
            index.rebuild(store.all_claims(), revision)?;
            Ok(was_there.then_some(reason))
        }
    }
}
