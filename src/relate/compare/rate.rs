//! Rates that a whole has only one of: *la participation atteint 71 %* against *48 % des inscrits ont voté*.

use super::figure::elsewhere;
use super::{Outcome, Pair, conflict, days_between};
use crate::lexicon::relation::Relations;
use crate::model::{ConflictType, Stance};
use crate::relate::content::{Kind, Term};
use crate::relate::facts::Facts;

/// Days apart after which the rate may be another one.
const WINDOW: i32 = 20;
/// Points of a percentage that two rates must lie apart.
const APART: f64 = 1.5;

/// The one rate of a claim.
struct Rate<'f> {
    /// Which one: `turnout`.
    name: &'static str,
    low: f64,
    high: f64,
    words: &'f str,
    /// How far another one must lie from it.
    apart: f64,
}

pub(super) fn compare(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    let read = |facts| rate(pair.data, facts).or_else(|| value(pair.data, facts));
    let (Some(x), Some(y)) = (read(a), read(b)) else {
        return Err("they do not both give one rate".to_owned());
    };
    if x.name != y.name {
        return Err("they give other rates".to_owned());
    }
    let idle = |f: &Facts| !f.asserts() || f.voice.stance == Stance::Promise || f.recalled;
    if [a, b].iter().any(|f| idle(f)) || pair.same_side() || elsewhere(a, b) {
        return Err("they belong to other times".to_owned());
    }
    let dated = matches!((a.event_day, b.event_day), (Some(s), Some(t)) if s != t);
    let late = matches!((a.published, b.published), (Some(s), Some(t)) if days_between(s, t) > WINDOW);
    // *30 % à midi* is not yet the end.
    if dated || late || a.times.is_empty() != b.times.is_empty() {
        return Err("other days".to_owned());
    }
    let lie_apart = |x: &Rate, y: &Rate| x.high + x.apart < y.low;
    if !(lie_apart(&x, &y) || lie_apart(&y, &x)) {
        return Err(format!("\"{}\" and \"{}\" are compatible", x.words, y.words));
    }
    let explanation = format!(
        "For the {}, one says \"{}\" and the other \"{}\".",
        x.name, x.words, y.words
    );
    Ok(conflict(ConflictType::Figure, "rate", 0.85, explanation))
}

/// The rate of a claim whose only share it is, of nothing narrower than the whole.
fn rate<'f>(data: &'static Relations, facts: &'f Facts) -> Option<Rate<'f>> {
    let mut shares = facts
        .tallies
        .iter()
        .filter(|tally| tally.figure.measure.as_deref() == Some("share"));
    let share = shares.next().filter(|_| shares.next().is_none())?;
    let listed = |list: &str, term: &Term| term.forms.iter().any(|form| data.is(list, form));
    let terms = &facts.content.terms;
    if terms
        .iter()
        .any(|term| listed("ballots", term) && !listed("rate turnout", term) || listed("polls", term))
    {
        return None;
    }
    let mut names = terms
        .iter()
        .flat_map(|term| term.forms.iter().flat_map(|form| data.listings("rate", form)));
    let name = names.next().filter(|name| names.all(|other| other == *name))?;
    let whole = format!("rate {name}");
    let narrower = |term: &Term| {
        let told = matches!(term.kind, Kind::Noun | Kind::Name) && term.weight > 0.5 && term.country.is_none();
        let figure = share.figure.span;
        let counted = term.span.start < figure.end
            && term.span.end + 4 > figure.start
            && !share
                .figure
                .population
                .as_deref()
                .is_some_and(|p| p.contains(&term.word));
        told && !counted && !listed(&whole, term) && !listed("whole", term)
    };
    let voted_for = matches!(name, "turnout") && [" pour ", " contre "].iter().any(|word| facts.words.contains(word));
    if voted_for || terms.iter().any(narrower) {
        return None;
    }
    let rest = terms.iter().any(|term| listed("complements", term));
    let (low, high) = (share.figure.low.max(0.0), share.figure.high.min(100.0));
    Some(Rate {
        name,
        low: if rest { 100.0 - high } else { low },
        high: if rest { 100.0 - low } else { high },
        words: &share.words,
        apart: APART,
    })
}

/// The one value on a scale of its own that a claim gives: *une magnitude de 5,1*.
fn value<'f>(data: &'static Relations, facts: &'f Facts) -> Option<Rate<'f>> {
    let [tally] = facts.tallies.as_slice() else {
        return None;
    };
    let scaled = tally.figure.unit.is_none() && tally.figure.high <= 20.0 && tally.figure.measure.is_none();
    let mut forms = facts.content.terms.iter().flat_map(|term| &term.forms);
    let name = forms
        .find_map(|form| data.listings("value", form).next())
        .filter(|_| scaled)?;
    Some(Rate {
        name,
        low: tally.figure.low,
        high: tally.figure.high,
        words: &tally.words,
        apart: 0.15,
    })
}
