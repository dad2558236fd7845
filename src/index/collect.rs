//! One pass over the matches: the best of them, their number with and without reprints, and the facets of them all.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::Sort;
use super::batch::{Batch, Scope, SegmentScope};
use super::best::{Best, Place, Rank};
use super::bonus::{Bonuses, SegmentBonuses};
use super::reprints::Keys;

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
            key: columns.u64("key")?,
            day: columns.i64("day")?,
            first: self.collapse.then(|| columns.u64("first")).transpose()?,
            groups: Keys::default(),
            scope: self.scope.in_segment(segment)?,
            bonuses: match self.requires_scoring() {
                true => self.bonuses.in_segment(segment)?,
                false => SegmentBonuses::default(),
            },
            best: Best::new(self.sort, self.top, self.collapse),
            total: 0,
            batch: Batch::default(),
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
    key: Column<u64>,
    day: Column<i64>,
    /// The claim that each repeats, where reprints are one.
    first: Option<Column<u64>>,
    groups: Keys,
    scope: SegmentScope,
    bonuses: SegmentBonuses,
    best: Best,
    total: usize,
    batch: Batch,
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
    /// Takes in what was gathered.
    fn flush(&mut self) {
        let batch = &mut self.batch;
        self.scope.keep(batch);
        self.total += batch.docs.len();
        for (counts, column) in self.counts.iter_mut().flatten() {
            // One value a claim, or none.
            for ord in batch.values(column.ords()).iter().flatten() {
                counts[*ord as usize] += 1;
            }
        }
        if let Some(days) = &mut self.days {
            for doc in &batch.docs {
                self.day.first(*doc).into_iter().for_each(|day| days.add(day));
            }
        }
        let groups: &[Option<u64>] = match &self.first {
            Some(first) => batch.values(first),
            None => &[],
        };
        for group in groups.iter().flatten() {
            self.groups.insert(*group);
        }
        for (doc, score) in batch.docs.iter().zip(&batch.scores) {
            if self.best.is_hopeless(*score + self.bonuses.most) {
                continue;
            }
            let score = *score + self.bonuses.of(*doc);
            if self.best.is_hopeless(score) {
                continue;
            }
            let key = self.key.first(*doc).unwrap_or_default();
            let group = self.first.as_ref().and_then(|first| first.first(*doc)).unwrap_or(key);
            self.best.offer(Rank {
                place: Place::new(self.sort, score, self.day.first(*doc), key),
                group,
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
        let mut harvest = Harvest {
            total: self.total,
            groups: self.first.is_some().then_some(self.groups),
            days: self.days.map(Days::counts).unwrap_or_default(),
            ..Harvest::default()
        };
        harvest.top = self.best.into_ranks();
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
