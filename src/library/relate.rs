//! Relations of claims as they arrive, in the transaction that stores them.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Analysed;
use crate::error::Result;
use crate::fold::slug;
use crate::model::{ClaimId, Form};
use crate::relate::{self, Direction, Facts};
use crate::store::{Batch, NewRelation, Place};

/// Claims of one article that are related, the first ones: what has more is no article.
const CLAIMS: usize = 400;

/// Claims before one in its own article that it is compared with though they share no key.
const BEFORE: usize = 16;

/// Bytes of a claim; a longer one is no statement that could be compared.
const WORDS: usize = 2048;

/// Facts kept for the claims that come next.
const KEPT: usize = 10_000;

type Known = Arc<FxHashMap<ClaimId, Facts>>;

/// Finds what claims have to do with each other. Keeps the facts of the articles read last.
#[derive(Default)]
pub(super) struct Relater {
    articles: FxHashMap<i64, Known>,
    held: usize,
}

impl Relater {
    /// Compares the claims of an article that was just written with those that were there before.
    pub(super) fn relate(&mut self, batch: &mut Batch, analysed: Analysed) -> Result<()> {
        let (row, claims) = batch.claims_of(&analysed.article, CLAIMS)?;
        // What an earlier input said of the day still holds where this one says nothing: what is stored counts.
        let known = match analysed.article.published {
            Some(_) => self.keep(row, known(analysed)),
            None => {
                self.articles.remove(&row);
                self.facts(batch, row)?
            }
        };
        for (n, claim) in claims.iter().enumerate() {
            let Some(facts) = known.get(&claim.id).filter(|facts| facts.words.len() <= WORDS) else {
                continue;
            };
            let keys: Vec<i64> = relate::keys(facts).iter().map(|key| hash(&key.0)).collect();
            let mut others = batch.meet(claim.key, &keys)?;
            for before in claims[n.saturating_sub(BEFORE)..n].iter().rev() {
                if !others.contains(before) {
                    others.push(before.clone());
                }
            }
            let mut found = Vec::new();
            for other in others {
                let theirs = self.facts(batch, other.article)?;
                if let Some(old) = theirs.get(&other.id).filter(|old| old.words.len() <= WORDS)
                    && let Some(relation) = compare((&other, old), (claim, facts))
                {
                    found.push(relation);
                }
            }
            batch.relate(claim.key, &found)?;
        }
        batch.settle(row)
    }

    /// The facts of a stored article's claims.
    fn facts(&mut self, batch: &Batch, row: i64) -> Result<Known> {
        if let Some(known) = self.articles.get(&row) {
            return Ok(Arc::clone(known));
        }
        let stored = batch.article_at(row)?;
        let read = stored.map_or_else(FxHashMap::default, |stored| known(Analysed::of(stored.article)));
        Ok(self.keep(row, read))
    }

    fn keep(&mut self, row: i64, known: FxHashMap<ClaimId, Facts>) -> Known {
        if self.held + known.len() > KEPT {
            self.articles.clear();
            self.held = 0;
        }
        self.held += known.len();
        let known = Arc::new(known);
        self.articles.insert(row, Arc::clone(&known));
        known
    }
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
        .take(CLAIMS)
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
fn compare((old, a): (&Place, &Facts), (new, b): (&Place, &Facts)) -> Option<NewRelation> {
    // An article does not contradict, revise or bear out itself.
    if old.article == new.article && a.voice.form == Form::Narrator && b.voice.form == Form::Narrator {
        return None;
    }
    let found = relate::compare(a, b)?;
    let (a, b) = match found.direction {
        Direction::Backward => (new.key, old.key),
        Direction::Forward | Direction::Both => (old.key, new.key),
    };
    Some(NewRelation {
        a,
        b,
        kind: found.kind,
        conflict: found.conflict,
        comparer: found.rule,
        score: found.score,
        explanation: found.explanation,
    })
}

/// The number that a key is stored as.
fn hash(key: &str) -> i64 {
    let mut first = [0; 8];
    first.copy_from_slice(&blake3::hash(key.as_bytes()).as_bytes()[..8]);
    i64::from_le_bytes(first)
}
