//! The library as others use it: a database and its search index behind one door. Neither SQL nor the search engine
//! shows through it.

mod compare;
mod context;
mod explain;
mod health;
mod prepare;
mod relate;
mod review;
mod search;
mod timeline;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::index::Index;
use crate::model::{ClaimId, ClaimRecord, Filter, NewArticle, Problem, RelationKind, Revision};
use crate::relate::Sketch;
use crate::store::{self, Batch, Records, Settings, Store};

pub use crate::index::{Facets, Options as SearchOptions, Reason, Sort};
pub use crate::store::{
    Archive, Archived, ArchivedArticle, ArchivedClaim, ArchivedFigure, ArchivedRelation, ArchivedReview,
    ArchivedSource, ArchivedSpan, ArchivedSpeaker, ArchivedVerdict, ArchivedVersion,
};
pub use crate::store::{
    ClaimHistory, Decided, Event, Imported, Inserted, Relation, Relations, SourceRow, SpeakerRow, Split, Stats,
    VerdictRow, VersionRow,
};
pub use compare::{Pair, Pairs};
pub use context::{paragraph, sentence, surroundings};
pub use explain::{unread, why};
pub use health::Finding;
pub use prepare::{Analysed, Chunk, Inputs, Languages, analyse, size};
use prepare::{analyse_on, workers};
use relate::Relater;
pub use review::{RelationDetail, actor};
pub use search::{Found, Hit, Suggestion};
pub use timeline::{Dated, Timeline};

/// Chunks that are stored before the search index follows; what a killed run leaves for the next command to index.
const CHUNKS_PER_INDEX: usize = 16;

/// Articles that are read at a time for another extraction.
const PAGE: usize = 256;

/// A database with its search index, which lies beside it in `FILE.index`.
pub struct Library {
    store: Store,
    index: Index,
    notices: Vec<String>,
}

/// What happened to one article.
pub struct Stored<'a> {
    /// The article.
    pub article: &'a NewArticle,
    /// What the analysis met and went around.
    pub problems: &'a [Problem],
    /// What the store did.
    pub inserted: &'a Inserted,
}

/// What [`Library::index`] tells while it works.
pub enum Step<'a> {
    /// An article was written; it counts once its chunk is committed.
    Article(Stored<'a>),
    /// An input was refused.
    Refused(Error),
    /// A chunk was committed.
    Committed(&'a Totals),
    /// The search index is being brought up to date.
    Index,
}

/// Sums over one run of [`Library::index`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Articles taken in, the unchanged among them.
    pub articles: usize,
    /// Articles whose text was there already.
    pub unchanged: usize,
    /// Inputs refused.
    pub refused: usize,
    /// Claims in the articles that changed, the narrator's left out.
    pub claims: usize,
    /// Bytes of input.
    pub bytes: u64,
    /// Time that finding relations took.
    pub relating: Duration,
    /// True where the search index could not follow; a notice says why.
    pub index_behind: bool,
}

/// A claim with its past.
pub struct ClaimDetail {
    /// The claim.
    pub claim: ClaimRecord,
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
        Library::of(Store::open_with(path, settings)?)
    }

    /// Opens the database `path` for reading; the search index is still brought up to date where it can be.
    ///
    /// # Errors
    /// As [`Library::open`], and [`Error::Store`] where there is no database.
    pub fn open_read_only(path: &Path) -> Result<Library> {
        Library::of(Store::open_read_only(path)?)
    }

    fn of(store: Store) -> Result<Library> {
        let index = Index::open(index_path(store.path()), &store.lineage()?)?;
        let mut notices = Vec::new();
        if store.lacks_origins()? {
            notices.push(
                "an older claims filled this database: new claims are not compared with its claims \
                 before 'claims reindex --extract' has run"
                    .to_owned(),
            );
        }
        Ok(Library { store, index, notices })
    }

    /// What went less than well so far, in words, and what to do; each is told once.
    pub fn notices(&mut self) -> Vec<String> {
        std::mem::take(&mut self.notices)
    }

    /// Takes in articles: analyses them on `jobs` threads (0: one a processor), stores them a chunk a transaction, and
    /// brings the search index up to date. An error of `each` ends it; what was committed stays.
    ///
    /// # Errors
    /// [`Error::Store`] where the database refuses. A search index that cannot be written is a notice: the next command
    /// that can brings it up to date.
    pub fn index<E: From<Error>>(
        &mut self,
        inputs: Inputs,
        jobs: usize,
        mut each: impl FnMut(Step) -> Result<(), E>,
    ) -> Result<Totals, E> {
        let pool = workers(jobs)?;
        let (mut totals, mut chunks, mut relater) = (Totals::default(), 0, Relater::new(&pool));
        analyse_on(&pool, inputs, |chunk| {
            self.store_chunk(chunk, &mut relater, &mut totals, &mut each)?;
            chunks += 1;
            if chunks % CHUNKS_PER_INDEX == 0 {
                each(Step::Index)?;
                // What fails here fails at the end again, and is told then.
                let _ = self.sync_index();
            }
            Ok::<(), E>(())
        })?;
        each(Step::Index)?;
        totals.index_behind = !self.catch_up();
        Ok(totals)
    }

    fn store_chunk<E: From<Error>>(
        &mut self,
        chunk: Chunk,
        relater: &mut Relater<'_>,
        totals: &mut Totals,
        each: &mut impl FnMut(Step) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut relate = |batch: &mut Batch, articles, totals: &mut Totals| {
            let start = Instant::now();
            relater.relate(batch, articles)?;
            totals.relating += start.elapsed();
            Ok::<(), Error>(())
        };
        let (mut batch, mut changed) = (self.store.batch()?, Vec::new());
        for article in chunk.articles {
            let analysed = match article {
                Ok(analysed) => analysed,
                Err(error) => {
                    totals.refused += 1;
                    each(Step::Refused(error))?;
                    continue;
                }
            };
            if batch.holds(&analysed.article)? {
                relate(&mut batch, std::mem::take(&mut changed), totals)?;
            }
            let inserted = batch.insert(&analysed.article, analysed.lang(), analysed.text(), &analysed.drafts)?;
            totals.articles += 1;
            match inserted.unchanged {
                true => totals.unchanged += 1,
                false => totals.claims += inserted.claims,
            }
            each(Step::Article(Stored {
                article: &analysed.article,
                problems: &analysed.problems,
                inserted: &inserted,
            }))?;
            if !inserted.unchanged {
                changed.push(analysed);
            }
        }
        relate(&mut batch, changed, totals)?;
        batch.commit()?;
        totals.bytes += chunk.bytes;
        each(Step::Committed(totals))
    }

    /// Analyses every stored text again, by the rules of this program; articles, and those that came out otherwise.
    ///
    /// # Errors
    /// [`Error::Store`] where the database refuses.
    pub fn extract_again(&mut self, jobs: usize, mut each: impl FnMut(usize)) -> Result<(usize, usize)> {
        let (mut after, mut articles, mut changed) = (0, 0, 0);
        let pool = workers(jobs)?;
        let mut relater = Relater::new(&pool);
        if self.store.lacks_origins()? {
            self.derive_origins()?;
            self.notices.clear();
        }
        loop {
            let page = self.store.articles(after, PAGE)?;
            let Some(last) = page.last() else { break };
            after = last.key;
            articles += page.len();
            let again = Inputs::articles(page.into_iter().map(|stored| Ok(stored.article)));
            let (store, relater) = (&mut self.store, &mut relater);
            analyse_on(&pool, again, |chunk| {
                let mut batch = store.batch()?;
                for analysed in chunk.articles {
                    let analysed = analysed?;
                    let (lang, text) = (analysed.lang(), analysed.text());
                    let inserted = batch.replace_drafts(&analysed.article, lang, text, &analysed.drafts)?;
                    changed += usize::from(!inserted.unchanged);
                    relater.relate(&mut batch, vec![analysed])?;
                }
                batch.commit().map(|_| ())
            })?;
            each(articles);
        }
        Ok((articles, changed))
    }

    /// Finds the origin of every version anew, in the order in which they came, all of them or none: a later run sees by
    /// the first whether the others are there.
    fn derive_origins(&mut self) -> Result<()> {
        let mut batch = self.store.batch()?;
        batch.forget_origins()?;
        let mut after = 0;
        loop {
            let texts = batch.texts(after, PAGE)?;
            let Some((last, _)) = texts.last() else { break };
            after = *last;
            for (version, text) in texts {
                relate::originate(&mut batch, version, &Sketch::of(&text))?;
            }
        }
        batch.commit().map(|_| ())
    }

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

    /// Brings the search index to the revision of the database; one that is broken, outdated or another database's is
    /// made again.
    fn sync_index(&mut self) -> Result<()> {
        let revision = self.store.revision()?;
        match self.index.revision() {
            Some(reached) if reached == revision => Ok(()),
            Some(reached) if reached < revision => {
                tracing::info!("search index: from revision {} to {}", reached.0, revision.0);
                self.index.catch_up(self.store.changed_since(reached), revision)
            }
            _ => {
                let was_there = index_path(self.store.path()).join("meta.json").exists();
                let reason = self
                    .index
                    .problem()
                    .map_or("it is ahead of the database".to_owned(), ToString::to_string);
                let rebuilt = self.index.rebuild(self.store.all_claims(), revision);
                // A first index is nothing to tell of.
                if rebuilt.is_ok() && was_there {
                    self.notices
                        .push(format!("the search index was made again from the database: {reason}"));
                }
                rebuilt
            }
        }
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

    /// One claim with its past, by its id or a beginning that no other id has.
    ///
    /// # Errors
    /// [`Error::NotFound`] for nothing, [`Error::Usage`] with the candidates for several.
    pub fn detail(&self, id: &str) -> Result<ClaimDetail> {
        let claim = self.store.claim(id)?;
        let history = self.store.history(&claim.id.0)?;
        Ok(ClaimDetail { claim, history })
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
