//! How a year ended in money: *un déficit de 4 millions* against *a gagné 2 millions*.

use super::align::{short, strangers};
use super::beside::clause_of;
use super::{Outcome, Pair, conflict, days_between};
use crate::fold::fold;
use crate::lexicon::relation::Relations;
use crate::model::{ConflictType, Stance};
use crate::relate::date::Sense;
use crate::relate::facts::Facts;

/// Days apart after which the result may be that of another year.
const WINDOW: i32 = 60;
/// The least sum that is a house's and not somebody's.
const HOUSE: f64 = 50_000.0;

pub(super) fn compare(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    let (Some((gain, sum)), Some((other, against))) = (result(pair.data, a), result(pair.data, b)) else {
        return Err("they do not both tell a gain or a loss".to_owned());
    };
    if gain == other || pair.same_side() {
        return Err("both tell a gain, or both a loss".to_owned());
    }
    let idle = |f: &Facts| !f.asserts() || f.voice.stance == Stance::Promise || f.recalled;
    let ahead = |f: &Facts| f.content.clauses.iter().any(|c| c.future);
    if [a, b].iter().any(|f| idle(f) || ahead(f)) || pair.days_apart() > WINDOW {
        return Err("they belong to other times".to_owned());
    }
    if !one_period(a, b) || strangers(&a.named(), &b.named()) {
        return Err("other years or other houses".to_owned());
    }
    let explanation = format!(
        "One tells a gain, the other a loss, \"{sum}\" and \"{against}\": \"{}\" against \"{}\".",
        short(&a.words),
        short(&b.words)
    );
    Ok(conflict(ConflictType::Figure, "balance", 0.8, explanation))
}

/// True for a gain, with the sum, where the claim tells one or the other of one sum.
fn result<'f>(data: &Relations, facts: &'f Facts) -> Option<(bool, &'f str)> {
    let mut sums = facts
        .tallies
        .iter()
        .filter(|tally| tally.figure.measure.as_deref() == Some("money") && tally.figure.high >= HOUSE);
    let sum = sums.next().filter(|_| sums.next().is_none())?;
    let word = |list: &str, word: &str| data.is(list, &fold(word)) || data.is(list, fold(word).trim_end_matches('s'));
    // *200 000 euros de subventions* are lost in another way.
    let of_it = |population: &str| {
        population
            .split(' ')
            .any(|part| word("gains", part) || word("losses", part))
    };
    if sum
        .figure
        .population
        .as_deref()
        .is_some_and(|population| !of_it(population))
    {
        return None;
    }
    let told = |list: &str| {
        let mut terms = facts.content.terms.iter();
        terms.any(|term| term.forms.iter().any(|form| data.is(list, form)))
    };
    let (gain, loss) = (told("gains"), told("losses"));
    let negated = clause_of(facts, sum).is_some_and(|clause| clause.negated);
    (gain != loss && !negated).then_some((gain, &*sum.words))
}

/// True where both speak of one stretch of time, or at least one of none.
fn one_period(a: &Facts, b: &Facts) -> bool {
    let on = |facts: &Facts| {
        let mut days = facts.days.iter().filter(|day| day.sense == Sense::On);
        days.next().map(|day| (day.first, day.last))
    };
    match (on(a), on(b)) {
        (Some((first, last)), Some((from, to))) => first <= to && from <= last,
        (None, None) => true,
        // A year that is named may be long over.
        (Some((_, last)), None) | (None, Some((_, last))) => {
            let told = a.published.max(b.published);
            told.is_none_or(|told| days_between(last, told) < 550)
        }
    }
}
