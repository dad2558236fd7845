//! One tells of a message, the other never got it: *avoir prévenu la station*, *nous n'avons reçu aucun avertissement*.

use std::cell::LazyCell;

use super::super::align::subject;
use super::super::{Pair, is_told};
use crate::relate::content::{Clause, Term};
use crate::relate::facts::Facts;

/// Bytes between two claims that stand beside each other: who says the second, and where.
const BESIDE: usize = 160;

/// True where of two voices that stand one after the other the one sent word, and the other was told nothing.
pub(super) fn lost(pair: &Pair) -> bool {
    let (earlier, later) = (pair.earlier(), pair.later());
    let gap = later.extent.start.saturating_sub(earlier.extent.end);
    let beside = pair.same_article() && earlier.paragraph == later.paragraph && gap <= BESIDE;
    let near = beside || pair.is_replied() || pair.in_debate();
    let apart = !pair.same_side() && !is_told(earlier) && !is_told(later);
    let one = |sender, other| sent(pair, sender).is_some_and(|how| missed(pair, other, how));
    near && apart && (one(earlier, later) || one(later, earlier))
}

/// How word was sent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sent {
    /// Somebody was told: *prévenir*, *écrire*.
    Told,
    /// Something was handed over: *un courrier remis*.
    Handed,
}

fn is(pair: &Pair, list: &str, terms: &[&Term]) -> bool {
    terms.iter().any(|term| pair.is(list, term))
}

/// How a claim tells that somebody was told, that a message was handed over or that its receipt is there.
fn sent(pair: &Pair, facts: &Facts) -> Option<Sent> {
    let told = |clause: &&Clause| !clause.negated && !clause.unreal && !clause.future && !clause.only;
    let receipts = LazyCell::new(|| facts.says("receipts"));
    let mut clauses = facts.content.clauses.iter().filter(told);
    clauses.find_map(|clause| {
        let terms: Vec<&Term> = facts.content.of(clause).collect();
        let verb = facts.content.verb_of(clause);
        // *Après l'appel* tells when.
        let passed: Vec<&Term> = terms
            .iter()
            .copied()
            .filter(|term| matches!(term.link, "" | "par" | "de"))
            .collect();
        let hands = |verb: &Term| pair.is("handing", verb) && (is(pair, "messages", &passed) || to_him(facts));
        if verb.is_some_and(|verb| tells(pair, facts, verb)) {
            return Some(Sent::Told);
        }
        (verb.is_some_and(hands) || *receipts).then_some(Sent::Handed)
    })
}

/// True for a verb of telling somebody; *appelés à témoigner* are not.
fn tells(pair: &Pair, facts: &Facts, verb: &Term) -> bool {
    let called = verb.forms.iter().any(|form| form == "appeler") && facts.words.contains(&format!("{} à ", verb.word));
    pair.is("telling", verb) && !called
}

/// *Le lui ai remis*: true where what is handed over, and to whom, are pronouns.
fn to_him(facts: &Facts) -> bool {
    let words = crate::fold::fold(&facts.words).replace('’', "'");
    [
        "le lui ",
        "la lui ",
        "les lui ",
        "le leur ",
        "lui avoir ",
        "lui ai ",
        "lui a ",
        "lui avons ",
    ]
    .iter()
    .any(|clitics| words.contains(clitics))
}

/// True where a claim says that no message came, that nobody told, or that one learnt from the news what nobody had told.
fn missed(pair: &Pair, facts: &Facts, sent: Sent) -> bool {
    let told = |clause: &&Clause| !clause.unreal && !clause.future;
    facts.content.clauses.iter().filter(told).any(|clause| {
        let terms: Vec<&Term> = facts.content.of(clause).collect();
        let Some(verb) = facts.content.verb_of(clause) else {
            return false;
        };
        if pair.is("learnt", verb) && !clause.negated {
            return is(pair, "news", &terms);
        }
        let nobody = matches!(&*clause.negation, "personne" | "nul" | "nulle");
        let got = pair.is("getting", verb) && (is(pair, "messages", &terms) || clause.negation == "rien");
        let told = tells(pair, facts, verb) || sent == Sent::Told && pair.is("asking", verb);
        let alerted = told && (clause.passive || nobody || sent == Sent::Told && by_none(facts, clause));
        clause.negated && !clause.only && (got || alerted)
    })
}

/// *Aucun de mes employés n'a parlé à*: true where the subject of a clause is none of some.
fn by_none(facts: &Facts, clause: &Clause) -> bool {
    let mut subject = subject(facts, clause).into_iter();
    clause.negated && facts.categorical && subject.next().is_some() && !clause.passive && !clause.first
}
