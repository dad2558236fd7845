//! One pass over the matches: the best of them, their number with and without reprints, and the facets of them all.

use std::cell::LazyCell;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::query::Weight;
use tantivy::{DocId, DocSet, Score, SegmentOrdinal, SegmentReader, TERMINATED, TantivyError};

use super::Sort;
use super::alternatives::{Alternatives, Bits};
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
    /// Where the query is nothing but words of which any will do.
    pub alternatives: Option<&'a Alternatives>,
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

    /// True for a group with more than one match.
    pub fn repeats(&self, group: u64) -> bool {
        self.groups.as_ref().is_some_and(|groups| groups.repeats(group))
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
            part: Part::Both,
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
            let latest = match scorer.size_hint() {
                0..=FEW => 0,
                _ => segment.max_doc() - segment.max_doc() / LATEST,
            };
            let mut doc = match scorer.doc() {
                doc if doc < latest => scorer.seek(latest),
                doc => doc,
            };
            while doc != TERMINATED {
                if counts(doc) {
                    collect.collect(doc, scorer.score());
                }
                doc = scorer.advance();
            }
            if latest > 0 {
                collect.flush();
                let known = match self.alternatives {
                    Some(words) => self.older(&mut collect, words, segment, latest)?,
                    None => false,
                };
                if !known {
                    collect.bonuses = self.bonuses.in_segment(segment)?;
                    weight.for_each(segment, &mut |doc, score| {
                        if doc < latest && counts(doc) {
                            collect.collect(doc, score);
                        }
                    })?;
                }
            }
        } else if let Some(words) = self.alternatives {
            words.all(segment)?.for_each(segment.max_doc(), |doc| {
                if counts(doc) {
                    collect.collect(doc, 0.0);
                }
            });
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

impl Collect<'_> {
    /// Takes in the matches before `end` where only some of them need be scored; false, and nothing done but a few of the best
    /// known, where all need.
    fn older(
        &self,
        collect: &mut SegmentCollect,
        words: &Alternatives,
        segment: &SegmentReader,
        end: DocId,
    ) -> tantivy::Result<bool> {
        let words = words.in_segment(segment)?;
        let all = words.all();
        let counts = |doc: DocId| segment.alive_bitset().is_none_or(|alive| alive.is_alive(doc));
        let rank = |collect: &mut SegmentCollect, docs: &Bits| {
            collect.part = Part::Rank;
            collect.bonuses = self.bonuses.in_segment(segment)?;
            let mut score = words.scorer(segment)?;
            docs.for_each(end, |doc| {
                if counts(doc) {
                    collect.collect(doc, score(doc));
                }
            });
            collect.flush();
            Ok::<_, TantivyError>(())
        };
        // Of the day that is best for it: a closer look comes later.
        let candidates =
            |collect: &SegmentCollect| words.candidates(&all, |most| collect.best.is_hopeless(most, || Some(i64::MAX)));
        let mut few = candidates(collect);
        if few.is_none() {
            rank(collect, &words.promising(&all))?;
            few = candidates(collect);
        }
        if let Some(few) = &few {
            rank(collect, few)?;
            collect.part = Part::Count;
            all.for_each(end, |doc| {
                if counts(doc) {
                    collect.collect(doc, 0.0);
                }
            });
            collect.flush();
        }
        collect.part = Part::Both;
        Ok(few.is_some())
    }
}

/// What is done with matches.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Count,
    Rank,
    Both,
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
    part: Part,
    batch: Batch,
    counts: Option<SegmentCounts>,
}

impl SegmentCollect {
    /// Takes in what was gathered.
    fn flush(&mut self) {
        self.scope.keep(&mut self.batch, &self.columns);
        if self.part != Part::Rank {
            self.count();
        }
        if self.part != Part::Count {
            self.rank();
        }
        self.batch.clear();
    }

    fn count(&mut self) {
        let batch = &mut self.batch;
        self.total += batch.docs().len();
        if let Some(counts) = &mut self.counts {
            counts.add(batch);
        }
        if let Some(groups) = &mut self.groups {
            groups.extend(batch.groups(&self.columns));
        }
    }

    fn rank(&mut self) {
        let columns = &*self.columns;
        let days = LazyCell::new(|| self.batch.days(columns));
        for (at, (doc, score)) in self.batch.scored().enumerate() {
            let hopeless = |most| self.best.is_hopeless(most, || days[at]);
            let Some(score) = self.bonuses.raise(doc, score, hopeless) else {
                continue;
            };
            let key = columns.key.first(doc).unwrap_or_default();
            let first = self.groups.as_ref().and_then(|_| columns.first.first(doc));
            self.best.offer(Rank {
                place: Place::new(self.sort, score, days[at], key),
                group: first.unwrap_or(key),
                score,
            });
        }
    }
}

impl SegmentCollector for SegmentCollect {
    type Fruit = tantivy::Result<Harvest>;

    #[inline]
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
