//! What two claims say beside their figures.

use super::Pair;
use super::align::{all, best, coverage, heavy, similarity, strangers, subject, subjects_meet};
use crate::relate::content::{Clause, Kind, Term};
use crate::relate::facts::Facts;
use crate::relate::tally::Tally;

/// True where the clauses of two figures say the same beside them.
pub(super) fn same_statement(a: &Facts, x: &Tally, b: &Facts, y: &Tally) -> bool {
    let (Some(c), Some(d)) = (clause_of(a, x), clause_of(b, y)) else {
        return false;
    };
    let (m, n): (Vec<&Term>, Vec<&Term>) = (heavy(a.content.of(c)).collect(), heavy(b.content.of(d)).collect());
    let one = coverage(m.iter().copied(), n.iter().copied());
    let other = coverage(n.iter().copied(), m.iter().copied());
    if c.unreal != d.unreal || a.since.is_some() != b.since.is_some() || c.negated != d.negated {
        return false;
    }
    let verbs = match (a.content.verb_of(c), b.content.verb_of(d)) {
        (Some(v), Some(w)) => similarity(v, w) > 0.0,
        (None, None) => true,
        _ => x.figure.measure.is_some() && x.figure.unit.is_none(),
    };
    // The same things counted, of all the names that the shorter one gives.
    let names = |terms: &[&Term], others: &[&Term]| {
        let mut named = terms
            .iter()
            .filter(|t| t.kind == Kind::Name || t.country.is_some())
            .peekable();
        named.peek().is_some() && named.all(|t| best(t, others.iter().copied()).0 >= 0.9)
    };
    let counted = x.head.is_some() && x.head == y.head && x.figure.unit.is_none();
    if counted
        && x.narrowed == y.narrowed
        && one.0.max(other.0) >= 0.6
        && one.0.min(other.0) >= 0.3
        && (names(&m, &n) || names(&n, &m))
    {
        return true;
    }
    verbs
        && subjects_meet(&subject(a, c), &subject(b, d), c, d)
        && one.0.max(other.0) >= 0.75
        && one.0.min(other.0) >= 0.4
        && one.1.max(other.1) >= 1.5
}

/// True where both figures are the amount of one thing: *la dette de la ville s'élève à 31 millions*, *la dette de Valbrune atteint 44 millions*,
/// *une dette de 39 millions*. Whatever stands beside the one is not strange to the other.
pub(super) fn same_attribute(pair: &Pair, x: &Tally, y: &Tally) -> bool {
    let (Some(p), Some(q)) = (amounts_to(pair, pair.a, x), amounts_to(pair, pair.b, y)) else {
        return false;
    };
    let is_name = |term: &&&Term| term.kind == Kind::Name;
    // A place by its kind may be the one that the other names.
    let named_there = |term: &Term, others: &[&Term]| pair.is("places", term) && others.iter().any(|t| is_name(&t));
    let strange = |some: &[&Term], others: &[&Term]| {
        let mut own = some[1..].iter().filter(|term| !is_name(term));
        own.any(|term| best(term, others.iter().copied()).0 == 0.0 && !named_there(term, others))
    };
    let names = [&p, &q].map(|terms| terms.iter().filter(is_name).copied().collect::<Vec<_>>());
    similarity(p[0], q[0]) >= 0.8 && !strangers(&names[0], &names[1]) && !(strange(&p, &q) || strange(&q, &p))
}

/// What a figure is the amount of, the noun that leads it first: the subject of a verb that says no more than that, or what stands before a figure that
/// has no verb.
fn amounts_to<'a>(pair: &Pair, facts: &'a Facts, tally: &Tally) -> Option<Vec<&'a Term>> {
    let clause = clause_of(facts, tally)?;
    let before = |term: &&Term| term.span.end <= tally.figure.span.start && term.kind != Kind::Verb;
    let terms: Vec<&Term> = match facts.content.verb_of(clause) {
        Some(verb) if pair.is("amounting", verb) => subject(facts, clause),
        None if clause.copula.is_some() => subject(facts, clause),
        None if !clause.finite => facts.content.of(clause).filter(before).collect(),
        _ => return None,
    };
    let leads = terms.first().is_some_and(|term| term.kind == Kind::Noun);
    (leads && !clause.negated).then_some(terms)
}

/// The clause that a figure stands in.
pub(super) fn clause_of<'a>(facts: &'a Facts, tally: &Tally) -> Option<&'a Clause> {
    let span = tally.figure.span;
    let distance = |clause: &Clause| {
        facts
            .content
            .of(clause)
            .map(|term| {
                if term.span.overlaps(span) {
                    0
                } else {
                    term.span.start.abs_diff(span.start)
                }
            })
            .min()
    };
    facts
        .content
        .clauses
        .iter()
        .filter(|c| !c.terms.is_empty())
        .min_by_key(|clause| distance(clause).unwrap_or(usize::MAX))
}

/// True where two figures are told of two doers: *le club a dépensé*, *la ville n'a versé que*.
pub(super) fn other_doers(a: &Facts, x: &Tally, b: &Facts, y: &Tally) -> bool {
    let (Some(c), Some(d)) = (clause_of(a, x), clause_of(b, y)) else {
        return false;
    };
    let (p, q) = (subject(a, c), subject(b, d));
    let both = [&p, &q].iter().all(|terms| terms.iter().any(|term| term.weight > 0.5));
    both && !subjects_meet(&p, &q, c, d)
}

/// How much of the shorter claim's words beside its figures the other has.
pub(super) fn context(a: &Facts, b: &Facts) -> (f32, f32) {
    let (mut x, mut y) = (all(a), all(b));
    x.extend(&a.about);
    y.extend(&b.about);
    let one = coverage(x.iter().copied(), y.iter().copied());
    let other = coverage(y.iter().copied(), x.iter().copied());
    if one.0 >= other.0 { one } else { other }
}
