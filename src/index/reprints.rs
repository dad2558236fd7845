//! Claims that repeat each other as one hit: how many such groups a result has, and what stands in some of them.

use std::cmp::Reverse;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::Sort;
use super::batch::{Batch, Scope};
use super::best::Place;
use super::bonus::{Bonuses, SegmentBonuses};
use super::columns::Columns;

/// A set of row keys that knows which of them came more than once. Rows are numbered from 1 on, so that their pages make a short
/// list; other keys stand by themselves.
#[derive(Default)]
pub(super) struct Keys {
    pages: Vec<Option<Box<Page>>>,
    others: FxHashMap<u64, bool>,
}

/// Bits for each of 4,096 keys.
struct Page {
    met: [u64; 64],
    again: [u64; 64],
}

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
                same.iter().for_each(|key| self.meet(*key, false));
                continue;
            }
            let page = self.page(number as usize);
            for key in same {
                let (word, bit) = ((key >> 6 & 63) as usize, 1 << (key & 63));
                page.again[word] |= page.met[word] & bit;
                page.met[word] |= bit;
            }
        }
    }

    /// Adds a key that stands by itself.
    fn meet(&mut self, key: u64, again: bool) {
        let known = self.others.entry(key);
        known.and_modify(|known| *known = true).or_insert(again);
    }

    /// True for a key that came more than once.
    pub fn repeats(&self, key: u64) -> bool {
        match self.pages.get((key >> 12) as usize) {
            Some(Some(page)) => page.again[(key >> 6 & 63) as usize] >> (key & 63) & 1 == 1,
            _ => self.others.get(&key).copied().unwrap_or_default(),
        }
    }

    fn page(&mut self, number: usize) -> &mut Page {
        if number >= self.pages.len() {
            self.pages.resize_with(number + 1, || None);
        }
        self.pages[number].get_or_insert_with(|| {
            Box::new(Page {
                met: [0; 64],
                again: [0; 64],
            })
        })
    }

    pub fn unite(&mut self, other: Keys) {
        for (number, theirs) in other.pages.into_iter().enumerate() {
            let Some(theirs) = theirs else { continue };
            let mine = self.page(number);
            for word in 0..mine.met.len() {
                mine.again[word] |= theirs.again[word] | mine.met[word] & theirs.met[word];
                mine.met[word] |= theirs.met[word];
            }
        }
        other.others.into_iter().for_each(|(key, again)| self.meet(key, again));
    }

    pub fn len(&self) -> usize {
        let words = self.pages.iter().flatten().flat_map(|page| page.met);
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
        let repeated = |keys: &Keys| {
            let all = [1, 2, 3, 4095, 4096, 8000, 70_000, 1 << 40, u64::MAX];
            all.into_iter().filter(|key| keys.repeats(*key)).collect::<Vec<u64>>()
        };
        assert_eq!((repeated(&some), repeated(&others)), (vec![1, 2], vec![]));
        some.unite(others);
        assert_eq!((some.len(), repeated(&some)), (9, vec![1, 2, 1 << 40]));
    }
}
