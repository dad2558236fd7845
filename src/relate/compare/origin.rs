//! Where something began: in the works or in the lorries, from this side of a border or from the other.

use super::align::{best, short};
use super::{Outcome, Pair, conflict};
use crate::lexicon::relation::Relations;
use crate::model::{ConflictType, Form};
use crate::relate::content::{Clause, Kind, Term};
use crate::relate::facts::Facts;

/// Days apart after which two claims speak of two events.
const WINDOW: i32 = 30;

pub(super) fn compare(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    let idle = |f: &Facts| !f.asserts() || f.voice.form == Form::Narrator;
    if [a, b].iter().any(|f| idle(f)) || pair.same_side() {
        return Err("one asserts no place against the other".to_owned());
    }
    if pair.days_apart() > WINDOW {
        return Err("they belong to other times".to_owned());
    }
    let found = sites(pair).or_else(|| starts(pair));
    let Some((one, other)) = found else {
        return Err("they give no two places where it began".to_owned());
    };
    let explanation = format!(
        "It began in two places, \"{one}\" and \"{other}\": \"{}\" against \"{}\".",
        short(&a.words),
        short(&b.words)
    );
    Ok(conflict(ConflictType::Place, "origin", 0.75, explanation))
}

/// Names of the lists of one kind that hold a term.
fn listed<'t>(data: &'static Relations, kind: &str, terms: impl Iterator<Item = &'t Term>) -> Vec<&'static str> {
    let names = terms.flat_map(|term| term.forms.iter().flat_map(|form| data.listings(kind, form)));
    let mut names: Vec<&'static str> = names.collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// One event that each tells in another kind of place.
fn sites(pair: &Pair) -> Option<(String, String)> {
    let read = |facts: &'_ Facts| {
        // *et nulle part ailleurs* denies the other places.
        let only = facts.words.contains("ailleurs");
        let told = facts.content.clauses.iter();
        let told = told.filter(|c| (!c.negated || only) && !c.unreal && !c.future);
        let terms: Vec<&Term> = told.flat_map(|clause| facts.content.of(clause)).collect();
        // *les fromages contaminés ont été vendus en magasin* tells where they were sold.
        let told = terms
            .iter()
            .filter(|t| t.kind == Kind::Verb || (t.kind == Kind::Noun && t.before));
        let events = listed(pair.data, "event", told.copied());
        let placed = terms.iter().filter(|t| {
            matches!(t.outer, "à" | "dans" | "sur" | "chez" | "en" | "other" | "de" | "près") && t.kind == Kind::Noun
        });
        let sites = listed(pair.data, "site", placed.clone().copied());
        let words = placed.filter(|t| t.forms.iter().any(|f| pair.data.listings("site", f).next().is_some()));
        let words: Vec<&str> = words.map(|term| &*term.word).collect();
        (events, sites, words.join(" "))
    };
    let ((events, p, one), (others, q, other)) = (read(pair.a), read(pair.b));
    let event = events.iter().any(|event| others.contains(event));
    let apart = !p.is_empty() && !q.is_empty() && !p.iter().any(|site| q.contains(site));
    if event && apart {
        return Some((one, other));
    }
    let (p, q) = (arises(pair, pair.a)?, arises(pair, pair.b)?);
    let meets = best(&p, std::iter::once(&q)).0 > 0.0
        || pair.data.falls_under(&p.forms, &q.forms)
        || pair.data.falls_under(&q.forms, &p.forms);
    (event && !meets).then(|| (p.word.clone(), q.word.clone()))
}

/// The one place where a claim says that its event came up, if it is no more than a part of some whole.
fn arises(pair: &Pair, facts: &Facts) -> Option<Term> {
    let told = |c: &&Clause| {
        !c.negated && !c.unreal && !c.future && facts.content.verb_of(c).is_some_and(|verb| pair.is("arising", verb))
    };
    let clause = facts.content.clauses.iter().find(told)?;
    let place = |t: &&Term| {
        !t.before && t.kind == Kind::Noun && matches!(t.link, "dans" | "sur" | "de" | "à" | "sous") && t.link == t.outer
    };
    let mut places = facts.content.of(clause).filter(place);
    let first = places.next().filter(|term| !pair.is("whole_place", term))?;
    Some(first.clone())
}

/// Two countries from which one band, or what it fired, set out.
fn starts(pair: &Pair) -> Option<(String, String)> {
    let read = |facts: &'_ Facts| -> Option<Vec<Term>> {
        let land = |term: &Term| {
            let named = ["du ", "au ", "en ", "aux ", "de la ", "de l'"];
            let words = facts.words.replace('’', "'");
            term.kind == Kind::Name && named.iter().any(|link| words.contains(&format!("{link}{}", term.word)))
        };
        let told = facts
            .content
            .clauses
            .iter()
            .filter(|c| !c.negated && !c.unreal && !c.future);
        let clause = told.into_iter().find(|clause| {
            let mut subject = facts.content.of(clause).filter(|term| term.before);
            let out = facts
                .content
                .verb_of(clause)
                .is_some_and(|verb| pair.is("setting_out", verb));
            out && subject.any(|term| pair.is("raiders", term))
        })?;
        let from = facts
            .content
            .of(clause)
            .filter(|t| !t.before && (t.country.is_some() || land(t)));
        Some(
            from.filter(|t| matches!(t.link, "de" | "à" | "en" | "dans" | "other"))
                .cloned()
                .collect(),
        )
    };
    let (p, q) = (read(pair.a)?, read(pair.b)?);
    let meets = p.iter().any(|s| {
        q.iter()
            .any(|t| s.country == t.country && s.country.is_some() || s.stem == t.stem)
    });
    // A village of one country may lie in the other one named.
    let both = p.iter().all(|t| t.country.is_some()) == q.iter().all(|t| t.country.is_some());
    let words = |terms: &[Term]| terms.iter().map(|t| &*t.word).collect::<Vec<_>>().join(" ");
    (!p.is_empty() && !q.is_empty() && !meets && both).then(|| (words(&p), words(&q)))
}
