//! One pass over the matches: the best of them, their number with and without reprints, and the facets of them all.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::Sort;
use super::bonus::{Bonuses, SegmentBonuses};
use super::reprints::Keys;
use crate::model::Form;

/// How many claims of the whole result have which value, the most frequent first; months in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// Names of sources.
    pub source: Vec<(String, usize)>,
    /// Preferred names of speakers.
    pub speaker: Vec<(String, usize)>,
    /// Affiliations.
    pub side: Vec<(String, usize)>,
    /// Status.
    pub status: Vec<(String, usize)>,
    /// Forms.
    pub form: Vec<(String, usize)>,
    /// Months of publication, `2022-09`.
    pub month: Vec<(String, usize)>,
}

/// The columns that facets count, in the order of the fields above.
const COLUMNS: [&str; 5] = ["source_name", "speaker_name", "side_name", "status", "form"];

/// A match with its place among others; the greater is the better one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rank {
    pub place: Place,
    /// The claim whose words it repeats; itself where it repeats none or reprints stand alone.
    pub group: i64,
    pub score: f32,
}

/// A score that can be compared: sums of the same weights may differ in their last bits from segment to segment.
fn coarse(score: f32) -> i64 {
    // Rounds, as no score is negative; `round` is a call here.
    (f64::from(score) * 1024.0 + 0.5) as i64
}

/// Where a match stands in the order of a result; the greater is the better one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub first: i64,
    pub second: i64,
    pub key: i64,
}

impl Place {
    pub fn new(sort: Sort, score: f32, day: Option<i64>, key: i64) -> Place {
        let coarse = coarse(score);
        let newest = day.unwrap_or(i64::MIN);
        let (first, second) = match sort {
            Sort::Relevance => (coarse, newest),
            Sort::Newest => (newest, coarse),
            Sort::Oldest => (day.map_or(i64::MIN, |day| -day), coarse),
        };
        Place { first, second, key }
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        let order = |place: &Place| (place.first, place.second, Reverse(place.key));
        order(self).cmp(&order(other))
    }
}

impl PartialEq for Rank {
    fn eq(&self, other: &Self) -> bool {
        self.place == other.place
    }
}

impl Eq for Rank {}

impl PartialOrd for Rank {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rank {
    fn cmp(&self, other: &Self) -> Ordering {
        self.place.cmp(&other.place)
    }
}

/// The best of what was offered, one of each group.
struct Best {
    top: usize,
    ranks: BTreeSet<Rank>,
    /// The best of each group, where a group has more than one.
    groups: Option<FxHashMap<i64, Rank>>,
    /// The worst of them once they are as many as wanted.
    worst: Option<Rank>,
}

impl Best {
    fn new(top: usize, collapse: bool) -> Best {
        Best {
            top,
            ranks: BTreeSet::new(),
            groups: collapse.then(FxHashMap::default),
            worst: None,
        }
    }

    fn offer(&mut self, rank: Rank) {
        if self.top == 0 || self.worst.is_some_and(|worst| rank <= worst) {
            return;
        }
        if let Some(groups) = &mut self.groups {
            if let Some(known) = groups.get(&rank.group) {
                if *known >= rank {
                    return;
                }
                self.ranks.remove(known);
            }
            groups.insert(rank.group, rank);
        }
        self.ranks.insert(rank);
        if self.ranks.len() > self.top
            && let Some(out) = self.ranks.pop_first()
            && let Some(groups) = &mut self.groups
        {
            groups.remove(&out.group);
        }
        if self.ranks.len() == self.top {
            self.worst = self.ranks.first().copied();
        }
    }
}

/// Which documents of a result count.
#[derive(Clone, Copy)]
pub(super) struct Scope {
    /// Greatest key that counts; none where all do.
    pub upto: Option<i64>,
    /// True where the narrator's claims count.
    pub narrator: bool,
}

impl Scope {
    pub fn in_segment(self, segment: &SegmentReader) -> tantivy::Result<SegmentScope> {
        let columns = segment.fast_fields();
        let narrator = match columns.str("form")?.filter(|_| !self.narrator) {
            Some(forms) => {
                let ord = forms.dictionary().term_ord(Form::Narrator.as_str())?;
                ord.map(|ord| (forms.ords().clone(), ord))
            }
            None => None,
        };
        let keys = self.upto.map(|upto| columns.i64("key").map(|keys| (keys, upto)));
        Ok(SegmentScope {
            narrator,
            keys: keys.transpose()?,
        })
    }
}

/// A [`Scope`] within one segment.
pub(super) struct SegmentScope {
    /// Forms as numbers, and the narrator's.
    narrator: Option<(Column<u64>, u64)>,
    keys: Option<(Column<i64>, i64)>,
}

impl SegmentScope {
    pub fn counts(&self, doc: DocId) -> bool {
        let narrated = |(forms, narrator): &(Column<u64>, u64)| forms.first(doc) == Some(*narrator);
        let later = |(keys, upto): &(Column<i64>, i64)| keys.first(doc).is_none_or(|key| key > *upto);
        !self.narrator.as_ref().is_some_and(narrated) && !self.keys.as_ref().is_some_and(later)
    }

    fn is_everything(&self) -> bool {
        self.narrator.is_none() && self.keys.is_none()
    }
}

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
}

/// What one segment, then the whole index, gives.
#[derive(Default)]
pub(super) struct Harvest {
    /// The best, best first.
    pub top: Vec<Rank>,
    pub total: usize,
    groups: Option<Keys>,
    counts: [FxHashMap<String, usize>; COLUMNS.len()],
    days: FxHashMap<i64, usize>,
}

impl Harvest {
    /// Matches, of each group one.
    pub fn distinct(&self) -> usize {
        self.groups.as_ref().map_or(self.total, Keys::len)
    }

    pub fn facets(self) -> Facets {
        let [source, speaker, side, status, form] = self.counts.map(|counts| {
            let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
            counts.sort_unstable_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
            counts
        });
        let mut months: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
        for (day, count) in self.days {
            *months.entry(month(day)).or_default() += count;
        }
        Facets {
            source,
            speaker,
            side,
            status,
            form,
            month: months.into_iter().collect(),
        }
    }
}

/// The month of a day since 1970-01-01.
fn month(day: i64) -> String {
    let date = i32::try_from(day).ok().and_then(|days| {
        jiff::civil::date(1970, 1, 1)
            .checked_add(jiff::Span::new().try_days(days).ok()?)
            .ok()
    });
    date.map_or_else(String::new, |date| date.strftime("%Y-%m").to_string())
}

impl Collector for Collect<'_> {
    type Fruit = Harvest;
    type Child = SegmentCollect;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentCollect> {
        let columns = segment.fast_fields();
        let mut counts = Vec::new();
        if self.facets {
            for name in COLUMNS {
                let column = columns.str(name)?;
                counts.push(column.map(|column| (vec![0; column.num_terms()], column)));
            }
        }
        Ok(SegmentCollect {
            sort: self.sort,
            key: columns.i64("key")?,
            day: columns.i64("day")?,
            first: self.collapse.then(|| columns.i64("first")).transpose()?,
            groups: Keys::default(),
            scope: self.scope.in_segment(segment)?,
            bonuses: match self.requires_scoring() {
                true => self.bonuses.in_segment(segment)?,
                false => SegmentBonuses::default(),
            },
            best: Best::new(self.top, self.collapse),
            total: 0,
            counts,
            days: self.facets.then(Days::default),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.top > 0 && self.sort == Sort::Relevance
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<Harvest>>) -> tantivy::Result<Harvest> {
        let mut whole = Harvest {
            groups: self.collapse.then(Keys::default),
            ..Harvest::default()
        };
        for segment in segments {
            let segment = segment?;
            whole.total += segment.total;
            whole.top.extend(segment.top);
            if let (Some(all), Some(groups)) = (&mut whole.groups, segment.groups) {
                all.unite(groups);
            }
            for (sum, counts) in whole.counts.iter_mut().zip(segment.counts) {
                for (value, count) in counts {
                    *sum.entry(value).or_default() += count;
                }
            }
            for (day, count) in segment.days {
                *whole.days.entry(day).or_default() += count;
            }
        }
        whole.top.sort_unstable_by(|a, b| b.cmp(a));
        let mut seen = FxHashSet::default();
        whole.top.retain(|rank| seen.insert(rank.group));
        whole.top.truncate(self.top);
        Ok(whole)
    }
}

pub(super) struct SegmentCollect {
    sort: Sort,
    key: Column<i64>,
    day: Column<i64>,
    /// The claim that each repeats, where reprints are one.
    first: Option<Column<i64>>,
    groups: Keys,
    scope: SegmentScope,
    bonuses: SegmentBonuses,
    best: Best,
    total: usize,
    /// A count for each value of a column.
    counts: Vec<Option<(Vec<usize>, StrColumn)>>,
    days: Option<Days>,
}

/// Claims by day of publication. Claims of a day stand together, so that most are like the one before.
#[derive(Default)]
struct Days {
    counts: FxHashMap<i64, usize>,
    day: i64,
    count: usize,
}

impl Days {
    fn add(&mut self, day: i64) {
        if day != self.day {
            self.turn();
            self.day = day;
        }
        self.count += 1;
    }

    fn turn(&mut self) {
        if self.count > 0 {
            *self.counts.entry(self.day).or_default() += std::mem::take(&mut self.count);
        }
    }

    fn counts(mut self) -> FxHashMap<i64, usize> {
        self.turn();
        self.counts
    }
}

impl SegmentCollect {
    /// True where a match with this score is worse than all that are kept, whatever its day; most matches are.
    fn is_hopeless(&self, score: f32) -> bool {
        let worst = self.best.worst.filter(|_| self.sort == Sort::Relevance);
        self.best.top == 0 || worst.is_some_and(|worst| coarse(score) < worst.place.first)
    }
}

impl SegmentCollect {
    fn count_facets(&mut self, doc: DocId) {
        for (counts, column) in self.counts.iter_mut().flatten() {
            // One value a claim, or none.
            let ord = column.ords().first(doc);
            if let Some(count) = ord.and_then(|ord| counts.get_mut(ord as usize)) {
                *count += 1;
            }
        }
        if let Some((days, day)) = self.days.as_mut().zip(self.day.first(doc)) {
            days.add(day);
        }
    }
}

impl SegmentCollector for SegmentCollect {
    type Fruit = tantivy::Result<Harvest>;

    fn collect(&mut self, doc: DocId, score: Score) {
        if !self.scope.counts(doc) {
            return;
        }
        self.total += 1;
        // Every claim has one.
        let group = self.first.as_ref().map(|first| first.first(doc).unwrap_or_default());
        if let Some(group) = group {
            self.groups.insert(group);
        }
        if self.days.is_some() {
            self.count_facets(doc);
        }
        if self.is_hopeless(score + self.bonuses.most) {
            return;
        }
        let score = score + self.bonuses.of(doc);
        if self.is_hopeless(score) {
            return;
        }
        let key = self.key.first(doc).unwrap_or_default();
        self.best.offer(Rank {
            place: Place::new(self.sort, score, self.day.first(doc), key),
            group: group.unwrap_or(key),
            score,
        });
    }

    fn collect_block(&mut self, docs: &[DocId]) {
        let counts_only = self.best.top == 0 && self.days.is_none() && self.first.is_none();
        if counts_only && self.scope.is_everything() {
            self.total += docs.len();
        } else {
            docs.iter().for_each(|doc| self.collect(*doc, 0.0));
        }
    }

    fn harvest(self) -> tantivy::Result<Harvest> {
        let mut harvest = Harvest {
            total: self.total,
            groups: self.first.is_some().then_some(self.groups),
            days: self.days.map(Days::counts).unwrap_or_default(),
            ..Harvest::default()
        };
        harvest.top = self.best.ranks.into_iter().collect();
        for (sum, column) in harvest.counts.iter_mut().zip(self.counts) {
            let Some((counts, column)) = column else { continue };
            let there: Vec<u64> = (0..counts.len() as u64)
                .filter(|ord| counts[*ord as usize] > 0)
                .collect();
            let mut numbers = counts.into_iter().filter(|count| *count > 0);
            // In one go: one value alone costs a block of the dictionary.
            column.dictionary().sorted_ords_to_term_cb(&there, |value| {
                let count = numbers.next().unwrap_or_default();
                sum.insert(String::from_utf8_lossy(value).into_owned(), count);
            })?;
        }
        Ok(harvest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_are_one_of_each_group() {
        let rank = |first, key, group| Rank {
            place: Place { first, second: 0, key },
            group,
            score: 0.0,
        };
        let mut best = Best::new(2, true);
        for (first, key, group) in [(1, 1, 1), (5, 2, 1), (3, 3, 3), (4, 4, 3), (2, 5, 5), (9, 6, 5)] {
            best.offer(rank(first, key, group));
        }
        let keys: Vec<i64> = best.ranks.iter().rev().map(|rank| rank.place.key).collect();
        assert_eq!(keys, [6, 2]);
    }
}
