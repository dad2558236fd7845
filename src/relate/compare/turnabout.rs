//! Yes after a no for the time being, or a no after a yes: what was not yet, was asked for, awaited or held up, and then is done or given up.

use super::Pair;
use super::align::{best, coverage, heavy, strangers};
use super::figure::elsewhere;
use super::reversal::{rules_out, said_anew};
use super::supersedes::{is_revision, one_person, one_voice};
use crate::model::{Form, Stance};
use crate::relate::content::{Clause, Kind, Term};
use crate::relate::facts::Facts;

/// Evidence from which on what was open is taken for done.
const ENOUGH: f32 = 2.2;

/// The words of both claims where the later one, the first of the pair, does what the earlier one had left open.
pub(super) fn compare(pair: &Pair) -> Option<String> {
    let (a, b) = (pair.a, pair.b);
    let later = a.published > b.published && !pair.same_article();
    if !later || !(one_voice(pair) || pair.one_side()) || a.is_question() || b.is_question() || b.recalled {
        return None;
    }
    if a.voice.stance == Stance::Deny || elsewhere(a, b) || strangers(&a.named(), &b.named()) {
        return None;
    }
    (opened(pair) || fulfilled(pair)).then(|| said_anew(pair))
}

/// True for what is told as so for the time being: *à ce stade*, *pour l'heure*, *pas encore*.
pub(super) fn is_provisional(facts: &Facts) -> bool {
    /// Words of the longest phrase.
    const LONGEST: usize = 3;
    let Some(data) = facts.lang.and_then(crate::lexicon::relation::Relations::of) else {
        return false;
    };
    let words: Vec<String> = facts.each_word().collect();
    (1..=LONGEST).any(|len| words.windows(len).any(|some| data.is("provisional", &some.join(" "))))
}

/// True for a clause that tells of what would be.
fn is_supposed(facts: &Facts, clause: &Clause) -> bool {
    let conditional = |word: String| word.len() > 5 && (word.ends_with("rait") || word.ends_with("raient"));
    // *A annoncé qu'il serait fermé* is a future.
    clause.unreal || (facts.voice.form == Form::Direct && facts.each_word().any(conditional))
}

/// Words of a clause that say what it is about, beside that it is planned or known, and for the time being.
fn matter<'f>(pair: &Pair, facts: &'f Facts, clause: &'f Clause) -> Vec<&'f Term> {
    let idle = |term: &Term| ["planning", "for_now"].iter().any(|list| pair.is(list, term));
    heavy(facts.content.of(clause)).filter(|term| !idle(term)).collect()
}

/// True where what was not planned, not yet done or ruled out is done: *aucune évacuation n'est prévue à ce stade*, *200 riverains ont été
/// évacués*.
fn opened(pair: &Pair) -> bool {
    let (a, b) = (pair.a, pair.b);
    let out = b.ruling_out && rules_out(b);
    let (provisional, vowed) = (
        is_provisional(b),
        b.words.contains("jamais") || a.words.contains("jamais"),
    );
    if vowed || a.negates() || rules_out(a) || a.words.contains("déjà") {
        return false;
    }
    b.content.clauses.iter().any(|y| {
        let planned = b.content.of(y).any(|term| pair.is("planning", term));
        // *Je ne démissionnerai pas*, *je présente ma démission*
        let own = y.future && y.first && one_voice(pair);
        if !(out || y.negated && (provisional || planned || own)) || y.only {
            return false;
        }
        let about = matter(pair, b, y);
        let mut clauses = a.content.clauses.iter();
        clauses.any(|x| {
            if x.negated || is_supposed(a, x) || strangers(&a.named_in(x), &b.named_in(y)) {
                return false;
            }
            // *Une évacuation serait difficile* tells of none.
            let judged = x
                .copula
                .and_then(|i| a.content.terms.get(i))
                .is_some_and(|term| term.kind == Kind::Adjective && best(term, about.iter().copied()).0 == 0.0);
            if judged && !is_revision(pair) {
                return false;
            }
            let told: Vec<&Term> = a.content.terms.iter().collect();
            let (cover, shared) = coverage(about.iter().copied(), told.iter().copied());
            let act = about.iter().any(|term| best(term, a.content.of(x)).0 >= 0.8);
            let grounds = [
                (cover >= 0.6, 0.6),
                (cover >= 0.95, 0.4),
                (shared >= 1.5, 0.3),
                (provisional, 0.7),
                (planned, 0.5),
                (y.future, 0.3),
                (own && x.first, 0.5),
                (out, 0.6),
                (one_voice(pair), 0.3),
                (one_person(pair), 0.2),
                (is_revision(pair), 0.5),
                (a.event_day > b.published, 0.3),
                (x.passive || !x.future, 0.2),
                (cover < 0.45, -1.5),
            ];
            let sum: f32 = grounds
                .iter()
                .filter(|(holds, _)| *holds)
                .map(|(_, weight)| weight)
                .sum();
            act && shared >= 0.7 && sum >= ENOUGH
        })
    })
}

/// True where what was awaited, held up or looked for has come, gone through or been found.
fn fulfilled(pair: &Pair) -> bool {
    let (a, b) = (pair.a, pair.b);
    let kinds = |facts: &Facts, clause: &Clause, kind: &str| -> Vec<&'static str> {
        let terms: Vec<&Term> = facts.content.of(clause).collect();
        let forms = terms
            .iter()
            .filter(|term| term.kind != Kind::Name)
            .flat_map(|term| term.forms.iter());
        forms.flat_map(|form| pair.data.listings(kind, form)).collect()
    };
    let things = |facts: &Facts, clause: &Clause, kind: &str| -> Vec<Term> {
        let tells = |term: &&Term| {
            let state = term
                .forms
                .iter()
                .any(|form| pair.data.listings(kind, form).next().is_some());
            let noun = matches!(term.kind, Kind::Noun | Kind::Name) || (term.kind == Kind::Adjective && term.before);
            noun && term.weight > 0.5 && !state && matches!(term.outer, "" | "de")
        };
        facts.content.of(clause).filter(tells).cloned().collect()
    };
    // *La piste terroriste*, *la piste accidentelle*
    let marks = |facts: &Facts, clause: &Clause, kind: &str| -> Vec<Term> {
        let tells = |term: &&Term| {
            let mut forms = term.forms.iter();
            term.kind == Kind::Adjective && !forms.any(|form| pair.data.listings(kind, form).next().is_some())
        };
        facts.content.of(clause).filter(tells).cloned().collect()
    };
    let strange =
        |some: &[Term], others: &[Term]| !some.is_empty() && some.iter().all(|term| best(term, others.iter()).0 == 0.0);
    let open = |y: &&Clause| !y.negated && !y.unreal && !y.future;
    b.content.clauses.iter().filter(open).any(|y| {
        let (waits, waiting, of_old) = (kinds(b, y, "wait"), things(b, y, "wait"), marks(b, y, "wait"));
        let told = |x: &&Clause| !x.negated && !x.future && !is_supposed(a, x);
        !waits.is_empty()
            && a.content.clauses.iter().filter(told).any(|x| {
                let (done, came, of_new) = (kinds(a, x, "done"), things(a, x, "done"), marks(a, x, "done"));
                let apart = strange(&of_old, &of_new) && strange(&of_new, &of_old);
                let one = came.first().is_some_and(|thing| best(thing, waiting.iter()).0 >= 0.8);
                one && !apart && waits.iter().any(|wait| done.contains(wait))
            })
    })
}

/// The words of both claims where one voice gives up what it had asked for.
pub(super) fn waived(pair: &Pair) -> Option<String> {
    let (a, b) = (pair.a, pair.b);
    let gives_up = |clause: &Clause| {
        let mut terms = a.content.of(clause);
        terms.any(|term| match clause.negated {
            true => pair.is("demanding", term) || pair.is("giving_up", term),
            false => pair.is("giving_up", term),
        })
    };
    let given_up = a.ruling_out || a.content.clauses.iter().any(gives_up);
    let asked = b.voice.stance == Stance::Demand && a.voice.stance != Stance::Demand;
    if !asked
        || !given_up
        || a.published <= b.published
        || !(one_voice(pair) || pair.one_side())
        || a.asks()
        || b.negates()
    {
        return None;
    }
    let told = |facts: &'_ Facts| -> Vec<Term> {
        let idle = |term: &Term| {
            ["giving_up", "demanding", "for_now"]
                .iter()
                .any(|list| pair.is(list, term))
        };
        heavy(facts.content.terms.iter())
            .filter(|term| !idle(term))
            .cloned()
            .collect()
    };
    let (m, n) = (told(a), told(b));
    let (cover, shared) = coverage(n.iter(), m.iter());
    let lead = n.first().is_some_and(|thing| best(thing, m.iter()).0 >= 0.8);
    (lead && shared >= 0.8 && cover >= 0.3 && !strangers(&a.named(), &b.named())).then(|| said_anew(pair))
}
