//! Another figure for the same question by whoever gave the first: *sept fissures* after *deux fissures*, *31 millions* after *14 millions*.

use super::align::{all, best, coverage, heavy};
use super::count::burnt;
use super::figure::elsewhere;
use super::supersedes::{is_revision, one_person, one_voice, same_event};
use super::{Pair, days_between};
use crate::lexicon::relation::Relations;
use crate::model::Stance;
use crate::relate::content::{Kind, Term};
use crate::relate::facts::Facts;
use crate::relate::tally::{Tally, kinds_of};

/// How many times the smaller the larger may be.
const MOST: f64 = 8.0;

/// True where the later claim gives for what the earlier one counted or measured another figure, and does not add to it.
pub(super) fn given_anew(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let (a, b) = (pair.a, pair.b);
    // What one authority counts, another one may only revise in so many words.
    let same = x.head.is_some() && x.head == y.head && x.narrowed == y.narrowed;
    let public = a.voice.both_public(&b.voice) && a.anew && same;
    if !(pair.one_side() || public) || x.grows() || y.grows() || x.limit != y.limit || x.figure.unit != y.figure.unit {
        return false;
    }
    let (low, high) = (x.figure.low.min(y.figure.low), x.figure.high.max(y.figure.high));
    // None at all is a promise for the most part, and its breach no revision.
    if !x.excludes(y) || low <= 0.0 || (high.is_finite() && high > low * MOST) {
        return false;
    }
    // *Depuis dimanche* is the same fire.
    if (a.since != b.since && !burnt(pair, x)) || elsewhere(a, b) || !same_event(a, b) || !(only(a, x) && only(b, y)) {
        return false;
    }
    if tells_of_before(a, b) {
        return false;
    }
    match x.figure.unit {
        None => same_count(pair, x, y),
        Some(_) => same_quantity(pair, x, y),
    }
}

/// True where those whom one voice said to be trapped are found dead: *trois corps ont été retrouvés*, after *trois hommes sont encore bloqués*.
pub(super) fn found_dead(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let (a, b) = (pair.a, pair.b);
    let is = |facts: &Facts, list: &str| facts.content.terms.iter().any(|term| pair.is(list, term));
    let dead = x.figure.measure.as_deref() == Some("killed") && is(a, "recovering");
    let awaited = is(b, "trapped") || y.figure.measure.as_deref() == Some("missing");
    let told = !a.negates() && !b.negates() && y.person && y.figure.measure.as_deref() != Some("killed");
    let within = x.figure.high <= y.figure.high && y.figure.unit.is_none() && x.figure.low > 0.0;
    let near = pair.days_apart() <= 30 && !elsewhere(a, b);
    one_voice(pair) && dead && awaited && told && within && near
}

/// True where the later claim tells of a day long before the earlier one was made: what was known then is no newer count.
pub(super) fn tells_of_before(later: &Facts, earlier: &Facts) -> bool {
    /// Days before the earlier claim that both may still speak of.
    const NEAR: i32 = 14;
    match (later.event_day, earlier.event_day, earlier.published) {
        (Some(day), None, Some(told)) => day < told && days_between(day, told) > NEAR,
        _ => false,
    }
}

/// True where no other figure of the claim counts or measures the like.
fn only(facts: &Facts, tally: &Tally) -> bool {
    let like = |other: &&Tally| match tally.figure.unit {
        Some(_) => other.figure.unit == tally.figure.unit,
        None => other.head.is_some() && other.head == tally.head,
    };
    facts.tallies.iter().filter(like).count() <= 1
}

/// True where both count the same things, of which they say nothing that differs.
fn same_count(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let (a, b) = (pair.a, pair.b);
    let same = x.head.is_some() && x.head == y.head;
    let kinds = kinds_of(pair.data, x);
    let like = same
        || x.classes.iter().any(|class| y.classes.contains(class))
        || kinds_of(pair.data, y).iter().any(|kind| kinds.contains(kind));
    let measured = x.figure.measure == y.figure.measure;
    let unmeasured = x.figure.measure.is_none() || y.figure.measure.is_none();
    if !like || !(measured || unmeasured) {
        return false;
    }
    let told = told_anew(pair);
    let within = |small: &Tally, large: &Tally| large.narrowed.iter().all(|word| small.narrowed.contains(word));
    let narrowed = within(x, y) || within(y, x);
    let (p, q) = (said_of(pair.data, a, x), said_of(pair.data, b, y));
    if x.anybody || y.anybody {
        // *540 personnes hébergées*: people are told apart by what was done with them alone.
        let names = |tally: &Tally, said: &[&Term], word: &String| {
            tally.narrowed.contains(word) || said.iter().any(|term| term.stem == *word)
        };
        let one = |tally: &Tally, other: &Tally, said: &[&Term]| {
            !tally.narrowed.is_empty() && tally.narrowed.iter().all(|word| names(other, said, word))
        };
        return same && measured && (one(x, y, &q) || one(y, x, &p));
    }
    let alike = p.iter().any(|term| best(term, q.iter().copied()).0 >= 0.8);
    if !measured && !alike {
        return false;
    }
    let open = p.is_empty() || q.is_empty();
    match (told, same) {
        (true, true) => narrowed || one_person(pair) || alike,
        (true, false) => narrowed && (alike || open && one_person(pair)),
        (false, true) => narrowed && (alike || (open && one_person(pair)) || (p.is_empty() && q.is_empty())),
        (false, false) => narrowed && alike,
    }
}

/// What is said of the things that are counted, beside that they were counted or found, and where.
pub(super) fn said_of<'f>(data: &Relations, facts: &'f Facts, tally: &Tally) -> Vec<&'f Term> {
    let counted = |term: &Term| tally.head.as_ref() == Some(&term.stem);
    let mut clauses = facts.content.clauses.iter();
    let Some(clause) = clauses.find(|clause| facts.content.of(clause).any(counted)) else {
        return Vec::new();
    };
    let verb = facts.content.verb_of(clause);
    let tells = |term: &&Term| {
        let kind = matches!(term.kind, Kind::Verb | Kind::Adjective) || Some(*term) == verb;
        let inside = matches!(term.outer, "" | "de") || term.kind == Kind::Verb;
        let counts = term.forms.iter().any(|form| data.is("counting", form));
        kind && inside && !counts && term.weight > 0.5
    };
    facts.content.of(clause).filter(tells).collect()
}

/// True where the later claim is told as one that takes the place of another.
fn told_anew(pair: &Pair) -> bool {
    let changes = ["rise", "fall"].map(|name| pair.data.class(name));
    let verb = |term: &&Term| term.kind == Kind::Verb;
    let mut verbs = pair.a.content.terms.iter().filter(verb);
    let remains = |term: &Term| term.forms.iter().any(|form| pair.data.is("left_over", form));
    is_revision(pair)
        || verbs.any(|term| remains(term) || term.classes.iter().any(|class| changes.contains(&Some(*class))))
}

/// True where both measure the same thing: a cost, an offer, a demand, or what shares its words.
fn same_quantity(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let (a, b) = (pair.a, pair.b);
    let share = matches!(x.figure.measure.as_deref(), Some("share" | "increase" | "decrease"));
    if x.figure.measure != y.figure.measure || (share && x.head != y.head) {
        return false;
    }
    let told = told_anew(pair);
    let costs = pair.data.class("cost");
    let cost = |facts: &Facts| {
        facts
            .content
            .terms
            .iter()
            .any(|t| t.classes.iter().any(|c| Some(*c) == costs))
    };
    let things = |facts: &'_ Facts| -> Vec<Term> {
        let of_cost = |t: &&Term| t.classes.iter().any(|c| Some(*c) == costs);
        let named =
            |t: &&Term| t.kind == Kind::Noun && !of_cost(t) && !t.forms.iter().any(|f| pair.data.is("offerings", f));
        heavy(all(facts).into_iter()).filter(named).cloned().collect()
    };
    let (m, n) = (things(a), things(b));
    let (s, shared) = coverage(m.iter(), n.iter());
    let (t, back) = coverage(n.iter(), m.iter());
    let open = m.is_empty() || n.is_empty();
    // *L'aide aux pêcheurs* and *l'aide aux libraires* are two.
    let strange = |some: &[Term], others: &[Term]| some.iter().any(|term| best(term, others.iter()).0 == 0.0);
    let apart = strange(&m, &n) && strange(&n, &m);
    let alike = shared.max(back) >= 0.7 && s.max(t) >= 0.3 && !apart;
    let asks = a.voice.stance == Stance::Demand && b.voice.stance == Stance::Demand;
    let money = x.figure.measure.as_deref() == Some("money");
    if burnt(pair, x) {
        return true;
    }
    if asks || (money && a.offering && b.offering) {
        return alike || open || (money && told);
    }
    if a.offering != b.offering {
        return false;
    }
    if money && cost(a) && cost(b) {
        // *La facture atteindra 63 millions*, after *le chantier aura coûté 57 millions*.
        let near = one_person(pair) && super::figure::of_one_size(x, y, 1.5) && pair.days_apart() <= 60;
        return alike || (open && (told || one_person(pair))) || (near && !super::base::other_base(pair));
    }
    // *Sept minutes*, assures now who spoke of four.
    let lasts = x.figure.measure.as_deref() == Some("duration");
    if lasts && a.anew && one_person(pair) && pair.shared_topics() > 0 {
        return true;
    }
    // One word of many is no question yet.
    alike && (told || s.min(t) >= 0.5) || (told && (open || money) && one_person(pair))
}
