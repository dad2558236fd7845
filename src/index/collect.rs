//! One pass over the matches: the best of them, their number, and the facets of them all.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::Sort;

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
    first: i64,
    second: i64,
    pub key: i64,
    pub score: f32,
}

/// A score that can be compared: sums of the same weights may differ in their last bits from segment to segment.
fn coarse(score: f32) -> i64 {
    // Rounds, as no score is negative; `round` is a call here.
    (f64::from(score) * 4096.0 + 0.5) as i64
}

impl Rank {
    fn new(sort: Sort, score: f32, day: Option<i64>, key: i64) -> Rank {
        let coarse = coarse(score);
        let newest = day.unwrap_or(i64::MIN);
        let (first, second) = match sort {
            Sort::Relevance => (coarse, newest),
            Sort::Newest => (newest, coarse),
            Sort::Oldest => (day.map_or(i64::MIN, |day| -day), coarse),
        };
        Rank {
            first,
            second,
            key,
            score,
        }
    }

    fn place(&self) -> (i64, i64, Reverse<i64>) {
        (self.first, self.second, Reverse(self.key))
    }
}

impl PartialEq for Rank {
    fn eq(&self, other: &Self) -> bool {
        self.place() == other.place()
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
        self.place().cmp(&other.place())
    }
}

/// What to collect.
pub(super) struct Collect {
    /// How many of the best to keep.
    pub top: usize,
    pub sort: Sort,
    pub facets: bool,
}

/// What one segment, then the whole index, gives.
#[derive(Default)]
pub(super) struct Harvest {
    /// The best, best first.
    pub top: Vec<Rank>,
    pub total: usize,
    counts: [FxHashMap<String, usize>; COLUMNS.len()],
    days: FxHashMap<i64, usize>,
}

impl Harvest {
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

impl Collector for Collect {
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
            top: self.top,
            sort: self.sort,
            key: columns.i64("key")?,
            day: columns.i64("day")?,
            best: BinaryHeap::new(),
            total: 0,
            counts,
            days: self.facets.then(FxHashMap::default),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.top > 0 && self.sort == Sort::Relevance
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<Harvest>>) -> tantivy::Result<Harvest> {
        let mut whole = Harvest::default();
        for segment in segments {
            let segment = segment?;
            whole.total += segment.total;
            whole.top.extend(segment.top);
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
        whole.top.truncate(self.top);
        Ok(whole)
    }
}

pub(super) struct SegmentCollect {
    top: usize,
    sort: Sort,
    key: Column<i64>,
    day: Column<i64>,
    best: BinaryHeap<Reverse<Rank>>,
    total: usize,
    /// A count for each value of a column.
    counts: Vec<Option<(Vec<usize>, StrColumn)>>,
    days: Option<FxHashMap<i64, usize>>,
}

impl SegmentCollect {
    /// True where a match with this score is worse than all that are kept, whatever its day; most matches are.
    fn is_hopeless(&self, score: f32) -> bool {
        let full = self.best.len() == self.top && self.sort == Sort::Relevance;
        full && self.best.peek().is_none_or(|worst| coarse(score) < worst.0.first)
    }
}

impl SegmentCollector for SegmentCollect {
    type Fruit = tantivy::Result<Harvest>;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.total += 1;
        if self.days.is_none() && self.is_hopeless(score) {
            return;
        }
        let day = self.day.first(doc);
        if let Some(days) = &mut self.days {
            for (counts, column) in self.counts.iter_mut().flatten() {
                // One value a claim, or none.
                let ord = column.ords().first(doc);
                if let Some(count) = ord.and_then(|ord| counts.get_mut(ord as usize)) {
                    *count += 1;
                }
            }
            if let Some(day) = day {
                *days.entry(day).or_default() += 1;
            }
        }
        if self.top == 0 {
            return;
        }
        let rank = Rank::new(self.sort, score, day, self.key.first(doc).unwrap_or_default());
        if self.best.len() < self.top {
            self.best.push(Reverse(rank));
        } else if let Some(mut worst) = self.best.peek_mut()
            && rank > worst.0
        {
            worst.0 = rank;
        }
    }

    fn collect_block(&mut self, docs: &[DocId]) {
        if self.top == 0 && self.days.is_none() {
            self.total += docs.len();
        } else {
            docs.iter().for_each(|doc| self.collect(*doc, 0.0));
        }
    }

    fn harvest(self) -> tantivy::Result<Harvest> {
        let mut harvest = Harvest {
            total: self.total,
            days: self.days.unwrap_or_default(),
            ..Harvest::default()
        };
        harvest.top = self.best.into_iter().map(|rank| rank.0).collect();
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
