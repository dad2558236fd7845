//! The best of many matches, one of each group of reprints.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::Sort;

/// A match with its place among others; the greater is the better one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rank {
    pub place: Place,
    /// The claim whose words it repeats; itself where it repeats none or reprints stand alone.
    pub group: u64,
    pub score: f32,
}

/// Steps of a score that can be told apart: sums of the same weights may differ in their last bits from segment to segment.
const STEPS: f64 = 1024.0;

fn coarse(score: f32) -> i64 {
    // Rounds, as no score is negative; `round` is a call here.
    (f64::from(score) * STEPS + 0.5) as i64
}

/// Where a match stands in the order of a result; the greater is the better one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub first: i64,
    pub second: i64,
    pub key: u64,
}

impl Place {
    pub fn new(sort: Sort, score: f32, day: Option<i64>, key: u64) -> Place {
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
pub(super) struct Best {
    top: usize,
    ranks: BTreeSet<Rank>,
    /// The best of each group, where a group has more than one.
    groups: Option<FxHashMap<u64, Rank>>,
    /// The worst of them once they are as many as wanted.
    worst: Option<Rank>,
    /// Scores below the first are worse than the worst, whatever the day; from the second on they are better.
    tie: (f64, f64),
    by_score: bool,
}

impl Best {
    /// The best `top` of matches that are better than `floor`.
    pub fn new(sort: Sort, top: usize, collapse: bool, floor: Option<Rank>) -> Best {
        let mut best = Best {
            top,
            ranks: BTreeSet::new(),
            groups: collapse.then(FxHashMap::default),
            worst: None,
            tie: match top {
                0 => (f64::INFINITY, f64::INFINITY),
                _ => (f64::NEG_INFINITY, f64::NEG_INFINITY),
            },
            by_score: sort == Sort::Relevance,
        };
        floor.into_iter().for_each(|floor| best.raise(floor));
        best
    }

    /// True where a match of this day that scores no more need not be offered.
    #[inline]
    pub fn is_hopeless(&self, score: f32, day: impl FnOnce() -> Option<i64>) -> bool {
        let score = f64::from(score);
        let older = |worst: Rank| day().unwrap_or(i64::MIN) < worst.place.second;
        score < self.tie.0 || score < self.tie.1 && self.worst.is_some_and(older)
    }

    /// What a match elsewhere must be better than to be among the best; none while these are too few.
    pub fn floor(&self) -> Option<Rank> {
        self.worst
    }

    /// The best, best first.
    pub fn into_ranks(self) -> Vec<Rank> {
        self.ranks.into_iter().rev().collect()
    }

    pub fn offer(&mut self, rank: Rank) {
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
        if self.ranks.len() == self.top
            && let Some(worst) = self.ranks.first()
        {
            self.raise(*worst);
        }
    }

    /// Sets what a match must be better than.
    fn raise(&mut self, worst: Rank) {
        self.worst = Some(worst);
        if self.by_score {
            let first = worst.place.first as f64;
            self.tie = ((first - 0.5) / STEPS, (first + 0.5) / STEPS);
        }
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
        let mut best = Best::new(Sort::Relevance, 2, true, None);
        for (first, key, group) in [(1, 1, 1), (5, 2, 1), (3, 3, 3), (4, 4, 3), (2, 5, 5), (9, 6, 5)] {
            best.offer(rank(first, key, group));
        }
        let keys: Vec<u64> = best.into_ranks().iter().map(|rank| rank.place.key).collect();
        assert_eq!(keys, [6, 2]);
    }
}
