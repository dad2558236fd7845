//! Another place for what the answered claim tells.

use super::super::Pair;
use super::super::align::{best, similarity, subject};
use crate::fold::fold;
use crate::model::Stance;
use crate::relate::content::{Kind, Term};
use crate::relate::facts::Facts;

/// *La réunion devait se tenir à Oruro. Elle avait été fixée à Potosi, assure X*: the words of two places for one thing.
pub(super) fn elsewhere(pair: &Pair) -> Option<(String, String)> {
    let (earlier, later) = (pair.earlier(), pair.later());
    let denies = |facts: &Facts| facts.voice.stance == Stance::Deny && !facts.voice.own_words;
    let placed = |facts: &Facts| pair.has("placing", facts);
    // *Devant le portail* alone is where it was.
    let alone = |facts: &Facts| facts.content.clauses.iter().all(|clause| clause.verb.is_none());
    let tells = |facts: &Facts| placed(facts) || (alone(facts) && away(later));
    if [earlier, later]
        .iter()
        .any(|facts| facts.negates() || denies(facts) || !tells(facts))
    {
        return None;
    }
    if !of_one_thing(pair) {
        return None;
    }
    let (p, q) = (named(earlier), named(later));
    // Of two names of places, or of what stands for a place where one of both names none.
    let (p, q) = match (p.is_empty(), q.is_empty()) {
        (false, false) => (p, q),
        _ if earlier.paragraph == later.paragraph => (spots(pair, earlier), spots(pair, later)),
        _ => return None,
    };
    let (one, other) = (p.first()?, q.first()?);
    let meet = |s: &Term, t: &Term| {
        let under = |one: &Term, other: &Term| pair.data.falls_under(&one.forms, &other.forms);
        similarity(s, t) > 0.0 || under(s, t) || under(t, s)
    };
    let apart = away(later) || away(earlier) || !p.iter().any(|s| q.iter().any(|t| meet(s, t)));
    apart.then(|| (one.word.clone(), other.word.clone()))
}

/// *À un kilomètre de là*, *deux kilomètres plus bas*: not where the other says.
fn away(facts: &Facts) -> bool {
    let words = fold(&facts.words);
    let measured = facts
        .tallies
        .iter()
        .any(|tally| tally.figure.measure.as_deref() == Some("length"));
    // Folded, *là* is an article, which ends nothing.
    let from_there = words.ends_with(" de la") || words.contains(" de la,");
    measured && (from_there || facts.says("farther"))
}

/// True where the answer takes up what the other claim tells of: by a pronoun, *ces entretiens*, one noun, or one act.
fn of_one_thing(pair: &Pair) -> bool {
    let (earlier, later) = (pair.earlier(), pair.later());
    let Some(main) = later.content.clauses.iter().find(|clause| clause.finite) else {
        return false;
    };
    if main.unreal {
        return false;
    }
    let taken_up = main.pronoun && !main.first;
    let first = fold(later.words.split_whitespace().next().unwrap_or_default());
    let pointed = matches!(&*first, "ce" | "cet" | "cette" | "ces");
    let said = &earlier.content.terms;
    let about = subject(later, main).iter().any(|term| best(term, said.iter()).0 >= 0.8);
    let verb = later.content.verb_of(main);
    let act =
        verb.is_some_and(|verb| pair.is("placing", verb) && said.iter().any(|term| similarity(verb, term) >= 0.8));
    let comes = |facts: &Facts| pair.has("origins", facts);
    // *Les dommages se trouvent dans le tablier*: whatever was told of before.
    let only = |facts: &Facts| facts.content.clauses.iter().filter(|clause| clause.finite).count() <= 1;
    let lies = pair.is_next() && only(later) && pair.has("lying", later);
    taken_up || pointed || about || (away(later) && pair.is_next()) || lies || act || (comes(earlier) && comes(later))
}

/// Names of places in a claim, after a preposition of place.
fn named(facts: &Facts) -> Vec<&Term> {
    let at = |link: &str| matches!(link, "à" | "en" | "dans" | "sur" | "sous" | "vers" | "près" | "pour");
    // *Il sort des ateliers de Valbrune*
    let comes = |term: &Term| {
        term.forms
            .iter()
            .any(|form| matches!(&**form, "sortir" | "provenir" | "venir"))
    };
    let from = facts.content.terms.iter().any(comes);
    let names = facts.content.terms.iter().filter(|term| term.kind == Kind::Name);
    names
        .filter(|term| at(term.outer) || at(term.link) || (from && term.link == "de"))
        .collect()
}

/// Names and nouns that say where: *à hauteur du camping*, *derrière la scierie*, *de deux frégates*.
fn spots<'f>(pair: &Pair, facts: &'f Facts) -> Vec<&'f Term> {
    let at = |link: &str| matches!(link, "à" | "en" | "dans" | "sur" | "sous" | "vers" | "près" | "other");
    let terms = facts.content.terms.iter();
    let from = terms.clone().any(|term| pair.is("origins", term));
    let thing = |term: &&Term| matches!(term.kind, Kind::Noun | Kind::Name) && term.weight > 0.5 && !term.before;
    let where_ = move |term: &&Term| at(term.outer) || at(term.link) || (from && term.link == "de");
    terms
        .filter(thing)
        .filter(where_)
        .filter(|term| !pair.is("placing", term) && !pair.is("no_places", term))
        .collect()
}
