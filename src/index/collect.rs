//! One pass over the matches: the best of them, their number with and without reprints, and the facets of them all.

use std::sync::{Arc, Mutex, PoisonError};

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::query::Weight;
use tantivy::{DocId, DocSet, Score, SegmentOrdinal, SegmentReader, TERMINATED};

use super::Sort;
use super::batch::{Batch, Scope};
use super::best::{Best, Place, Rank};
use super::bonus::{Bonuses, SegmentBonuses};
use super::columns::Columns;
use super::facets::{Counts, SegmentCounts};
use super::reprints::Keys;

/// What to collect.
pub(super) struct Collect<'a> {
    /// How many of the best to keep.
    pub top: usize,
    pub sort: Sort,
    pub facets: bool,
    /// True to keep and count one claim of those that repeat each other.
    pub collapse: bool,
    pub scope: Scope,
    pub bonuses: &'a Bonuses,
    /// Of every segment.
    pub columns: &'a [Arc<Columns>],
    /// What a match must be better than after the segments that were looked at.
    pub floor: Mutex<Option<Rank>>,
}

/// Matches up to which one pass over a segment is enough.
const FEW: u32 = 1_000;

/// The share of a segment that is looked at first: one document of so many.
const LATEST: u32 = 16;

/// What one segment, then the whole index, gives.
#[derive(Default)]
pub(super) struct Harvest {
    /// The best, best first.
    pub top: Vec<Rank>,
    pub total: usize,
    groups: Option<Keys>,
    pub counts: Counts,
}

impl Harvest {
    /// Matches, of each group one.
    pub fn distinct(&self) -> usize {
        self.groups.as_ref().map_or(self.total, Keys::len)
    }
}

impl Collector for Collect<'_> {
    type Fruit = Harvest;
    type Child = SegmentCollect;

    fn for_segment(&self, ord: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentCollect> {
        let columns = self.columns[ord as usize].clone();
        Ok(SegmentCollect {
            sort: self.sort,
            groups: self.collapse.then(Keys::default),
            scope: self.scope,
            bonuses: match self.requires_scoring() {
                true => self.bonuses.in_segment(segment)?,
                false => SegmentBonuses::default(),
            },
            best: Best::new(
                self.sort,
                self.top,
                self.collapse,
                *self.floor.lock().unwrap_or_else(PoisonError::into_inner),
            ),
            total: 0,
            batch: Batch::default(),
            counts: self.facets.then(|| SegmentCounts::new(columns.clone())),
            columns,
        })
    }

    fn collect_segment(
        &self,
        weight: &dyn Weight,
        ord: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<tantivy::Result<Harvest>> {
        let mut collect = self.for_segment(ord, segment)?;
        let counts = |doc: DocId| segment.alive_bitset().is_none_or(|alive| alive.is_alive(doc));
        if self.requires_scoring() {
            // Of equal scores the newest is the best one, and the newest claims stand at the end: looked at first, they spare
            // most of the others a closer look.
            let mut scorer = weight.scorer(segment, 1.0)?;
            let from = match scorer.size_hint() {
                0..=FEW => 0,
                _ => segment.max_doc() - segment.max_doc() / LATEST,
            };
            let mut doc = match scorer.doc() {
                doc if doc < from => scorer.seek(from),
                doc => doc,
            };
            while doc != TERMINATED {
                if counts(doc) {
                    collect.collect(doc, scorer.score());
                }
                doc = scorer.advance();
            }
            if from > 0 {
                collect.flush();
                collect.bonuses = self.bonuses.in_segment(segment)?;
                weight.for_each(segment, &mut |doc, score| {
                    if doc < from && counts(doc) {
                        collect.collect(doc, score);
                    }
                })?;
            }
        } else {
            weight.for_each_no_score(segment, &mut |docs| {
                docs.iter()
                    .filter(|doc| counts(**doc))
                    .for_each(|doc| collect.collect(*doc, 0.0));
            })?;
        }
        collect.flush();
        *self.floor.lock().unwrap_or_else(PoisonError::into_inner) = collect.best.floor();
        Ok(collect.harvest())
    }

    fn requires_scoring(&self) -> bool {
        self.top > 0 && self.sort == Sort::Relevance
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<Harvest>>) -> tantivy::Result<Harvest> {
        let mut whole = Harvest {
            groups: self.collapse.then(Keys::default),
            ..Harvest::default()
        };
        let mut best = Best::new(self.sort, self.top, self.collapse, None);
        for segment in segments {
            let segment = segment?;
            whole.total += segment.total;
            segment.top.into_iter().for_each(|rank| best.offer(rank));
            if let (Some(all), Some(groups)) = (&mut whole.groups, segment.groups) {
                all.unite(groups);
            }
            whole.counts.unite(segment.counts);
        }
        whole.top = best.into_ranks();
        Ok(whole)
    }
}

pub(super) struct SegmentCollect {
    columns: Arc<Columns>,
    sort: Sort,
    /// Groups of reprints met, where they are one hit.
    groups: Option<Keys>,
    scope: Scope,
    bonuses: SegmentBonuses,
    best: Best,
    total: usize,
    batch: Batch,
    counts: Option<SegmentCounts>,
}

impl SegmentCollect {
    /// Takes in what was gathered.
    fn flush(&mut self) {
        let (batch, columns) = (&mut self.batch, &*self.columns);
        self.scope.keep(batch, columns);
        self.total += batch.docs.len();
        if let Some(counts) = &mut self.counts {
            counts.add(batch);
        }
        if let Some(groups) = &mut self.groups {
            batch
                .values(&columns.first)
                .iter()
                .flatten()
                .for_each(|group| groups.insert(*group));
        }
        for (doc, score) in batch.docs.iter().zip(&batch.scores) {
            let Some(score) = self.bonuses.raise(*doc, *score, |most| {
                self.best.is_hopeless(most, || columns.day.first(*doc))
            }) else {
                continue;
            };
            let key = columns.key.first(*doc).unwrap_or_default();
            let first = self.groups.as_ref().and_then(|_| columns.first.first(*doc));
            self.best.offer(Rank {
                place: Place::new(self.sort, score, columns.day.first(*doc), key),
                group: first.unwrap_or(key),
                score,
            });
        }
        batch.clear();
    }
}

impl SegmentCollector for SegmentCollect {
    type Fruit = tantivy::Result<Harvest>;

    fn collect(&mut self, doc: DocId, score: Score) {
        if self.batch.push(doc, score) {
            self.flush();
        }
    }

    fn harvest(mut self) -> tantivy::Result<Harvest> {
        self.flush();
        Ok(Harvest {
            top: self.best.into_ranks(),
            total: self.total,
            groups: self.groups,
            counts: self.counts.map(SegmentCounts::named).transpose()?.unwrap_or_default(),
        })
    }
}
