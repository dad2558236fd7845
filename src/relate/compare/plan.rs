//! Another day for what one side plans or promises: *au plus tôt en avril* after *avant Noël*.

use super::Pair;
use super::align::{all, best, coverage, heavy, opposite, short, strangers};
use super::supersedes::{is_revision, one_person, one_voice};
use crate::model::Stance;
use crate::relate::content::{Kind, Term};
use crate::relate::date::{Day, Sense};
use crate::relate::facts::Facts;

/// The words of both claims where the later one, the first of the pair, plans for another day what the earlier one planned.
pub(super) fn moved(pair: &Pair) -> Option<String> {
    let (a, b) = (pair.a, pair.b);
    let (new, old) = (planned(a)?, planned(b)?);
    let meets = same_plan(pair).or_else(|| awaited(pair, &new).then_some(Meeting::Same))?;
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

/// The words of both claims where one voice names, later on, another day for what it had set for one: whatever words it has for the act, unless they
/// exclude each other, what acts or is done is the same.
pub(super) fn other_day(pair: &Pair) -> Option<String> {
    let (a, b) = (pair.a, pair.b);
    if !one_voice(pair) || pair.same_article() || a.published <= b.published || strangers(&a.named(), &b.named()) {
        return None;
    }
    let (new, old) = (day_ahead(a)?, day_ahead(b)?);
    (replaces(&new, &old, true) && acts_alike(pair)).then(|| {
        format!(
            "Later, the same voice names another day: \"{}\" where it said \"{}\" before.",
            short(&a.words),
            short(&b.words)
        )
    })
}

/// The only day that a claim names, still to come when it was told; *pas avant lundi* is after it.
fn day_ahead(facts: &Facts) -> Option<Day> {
    let [day] = facts.days.as_slice() else { return None };
    if day.first <= facts.published? || facts.recalled || facts.asks() {
        return None;
    }
    let sense = match (facts.negates(), day.sense) {
        (true, Sense::Before) => Sense::After,
        (true, _) => return None,
        (false, sense) => sense,
    };
    Some(Day { sense, ..day.clone() })
}

/// True where what acts, or what is to be, is the same, or what is done where one of the two has no noun for it; never where a verb of the one excludes
/// one of the other.
fn acts_alike(pair: &Pair) -> bool {
    let told = |facts: &'_ Facts, kind: Kind| -> Vec<Term> {
        let dated = |term: &Term| facts.days.iter().any(|day| day.span.overlaps(term.span));
        let wanted = |term: &&Term| term.kind == kind && !dated(term);
        heavy(facts.content.terms.iter()).filter(wanted).cloned().collect()
    };
    let (acts, others) = (told(pair.a, Kind::Verb), told(pair.b, Kind::Verb));
    if acts.iter().any(|s| others.iter().any(|t| opposite(pair.data, s, t))) {
        return false;
    }
    let (things, theirs) = (told(pair.a, Kind::Noun), told(pair.b, Kind::Noun));
    // *Promet une inauguration en mai*, *n'ouvrira pas avant juin*: one noun is the act.
    let alone = |nouns: &[Term], verbs: &[Term]| match nouns {
        [act] => !act.classes.is_empty() && best(act, verbs.iter()).0 >= 0.8,
        _ => false,
    };
    if (acts.is_empty() && alone(&things, &others)) || (others.is_empty() && alone(&theirs, &acts)) {
        return true;
    }
    let leads = |some: &[Term], others: &[Term]| some.first().is_some_and(|thing| best(thing, others.iter()).0 >= 0.8);
    let same_act = acts.iter().any(|act| best(act, others.iter()).0 >= 0.8);
    let unnamed = things.is_empty() || theirs.is_empty();
    leads(&things, &theirs) || leads(&theirs, &things) || (same_act && unnamed)
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

/// *Aucun avion ne se posera à Ansou avant le 24* after *les vols vers Ansou reprendront jeudi*: what waits is told by what will not be.
fn awaited(pair: &Pair, new: &Day) -> bool {
    let named = |facts: &Facts| -> Vec<Term> { facts.named().into_iter().cloned().collect() };
    let (_, names) = coverage(named(pair.a).iter(), named(pair.b).iter());
    new.sense == Sense::After && pair.a.negates() && names > 0.0 && pair.shared_topics() > 0
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
        let dated = |term: &Term| facts.days.iter().any(|day| day.span.overlaps(term.span));
        terms
            .filter(|term| (term.weight > 0.5 || !term.classes.is_empty()) && !dated(term))
            .cloned()
            .collect()
    };
    let (m, n) = (told(a), told(b));
    // *Table désormais sur décembre* leaves out what it plans.
    if is_revision(pair) && one_person(pair) && (m.is_empty() || n.is_empty()) {
        return Some(Meeting::Same);
    }
    let act = |term: &&Term| {
        term.kind == Kind::Verb || (term.kind == Kind::Noun && term.forms.len() > 1) || !term.classes.is_empty()
    };
    let alike = |term: &&Term| best(term, n.iter().filter(act)).0 >= 0.8;
    // An act that is told by a verb rather than a thing that it is done to.
    let done = || m.iter().filter(act).filter(|term| term.kind == Kind::Verb);
    let same = done().find(alike).or_else(|| m.iter().filter(act).find(alike));
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
    let nouns = |terms: &[Term]| -> Vec<Term> {
        let noun = |t: &&Term| t.kind == Kind::Noun;
        heavy(terms.iter()).filter(noun).cloned().collect()
    };
    let named = coverage(nouns(&m).iter(), nouns(&n).iter()).1;
    let y_all = nouns(&n);
    let (x, y) = (things(&m), things(&n));
    let (_, shared) = coverage(x.iter(), y.iter());
    let apart = !x.is_empty() && !y.is_empty() && shared < 0.7;
    let promised = |facts: &Facts| facts.voice.stance == Stance::Promise;
    if turned && named >= 0.7 {
        return Some(Meeting::Opposite);
    }
    // *L'ouverture de la piscine est reportée au 12* after *la piscine sera prête le 3*.
    let postponed = pair.data.class("postpone");
    let put_off = m
        .iter()
        .any(|term| term.classes.iter().any(|class| Some(*class) == postponed) || pair.is("prolonging", term));
    // *Son rassemblement est reporté* is of the one that its speaker called.
    let own = |term: &Term| term.own && best(term, y_all.iter()).0 >= 0.8;
    if put_off && (named >= 0.7 || all(a).into_iter().any(own)) {
        return Some(Meeting::Same);
    }
    // *Un rapport d'ici la fin du mois* names no act.
    let idle = |terms: &[Term]| !terms.iter().any(|term| term.kind == Kind::Verb);
    // *Trois mois plus tôt qu'annoncé* is told of what was announced.
    let announced = ["qu'annonc", "qu’annonc", "que prév"]
        .iter()
        .any(|words| a.words.contains(words));
    let apart = apart && !(announced && done().any(|term| alike(&term)));
    let alike = (same.is_some() && !apart) || ((idle(&m) || idle(&n)) && named >= 0.7);
    // *Ne sera remis qu'à la mi-juillet*: of one thing, told as later than was said.
    let only = is_revision(pair) || a.content.clauses.iter().any(|clause| clause.only);
    let alike = alike || (only && named >= 0.7 && !apart);
    let promise = promised(a) && promised(b) && is_revision(pair) && (same.is_some() || pair.shared_topics() > 0);
    (alike || promise).then_some(Meeting::Same)
}
