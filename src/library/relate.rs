//! Relations of claims as they arrive, in the transaction that stores them.
//!
//! First every claim is told whom it meets, in order; then the pairs are compared on all threads, while the next articles are written; then what
//! was found is written. Claims of a copy come last: they have to do with whom their original has to do with.

use std::collections::hash_map::Entry;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};

use rayon::ThreadPool;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Analysed;
use super::origin::{Sketches, originate};
use super::prepare::{Keys, RELATED, guarded};
use super::told::{Known, Stored, Told, by_row, read_facts, stored, told};
use crate::error::{Error, Result};
use crate::model::{Form, RelationKind};
use crate::relate::{self, Direction, Facts, Finding};
use crate::store::{Batch, Meetings, NewRelation, Place};

/// Claims before one in its own article that it is compared with though they share no key.
const BEFORE: usize = 16;

/// Bytes of a claim; a longer one is no statement that could be compared.
const WORDS: usize = 2048;

/// Finds what claims have to do with each other, on other threads while the next articles are written. Keeps the keys that it
/// saw and the facts of the articles used last.
pub(super) struct Relater<'p> {
    pool: &'p ThreadPool,
    meetings: Meetings,
    known: Known,
    sketches: Sketches,
    /// Articles whose claims are being compared.
    pending: Option<Receiver<Compared>>,
    touched: Touched,
}

/// Articles with whom their claims meet, and what those have to do with each other, a list a meeting.
struct Compared {
    arrived: Vec<Arrived>,
    meetings: Vec<Meeting>,
    found: Vec<Vec<NewRelation>>,
    /// What stored articles tell that had to be read for it, by their rows.
    read: Vec<(i64, Told)>,
}

/// The article that another one is a copy of.
struct Original {
    claims: Vec<Place>,
    told: Told,
}

/// What articles tell, by their rows.
type ByArticle = FxHashMap<i64, Told>;

/// An article whose claims are to be related.
struct Arrived {
    row: i64,
    /// The version that its text was first seen in.
    origin: i64,
    /// Nothing was related to it before.
    fresh: bool,
    told: Told,
    claims: Vec<Place>,
    original: Option<Original>,
}

/// A claim with whom it meets.
struct Meeting {
    /// Which article of the batch, and which claim of it.
    article: usize,
    nth: usize,
    others: Others,
}

enum Others {
    /// Older claims.
    Met(Vec<Place>),
    /// The claim of the original that it repeats: what that one has to do with others decides.
    Copied(Place, Finding),
}

impl<'p> Relater<'p> {
    /// One that compares on the threads of `pool`.
    pub(super) fn new(pool: &'p ThreadPool) -> Self {
        Relater {
            pool,
            meetings: Meetings::default(),
            known: Known::default(),
            sketches: Sketches::default(),
            pending: None,
            touched: Touched::default(),
        }
    }

    /// Sets out to compare the claims of articles that were just written, each once, with those that were there before; what
    /// they have to do with each other is written by a later call. [`Relater::end`] is to be called before the transaction ends
    /// and before an article is written that was there already: its older claims still meet those that came before.
    pub(super) fn relate(&mut self, batch: &mut Batch, articles: Vec<Analysed>) -> Result<()> {
        if articles.is_empty() {
            return Ok(());
        }
        if !self.meetings.begin(batch)? {
            self.known.clear();
        }
        let (mut arrived, mut meetings) = (Vec::new(), Vec::new());
        for analysed in articles {
            let (article, keys) = self.arrive(batch, analysed)?;
            if !article.fresh {
                // Claims of it may be over that are still known as in force.
                self.meetings.forget(batch)?;
            }
            self.meet(batch, arrived.len(), &article, keys, &mut meetings)?;
            arrived.push(article);
        }
        // Before what is known is asked for: the articles before may have been read for the same partners.
        self.write(batch)?;
        let (mut known, unread) = self.know(batch, &meetings)?;
        let (done, pending) = sync_channel(1);
        self.pool.spawn(move || {
            let read = unread.into_par_iter();
            let read: Vec<(i64, Told)> = read.map(|(row, stored)| (row, Arc::new(read_facts(stored)))).collect();
            known.extend(read.iter().cloned());
            let found = compare_all(&arrived, &meetings, &known);
            // Nobody waits where the transaction was given up.
            let _ = done.send(Compared {
                arrived,
                meetings,
                found,
                read,
            });
        });
        self.pending = Some(pending);
        Ok(())
    }

    /// Writes everything that was found.
    pub(super) fn end(&mut self, batch: &mut Batch) -> Result<()> {
        self.write(batch)?;
        std::mem::take(&mut self.touched).settle(batch)?;
        self.meetings.end(batch)
    }

    /// Waits for what is being compared, and writes what was found.
    fn write(&mut self, batch: &mut Batch) -> Result<()> {
        let Some(pending) = self.pending.take() else {
            return Ok(());
        };
        let compared = pending.recv();
        let Compared {
            arrived,
            meetings,
            found,
            read,
        } = compared.map_err(|_| Error::Store("claims could not be compared: the thread ended".to_owned()))?;
        for (row, told) in read {
            self.known.keep(row, told);
        }
        for (meeting, found) in meetings.iter().zip(&found) {
            if let Others::Met(_) = meeting.others {
                let article = &arrived[meeting.article];
                self.touched
                    .write(batch, article, article.claims[meeting.nth].key, found)?;
            }
        }
        let mut twins: FxHashMap<i64, i64> = FxHashMap::default();
        for meeting in &meetings {
            if let Others::Copied(twin, finding) = &meeting.others {
                let article = &arrived[meeting.article];
                let claim = article.claims[meeting.nth];
                twins.insert(claim.key, twin.key);
                let found = self.copied(batch, article, meeting.nth, (*twin, finding), &twins)?;
                self.touched.write(batch, article, claim.key, &found)?;
            }
        }
        let mut again = arrived.iter().filter(|article| !article.fresh);
        again.try_for_each(|article| batch.settle(article.row))
    }

    /// Finds out what there is to know of an article, with the keys of its claims.
    fn arrive(&mut self, batch: &mut Batch, mut analysed: Analysed) -> Result<(Arrived, FxHashMap<i64, Keys>)> {
        let (row, claims) = batch.claims_of(&analysed.article, RELATED)?;
        let (version, seq) = batch.newest_version(row)?;
        let known_origin = batch.origin(version)?;
        let origin = match known_origin {
            Some(origin) => origin,
            None => originate(batch, version, std::mem::take(&mut analysed.sketch), &mut self.sketches)?,
        };
        let fresh = known_origin.is_none() && seq == 1;
        let places = claims.iter().map(|(_, place)| Place {
            origin: Some(origin),
            ..*place
        });
        let places: Vec<Place> = places.collect();
        // What an earlier input said of the day still holds where this one says nothing: what is stored counts.
        let as_given = fresh || analysed.article.published.is_some();
        let (told, keys) = if as_given {
            let keys = by_row(&analysed.ids, std::mem::take(&mut analysed.keys), &claims);
            (self.known.keep(row, Arc::new(told(analysed, &claims))), keys)
        } else {
            self.known.forget(row);
            let told = self.known.of(batch, row)?;
            let keys = told.iter().map(|(row, facts)| (*row, Keys::of(facts))).collect();
            (told, keys)
        };
        let original = self.original(batch, row, origin)?;
        let article = Arrived {
            row,
            origin,
            fresh,
            told,
            claims: places,
            original,
        };
        Ok((article, keys))
    }

    /// Whom the claims of an article meet.
    fn meet(
        &mut self,
        batch: &Batch,
        at: usize,
        article: &Arrived,
        mut keys: FxHashMap<i64, Keys>,
        meetings: &mut Vec<Meeting>,
    ) -> Result<()> {
        for (nth, claim) in article.claims.iter().enumerate() {
            let Some(facts) = article.told.get(&claim.key).filter(|facts| is_short(facts)) else {
                continue;
            };
            let keys = keys.remove(&claim.key).unwrap_or_default();
            match article.fresh {
                true => self.meetings.enter(batch, *claim, &keys.own)?,
                false => self.meetings.enter_again(batch, claim.key, &keys.own)?,
            }
            let others = match article.original.as_ref().and_then(|original| original.twin(facts)) {
                Some((twin, finding)) => Others::Copied(twin, finding),
                None => {
                    let mut others = self.meetings.meet(batch, claim.key, &keys.own, &keys.beside)?;
                    for place in article.before(nth) {
                        if !others.iter().any(|other| other.key == place.key) {
                            others.push(*place);
                        }
                    }
                    Others::Met(others)
                }
            };
            meetings.push(Meeting {
                article: at,
                nth,
                others,
            });
        }
        Ok(())
    }

    /// What the articles tell whose claims are met, and those that have yet to be read, by their rows.
    fn know(&mut self, batch: &Batch, meetings: &[Meeting]) -> Result<(ByArticle, Vec<(i64, Stored)>)> {
        let (mut known, mut unread) = (ByArticle::default(), Vec::new());
        let met = meetings.iter().filter_map(|meeting| match &meeting.others {
            Others::Met(others) => Some(others),
            Others::Copied(..) => None,
        });
        let articles: FxHashSet<i64> = met.flatten().map(|other| other.article).collect();
        for row in articles {
            match self.known.kept(row) {
                Some(told) => _ = known.insert(row, told),
                None => unread.extend(stored(batch, row)?.map(|stored| (row, stored))),
            }
        }
        Ok((known, unread))
    }

    /// What a claim of a copy has to do with others: the original met everybody already.
    fn copied(
        &mut self,
        batch: &Batch,
        article: &Arrived,
        nth: usize,
        (twin, finding): (Place, &Finding),
        twins: &FxHashMap<i64, i64>,
    ) -> Result<Vec<NewRelation>> {
        let claim = article.claims[nth];
        let partners = batch.partners(twin.key, claim.key)?;
        let inside: FxHashSet<i64> = partners
            .iter()
            .filter(|partner| partner.article == twin.article)
            .map(|partner| partner.key)
            .collect();
        let as_there = |place: &&Place| twins.get(&place.key).is_none_or(|twin| inside.contains(twin));
        let before = article.before(nth).filter(as_there).copied();
        let outside = partners
            .into_iter()
            .filter(|partner| partner.origin != Some(article.origin));
        let others: Vec<Place> = outside.chain(before).collect();
        let mut known = ByArticle::default();
        for other in &others {
            if let Entry::Vacant(entry) = known.entry(other.article) {
                entry.insert(self.known.of(batch, other.article)?);
            }
        }
        let mut found = vec![relation((&twin, &claim), finding.clone())];
        found.extend(article.relations(claim, &others, |row| known.get(&row)));
        Ok(found)
    }

    /// The article that was first to print this one's text, if another one was.
    fn original(&mut self, batch: &Batch, row: i64, origin: i64) -> Result<Option<Original>> {
        let article = batch.article_of(origin)?;
        if article == row {
            return Ok(None);
        }
        let claims = batch.claims_at(article, RELATED)?;
        Ok(Some(Original {
            claims: claims.into_iter().map(|(_, place)| place).collect(),
            told: self.known.of(batch, article)?,
        }))
    }
}

/// What claims have to do with those that they meet, a list a meeting; on all threads of the pool that it is called on.
fn compare_all(arrived: &[Arrived], meetings: &[Meeting], known: &ByArticle) -> Vec<Vec<NewRelation>> {
    let pairs = |meeting: &Meeting| {
        let article = &arrived[meeting.article];
        match &meeting.others {
            Others::Met(others) => {
                let claim = article.claims[meeting.nth];
                let found = guarded(format!("claim {}", claim.key), || {
                    article.relations(claim, others, |row| known.get(&row))
                });
                found.unwrap_or_else(|error| {
                    tracing::warn!("not related: {error}");
                    Vec::new()
                })
            }
            Others::Copied(..) => Vec::new(),
        }
    };
    meetings.par_iter().map(pairs).collect()
}

impl Arrived {
    /// The claims of the article before one of it, the nearest first.
    fn before(&self, nth: usize) -> impl Iterator<Item = &Place> {
        self.claims[nth.saturating_sub(BEFORE)..nth].iter().rev()
    }

    /// What a claim that a text has instead of another one of its origin has to do with it: *quinze ouvriers* where the dispatch before had *douze*.
    fn changed(
        &self,
        (other, old, there): (&Place, &Facts, &Told),
        (claim, facts): (&Place, &Facts),
    ) -> Option<Finding> {
        let finding = compare((other, old), (claim, facts))?;
        let told = matches!(finding.kind, RelationKind::Contradicts | RelationKind::Supersedes);
        (told && !is_told_in(there, facts) && !is_told_in(&self.told, old)).then_some(finding)
    }

    /// What a claim has to do with others. Texts of one origin repeat each other, once, and have nothing else to say to each other but where their
    /// words were changed.
    fn relations<'t>(
        &self,
        claim: Place,
        others: &[Place],
        told: impl Fn(i64) -> Option<&'t Told>,
    ) -> Vec<NewRelation> {
        let Some(facts) = self.told.get(&claim.key) else {
            return Vec::new();
        };
        let (mut found, mut repeated) = (Vec::new(), false);
        for other in others {
            let copy = other.origin == Some(self.origin) && other.article != self.row;
            if copy && repeated {
                continue;
            }
            let Some(there) = told(other.article) else {
                continue;
            };
            let Some(old) = there.get(&other.key).filter(|old| is_short(old)) else {
                continue;
            };
            let finding = if copy {
                relate::reprint(old, facts).or_else(|| self.changed((other, old, there), (&claim, facts)))
            } else {
                compare((other, old), (&claim, facts))
            };
            if let Some(finding) = finding {
                repeated |= copy && finding.kind == RelationKind::Repeats;
                found.push(relation((other, &claim), finding));
            }
        }
        found
    }
}

/// True where a text tells the claim in the same words.
fn is_told_in(told: &Told, facts: &Facts) -> bool {
    told.values().any(|other| relate::reprint(other, facts).is_some())
}

/// Claims whose status may have changed.
#[derive(Default)]
struct Touched {
    claims: FxHashSet<i64>,
}

impl Touched {
    /// Writes what a claim has to do with older ones.
    fn write(&mut self, batch: &mut Batch, article: &Arrived, claim: i64, found: &[NewRelation]) -> Result<()> {
        if !article.fresh {
            return batch.relate(claim, found);
        }
        // Being repeated changes no status, and a new claim that has to do with no other is unverified as it was written.
        let telling = found.iter().filter(|relation| relation.kind != RelationKind::Repeats);
        self.claims
            .extend(telling.flat_map(|relation| [relation.a, relation.b]));
        batch.relate_new(found)
    }

    fn settle(self, batch: &mut Batch) -> Result<()> {
        let mut claims: Vec<i64> = self.claims.into_iter().collect();
        claims.sort_unstable();
        claims.into_iter().try_for_each(|claim| batch.settle_claim(claim))
    }
}

impl Original {
    /// The claim that another one repeats, the same words before like ones.
    fn twin(&self, facts: &Facts) -> Option<(Place, Finding)> {
        let all = || {
            let claims = self.claims.iter();
            claims.filter_map(|place| Some((*place, self.told.get(&place.key)?)))
        };
        let same = all().filter(|(_, old)| old.words == facts.words);
        same.chain(all())
            .find_map(|(place, old)| Some((place, relate::reprint(old, facts)?)))
    }
}

/// True for a claim that can be compared.
fn is_short(facts: &Facts) -> bool {
    facts.words.len() <= WORDS
}

/// What an older claim and a newer one have to do with each other.
fn compare((old, a): (&Place, &Facts), (new, b): (&Place, &Facts)) -> Option<Finding> {
    // An article does not contradict, revise or bear out itself.
    if old.article == new.article && a.voice.form == Form::Narrator && b.voice.form == Form::Narrator {
        return None;
    }
    relate::compare(a, b)
}

/// What was found, between the rows of the older claim and the newer one.
fn relation((old, new): (&Place, &Place), found: Finding) -> NewRelation {
    let (a, b) = match found.direction {
        Direction::Backward => (new.key, old.key),
        Direction::Forward | Direction::Both => (old.key, new.key),
    };
    NewRelation {
        a,
        b,
        kind: found.kind,
        conflict: found.conflict,
        comparer: found.rule,
        score: found.score,
        explanation: found.explanation,
    }
}
