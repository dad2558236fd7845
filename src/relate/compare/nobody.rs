//! *Personne n'a été blessé* against *trois personnes ont été blessées*, *rien n'a été décidé* against *la date a été décidée*: nobody and nothing leave
//! room for no one and no thing that does the same.

use super::align::{coverage, heavy, rest, short, similarity, subject};
use super::{Outcome, Pair, conflict};
use crate::model::{ConflictType, Stance};
use crate::relate::content::{Clause, Kind, Term};

/// The first claim as the one of whose act there was nobody or nothing.
pub(super) fn compare(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    let asserts = |stance| matches!(stance, Stance::Assert | Stance::Accuse | Stance::Opine);
    if pair.same_side() || !(a.is_bare() || pair.in_debate()) || !(asserts(a.voice.stance) && asserts(b.voice.stance)) {
        return Err("nobody sets one of them against the other".to_owned());
    }
    let told = |clause: &&Clause| clause.finite && !clause.unreal && !clause.future && !clause.embedded;
    for x in a
        .content
        .clauses
        .iter()
        .filter(told)
        .filter(|x| x.negated && subject(a, x).is_empty())
    {
        let people = match &*x.negation {
            "personne" | "nul" | "nulle" => true,
            "rien" => false,
            _ => continue,
        };
        for y in b
            .content
            .clauses
            .iter()
            .filter(told)
            .filter(|y| !y.negated && y.passive == x.passive)
        {
            if does_it(pair, x, y) && (!people || names_people(pair, y)) {
                let explanation = format!(
                    "One says it of nobody and nothing (\"{}\"), the other of some: \"{}\".",
                    short(&a.words),
                    short(&b.words)
                );
                return Ok(conflict(ConflictType::Polarity, "polarity", 0.75, explanation));
            }
        }
    }
    Err("nothing is said of nobody that the other says of somebody".to_owned())
}

/// True where both have one verb, and neither says beside it what the other does not.
fn does_it(pair: &Pair, x: &Clause, y: &Clause) -> bool {
    let (a, b) = (pair.a, pair.b);
    let (Some(v), Some(w)) = (a.content.verb_of(x), b.content.verb_of(y)) else {
        return false;
    };
    let beside = |terms: Vec<&'_ Term>| -> Vec<Term> { heavy(terms.into_iter()).cloned().collect() };
    let (one, other) = (beside(rest(a, x)), beside(rest(b, y)));
    let said = |some: &[Term], others: &[Term]| some.is_empty() || coverage(some.iter(), others.iter()).0 >= 0.9;
    v.weight > 0.5 && similarity(v, w) >= 0.8 && said(&one, &other) && said(&other, &one)
}

/// True where the subject is people: counted, named or told by a noun that has a number.
fn names_people(pair: &Pair, y: &Clause) -> bool {
    let counted = pair
        .b
        .tallies
        .iter()
        .any(|tally| tally.person && tally.figure.high > 0.0);
    counted || subject(pair.b, y).iter().any(|term| term.kind == Kind::Name)
}
