//! The library as others use it: a database and its search index behind one door. Neither SQL nor the search engine
//! shows through it.

mod compare;
mod context;
mod explain;
mod follow;
mod health;
mod intake;
mod origin;
mod prepare;
mod relate;
mod review;
mod search;
mod timeline;
mod told;

use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::index::Index;
use crate::model::{ClaimId, ClaimRecord, Filter, RelationKind, Revision};
use crate::relate::edition;
use crate::store::{self, Records, Settings, Store};

pub use crate::index::{Facets, Options as SearchOptions, Reason, Sort};
pub use crate::store::{
    Archive, Archived, ArchivedArticle, ArchivedClaim, ArchivedFigure, ArchivedRelation, ArchivedReview,
    ArchivedSource, ArchivedSpan, ArchivedSpeaker, ArchivedVerdict, ArchivedVersion,
};
pub use crate::store::{
    ClaimHistory, Decided, Event, Imported, Inserted, Relation, Relations, SourceRow, SpeakerRow, Split, Stats,
    Unlocked, VerdictRow, VersionRow,
};
pub use compare::{Pair, Pairs};
pub use context::{paragraph, sentence, surroundings};
pub use explain::{unread, why};
pub use health::Finding;
pub use intake::{Step, Stored, Totals};
pub use prepare::{Analysed, Chunk, Inputs, Languages, analyse, size};
pub use review::{RelationDetail, actor};
pub use search::{Found, Hit, Suggestion};
pub use timeline::{Dated, Timeline};

/// A database with its search index, which lies beside it in `FILE.index`.
pub struct Library {
    store: Store,
    index: Index,
    notices: Vec<String>,
}

/// A claim with its past and what is held against it.
pub struct ClaimDetail {
    /// The claim.
    pub claim: ClaimRecord,
    /// Its relations to claims in force, the surest first; dismissed ones are left out.
    pub relations: Vec<Relation>,
    /// Every verdict on it that was given or withdrawn, oldest first.
    pub verdicts: Vec<VerdictRow>,
    /// Reviews of it by others, in the order in which they came in.
    pub reviews: Vec<ArchivedReview>,
    /// Versions of its article, and what happened to it.
    pub history: ClaimHistory,
}

impl Library {
    /// Opens the database `path` for writing, and makes it where there is none. `waiting` is called once if another
    /// process is writing.
    ///
    /// # Errors
    /// [`Error::Store`] where it cannot be made or used, [`Error::Index`] where something else lies in the index's place.
    pub fn open(path: &Path, waiting: Option<Box<dyn Fn() + Send>>) -> Result<Library> {
        let settings = Settings {
            waiting,
            ..Settings::default()
        };
        let mut store = Store::open_with(path, settings)?;
        let edition = edition();
        let mut older = store.keys()? != edition;
        if older && store.revision()? == Revision(0) {
            store.set_keys(edition)?;
            older = false;
        }
        let mut library = Library::of(store)?;
        if older {
            library.notices.push(
                "an older claims filled this database: new claims may not meet those that contradict them \
                 before 'claims reindex --extract' has run"
                    .to_owned(),
            );
        }
        Ok(library)
    }

    /// Opens the database `path` for reading; the search index is still brought up to date where it can be. Where its
    /// directory cannot be written it is read without locks, and [`Library::unlocked`] tells whether others wrote meanwhile.
    ///
    /// # Errors
    /// As [`Library::open`], and [`Error::Store`] where there is no database.
    pub fn open_read_only(path: &Path) -> Result<Library> {
        Library::of(Store::open_read_only(path)?)
    }

    fn of(store: Store) -> Result<Library> {
        let index = Index::open(index_path(store.path()), &store.lineage()?)?;
        Ok(Library {
            store,
            index,
            notices: Vec::new(),
        })
    }

    /// The database file as it was opened, where it is read without locks.
    pub fn unlocked(&self) -> Option<&Unlocked> {
        self.store.unlocked()
    }

    /// What went less than well so far, in words, and what to do; each is told once.
    pub fn notices(&mut self) -> Vec<String> {
        std::mem::take(&mut self.notices)
    }

    /// Claims that a filter takes, newest articles first, the claims of one article in its order.
    ///
    /// # Errors
    /// [`Error::Store`] where the database cannot be read.
    pub fn list(&self, filter: &Filter, limit: Option<usize>) -> Result<Records<'_>> {
        self.store.list(filter, limit, None)
    }

    /// How many claims a filter takes.
    ///
    /// # Errors
    /// [`Error::Store`] where the database cannot be read.
    pub fn count(&self, filter: &Filter) -> Result<usize> {
        self.store.count(filter)
    }

    /// One claim with its past and its relations, by its id or a beginning that no other id has.
    ///
    /// # Errors
    /// [`Error::NotFound`] for nothing, [`Error::Usage`] with the candidates for several.
    pub fn detail(&self, id: &str) -> Result<ClaimDetail> {
        let claim = self.store.claim(id)?;
        Ok(ClaimDetail {
            relations: self
                .store
                .relations(&[], &[], Some(claim.key), None)?
                .collect::<Result<_>>()?,
            verdicts: self.store.verdicts(Some(&claim.id.0))?,
            reviews: self.store.reviews(claim.key)?,
            history: self.store.history(&claim.id.0)?,
            claim,
        })
    }

    /// Relations of these kinds (all where none is named) between claims in force, the surest first; those of one claim
    /// where an id or the beginning of one is given. Dismissed ones are left out.
    ///
    /// # Errors
    /// [`Error::NotFound`] for nothing, [`Error::Usage`] with the candidates for several.
    pub fn relations(
        &self,
        kinds: &[RelationKind],
        claim: Option<&str>,
        limit: Option<usize>,
    ) -> Result<Relations<'_>> {
        self.relations_in(kinds, &[], claim, limit)
    }

    /// Every source, by name.
    ///
    /// # Errors
    /// [`Error::Store`] where the database cannot be read.
    pub fn sources(&self) -> Result<Vec<SourceRow>> {
        self.store.sources()
    }

    /// Speakers of the claims that a filter takes, those with most claims first.
    ///
    /// # Errors
    /// [`Error::Store`] where the database cannot be read.
    pub fn speakers(&self, filter: &Filter, limit: Option<usize>) -> Result<Vec<SpeakerRow>> {
        self.store.speakers(filter, limit)
    }

    /// One speaker, by number or by a name that only one bears.
    ///
    /// # Errors
    /// [`Error::NotFound`] for nobody, [`Error::Usage`] with the candidates for several.
    pub fn speaker(&self, name: &str) -> Result<SpeakerRow> {
        self.store.speaker(name)
    }

    /// Declares that the speaker `other` is `keep`.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown number, [`Error::Usage`] where both are one already.
    pub fn merge_speakers(&mut self, keep: i64, other: i64, actor: &str) -> Result<()> {
        self.store.merge(keep, other, actor)
    }

    /// Takes claims or a name away from a speaker and gives them to a new one called `name`; its number.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown speaker, claim or name; [`Error::Usage`] for what is not the speaker's.
    pub fn split_speaker(&mut self, key: i64, what: Split, name: &str, actor: &str) -> Result<i64> {
        self.store.split(key, what, name, actor)
    }

    /// The whole ids of claims given by their beginnings.
    ///
    /// # Errors
    /// [`Error::NotFound`] for nothing, [`Error::Usage`] with the candidates for several.
    pub fn claim_ids(&self, ids: &[String]) -> Result<Vec<ClaimId>> {
        ids.iter()
            .map(|id| self.store.claim(id).map(|claim| claim.id))
            .collect()
    }

    /// Teaches one more name of a speaker.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown speaker; [`Error::Usage`] for a name without a letter.
    pub fn add_alias(&mut self, key: i64, name: &str, actor: &str) -> Result<()> {
        self.store.alias(key, name, actor)
    }

    /// Changes after the number `after` (0 for all), oldest first, at most `limit`.
    ///
    /// # Errors
    /// [`Error::Store`] where the database cannot be read.
    pub fn events(&self, after: i64, limit: usize) -> Result<Vec<Event>> {
        self.store.events(after, limit)
    }

    /// The numbers of the whole.
    ///
    /// # Errors
    /// [`Error::Store`] where the database cannot be read.
    pub fn stats(&self) -> Result<Stats> {
        self.store.stats()
    }

    /// Number of claims in the search index, and whether it is up to date.
    ///
    /// # Errors
    /// [`Error::Store`] where the database cannot be read.
    pub fn index_state(&self) -> Result<(usize, bool)> {
        Ok((self.index.len(), self.index.revision() == Some(self.store.revision()?)))
    }

    /// Everything in the database, row by row, in one state; what others write meanwhile is not in it.
    ///
    /// # Errors
    /// [`Error::Store`] where the database cannot be read.
    pub fn archive(&self) -> Result<Archive<'_>> {
        self.store.archive()
    }

    /// Takes in the rows of an archive that had `revision`, or reviews, each with the JSON that it came as; all or nothing.
    ///
    /// # Errors
    /// The first error of `rows`; [`Error::Store`] where the database refuses.
    pub fn import(
        &mut self,
        revision: Revision,
        rows: impl Iterator<Item = Result<(Archived, String)>>,
        actor: &str,
    ) -> Result<Imported> {
        let imported = self.store.import(revision, rows, actor)?;
        self.catch_up();
        Ok(imported)
    }

    /// The newest verdict of a person on a claim; none where there is none or it was withdrawn.
    ///
    /// # Errors
    /// [`Error::Store`] where the database cannot be read.
    pub fn human_verdict(&self, claim: &ClaimRecord) -> Result<Option<ArchivedVerdict>> {
        self.store.human_verdict(claim.key)
    }

    /// Copies the database to `to`, which must not exist.
    ///
    /// # Errors
    /// [`Error::Usage`] where `to` exists; [`Error::Io`] and [`Error::Store`] where it cannot be written.
    pub fn backup(&self, to: &Path) -> Result<()> {
        self.store.backup(to)
    }

    /// Puts the backup `from` in the place of the database `to` and makes its search index.
    ///
    /// # Errors
    /// [`Error::Store`] where the backup is not sound or `to` is in use; [`Error::Io`] where `to` cannot be written.
    pub fn restore(from: &Path, to: &Path) -> Result<Library> {
        store::restore(from, to)?;
        let mut library = Library::open(to, None)?;
        // The old index is another history's; that it goes is no news.
        if library.catch_up() {
            library.notices.clear();
        }
        Ok(library)
    }
}

/// Where the search index of a database lies.
fn index_path(db: &Path) -> PathBuf {
    let mut name = db.as_os_str().to_owned();
    name.push(".index");
    name.into()
}
