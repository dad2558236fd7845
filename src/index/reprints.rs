//! Claims that repeat each other as one hit: how many such groups a result has, and what stands in some of them.

use std::cmp::Reverse;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::Sort;
use super::batch::{Batch, Scope};
use super::best::Place;
use super::bonus::{Bonuses, SegmentBonuses};
use super::columns::Columns;

/// A set of row keys. Rows are numbered from 1 on, so that their pages make a short list; other keys stand by themselves.
#[derive(Default)]
pub(super) struct Keys {
    pages: Vec<Option<Box<Page>>>,
    others: FxHashSet<u64>,
}

/// A bit for each of 4,096 keys.
type Page = [u64; 64];

/// Pages that a list of them may have.
const PAGES: u64 = 1 << 20;

impl Keys {
    /// Adds keys, quickest those in a row that stand on one page.
    pub fn extend(&mut self, mut keys: &[u64]) {
        while let Some(first) = keys.first() {
            let number = first >> 12;
            let (same, rest) = keys.split_at(keys.iter().position(|key| key >> 12 != number).unwrap_or(keys.len()));
            keys = rest;
            if number >= PAGES {
                self.others.extend(same);
                continue;
            }
            let page = self.page(number as usize);
            same.iter()
                .for_each(|key| page[(key >> 6 & 63) as usize] |= 1 << (key & 63));
        }
    }

    fn page(&mut self, number: usize) -> &mut Page {
        if number >= self.pages.len() {
            self.pages.resize_with(number + 1, || None);
        }
        self.pages[number].get_or_insert_with(|| Box::new([0; 64]))
    }

    pub fn unite(&mut self, other: Keys) {
        for (number, theirs) in other.pages.into_iter().enumerate() {
            let Some(theirs) = theirs else { continue };
            let mine = self.page(number).iter_mut();
            mine.zip(*theirs).for_each(|(mine, theirs)| *mine |= theirs);
        }
        self.others.extend(other.others);
    }

    pub fn len(&self) -> usize {
        let words = self.pages.iter().flatten().flat_map(|page| page.iter());
        words.map(|word| word.count_ones() as usize).sum::<usize>() + self.others.len()
    }
}

/// What becomes of a group where reprints are one hit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    /// Matches.
    pub count: usize,
    /// The oldest claim of those that match best.
    pub oldest: u64,
    best: i64,
}

impl Group {
    fn unite(&mut self, other: Group) {
        self.count += other.count;
        if (other.best, Reverse(other.oldest)) > (self.best, Reverse(self.oldest)) {
            (self.best, self.oldest) = (other.best, other.oldest);
        }
    }
}

/// Looks at every match of some groups.
pub(super) struct Groups<'a> {
    pub scope: Scope,
    pub bonuses: &'a Bonuses,
    pub columns: &'a [Arc<Columns>],
    pub sort: Sort,
}

pub(super) struct SegmentGroups {
    columns: Arc<Columns>,
    scope: Scope,
    bonuses: SegmentBonuses,
    sort: Sort,
    groups: FxHashMap<u64, Group>,
    batch: Batch,
}

fn unite(groups: &mut FxHashMap<u64, Group>, key: u64, group: Group) {
    groups
        .entry(key)
        .and_modify(|known| known.unite(group))
        .or_insert(group);
}

impl Collector for Groups<'_> {
    type Fruit = FxHashMap<u64, Group>;
    type Child = SegmentGroups;

    fn for_segment(&self, ord: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentGroups> {
        Ok(SegmentGroups {
            columns: self.columns[ord as usize].clone(),
            scope: self.scope,
            bonuses: match self.requires_scoring() {
                true => self.bonuses.in_segment(segment)?,
                false => SegmentBonuses::default(),
            },
            sort: self.sort,
            groups: FxHashMap::default(),
            batch: Batch::default(),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.sort == Sort::Relevance
    }

    fn merge_fruits(&self, segments: Vec<FxHashMap<u64, Group>>) -> tantivy::Result<FxHashMap<u64, Group>> {
        let mut whole = FxHashMap::default();
        for (key, group) in segments.into_iter().flatten() {
            unite(&mut whole, key, group);
        }
        Ok(whole)
    }
}

impl SegmentGroups {
    fn flush(&mut self) {
        let columns = &*self.columns;
        self.scope.keep(&mut self.batch, columns);
        for (doc, score) in self.batch.scored() {
            let score = self.bonuses.raise(doc, score, |_| false).unwrap_or(score);
            if let Some((key, first)) = columns.key.first(doc).zip(columns.first.first(doc)) {
                let group = Group {
                    count: 1,
                    oldest: key,
                    best: Place::new(self.sort, score, columns.day.first(doc), key).first,
                };
                unite(&mut self.groups, first, group);
            }
        }
        self.batch.clear();
    }
}

impl SegmentCollector for SegmentGroups {
    type Fruit = FxHashMap<u64, Group>;

    fn collect(&mut self, doc: DocId, score: Score) {
        if self.batch.push(doc, score) {
            self.flush();
        }
    }

    fn harvest(mut self) -> FxHashMap<u64, Group> {
        self.flush();
        self.groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_any_order_are_counted_once() {
        let (mut some, mut others) = (Keys::default(), Keys::default());
        some.extend(&[1, 2, 4096, 1, u64::MAX, 1 << 40, 2, 4095, 70_000]);
        others.extend(&[2, 3, 1 << 40, 8000]);
        assert_eq!((some.len(), others.len()), (7, 4));
        some.unite(others);
        assert_eq!(some.len(), 9);
    }
}
