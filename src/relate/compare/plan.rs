//! Another day for what one side plans or promises: *au plus tôt en avril* after *avant Noël*.

use super::Pair;
use super::align::{best, coverage, heavy, opposite, short};
use super::supersedes::is_revision;
use crate::model::Stance;
use crate::relate::content::{Kind, Term};
use crate::relate::date::{Day, Sense};
use crate::relate::facts::Facts;

/// The words of both claims where the later one, the first of the pair, plans for another day what the earlier one planned.
pub(super) fn moved(pair: &Pair) -> Option<String> {
    let (a, b) = (pair.a, pair.b);
    let (new, old) = (planned(a)?, planned(b)?);
    let meets = same_plan(pair)?;
    let moved = match meets {
        Meeting::Same => replaces(&new, &old, is_revision(pair)),
        // *Restera ouvert jusqu'au 3* and *fermera le 10* name the same turn.
        Meeting::Opposite => (new.sense == Sense::Until) != (old.sense == Sense::Until) && turn(&new) != turn(&old),
    };
    moved.then(|| {
        format!(
            "Later, the same side says \"{}\" where it said \"{}\" before.",
            short(&a.words),
            short(&b.words)
        )
    })
}

/// True where both claims tell of one act, of nothing that differs.
pub(super) fn is_one(pair: &Pair) -> bool {
    matches!(same_plan(pair), Some(Meeting::Same))
}

enum Meeting {
    Same,
    Opposite,
}

/// The only day that a claim names, of something that was still to come when it was told.
fn planned(facts: &Facts) -> Option<Day> {
    let [day] = facts.days.as_slice() else { return None };
    let told = facts.published?;
    let past = facts.content.clauses.iter().filter(|c| c.finite).count() > 3;
    if day.last < told || past || facts.recalled || !facts.times.is_empty() || facts.asks() {
        return None;
    }
    if facts.negates() {
        // *Pas avant la rentrée* is after it.
        let after = Day {
            sense: Sense::After,
            ..day.clone()
        };
        return (day.sense == Sense::Before).then_some(after);
    }
    Some(day.clone())
}

/// The day on which what lasts comes to an end, or begins.
fn turn(day: &Day) -> jiff::civil::Date {
    if day.sense == Sense::Until { day.last } else { day.first }
}

/// True where the new day leaves nothing of the old one.
fn replaces(new: &Day, old: &Day, told: bool) -> bool {
    match (new.sense, old.sense) {
        (Sense::On | Sense::Since, Sense::On | Sense::Since) => new.first > old.last || new.last < old.first,
        (Sense::On | Sense::Since, Sense::Before) => new.first > old.first,
        (Sense::Before, Sense::On | Sense::Since) => new.last < old.first || (told && new.first > old.last),
        (Sense::Before, Sense::Before) | (Sense::Until, Sense::Until) => new.first != old.first,
        (Sense::After, Sense::On | Sense::Since | Sense::Before) => new.first > old.first,
        _ => false,
    }
}

/// Whether both claims plan one thing: an act of one kind, of nothing that differs.
fn same_plan(pair: &Pair) -> Option<Meeting> {
    let (a, b) = (pair.a, pair.b);
    let told = |facts: &'_ Facts| -> Vec<Term> {
        let terms = facts.content.clauses.iter().flat_map(|clause| facts.content.of(clause));
        terms
            .filter(|term| term.weight > 0.5 || !term.classes.is_empty())
            .cloned()
            .collect()
    };
    let (m, n) = (told(a), told(b));
    let act = |term: &&Term| {
        term.kind == Kind::Verb || (term.kind == Kind::Noun && term.forms.len() > 1) || !term.classes.is_empty()
    };
    let same = m
        .iter()
        .filter(act)
        .find(|term| best(term, n.iter().filter(act)).0 >= 0.8);
    let turned = m
        .iter()
        .filter(act)
        .any(|s| n.iter().filter(act).any(|t| opposite(pair.data, s, t)));
    let names = |terms: &[Term]| {
        terms
            .iter()
            .filter(|t| t.kind == Kind::Name)
            .cloned()
            .collect::<Vec<_>>()
    };
    let (p, q) = (names(&m), names(&n));
    if !p.is_empty() && !q.is_empty() && coverage(p.iter(), q.iter()).1 == 0.0 {
        return None;
    }
    let things = |terms: &[Term]| -> Vec<Term> {
        let thing = |t: &&Term| t.kind == Kind::Noun && Some(&t.stem) != same.map(|same| &same.stem);
        heavy(terms.iter()).filter(thing).cloned().collect()
    };
    let (x, y) = (things(&m), things(&n));
    let (_, shared) = coverage(x.iter(), y.iter());
    let apart = !x.is_empty() && !y.is_empty() && shared < 0.7;
    let promised = |facts: &Facts| facts.voice.stance == Stance::Promise;
    if turned && shared >= 0.7 {
        return Some(Meeting::Opposite);
    }
    let alike = same.is_some() && !apart;
    let promise = promised(a) && promised(b) && is_revision(pair) && (same.is_some() || pair.shared_topics() > 0);
    (alike || promise).then_some(Meeting::Same)
}
