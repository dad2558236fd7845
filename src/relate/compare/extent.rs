//! How far harm reaches: *se limite à la façade* against *la charpente est touchée à son tour*.

use super::align::{best, heavy, short};
use super::figure::elsewhere;
use super::{Outcome, Pair, conflict, either_way};
use crate::model::ConflictType;
use crate::relate::content::{Kind, Term};
use crate::relate::facts::Facts;

/// Days apart after which harm may have spread.
const WINDOW: i32 = 20;

pub(super) fn compare(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    let idle = |f: &Facts| !f.asserts();
    if [a, b].iter().any(|f| idle(f)) || pair.same_side() || pair.days_apart() > WINDOW || elsewhere(a, b) {
        return Err("they belong to other times".to_owned());
    }
    either_way(pair, one_way)
}

/// The first says how far the harm reaches, the second what it reached beyond that.
fn one_way(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    let Some(limit) = limit(pair, a) else {
        return Err("neither says how far it reaches".to_owned());
    };
    let words = b.words.to_lowercase();
    let marks = [
        " à son tour",
        " à leur tour",
        " aussi",
        " également",
        "elle aussi",
        "même ",
        " jusqu'",
        " jusqu’",
    ];
    let too = marks.iter().any(|mark| words.contains(mark));
    let near = pair.in_exchange() || pair.is_replied();
    let reached = reached(pair, b);
    let inside = |term: &Term| {
        let falls = limit.iter().any(|l| pair.data.falls_under(&term.forms, &l.forms));
        falls || best(term, limit.iter()).0 > 0.0
    };
    let beyond = !reached.is_empty() && !reached.iter().any(inside);
    if !beyond || !(near || too) {
        return Err("what the other tells may lie within".to_owned());
    }
    let explanation = format!(
        "One says how far it reaches, \"{}\", the other what it reached beyond that, \"{}\".",
        short(&a.words),
        short(&b.words)
    );
    Ok(conflict(ConflictType::Place, "extent", 0.75, explanation))
}

/// What the harm is said not to go beyond.
fn limit(pair: &Pair, facts: &Facts) -> Option<Vec<Term>> {
    let clause = facts.content.clauses.iter().find(|clause| {
        let verb = facts.content.verb_of(clause);
        let within = |term: &Term| {
            let exceeds = term.forms.iter().any(|form| matches!(&**form, "depasser" | "exceder"));
            (exceeds && clause.negated)
                || pair.is("bounded", term)
                || (clause.only && (pair.is("harmed", term) || term.forms.iter().any(|f| f == "concerner")))
        };
        let harm = facts
            .content
            .of(clause)
            .any(|term| term.before && pair.is("harm", term));
        (harm || clause.pronoun)
            && !clause.unreal
            && (verb.is_some_and(within) || facts.content.of(clause).any(|t| pair.is("bounded", t)))
    })?;
    let verb = facts.content.verb_of(clause);
    let terms = heavy(facts.content.of(clause)).filter(|term| !term.before && Some(*term) != verb);
    let terms: Vec<Term> = terms.filter(|term| !pair.is("bounded", term)).cloned().collect();
    let figure = |term: &Term| facts.figures.iter().any(|figure| figure.span.overlaps(term.span));
    (!terms.is_empty() && !terms.iter().any(figure)).then_some(terms)
}

/// What the harm is said to have reached.
fn reached(pair: &Pair, facts: &Facts) -> Vec<Term> {
    let mut out = Vec::new();
    // People are no further place, unless they fall ill.
    let ill = pair.a.content.terms.iter().any(|term| pair.is("illness", term));
    for clause in facts
        .content
        .clauses
        .iter()
        .filter(|c| !c.negated && !c.unreal && !c.future)
    {
        let terms: Vec<&Term> = facts.content.of(clause).collect();
        let Some(at) = terms
            .iter()
            .position(|term| pair.is("harmed", term) && term.kind != Kind::Noun)
        else {
            continue;
        };
        let suffers = clause.passive || terms[at].kind == Kind::Adjective;
        let side = terms.iter().filter(|term| term.before == suffers && term.weight > 0.5);
        let nouns = side.filter(|term| {
            matches!(term.kind, Kind::Noun | Kind::Name) && !pair.is("harm", term) && (ill || !pair.is("people", term))
        });
        out.extend(nouns.map(|term| (*term).clone()));
    }
    out
}
