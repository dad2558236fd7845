//! Taking in articles: analysed on all threads, stored and related a few chunks a transaction, the search index following beside it.

use std::path::Path;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::{Duration, Instant};

use super::Library;
use super::follow::follow;
use super::origin::{Sketches, originate};
use super::prepare::{Analysed, Chunk, Inputs, analyse_on, give_way, workers};
use super::relate::Relater;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::model::{NewArticle, Problem};
use crate::relate::{Sketch, edition};
use crate::store::{Batch, Inserted, Store};

/// Chunks that are stored in one transaction, if they come soon: keys fall everywhere in their tables, and a page that many of
/// them change is written once.
const CHUNKS_PER_COMMIT: usize = 4;

/// How long a transaction waits for another chunk.
const SOON: Duration = Duration::from_millis(100);

/// Transactions before the search index follows; what a killed run leaves for the next command to index.
const COMMITS_PER_INDEX: usize = 4;

/// Articles that are read at a time for another extraction.
const PAGE: usize = 256;

/// Articles whose claims are compared at a time, while the next ones are written.
const COMPARED: usize = 64;

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
    /// Articles whose text was not there when they were read, and was analysed.
    pub analysed: usize,
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

impl Library {
    /// Takes in articles: analyses them on `jobs` threads (0: one a processor), stores them a few chunks a transaction, and
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
        let mut totals = Totals::default();
        std::thread::scope(|scope| {
            let (wake, woken) = sync_channel(1);
            let (store, index) = (&mut self.store, &mut self.index);
            let path = store.path().to_owned();
            // Beside the writer: what it has not committed yet is analysed once more than needed, no less.
            let stored = Mutex::new(Store::open_read_only(&path)?);
            let is_known = |article: &NewArticle, text: &str| {
                let stored = stored.lock();
                stored.is_ok_and(|stored| stored.holds_text(article, text).unwrap_or(false))
            };
            scope.spawn(move || {
                give_way();
                follow_along(&path, index, &woken);
            });
            let (mut commits, mut relater) = (0, Relater::new(&pool));
            analyse_on(&pool, inputs, &is_known, |chunks| {
                while let Ok(chunk) = chunks.recv() {
                    store_chunks(store, chunk, &chunks, &mut relater, &mut totals, &mut each)?;
                    commits += 1;
                    if commits % COMMITS_PER_INDEX == 0 {
                        // One that is still at work finds the rest at the end.
                        let _ = wake.try_send(());
                    }
                }
                Ok::<(), E>(())
            })
        })?;
        each(Step::Index)?;
        totals.index_behind = !self.catch_up();
        Ok(totals)
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
        }
        loop {
            let page = self.store.articles(after, PAGE)?;
            let Some(last) = page.last() else { break };
            after = last.key;
            articles += page.len();
            let again = Inputs::articles(page.into_iter().map(|stored| Ok(stored.article)));
            let (store, relater) = (&mut self.store, &mut relater);
            analyse_on(&pool, again, &|_, _| false, |chunks| {
                chunks.into_iter().try_for_each(|chunk| {
                    let mut batch = store.batch()?;
                    for analysed in chunk.articles {
                        let analysed = analysed?;
                        let (lang, text) = (analysed.lang(), analysed.text());
                        let inserted = batch.replace_drafts(&analysed.article, lang, text, &analysed.drafts)?;
                        changed += usize::from(!inserted.unchanged);
                        relater.relate(&mut batch, vec![analysed])?;
                        relater.end(&mut batch)?;
                    }
                    batch.commit().map(|_| ())
                })
            })?;
            each(articles);
        }
        self.store.set_keys(edition())?;
        self.notices.clear();
        Ok((articles, changed))
    }

    /// Finds the origin of every version anew, in the order in which they came, all of them or none: a later run sees by
    /// the first whether the others are there.
    fn derive_origins(&mut self) -> Result<()> {
        let mut batch = self.store.batch()?;
        batch.forget_origins()?;
        let (mut after, mut sketches) = (0, Sketches::default());
        loop {
            let texts = batch.texts(after, PAGE)?;
            let Some((last, _)) = texts.last() else { break };
            after = *last;
            for (version, text) in texts {
                originate(&mut batch, version, Sketch::of(&text), &mut sketches)?;
            }
        }
        batch.commit().map(|_| ())
    }
}

/// Brings the search index up to date whenever it is woken. What fails here fails at the end again, and is told then.
fn follow_along(path: &Path, index: &mut Index, woken: &Receiver<()>) {
    while woken.recv().is_ok() {
        if let Err(error) = Store::open_read_only(path).and_then(|store| follow(&store, index)) {
            tracing::info!("search index: {error}");
        }
    }
}

/// Stores a chunk, and those that come soon after it, in one transaction.
fn store_chunks<E: From<Error>>(
    store: &mut Store,
    first: Chunk,
    more: &Receiver<Chunk>,
    relater: &mut Relater<'_>,
    totals: &mut Totals,
    each: &mut impl FnMut(Step) -> Result<(), E>,
) -> Result<(), E> {
    let mut batch = store.batch()?;
    let mut bytes = first.bytes;
    store_chunk(&mut batch, first, relater, totals, each)?;
    for _ in 1..CHUNKS_PER_COMMIT {
        let Ok(chunk) = more.recv_timeout(SOON) else { break };
        bytes += chunk.bytes;
        store_chunk(&mut batch, chunk, relater, totals, each)?;
    }
    let start = Instant::now();
    relater.end(&mut batch)?;
    totals.relating += start.elapsed();
    batch.commit_intake()?;
    totals.bytes += bytes;
    each(Step::Committed(totals))
}

/// Stores a chunk.
fn store_chunk<E: From<Error>>(
    batch: &mut Batch,
    chunk: Chunk,
    relater: &mut Relater<'_>,
    totals: &mut Totals,
    each: &mut impl FnMut(Step) -> Result<(), E>,
) -> Result<(), E> {
    let mut relate = |batch: &mut Batch, articles, totals: &mut Totals, end| {
        let start = Instant::now();
        relater.relate(batch, articles)?;
        if end {
            relater.end(batch)?;
        }
        totals.relating += start.elapsed();
        Ok::<(), Error>(())
    };
    let mut changed = Vec::new();
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
            relate(batch, std::mem::take(&mut changed), totals, true)?;
        }
        let stale = analysed.known && !batch.holds_text(&analysed.article, analysed.text())?;
        let analysed = if stale {
            Analysed::of(analysed.article)
        } else {
            analysed
        };
        let inserted = batch.insert(&analysed.article, analysed.lang(), analysed.text(), &analysed.drafts)?;
        totals.articles += 1;
        totals.analysed += usize::from(!analysed.known);
        match inserted.unchanged {
            true => totals.unchanged += 1,
            false => totals.claims += inserted.claims,
        }
        each(Step::Article(Stored {
            article: &analysed.article,
            problems: &analysed.problems,
            inserted: &inserted,
        }))?;
        match inserted.unchanged {
            true => {}
            // Another day, say, may change what its claims have to do with others.
            false if analysed.known => changed.push(Analysed::of(analysed.article)),
            false => changed.push(analysed),
        }
        if changed.len() == COMPARED {
            relate(batch, std::mem::take(&mut changed), totals, false)?;
        }
    }
    Ok(relate(batch, changed, totals, false)?)
}
