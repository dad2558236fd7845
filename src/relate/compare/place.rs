//! The same event in two places that exclude each other.

use super::align::{best, coverage, heavy, may_hold, quote, similarity, subject};
use super::{Outcome, Pair, conflict};
use crate::model::{ConflictType, Form};
use crate::relate::content::{Clause, Kind, Term};
use crate::relate::facts::Facts;

pub(super) fn compare(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    if [a, b].iter().any(|f| !f.asserts()) {
        return Err("one asserts no place".to_owned());
    }
    if [a, b].iter().any(|f| f.voice.form == Form::Narrator) {
        return Err("the article itself gives the wider place".to_owned());
    }
    if pair.days_apart() > 30 {
        return Err("they belong to other times".to_owned());
    }
    if matches!((a.event_day, b.event_day), (Some(s), Some(t)) if s != t) {
        return Err("they tell of two days".to_owned());
    }
    for x in a.content.clauses.iter().filter(|c| !c.negated && !c.unreal) {
        for y in b.content.clauses.iter().filter(|c| !c.negated && !c.unreal) {
            if let Some((one, other)) = apart(pair, x, y) {
                let explanation = format!(
                    "For one event, the one says \"{one}\" and the other \"{other}\"{}.",
                    pair.by_whom()
                );
                return Ok(conflict(ConflictType::Place, "place", 0.8, explanation));
            }
        }
    }
    if let Some((one, other)) = whereabouts(pair) {
        let explanation = format!("Of one person at one time, one says \"{one}\" and the other \"{other}\".");
        return Ok(conflict(ConflictType::Place, "place", 0.7, explanation));
    }
    Err("they name no two places for one event".to_owned())
}

/// The two places of one event.
fn apart(pair: &Pair, x: &Clause, y: &Clause) -> Option<(String, String)> {
    let (a, b) = (pair.a, pair.b);
    let (v, w) = (a.content.verb_of(x)?, b.content.verb_of(y)?);
    if similarity(v, w) < 0.8 {
        return None;
    }
    let (s, t) = (subject(a, x), subject(b, y));
    let same = coverage(heavy(s.iter().copied()), t.iter().copied());
    let back = coverage(heavy(t.iter().copied()), s.iter().copied());
    if same.0.max(back.0) < 0.75 || same.1.max(back.1) < 0.7 {
        return None;
    }
    let starts = pair
        .data
        .class("starts")
        .is_some_and(|class| v.classes.contains(&class) && w.classes.contains(&class));
    let (p, q) = (places(a, x, starts), places(b, y, starts));
    if p.is_empty() || q.is_empty() {
        return None;
    }
    let meets = p.iter().any(|term| best(term, q.iter().copied()).0 > 0.0)
        || q.iter()
            .any(|term| best(term, b.content.of(y).filter(|_| false)).0 > 0.0);
    let named = |terms: &[&Term]| terms.iter().any(|term| term.kind == Kind::Name);
    let both_named = named(&p) && named(&q);
    let fire = pair
        .data
        .class("fire")
        .is_some_and(|class| s.iter().any(|term| term.classes.contains(&class)));
    // *dans la cuisine* is in the flat.
    let whole = |terms: &[&Term]| {
        terms
            .iter()
            .all(|t| t.forms.iter().any(|form| pair.data.is("whole_place", form)))
    };
    let within = !both_named && (whole(&p) || whole(&q));
    if meets || within || !(both_named || (starts && (fire || !a.is_bare()))) {
        return None;
    }
    // A country may hold the other's city: only two countries, or two names neither of which is one, exclude each other.
    let countries = |terms: &[&Term]| terms.iter().filter(|t| t.country.is_some()).count();
    if both_named && (countries(&p) == 0) != (countries(&q) == 0) {
        return None;
    }
    if p.iter()
        .any(|one| q.iter().any(|other| may_hold(pair.data, one, other)))
    {
        return None;
    }
    // What else is said must not tell two events apart.
    if a.is_bare() {
        let rest = |facts: &Facts, clause: &Clause, places: &[&Term]| -> Vec<Term> {
            facts
                .content
                .of(clause)
                .filter(|t| !places.contains(t))
                .cloned()
                .collect()
        };
        let (m, n) = (rest(a, x, &p), rest(b, y, &q));
        let one = coverage(heavy(m.iter()), n.iter()).0;
        let other = coverage(heavy(n.iter()), m.iter()).0;
        if one.max(other) < 0.85 {
            return None;
        }
    }
    Some((quote(p.into_iter()), quote(q.into_iter())))
}

/// *Il se trouvait à Lyon*, *des témoins l'ont vu à Grenoble*: where somebody was, told right after where somebody says he was.
fn whereabouts(pair: &Pair) -> Option<(String, String)> {
    let (a, b) = (pair.a, pair.b);
    if !pair.is_next() || pair.same_side() {
        return None;
    }
    let place = |facts: &Facts| -> Option<Term> {
        let told = |clause: &&Clause| !(clause.negated || clause.unreal || clause.future);
        let clause = facts.content.clauses.iter().find(told)?;
        let being = facts
            .content
            .verb_of(clause)
            .is_none_or(|verb| pair.is("whereabouts", verb));
        let mut at = places(facts, clause, false)
            .into_iter()
            .filter(|term| term.country.is_none());
        at.next().filter(|_| being && facts.tallies.is_empty()).cloned()
    };
    // Whom the second one tells of must be left to the first.
    let subject = |term: &Term| term.before && matches!(term.kind, Kind::Noun | Kind::Name);
    let pointed = !pair.later().content.terms.iter().any(subject);
    let (one, other) = (place(a)?, place(b)?);
    (pointed && similarity(&one, &other) == 0.0).then_some((one.word, other.word))
}

/// Terms of a clause that say where: after a preposition of place behind the verb.
fn places<'a>(facts: &'a Facts, clause: &'a Clause, starts: bool) -> Vec<&'a Term> {
    let place = |term: &&Term| {
        let origin = starts && matches!(term.outer, "de" | "dans" | "sur" | "à" | "other" | "près");
        let named = term.kind == Kind::Name
            && matches!(term.outer, "à" | "en" | "dans" | "vers")
            && matches!(term.link, "à" | "en" | "dans" | "vers" | "");
        !term.before && term.weight > 0.5 && (origin || named)
    };
    let verb = facts.content.verb_of(clause);
    facts
        .content
        .of(clause)
        .filter(place)
        .filter(|term| Some(*term) != verb)
        .collect()
}
