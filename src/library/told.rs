//! What articles tell: the facts of their claims, kept for the claims that come next.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Analysed;
use super::prepare::RELATED;
use crate::error::Result;
use crate::model::{ClaimId, NewArticle};
use crate::relate::Facts;
use crate::store::{Batch, Place};

/// Claims whose facts are kept.
const KEPT: usize = 20_000;

/// The facts of an article's claims by their rows.
pub(super) type Told = Arc<FxHashMap<i64, Facts>>;

/// A stored article with its claims.
pub(super) type Stored = (NewArticle, Vec<(ClaimId, Place)>);

/// The facts of the articles used last.
#[derive(Default)]
pub(super) struct Known {
    articles: FxHashMap<i64, (Told, u64)>,
    held: usize,
    clock: u64,
}

impl Known {
    pub fn clear(&mut self) {
        self.articles.clear();
        self.held = 0;
    }

    /// The facts of a stored article's claims.
    pub fn of(&mut self, batch: &Batch, row: i64) -> Result<Told> {
        if let Some(told) = self.kept(row) {
            return Ok(told);
        }
        let facts = stored(batch, row)?.map_or_else(FxHashMap::default, read_facts);
        Ok(self.keep(row, Arc::new(facts)))
    }

    pub fn kept(&mut self, row: i64) -> Option<Told> {
        self.clock += 1;
        let (told, used) = self.articles.get_mut(&row)?;
        *used = self.clock;
        Some(Arc::clone(told))
    }

    pub fn keep(&mut self, row: i64, told: Told) -> Told {
        self.forget(row);
        if self.held + told.len() > KEPT {
            self.make_room();
        }
        self.held += told.len();
        self.clock += 1;
        self.articles.insert(row, (Arc::clone(&told), self.clock));
        told
    }

    pub fn forget(&mut self, row: i64) {
        if let Some((told, _)) = self.articles.remove(&row) {
            self.held -= told.len();
        }
    }

    /// Lets go of the half that was not used for longest.
    fn make_room(&mut self) {
        let mut used: Vec<u64> = self.articles.values().map(|(_, used)| *used).collect();
        used.sort_unstable();
        let middle = used.get(used.len() / 2).copied().unwrap_or_default();
        self.articles.retain(|_, (_, used)| *used > middle);
        self.held = self.articles.values().map(|(told, _)| told.len()).sum();
    }
}

/// The newest text of an article with its claims in force.
pub(super) fn stored(batch: &Batch, row: i64) -> Result<Option<Stored>> {
    let Some(stored) = batch.article_at(row)? else {
        return Ok(None);
    };
    Ok(Some((stored.article, batch.claims_at(row, RELATED)?)))
}

/// Analyses a stored article again.
pub(super) fn read_facts((article, claims): Stored) -> FxHashMap<i64, Facts> {
    told(Analysed::of(article), &claims)
}

/// The facts of an article's claims by their rows.
pub(super) fn told(analysed: Analysed, claims: &[(ClaimId, Place)]) -> FxHashMap<i64, Facts> {
    by_row(&analysed.ids, analysed.facts, claims)
}

/// What belongs to claims by their ids, by the rows of those that are stored.
pub(super) fn by_row<T>(ids: &[ClaimId], all: Vec<T>, claims: &[(ClaimId, Place)]) -> FxHashMap<i64, T> {
    let rows: FxHashMap<&ClaimId, i64> = claims.iter().map(|(id, place)| (id, place.key)).collect();
    let all = ids.iter().zip(all);
    all.filter_map(|(id, one)| Some((*rows.get(id)?, one))).collect()
}
