//! Signs for a relation and against it, each with its weight: where no single one decides, their sum does.

use super::Pair;
use super::align::{best, coverage, heavy, opposite};
use super::figure::{other_states, other_times, part_allows, same_thing};
use super::recount;
use super::scope::{other_acts, scope_allows};
use super::supersedes::may_share_unit;
use crate::relate::content::{Clause, Kind, Term};
use crate::relate::date::{Day, Sense};
use crate::relate::facts::Facts;
use crate::relate::tally::Tally;

/// A sign: what it is, how far it is there, and what it weighs where it is fully there. Weights are log odds.
#[derive(Clone, Copy, Debug)]
pub struct Sign {
    /// What it is, in a few words.
    pub name: &'static str,
    /// 0 where it is not there, 1 where it is; more for what can be counted.
    pub there: f32,
    /// Positive for a sign that speaks for the relation.
    pub weight: f32,
}

/// A sign that is there or not.
pub(super) fn sign(name: &'static str, there: bool, weight: f32) -> Sign {
    amount(name, f32::from(u8::from(there)), weight)
}

/// A sign that can be there in part, or several times.
pub(super) fn amount(name: &'static str, there: f32, weight: f32) -> Sign {
    Sign { name, there, weight }
}

/// What the signs weigh together.
pub(super) fn weigh(signs: &[Sign]) -> f32 {
    signs.iter().map(|sign| sign.there * sign.weight).sum()
}

/// The signs that weigh most, for explanations.
pub(super) fn heaviest(signs: &[Sign]) -> String {
    const SHOWN: usize = 4;
    let mut there: Vec<(&str, f32)> = signs.iter().map(|sign| (sign.name, sign.there * sign.weight)).collect();
    there.retain(|(_, weight)| *weight != 0.0);
    there.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let told: Vec<String> = there
        .iter()
        .take(SHOWN)
        .map(|(name, weight)| format!("{name} {weight:+.1}"))
        .collect();
    told.join(", ")
}

/// Two figures that exclude each other and may be of one thing, as the two claims have them.
pub(super) struct Figures<'a> {
    /// What the claim that was told first gives.
    pub old: &'a Tally,
    /// What the one that was told last gives.
    pub new: &'a Tally,
}

impl<'a> Figures<'a> {
    /// Of all such figures of two claims, the most alike in what they count and in size.
    pub fn of(pair: &'a Pair) -> Option<Figures<'a>> {
        Figures::nearest(pair, |figures| figures.old.excludes(figures.new))
    }

    /// The same for one voice, which gives its own figure anew also where the old one left room for it: *240* after *au moins 180*.
    pub fn of_one_voice(pair: &'a Pair) -> Option<Figures<'a>> {
        Figures::nearest(pair, |figures| {
            let (old, new) = (figures.old, figures.new);
            old.excludes(new) || (figures.of_one_noun() >= 0.0 && is_given_anew(old, new))
        })
    }

    fn nearest(pair: &'a Pair, differ: impl Fn(&Figures) -> bool) -> Option<Figures<'a>> {
        let (earlier, later) = (pair.earlier(), pair.later());
        let pairs = earlier
            .tallies
            .iter()
            .flat_map(|old| later.tallies.iter().map(move |new| Figures { old, new }));
        let counts = |figures: &Figures| !(is_reading(earlier, figures.old) || is_reading(later, figures.new));
        let fit = pairs
            .filter(|figures| figures.may_be_one() && differ(figures))
            .filter(counts);
        fit.map(|figures| (figures.likeness(), figures))
            .reduce(|best, next| if next.0 > best.0 { next } else { best })
            .map(|(_, figures)| figures)
    }

    /// True where the units allow it: they are the same, or one leaves out what it counts.
    fn may_be_one(&self) -> bool {
        /// Natural logarithm of how many times the smaller the larger may be.
        const MOST: f32 = 3.2;
        let bare = |tally: &Tally| tally.figure.unit.is_none() && is_bare(tally);
        let (old, new) = (self.old, self.new);
        (may_share_unit(old, new) || bare(old) || bare(new)) && (self.is_none() || self.apart() <= MOST)
    }

    /// True where one of them is zero.
    pub fn is_none(&self) -> bool {
        self.old.figure.high == 0.0 || self.new.figure.high == 0.0
    }

    /// True where neither has a unit.
    pub fn are_counts(&self) -> bool {
        self.old.figure.unit.is_none() && self.new.figure.unit.is_none()
    }

    /// Natural logarithm of how many times the smaller the larger is.
    pub fn apart(&self) -> f32 {
        self.growth().abs()
    }

    /// Natural logarithm of how many times the old one the new one is; 4 at most, for what cannot be told too.
    pub fn growth(&self) -> f32 {
        let value = |tally: &Tally| {
            if tally.figure.low > 0.0 {
                tally.figure.low
            } else {
                tally.figure.high
            }
        };
        let ratio = value(self.new) / value(self.old);
        if ratio.is_finite() && ratio > 0.0 {
            (ratio.ln() as f32).clamp(-4.0, 4.0)
        } else {
            4.0
        }
    }

    /// How far they count the same, from -1 to 2: of one noun, of nouns of one class, or of two.
    pub fn of_one_noun(&self) -> f32 {
        let (old, new) = (self.old, self.new);
        match (&old.head, &new.head) {
            (Some(x), Some(y)) if x == y => 2.0,
            (Some(_), Some(_))
                if old.classes.iter().any(|class| new.classes.contains(class)) || old.senses.meet(&new.senses) =>
            {
                1.0
            }
            (Some(_), Some(_)) => -1.0,
            (None, None) => 0.5,
            _ => 0.0,
        }
    }

    /// How far they measure the same, from -1 to 2.
    pub fn of_one_measure(&self) -> f32 {
        match (&self.old.figure.measure, &self.new.figure.measure) {
            (Some(x), Some(y)) if x == y => 2.0,
            (Some(x), Some(y)) if x.contains(&**y) || y.contains(&**x) => 1.0,
            (Some(_), Some(_)) => -1.0,
            (None, None) => 0.5,
            _ => 0.0,
        }
    }

    /// True where each names other people than the other: *sept gendarmes*, *quatre manifestants*.
    pub fn of_others(&self) -> bool {
        let named = |tally: &Tally| tally.person && !(tally.anybody || tally.generic);
        self.of_one_noun() < 0.0 && named(self.old) && named(self.new)
    }

    fn likeness(&self) -> f32 {
        let (old, new) = (self.old, self.new);
        let shared = old.narrowed.iter().filter(|word| new.narrowed.contains(word)).count() as f32;
        let own = (old.narrowed.len() + new.narrowed.len()) as f32 - 2.0 * shared;
        let unit = f32::from(u8::from(old.figure.unit == new.figure.unit));
        self.of_one_noun() + self.of_one_measure() + unit + 0.3 * (shared - own) - 0.2 * self.apart()
    }

    /// True where each is the only figure of its unit in its claim.
    pub fn are_alone(&self, pair: &Pair) -> bool {
        let like = |facts: &Facts, tally: &Tally| {
            let alike = |other: &&Tally| other.figure.unit == tally.figure.unit;
            facts.tallies.iter().filter(alike).count()
        };
        like(pair.earlier(), self.old) == 1 && like(pair.later(), self.new) == 1
    }
}

/// True for a figure above what was said to be the least, outside what was said to be about it, or for another limit.
fn is_given_anew(old: &Tally, new: &Tally) -> bool {
    /// Share by which two figures differ at least.
    const APART: f64 = 0.04;
    let (old, new) = (&old.figure, &new.figure);
    let apart = |low: f64, high: f64| low > 0.0 && (high - low) / high > APART;
    let least = old.low > 0.0 && old.high.is_infinite() && apart(old.low, new.low);
    let about = old.low < old.high && old.low > 0.0 && (apart(old.high, new.low) || apart(new.high, old.low));
    let limit = old.low == 0.0 && new.low == 0.0 && old.high > 0.0 && new.high > 0.0;
    let limits = limit && (apart(old.high, new.high) || apart(new.high, old.high));
    least || about || limits
}

/// *Roulait à 78*: a bare number that counts nothing.
fn is_reading(facts: &Facts, tally: &Tally) -> bool {
    let before = facts.words.split_once(&tally.words).map_or("", |(before, _)| before);
    tally.figure.unit.is_none() && is_bare(tally) && before.trim_end().ends_with(" à")
}

fn is_bare(tally: &Tally) -> bool {
    tally.head.is_none() && tally.figure.measure.is_none()
}

/// The weight of the words that two claims share, as the one that tells more of them has it.
pub(super) fn shared(earlier: &Facts, later: &Facts) -> f32 {
    let (said, answer) = (&earlier.content.terms, &later.content.terms);
    let (_, one) = coverage(heavy(said.iter()), answer.iter());
    let (_, back) = coverage(heavy(answer.iter()), said.iter());
    one.max(back)
}

/// How many words of a kind both have, so many at most.
pub(super) fn in_common(pair: &Pair, kind: Kind, most: usize) -> f32 {
    let (earlier, later) = (pair.earlier(), pair.later());
    let met = |term: &&Term| term.kind == kind && best(term, later.content.terms.iter()).0 > 0.0;
    let terms = heavy(earlier.content.terms.iter()).filter(met);
    terms.take(most).count() as f32
}

/// True where a word of the one excludes a word of the other.
pub(super) fn opposes(pair: &Pair) -> bool {
    let (said, answer) = (&pair.earlier().content.terms, &pair.later().content.terms);
    said.iter().any(|s| answer.iter().any(|t| opposite(pair.data, s, t)))
}

/// True where each names a day on which something was or will be, and no two of them are the same.
pub(super) fn other_day(earlier: &Facts, later: &Facts) -> bool {
    on(earlier).any(|day| on(later).any(|other| day.last < other.first || other.last < day.first))
}

/// True where a claim tells of what is ahead.
pub(super) fn is_ahead(facts: &Facts) -> bool {
    facts.content.clauses.iter().any(|clause| clause.future)
}

/// True where figure `x` of the first claim and `y` of the second are of other people, states, times or parts.
pub(super) fn are_apart(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let counts = x.figure.unit.is_none() && y.figure.unit.is_none();
    other_states(pair, x, y).is_err()
        || other_times(pair, x, y).is_err()
        || of_other_people(x, y)
        || are_other_shares(pair, x, y)
        || !(part_allows(pair, x, y) && scope_allows(pair, x, y))
        || (counts && recount::apart(pair, x, y))
}

/// True where either figure says whose people it counts, and not the same.
pub(super) fn of_other_people(x: &Tally, y: &Tally) -> bool {
    matches!(same_thing(x, y), Err("one does not say whose" | "other side's people"))
}

/// True for shares, figure `x` of the first claim and `y` of the second, of those who do something else.
pub(super) fn are_other_shares(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    x.figure.unit.as_deref() == Some("%") && other_acts(pair.a, x, pair.b, y)
}

/// True where both give one figure.
pub(super) fn same_figure(pair: &Pair) -> bool {
    let same = |x: &Tally, y: &Tally| {
        let (f, g) = (&x.figure, &y.figure);
        let one_thing = f.measure == g.measure || (x.head.is_some() && x.head == y.head);
        one_thing && f.low == g.low && f.high == g.high && f.unit == g.unit
    };
    pair.a.tallies.iter().any(|x| pair.b.tallies.iter().any(|y| same(x, y)))
}

/// The days on which a claim says that something was or will be.
pub(super) fn on(facts: &Facts) -> impl Iterator<Item = &Day> {
    facts.days.iter().filter(|day| day.sense == Sense::On)
}

/// True where both name days, and no two exclude each other.
pub(super) fn days_meet(earlier: &Facts, later: &Facts) -> bool {
    !earlier.days.is_empty() && !later.days.is_empty() && !other_day(earlier, later)
}

/// True where a claim tells of more than what is ahead or wished.
pub(super) fn is_real(facts: &Facts) -> bool {
    let mut clauses = facts.content.clauses.iter();
    clauses.any(|clause| !clause.unreal && !clause.future)
}

/// True where both give the hour, and no two hours are the same.
pub(super) fn other_hours(earlier: &Facts, later: &Facts) -> bool {
    let same = |(hour, _): &(u16, String)| later.times.iter().any(|(other, _)| other == hour);
    !earlier.times.is_empty() && !later.times.is_empty() && !earlier.times.iter().any(same)
}

/// The clauses of what a claim says first of all.
pub(super) fn told(facts: &Facts) -> impl Iterator<Item = &Clause> {
    facts
        .content
        .clauses
        .iter()
        .filter(|clause| clause.finite && !clause.embedded)
}
