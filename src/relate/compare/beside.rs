//! What two claims say beside their figures.

use super::align::{all, best, coverage, heavy, similarity, subject, subjects_meet};
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
