//! Relations of claims as they arrive, in the transaction that stores them.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Analysed;
use super::prepare::RELATED;
use crate::error::Result;
use crate::fold::slug;
use crate::model::{ClaimId, Form};
use crate::relate::{self, Direction, Facts, Finding, Key, Sketch};
use crate::store::{Batch, NewRelation, Place};

/// Claims before one in its own article that it is compared with though they share no key.
const BEFORE: usize = 16;

/// Bytes of a claim; a longer one is no statement that could be compared.
const WORDS: usize = 2048;

/// Claims whose facts are kept for those that come next.
const KEPT: usize = 20_000;

type Known = Arc<FxHashMap<ClaimId, Facts>>;

/// Finds what claims have to do with each other. Keeps the facts of the articles used last.
#[derive(Default)]
pub(super) struct Relater {
    articles: FxHashMap<i64, (Known, u64)>,
    held: usize,
    clock: u64,
}

/// The article that another one is a copy of.
struct Original {
    article: i64,
    claims: Vec<Place>,
    facts: Known,
}

impl Relater {
    /// Compares the claims of an article that was just written with those that were there before.
    pub(super) fn relate(&mut self, batch: &mut Batch, analysed: Analysed) -> Result<()> {
        let (row, claims) = batch.claims_of(&analysed.article, RELATED)?;
        let (version, seq) = batch.newest_version(row)?;
        let known_origin = batch.origin(version)?;
        let origin = match known_origin {
            Some(origin) => origin,
            None => originate(batch, version, &analysed.sketch)?,
        };
        // Nothing was related to it before.
        let fresh = known_origin.is_none() && seq == 1;
        // What an earlier input said of the day still holds where this one says nothing: what is stored counts.
        let known = if fresh || analysed.article.published.is_some() {
            self.keep(row, known(analysed))
        } else {
            self.forget(row);
            self.facts(batch, row)?
        };
        let original = self.original(batch, row, origin)?;
        let mut twins: FxHashMap<i64, i64> = FxHashMap::default();
        let mut touched = !fresh;
        for (n, claim) in claims.iter().enumerate() {
            let Some(facts) = known.get(&claim.id).filter(|facts| facts.words.len() <= WORDS) else {
                continue;
            };
            let keys = relate::keys(facts);
            let own: Vec<i64> = keys.iter().map(Key::number).collect();
            batch.enter(claim.key, &own)?;
            let mut found = Vec::new();
            let twin = original.as_ref().and_then(|original| original.twin(facts));
            let before = claims[n.saturating_sub(BEFORE)..n].iter().rev();
            let others: Vec<Place> = match (&original, twin) {
                // The original met everybody already: whatever it has to do with others, its copy may have too.
                (Some(original), Some((twin, finding))) => {
                    twins.insert(claim.key, twin.key);
                    found.push(relation((twin, claim), finding));
                    let partners = batch.partners(twin.key, claim.key)?;
                    let inside: FxHashSet<i64> = partners
                        .iter()
                        .filter(|partner| partner.article == original.article)
                        .map(|partner| partner.key)
                        .collect();
                    let as_there = |place: &&Place| twins.get(&place.key).is_none_or(|twin| inside.contains(twin));
                    let before = before.filter(as_there).cloned();
                    let outside = partners.into_iter().filter(|partner| partner.origin != Some(origin));
                    outside.chain(before).collect()
                }
                _ => {
                    let beside: Vec<i64> = keys.iter().flat_map(Key::beside).collect();
                    let mut others = batch.meet(claim.key, &own, &beside)?;
                    for place in before {
                        if !others.iter().any(|other| other.key == place.key) {
                            others.push(place.clone());
                        }
                    }
                    others
                }
            };
            let mut repeated = !found.is_empty();
            for other in others {
                let copy = other.origin == Some(origin) && other.article != row;
                if copy && repeated {
                    continue;
                }
                let theirs = self.facts(batch, other.article)?;
                let Some(old) = theirs.get(&other.id).filter(|old| old.words.len() <= WORDS) else {
                    continue;
                };
                // Texts of one origin repeat each other and have nothing else to say to each other.
                let finding = if copy {
                    relate::reprint(old, facts)
                } else {
                    compare((&other, old), (claim, facts))
                };
                if let Some(finding) = finding {
                    repeated |= copy;
                    found.push(relation((&other, claim), finding));
                }
            }
            touched |= batch.relate(claim.key, &found)?;
        }
        // A new claim that has to do with no other is unverified as it was written.
        if touched { batch.settle(row) } else { Ok(()) }
    }

    /// The article that was first to print this one's text, if another one was.
    fn original(&mut self, batch: &Batch, row: i64, origin: i64) -> Result<Option<Original>> {
        let article = batch.article_of(origin)?;
        if article == row {
            return Ok(None);
        }
        Ok(Some(Original {
            article,
            claims: batch.claims_at(article, RELATED)?,
            facts: self.facts(batch, article)?,
        }))
    }

    /// The facts of a stored article's claims.
    fn facts(&mut self, batch: &Batch, row: i64) -> Result<Known> {
        self.clock += 1;
        if let Some((known, used)) = self.articles.get_mut(&row) {
            *used = self.clock;
            return Ok(Arc::clone(known));
        }
        let stored = batch.article_at(row)?;
        let read = stored.map_or_else(FxHashMap::default, |stored| known(Analysed::of(stored.article)));
        Ok(self.keep(row, read))
    }

    fn keep(&mut self, row: i64, known: FxHashMap<ClaimId, Facts>) -> Known {
        self.forget(row);
        if self.held + known.len() > KEPT {
            self.make_room();
        }
        self.held += known.len();
        self.clock += 1;
        let known = Arc::new(known);
        self.articles.insert(row, (Arc::clone(&known), self.clock));
        known
    }

    fn forget(&mut self, row: i64) {
        if let Some((known, _)) = self.articles.remove(&row) {
            self.held -= known.len();
        }
    }

    /// Lets go of the half that was not used for longest.
    fn make_room(&mut self) {
        let mut used: Vec<u64> = self.articles.values().map(|(_, used)| *used).collect();
        used.sort_unstable();
        let middle = used.get(used.len() / 2).copied().unwrap_or_default();
        self.articles.retain(|_, (_, used)| *used > middle);
        self.held = self.articles.values().map(|(known, _)| known.len()).sum();
    }
}

impl Original {
    /// The claim that another one repeats, the same words before like ones.
    fn twin(&self, facts: &Facts) -> Option<(&Place, Finding)> {
        let all = || {
            let claims = self.claims.iter();
            claims.filter_map(|place| Some((place, self.facts.get(&place.id)?)))
        };
        let same = all().filter(|(_, old)| old.words == facts.words);
        same.chain(all())
            .find_map(|(place, old)| Some((place, relate::reprint(old, facts)?)))
    }
}

/// Finds where a version's text comes from, and notes it.
pub(super) fn originate(batch: &mut Batch, version: i64, sketch: &Sketch) -> Result<i64> {
    let mut origin = version;
    for older in batch.banded(version, sketch.bands())? {
        if sketch.is_copy_of(&Sketch::of(&batch.text_of(older)?)) {
            origin = batch.origin(older)?.unwrap_or(older);
            break;
        }
    }
    batch.originate(version, origin, sketch.bands())?;
    Ok(origin)
}

/// The facts of an article's claims by their ids.
fn known(analysed: Analysed) -> FxHashMap<ClaimId, Facts> {
    let article = format!("{}/{}", slug(&analysed.article.source), analysed.article.identity);
    let ids = ClaimId::for_drafts(&analysed.article, analysed.text(), &analysed.drafts);
    let source = &analysed.article.source;
    let mut facts = analysed.facts;
    relate::in_order(&mut facts);
    ids.into_iter()
        .zip(facts)
        .map(|(id, facts)| {
            let facts = Facts {
                article: Some(article.clone()),
                source: Some(source.clone()),
                ..facts
            };
            (id, facts)
        })
        .collect()
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
