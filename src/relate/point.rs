//! Single points on which claims may exclude each other though they share few words: who knew when, how often, which rate.

use super::content::{Clause, Kind, Term};
use super::date::Sense;
use super::facts::Facts;
use crate::lexicon::relation::Relations;

/// True where a claim tells how fighting began: *les premiers tirs*, *les combats ont éclaté*.
pub(super) fn begins_fighting(data: &Relations, facts: &Facts) -> bool {
    let is = |list: &str, term: &Term| term.forms.iter().any(|form| data.is(list, form));
    let first = |terms: &[Term]| matches!(terms, [first, shot] if is("opening", first) && is("fighting", shot));
    let told = |clause: &&Clause| !clause.negated && !clause.unreal;
    let begins = |clause: &Clause| {
        let verb = facts.content.verb_of(clause);
        verb.is_some_and(|verb| is("breaking_out", verb)) && facts.content.of(clause).any(|term| is("fighting", term))
    };
    facts.content.terms.windows(2).any(first) || facts.content.clauses.iter().filter(told).any(begins)
}

/// The words for what stops where a claim tells the end of work at a site: *l'usine*, *la production*, *les machines*.
pub(super) fn stops_work(data: &Relations, facts: &Facts) -> Option<String> {
    let is = |list: &str, term: &Term| term.forms.iter().any(|form| data.is(list, form));
    let told = |clause: &&Clause| clause.finite && !clause.negated && !clause.unreal;
    facts.content.clauses.iter().filter(told).find_map(|clause| {
        let stops = facts
            .content
            .of(clause)
            .any(|term| is("ceasing", term) && term.kind == Kind::Verb);
        let works = facts.content.of(clause).find(|term| is("works", term) && term.before);
        works.filter(|_| stops).map(|term| term.word.clone())
    })
}

/// The points that a claim speaks of, by name, so that claims on one point meet.
pub(super) fn points(data: &'static Relations, facts: &Facts) -> Vec<String> {
    if facts.is_bare() {
        return Vec::new();
    }
    let terms = &facts.content.terms;
    let has = |list: &str| {
        terms
            .iter()
            .any(|term| term.forms.iter().any(|form| data.is(list, form)))
    };
    let measured = |name: &str| facts.tallies.iter().any(|t| t.figure.measure.as_deref() == Some(name));
    let mut out: Vec<String> = Vec::new();
    let mut add = |name: &str| out.push(name.to_owned());
    if !facts.often.is_empty() {
        add("often");
    }
    if measured("money") && (has("gains") || has("losses")) {
        add("balance");
    }
    if measured("share") && has("ballots") {
        add("won");
    }
    if facts
        .tallies
        .iter()
        .any(|t| matches!(t.figure.measure.as_deref(), Some("length" | "temperature")))
    {
        add("size");
    }
    if !facts.days.is_empty() {
        let points = [
            ("knowing", "knew"),
            ("upkeep_check", "checked"),
            ("over", "over"),
            ("lasting", "over"),
            ("helpers", "helpers"),
            ("reopening", "reopens"),
        ];
        for (list, point) in points {
            if has(list) {
                add(point);
            }
        }
        if begins_fighting(data, facts) {
            add("fighting");
        }
        if stops_work(data, facts).is_some() {
            add("stops");
        }
        if facts.days.iter().any(|day| day.sense == Sense::Before) {
            add("before");
        }
        let mut names = terms.iter().filter(|term| term.kind == Kind::Name);
        if has("dying") && names.next().is_some() {
            add("died");
        }
    }
    if has("setting_out") && has("raiders") {
        add("set out");
    }
    if has("harmed") || has("bounded") || has("harm") {
        add("harmed");
    }
    if has("shutting") && (facts.words.contains("même") || facts.words.contains("propre")) {
        add("alone");
    }
    if !facts.tallies.is_empty() {
        let forms = terms.iter().flat_map(|term| &term.forms);
        let lists = forms.flat_map(|form| {
            ["value", "role", "count", "span"]
                .into_iter()
                .flat_map(|kind| data.listings(kind, form))
        });
        out.extend(lists.map(|name| format!("value {name}")));
    }
    if measured("share") {
        let forms = terms.iter().flat_map(|term| &term.forms);
        out.extend(
            forms
                .flat_map(|form| data.listings("rate", form))
                .map(|name| format!("rate {name}")),
        );
    }
    let forms = || terms.iter().flat_map(|term| term.forms.iter().chain([&term.stem]));
    out.extend(
        forms()
            .flat_map(|form| data.listings("event", form))
            .map(|name| format!("event {name}")),
    );
    out.extend(
        forms()
            .filter_map(|form| data.member(form))
            .map(|(kind, _)| format!("kind {kind}")),
    );
    out.sort_unstable();
    out.dedup();
    out
}
