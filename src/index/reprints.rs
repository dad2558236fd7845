//! Claims that repeat each other as one hit: how many such groups a result has, and what stands in some of them.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::Sort;
use super::collect::Place;

/// A set of row keys. Rows come nearly in order, a page of keys at a time.
pub(super) struct Keys {
    pages: FxHashMap<i64, Page>,
    number: i64,
    page: Page,
}

type Page = [u64; 64];

impl Default for Keys {
    fn default() -> Keys {
        Keys {
            pages: FxHashMap::default(),
            number: 0,
            page: [0; 64],
        }
    }
}

impl Keys {
    pub fn insert(&mut self, key: i64) {
        let number = key >> 12;
        if number != self.number {
            self.turn(number);
        }
        self.page[(key >> 6 & 63) as usize] |= 1 << (key & 63);
    }

    fn turn(&mut self, number: i64) {
        let page = std::mem::replace(&mut self.page, self.pages.remove(&number).unwrap_or([0; 64]));
        self.pages.insert(self.number, page);
        self.number = number;
    }

    pub fn unite(&mut self, other: Keys) {
        let last = (other.number, other.page);
        for (number, page) in other.pages.into_iter().chain([last]) {
            if number != self.number {
                self.turn(number);
            }
            self.page
                .iter_mut()
                .zip(page)
                .for_each(|(mine, theirs)| *mine |= theirs);
        }
    }

    pub fn len(&self) -> usize {
        let pages = self.pages.values().chain([&self.page]);
        pages.flatten().map(|word| word.count_ones() as usize).sum()
    }
}

/// What becomes of a group where reprints are one hit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    /// Matches.
    pub count: usize,
    /// The oldest claim of those that match best.
    pub oldest: i64,
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
pub(super) struct Groups {
    /// Greatest key that counts.
    pub upto: i64,
    pub sort: Sort,
}

pub(super) struct SegmentGroups {
    key: Column<i64>,
    day: Column<i64>,
    first: Column<i64>,
    upto: i64,
    sort: Sort,
    groups: FxHashMap<i64, Group>,
}

fn unite(groups: &mut FxHashMap<i64, Group>, key: i64, group: Group) {
    groups
        .entry(key)
        .and_modify(|known| known.unite(group))
        .or_insert(group);
}

impl Collector for Groups {
    type Fruit = FxHashMap<i64, Group>;
    type Child = SegmentGroups;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentGroups> {
        let columns = segment.fast_fields();
        Ok(SegmentGroups {
            key: columns.i64("key")?,
            day: columns.i64("day")?,
            first: columns.i64("first")?,
            upto: self.upto,
            sort: self.sort,
            groups: FxHashMap::default(),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.sort == Sort::Relevance
    }

    fn merge_fruits(&self, segments: Vec<FxHashMap<i64, Group>>) -> tantivy::Result<FxHashMap<i64, Group>> {
        let mut whole = FxHashMap::default();
        for (key, group) in segments.into_iter().flatten() {
            unite(&mut whole, key, group);
        }
        Ok(whole)
    }
}

impl SegmentCollector for SegmentGroups {
    type Fruit = FxHashMap<i64, Group>;

    fn collect(&mut self, doc: DocId, score: Score) {
        let key = self.key.first(doc).unwrap_or_default();
        if key <= self.upto
            && let Some(first) = self.first.first(doc)
        {
            let group = Group {
                count: 1,
                oldest: key,
                best: Place::new(self.sort, score, self.day.first(doc), key).first,
            };
            unite(&mut self.groups, first, group);
        }
    }

    fn harvest(self) -> FxHashMap<i64, Group> {
        self.groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_any_order_are_counted_once() {
        let (mut some, mut others) = (Keys::default(), Keys::default());
        for key in [1, 2, 4096, 1, i64::MAX, -5, 2, 4095, 70_000] {
            some.insert(key);
        }
        for key in [2, 3, -5, 8000] {
            others.insert(key);
        }
        assert_eq!((some.len(), others.len()), (7, 4));
        some.unite(others);
        assert_eq!(some.len(), 9);
    }
}
