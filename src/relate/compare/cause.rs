//! Two causes of one event that exclude each other: *tués par les gardes* against *morts sous les obus de l'armée*.

use super::align::{best, short, similarity};
use super::{Outcome, Pair, conflict};
use crate::model::{ConflictType, Modality, Stance};
use crate::relate::cause::{Cause, Telling};
use crate::relate::content::{Kind, Term};
use crate::relate::facts::Facts;

use super::polarity::days_exclude;

/// Most days between two tellings of one event.
const WINDOW: i32 = 45;

pub(super) fn compare(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    if a.causes.is_empty() || b.causes.is_empty() || a.is_bare() || b.is_bare() {
        return Err("not both tell of a cause".to_owned());
    }
    if [a, b].iter().any(|f| {
        matches!(f.voice.stance, Stance::Deny | Stance::Demand | Stance::Promise)
            || f.voice.modality == Modality::Question
            || f.asks()
    }) {
        return Err("one asserts nothing".to_owned());
    }
    if pair.days_apart() > WINDOW || !a.shares_story(b) || days_exclude(a, b) {
        return Err("they belong to other stories or days".to_owned());
    }
    if pair.same_side() && !(pair.is_conceded() && !pair.same_article()) {
        return Err("one side says both".to_owned());
    }
    for x in &a.causes {
        for y in &b.causes {
            if x.telling == y.telling && same_effect(pair, x, y) && exclusive(pair, x, y) {
                let explanation = format!(
                    "Each gives another cause, \"{}\" and \"{}\": \"{}\" against \"{}\".",
                    words(a, &x.by),
                    words(b, &y.by),
                    short(&a.words),
                    short(&b.words)
                );
                return Ok(conflict(ConflictType::Blame, "blame", 0.65, explanation));
            }
        }
    }
    Err("no event is given two causes".to_owned())
}

fn terms<'f>(facts: &'f Facts, at: &[usize]) -> Vec<&'f Term> {
    at.iter().filter_map(|&i| facts.content.terms.get(i)).collect()
}

fn words(facts: &Facts, at: &[usize]) -> String {
    let words: Vec<&str> = terms(facts, at).iter().map(|term| &*term.word).collect();
    words.join(" ")
}

/// True where both tell of one event.
fn same_effect(pair: &Pair, x: &Cause, y: &Cause) -> bool {
    let (p, q) = (terms(pair.a, &x.effect), terms(pair.b, &y.effect));
    if x.telling == Telling::First {
        return true;
    }
    // An effect left out is that of the claim which is answered.
    if p.is_empty() || q.is_empty() {
        return p.is_empty() != q.is_empty() && (pair.in_exchange() || pair.same_article());
    }
    let like = p
        .iter()
        .filter(|term| term.weight > 0.5 || term.kind == Kind::Verb)
        .any(|term| best(term, q.iter().copied()).0 >= 0.8);
    if x.telling == Telling::Cause {
        return like;
    }
    like && same_sufferer(pair, x, y) && !other_count(pair)
}

/// True where the same may have suffered it: a word in common, or one side tells of people only.
fn same_sufferer(pair: &Pair, x: &Cause, y: &Cause) -> bool {
    let (p, q) = (terms(pair.a, &x.sufferer), terms(pair.b, &y.sufferer));
    let is = |list: &str, term: &Term| term.forms.iter().any(|form| pair.data.is(list, form));
    let open =
        |some: &[&Term]| some.iter().any(|term| is("anybody", term)) && !some.iter().any(|t| t.country.is_some());
    let noun = |term: &&&Term| term.kind != Kind::Adjective && term.weight > 0.2;
    let shared = p.iter().filter(noun).any(|term| best(term, q.iter().copied()).0 >= 0.8);
    shared || (!p.is_empty() && !q.is_empty() && (open(&p) || open(&q)))
}

/// True where both count who suffered, and not alike.
fn other_count(pair: &Pair) -> bool {
    let (x, y) = (&pair.a.tallies, &pair.b.tallies);
    let whole = |tally: &&crate::relate::tally::Tally| tally.figure.unit.is_none();
    let (mut x, mut y) = (x.iter().filter(whole).peekable(), y.iter().filter(whole).peekable());
    x.peek().is_some() && y.peek().is_some() && !x.any(|s| y.clone().any(|t| s.agrees(t)))
}

/// True where what brings it about in the one is nowhere in the other.
fn exclusive(pair: &Pair, x: &Cause, y: &Cause) -> bool {
    let causer = |term: &&&Term| term.weight > 0.5 && term.kind != Kind::Adjective || term.country.is_some();
    let (p, q) = (terms(pair.a, &x.by), terms(pair.b, &y.by));
    let (p, q): (Vec<&Term>, Vec<&Term>) = (
        p.iter().filter(causer).copied().collect(),
        q.iter().filter(causer).copied().collect(),
    );
    let meet = |s: &Term, t: &Term| {
        similarity(s, t) >= 0.8
            || pair.data.falls_under(&s.forms, &t.forms)
            || pair.data.falls_under(&t.forms, &s.forms)
    };
    let one_of_many = |some: &[&Term]| some.is_empty();
    !one_of_many(&p) && !one_of_many(&q) && !p.iter().any(|s| q.iter().any(|t| meet(s, t)))
}
