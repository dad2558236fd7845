//! What a claim says there was none of: *aucun X n'a …*, *pas un seul X*, *nie toute X*, *n'a jamais …*.

use super::content::{Clause, Kind, Term};
use super::date::Sense;
use super::facts::{Facts, last_words};
use crate::fold::fold;
use crate::lexicon::relation::Relations;
use crate::model::Stance;

/// Words before a noun that are read for what leaves no instance of it out.
const BEFORE: usize = 4;

/// A clause that leaves no instance of something standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denied {
    /// Index of the clause.
    pub clause: usize,
    /// The noun that there was none of, as an index of a term; none for *rien*, *personne*, *jamais*.
    pub thing: Option<usize>,
    /// Amount of money for a thing: *pas un centime*.
    pub money: bool,
    /// Beside what else the clause says: *il a écrit, mais sans un centime de financement*.
    pub aside: bool,
}

/// The sweeping denials of a claim, in the order of their clauses. Linear in its terms.
pub(super) fn read(data: &Relations, text: &str, facts: &Facts) -> Vec<Denied> {
    let mut out = without(data, text, facts);
    let denies = facts.voice.stance == Stance::Deny;
    let negative = |word: &str| matches!(word, "pas" | "plus");
    // *Pas de trains avant le printemps* leaves them room after it.
    if facts.days.iter().any(|day| day.sense == Sense::Before) && !denies {
        return Vec::new();
    }
    let begins = fold(facts.words.split_whitespace().next().unwrap_or_default());
    if !(denies || facts.categorical || facts.negates() || negative(&begins)) {
        return out;
    }
    let clauses = facts.content.clauses.iter().enumerate();
    // *Plus une goutte de fioul n'entre*: the negation stands before the subject.
    let opens = ["pas un", "plus un", "pas le moindre", "pas la moindre"];
    let opens = opens.iter().any(|words| fold(&facts.words).starts_with(words));
    let fits = |clause: &Clause| !clause.unreal && (clause.negated || opens || (denies && !clause.embedded));
    let swept = clauses
        .filter(|(_, clause)| fits(clause))
        .filter_map(|(at, clause)| swept(data, text, facts, at, clause));
    out.extend(swept);
    out
}

/// *sans un centime de financement*, *sans le moindre contrôle*: there was none, whatever the rest of the clause says.
fn without(data: &Relations, text: &str, facts: &Facts) -> Vec<Denied> {
    let terms = &facts.content.terms;
    let is = |list: &str, term: &Term| term.forms.iter().any(|form| data.is(list, form));
    let mut out = Vec::new();
    for (at, clause) in facts
        .content
        .clauses
        .iter()
        .enumerate()
        // *Nous ne partirons pas sans un papier* asks for one.
        .filter(|(_, clause)| !clause.unreal && !clause.negated)
    {
        for (nth, &i) in clause.terms.iter().enumerate() {
            let Some(term) = terms
                .get(i)
                .filter(|term| term.link == "sans" && term.kind == Kind::Noun)
            else {
                continue;
            };
            let before = text.get(facts.extent.start..term.span.start).unwrap_or_default();
            let words: Vec<String> = before.split_whitespace().rev().take(3).map(fold).collect();
            let sweeping = words
                .iter()
                .any(|word| data.is("sweeping", word) || matches!(&**word, "un" | "une"));
            let next = clause.terms.get(nth + 1).and_then(|&next| terms.get(next));
            let of = next.is_some_and(|next| next.link == "de" || next.outer == "sans");
            let measured = is("minimal", term) && of;
            if sweeping {
                out.push(Denied {
                    clause: at,
                    thing: Some(if measured { clause.terms[nth + 1] } else { i }),
                    money: false,
                    aside: true,
                });
            }
        }
    }
    out
}

/// The clause at `at`, where it sweeps.
fn swept(data: &Relations, text: &str, facts: &Facts, at: usize, clause: &Clause) -> Option<Denied> {
    let terms = &facts.content.terms;
    let is = |list: &str, term: &Term| term.forms.iter().any(|form| data.is(list, form));
    let by_cue = !clause.negated && facts.voice.stance == Stance::Deny;
    let mut from = facts.extent.start;
    let mut ordered = clause.terms.clone();
    ordered.sort_unstable();
    for (nth, &i) in ordered.iter().enumerate() {
        let term = terms.get(i)?;
        // *n'est plus un marché* says what it is, and not that there is none.
        let before = text.get(from..term.span.start).unwrap_or_default();
        let attribute = clause.verb.is_none() && clause.copula.is_some_and(|copula| copula <= i);
        if term.kind == Kind::Noun && sweeps(data, before, by_cue, attribute) {
            if is("coins", term) {
                return Some(Denied {
                    clause: at,
                    thing: None,
                    money: true,
                    aside: false,
                });
            }
            // *pas une goutte de fioul* leaves no fuel; *l'existence d'un quelconque accord* was one of an accord.
            let measured = is("minimal", term) || is("presences", term);
            let of = ordered.get(nth + 1).filter(|&&next| {
                terms
                    .get(next)
                    .is_some_and(|next| next.link == "de" && next.kind != Kind::Adjective)
            });
            let thing = if measured { of.copied().unwrap_or(i) } else { i };
            return Some(Denied {
                clause: at,
                thing: Some(thing),
                money: false,
                aside: false,
            });
        }
        if term.kind != Kind::Adjective {
            from = term.span.end;
        }
    }
    // *Aucun d'eux*, *aucune d'entre elles*
    let words = fold(&facts.words).replace('’', "'");
    let of_them = ["aucun d'e", "aucune d'e", "pas un d'e", "pas une d'e"];
    let of_them = clause.negated && of_them.iter().any(|start| words.starts_with(start));
    let nothing = of_them
        || matches!(&*clause.negation, "jamais" | "rien" | "personne" | "nul" | "nulle")
        || (clause.negated && facts.categorical && facts.content.clauses.len() == 1);
    (nothing || by_cue).then_some(Denied {
        clause: at,
        thing: None,
        money: false,
        aside: false,
    })
}

/// True where the words right before a noun leave no instance of it out.
fn sweeps(data: &Relations, before: &str, by_cue: bool, attribute: bool) -> bool {
    let near = last_words(before, BEFORE);
    let single = near.iter().any(|word| matches!(&**word, "seul" | "seule"));
    let there_is = || last_words(before, BEFORE + 1).iter().any(|word| word == "y");
    let one = |i: usize| {
        let next = near.get(i + 1).map(|next| &**next);
        // *Il y aurait plus de morts* leaves some.
        let none = single || !attribute || near.get(i).is_some_and(|word| word != "plus") && there_is();
        matches!(next, Some("un" | "une" | "de" | "d")) && none
    };
    // *n'avons pas vu passer une seule offre*
    let one_alone = near
        .windows(2)
        .any(|pair| matches!(&*pair[0], "un" | "une") && matches!(&*pair[1], "seul" | "seule"));
    if one_alone && !attribute {
        return true;
    }
    // *Il n'y a jamais eu de courrier*, *n'a pas reçu d'appel*
    let had = |i: usize| near.get(i + 1).is_some_and(|next| data.is("had", next)) && one(i + 1);
    near.iter().enumerate().any(|(i, word)| {
        data.is("sweeping", word)
            || (by_cue && data.is("sweeping_denied", word))
            || (matches!(&**word, "pas" | "plus" | "jamais") && (one(i) || *word != "plus" && had(i)))
    })
}
