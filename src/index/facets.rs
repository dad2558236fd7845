//! Facets: how many claims of a whole result have which value of a field.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::batch::Batch;
use super::columns::{Columns, FACETS, Facet};

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

/// Counts of one segment, by the numbers that its columns have for values.
pub(super) struct SegmentCounts {
    columns: Arc<Columns>,
    counts: [Tally; FACETS.len()],
    days: Days,
}

/// How often each of some numbers was met.
enum Tally {
    /// Few were met: they are kept as they are.
    Few { met: Vec<u32>, values: usize },
    /// A count for each.
    Counts(Vec<u32>),
}

impl Tally {
    fn new(values: usize) -> Tally {
        let met = Vec::new();
        Tally::Few { met, values }
    }

    fn add(&mut self, ords: &[Option<u64>]) {
        let ords = ords.iter().flatten();
        match self {
            Tally::Few { met, values } => {
                met.extend(ords.map(|ord| *ord as u32));
                if met.len() > *values / 8 {
                    let mut counts = vec![0; *values];
                    met.iter().for_each(|ord| counts[*ord as usize] += 1);
                    *self = Tally::Counts(counts);
                }
            }
            Tally::Counts(counts) => ords.for_each(|ord| counts[*ord as usize] += 1),
        }
    }

    /// The numbers met, ascending, and how often each was.
    fn counts(self) -> (Vec<u64>, Vec<usize>) {
        match self {
            Tally::Few { mut met, .. } => {
                met.sort_unstable();
                let runs = met.chunk_by(|a, b| a == b);
                runs.map(|run| (u64::from(run[0]), run.len())).unzip()
            }
            Tally::Counts(counts) => {
                let there = (0..).zip(counts).filter(|(_, count)| *count > 0);
                there.map(|(ord, count)| (ord, count as usize)).unzip()
            }
        }
    }
}

impl SegmentCounts {
    pub fn new(columns: Arc<Columns>) -> SegmentCounts {
        let values = |facet: &Option<Facet>| facet.as_ref().map_or(0, |facet| facet.column.num_terms());
        SegmentCounts {
            counts: std::array::from_fn(|at| Tally::new(values(&columns.facets[at]))),
            days: Days::default(),
            columns,
        }
    }

    pub fn add(&mut self, batch: &mut Batch) {
        for (counts, facet) in self.counts.iter_mut().zip(&self.columns.facets) {
            let Some(facet) = facet else { continue };
            // One value a claim, or none.
            counts.add(batch.values(facet.column.ords()));
        }
        let days = batch.days(&self.columns);
        let days = days.iter().take(batch.docs().len()).flatten();
        days.for_each(|day| self.days.add(*day));
    }

    /// The counts by the values themselves.
    pub fn named(self) -> tantivy::Result<Counts> {
        let mut named = Counts {
            days: self.days.counts(),
            ..Counts::default()
        };
        for ((sum, counts), facet) in named.values.iter_mut().zip(self.counts).zip(&self.columns.facets) {
            let Some(facet) = facet else { continue };
            let (there, counts) = counts.counts();
            *sum = facet.names(&there)?.into_iter().zip(counts).collect();
        }
        Ok(named)
    }
}

/// Counts by values, of a segment or of all.
#[derive(Default)]
pub(super) struct Counts {
    /// Those of one segment after those of another, each in the order of names.
    values: [Vec<(Arc<str>, usize)>; FACETS.len()],
    days: FxHashMap<i64, usize>,
}

impl Counts {
    pub fn unite(&mut self, other: Counts) {
        for (all, counts) in self.values.iter_mut().zip(other.values) {
            all.extend(counts);
        }
        for (day, count) in other.days {
            *self.days.entry(day).or_default() += count;
        }
    }

    pub fn facets(self) -> Facets {
        let [source, speaker, side, status, form] = self.values.map(|mut counts| {
            // Stable sorts take what stands in order as it is: rows of names here, names of one count below.
            counts.sort_by(|(a, _), (b, _)| a.cmp(b));
            counts.dedup_by(|(name, count), (before, sum)| {
                let same = name == before;
                *sum += if same { *count } else { 0 };
                same
            });
            counts.sort_by_key(|(_, count)| Reverse(*count));
            let counts = counts.into_iter();
            counts.map(|(name, count)| (name.to_string(), count)).collect()
        });
        let mut months: BTreeMap<(i16, i8), usize> = BTreeMap::new();
        for (day, count) in self.days {
            if let Some(month) = month(day) {
                *months.entry(month).or_default() += count;
            }
        }
        let months = months.into_iter();
        Facets {
            source,
            speaker,
            side,
            status,
            form,
            month: months
                .map(|((year, month), count)| (format!("{year:04}-{month:02}"), count))
                .collect(),
        }
    }
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

/// Year and month of a day since 1970-01-01; none for a day that no calendar has.
fn month(day: i64) -> Option<(i16, i8)> {
    let days = jiff::Span::new().try_days(day).ok()?;
    let date = jiff::civil::date(1970, 1, 1).checked_add(days).ok()?;
    Some((date.year(), date.month()))
}
