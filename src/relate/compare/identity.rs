//! Two different ones for what only one can be: who decided, who won, who is the president.

use super::align::{best, coverage, heavy, quote, rest, short, similarity, subject};
use super::{Outcome, Pair, conflict};
use crate::model::ConflictType;
use crate::relate::content::{Clause, Kind, Term};
use crate::relate::facts::Facts;

/// Classes of what only one can have done.
const UNIQUE: &[&str] = &["win", "buy", "build", "order", "lead", "control"];

pub(super) fn compare(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    if [a, b].iter().any(|f| !f.asserts()) {
        return Err("one asserts nobody".to_owned());
    }
    if pair.days_apart() > 30 {
        return Err("they belong to other times".to_owned());
    }
    for x in a.content.clauses.iter().filter(|c| !c.negated && !c.unreal) {
        for y in b.content.clauses.iter().filter(|c| !c.negated && !c.unreal) {
            if let Some((one, other)) = owners(pair, x, y)
                .or_else(|| doers(pair, x, y))
                .or_else(|| deciders(pair, x, y))
                .or_else(|| winners(pair, x, y))
            {
                let explanation = format!(
                    "The one names \"{one}\", the other \"{other}\" for what only one can be{}: \"{}\" against \"{}\".",
                    pair.by_whom(),
                    short(&a.words),
                    short(&b.words)
                );
                return Ok(conflict(ConflictType::Identity, "identity", 0.75, explanation));
            }
        }
    }
    Err("they name no two for what only one can be".to_owned())
}

/// *L'ordre est venu de l'ARS* against *la décision appartient au directeur*.
fn owners(pair: &Pair, x: &Clause, y: &Clause) -> Option<(String, String)> {
    let (a, b) = (pair.a, pair.b);
    let (order, belongs) = (pair.data.class("order")?, pair.data.class("belongs")?);
    let of = |facts: &Facts, clause: &Clause| -> Option<Vec<Term>> {
        let verb = facts.content.verb_of(clause)?;
        let about = subject(facts, clause).iter().any(|term| term.classes.contains(&order));
        let whose = facts
            .content
            .of(clause)
            .filter(|t| !t.before && *t != verb && matches!(t.outer, "de" | "à") && t.kind != Kind::Adjective);
        (about && verb.classes.contains(&belongs)).then(|| whose.cloned().collect())
    };
    let (p, q) = (of(a, x)?, of(b, y)?);
    let near = pair.same_article() || a.is_bare();
    let meets = p.iter().any(|term| best(term, q.iter()).0 > 0.0);
    (near && !meets && !p.is_empty() && !q.is_empty()).then(|| (quote(p.iter()), quote(q.iter())))
}

/// Two who are each said to have decided or proposed the one thing that both speak of: *tout a été décidé à Oslo* against *l'idée
/// venait du directeur*.
fn deciders(pair: &Pair, x: &Clause, y: &Clause) -> Option<(String, String)> {
    let (a, b) = (pair.a, pair.b);
    if a.is_bare() || pair.same_side() {
        return None;
    }
    let (decided, belongs) = (pair.data.class("decision")?, pair.data.class("belongs")?);
    let about = |terms: &[&Term]| terms.iter().any(|term| term.classes.contains(&decided));
    let of = |facts: &Facts, clause: &Clause| -> Option<(Vec<Term>, Vec<Term>)> {
        let verb = facts.content.verb_of(clause)?;
        let (before, after) = (subject(facts, clause), rest(facts, clause));
        let decides = verb.classes.contains(&decided);
        let comes = about(&before) && verb.classes.contains(&belongs);
        let by = |link: &'static str| {
            after
                .iter()
                .copied()
                .filter(move |t| t.outer == link && t.kind != Kind::Adjective)
        };
        let someone = |term: &&Term| !term.classes.contains(&decided);
        let who: Vec<&Term> = match (clause.passive, comes) {
            (true, _) if decides || about(&before) => by("par").collect(),
            (false, true) => by("de").chain(by("à")).collect(),
            // *s'est décidé à Oslo*: where, for who.
            (false, false) if decides && before.is_empty() => by("à").filter(|t| t.kind == Kind::Name).collect(),
            (false, false) if decides => before.iter().copied().filter(someone).collect(),
            _ => return None,
        };
        let what = before.iter().chain(&after).copied().filter(|term| !who.contains(term));
        let what = what
            .filter(|term| Some(*term) != facts.content.verb_of(clause) && someone(term))
            .cloned()
            .collect();
        (!who.is_empty()).then(|| (who.into_iter().cloned().collect(), what))
    };
    let ((p, m), (q, n)) = (of(a, x)?, of(b, y)?);
    let (_, shared) = coverage(heavy(m.iter()), n.iter());
    let meets = p.iter().any(|term| best(term, q.iter()).0 > 0.0);
    let near = pair.in_exchange() || shared >= if pair.same_article() { 0.7 } else { 1.5 };
    (near && !meets).then(|| (quote(p.iter()), quote(q.iter())))
}

/// Two who are each said to have won the one vote or match of a story.
fn winners(pair: &Pair, x: &Clause, y: &Clause) -> Option<(String, String)> {
    let (a, b) = (pair.a, pair.b);
    let victory = pair.data.class("victory")?;
    if a.is_bare() || pair.same_side() || x.future || y.future {
        return None;
    }
    let place =
        |term: &&Term| !term.before && term.kind == Kind::Name && matches!(term.outer, "à" | "dans" | "en" | "sur");
    let of = |facts: &Facts, clause: &Clause| -> Vec<Term> {
        let won = facts.content.of(clause).any(|term| term.classes.contains(&victory));
        let partly = facts.content.of(clause).any(|term| place(&term))
            || facts.content.of(clause).any(|term| term.word.starts_with("partiel"));
        let names = subject(facts, clause)
            .into_iter()
            .filter(|term| term.kind == Kind::Name);
        if won && !partly {
            names.cloned().collect()
        } else {
            Vec::new()
        }
    };
    let (p, q) = (of(a, x), of(b, y));
    let meets = p.iter().any(|term| best(term, q.iter()).0 > 0.0);
    (!p.is_empty() && !q.is_empty() && !meets).then(|| (quote(p.iter()), quote(q.iter())))
}

/// The same unique act by two names: *X a remporté l'élection* against *Y a remporté l'élection*.
fn doers(pair: &Pair, x: &Clause, y: &Clause) -> Option<(String, String)> {
    let (a, b) = (pair.a, pair.b);
    let (v, w) = (a.content.verb_of(x)?, b.content.verb_of(y)?);
    let unique = UNIQUE
        .iter()
        .any(|name| pair.data.class(name).is_some_and(|class| v.classes.contains(&class)));
    if !unique || similarity(v, w) < 0.8 || x.passive != y.passive {
        return None;
    }
    let names = |facts: &Facts, clause: &Clause| -> Vec<Term> {
        let doers: Vec<Term> = if clause.passive {
            facts
                .content
                .of(clause)
                .filter(|t| !t.before && t.outer == "par")
                .cloned()
                .collect()
        } else {
            subject(facts, clause).into_iter().cloned().collect()
        };
        doers
            .into_iter()
            .filter(|t| t.kind == Kind::Name || t.country.is_some())
            .collect()
    };
    let (p, q) = (names(a, x), names(b, y));
    if p.is_empty() || q.is_empty() || p.iter().any(|term| best(term, q.iter()).0 > 0.0) {
        return None;
    }
    let other = |facts: &Facts, clause: &Clause, names: &[Term]| -> Vec<Term> {
        let objects: Vec<Term> = if clause.passive {
            subject(facts, clause).into_iter().cloned().collect()
        } else {
            rest(facts, clause).into_iter().cloned().collect()
        };
        objects.into_iter().filter(|t| !names.contains(t)).collect()
    };
    let (m, n) = (other(a, x, &p), other(b, y, &q));
    let (one, shared) = coverage(heavy(m.iter()), n.iter());
    let (two, _) = coverage(heavy(n.iter()), m.iter());
    let same_figures = a.figures.len() == b.figures.len();
    (shared >= 1.5 && one.min(two) >= 0.7 && same_figures).then(|| (quote(p.iter()), quote(q.iter())))
}
