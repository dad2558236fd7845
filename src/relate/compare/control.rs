//! Who holds a place: *nos forces tiennent la ville* against *nous nous sommes emparés de la ville*.

use super::align::{best, short, subject};
use super::{Outcome, Pair, conflict};
use crate::model::ConflictType;
use crate::relate::content::{Clause, Kind, Term};
use crate::relate::facts::Facts;

/// Most days apart at which two sides tell of one hold.
const WINDOW: i32 = 2;

/// The first claim as the side that holds, the second as the one that took.
pub(super) fn compare(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    if a.is_bare() || pair.same_side() || pair.days_apart() > WINDOW {
        return Err("no two sides hold a place at one time".to_owned());
    }
    let told = |clause: &&Clause| !(clause.negated || clause.unreal || clause.future);
    for x in a.content.clauses.iter().filter(told).filter(|x| holds(pair, a, x)) {
        for y in b.content.clauses.iter().filter(told).filter(|y| takes(pair, b, y)) {
            let (p, q) = (places(pair, a, x), places(pair, b, y));
            // *L'avoir repris*, told right after it.
            let verb = b.content.verb_of(y);
            let alone = !b.content.of(y).any(|term| Some(term) != verb && term.weight > 0.5);
            let pointed = alone && pair.is_next() && std::ptr::eq(pair.later(), b);
            let shared = p.iter().any(|place| best(place, q.iter().copied()).0 >= 1.0);
            if !p.is_empty() && (shared || pointed) {
                let explanation = format!(
                    "One holds what the other says to have taken: \"{}\" against \"{}\".",
                    short(&a.words),
                    short(&b.words)
                );
                return Ok(conflict(ConflictType::Polarity, "polarity", 0.65, explanation));
            }
        }
    }
    Err("neither took what the other holds".to_owned())
}

/// True where a clause says that somebody holds a place: *tenir*, *est sous contrôle*.
fn holds(pair: &Pair, facts: &Facts, clause: &Clause) -> bool {
    let verb = facts
        .content
        .verb_of(clause)
        .is_some_and(|verb| pair.is("holding", verb));
    let mut terms = facts.content.of(clause);
    verb || clause.finite && terms.any(|term| term.outer == "sous" && pair.is("holds", term))
}

/// True where a clause says that its speaker took a place: the subject is left out, a pronoun, or his own men.
fn takes(pair: &Pair, facts: &Facts, clause: &Clause) -> bool {
    let taken = facts
        .content
        .verb_of(clause)
        .is_some_and(|verb| pair.is("seizing", verb));
    let others = subject(facts, clause).iter().any(|term| term.weight > 0.5 && !term.own);
    taken && !clause.passive && !others
}

/// Names and nouns of places that stand in a clause.
fn places<'f>(pair: &Pair, facts: &'f Facts, clause: &'f Clause) -> Vec<&'f Term> {
    let place = |term: &&Term| (term.kind == Kind::Name && term.country.is_none()) || pair.is("positions", term);
    facts.content.of(clause).filter(place).collect()
}
