//! Two different ones for what only one can be: who decided, who won, who is the president.

use super::align::{best, coverage, heavy, quote, rest, short, similarity, subject};
use super::{Outcome, Pair, conflict};
use crate::model::{ConflictType, Stance};
use crate::relate::content::{Clause, Kind, Term};
use crate::relate::facts::Facts;

/// Classes of what only one can have done.
const UNIQUE: &[&str] = &["win", "buy", "build", "order", "lead", "control"];

pub(super) fn compare(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    if [a, b]
        .iter()
        .any(|f| matches!(f.voice.stance, Stance::Deny | Stance::Demand))
    {
        return Err("one asserts nobody".to_owned());
    }
    if pair.days_apart() > 30 || !a.shares_story(b) {
        return Err("they belong to other stories".to_owned());
    }
    for x in a.content.clauses.iter().filter(|c| !c.negated && !c.unreal) {
        for y in b.content.clauses.iter().filter(|c| !c.negated && !c.unreal) {
            if let Some((one, other)) = owners(pair, x, y).or_else(|| doers(pair, x, y)) {
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
