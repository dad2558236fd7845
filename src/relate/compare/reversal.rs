//! What one voice takes back by a later word: a plan, a decision or a position that is turned round, a state that has come to an end.
//!
//! A fact of the past that it tells otherwise, and a vow of *jamais* that it breaks, are left to the comparers of contradictions.

use super::align::{coverage, heavy, opposite, reach, short, similarity, strangers};
use super::polarity::days_exclude;
use super::supersedes::{is_revision, one_person, one_voice};
use super::Pair;
use crate::model::{Form, Modality, Stance};
use crate::relate::content::{Clause, Kind, Term};
use crate::relate::facts::Facts;

/// The words of both claims where the later one, the first of the pair, turns the earlier one round.
pub(super) fn compare(pair: &Pair) -> Option<String> {
    let (a, b) = (pair.a, pair.b);
    let asked = |facts: &Facts| facts.asks() || facts.voice.modality == Modality::Question;
    if !one_voice(pair) || pair.same_article() || a.published <= b.published || asked(a) || asked(b) {
        return None;
    }
    let turned = turned(pair) || ceased(pair) || come_about(pair);
    turned
        .then(|| {
            format!(
                "Later, the same voice says \"{}\" though it said \"{}\" before.",
                short(&a.words),
                short(&b.words)
            )
        })
        .or_else(|| did_after_all(pair))
}

/// True where what is said is that the speaker will not have something: *exclut toute fusion*, *renonce à vendre*.
fn rules_out(facts: &Facts) -> bool {
    let past = ["avoir ", "être ", "s'être ", "s’être "]
        .iter()
        .any(|word| facts.words.starts_with(word));
    let finite = facts.content.clauses.iter().any(|clause| clause.finite);
    let refuses = facts.ruling_out || facts.voice.stance == Stance::Deny;
    // *Nie avoir payé* is of what was done.
    refuses && facts.voice.form != Form::Direct && !finite && !past
}

/// True for a clause in a tense that tells of what was done.
fn is_past(facts: &Facts, clause: &Clause) -> bool {
    let participle = |word: &str| {
        let bare = word.trim_end_matches('s');
        ["é", "ée", "i", "ie", "u", "ue", "is", "ise", "it", "ert"].iter().any(|end| bare.ends_with(end))
    };
    clause.finite
        && !clause.future
        && !clause.passive
        && facts.content.verb_of(clause).is_some_and(|verb| participle(&verb.word))
}

/// What a clause says is done: its verb, else the first of its nouns.
fn act<'f>(facts: &'f Facts, clause: &'f Clause) -> Option<&'f Term> {
    let verb = facts.content.verb_of(clause).filter(|verb| verb.weight > 0.5 || !verb.senses.own.is_empty());
    verb.or_else(|| {
        let mut terms = facts.content.of(clause).filter(|term| term.kind != Kind::Name && term.weight > 0.5);
        terms.find(|term| clause.copula.is_none() || !term.before)
    })
}

/// A plan, a decision, a position or a state of before against its contrary.
fn turned(pair: &Pair) -> bool {
    let (a, b) = (pair.a, pair.b);
    let vows = |facts: &Facts| {
        let mut clauses = facts.content.clauses.iter();
        clauses.any(|clause| matches!(&*clause.negation, "jamais" | "ni")) || facts.words.contains("jamais")
    };
    if vows(a) || vows(b) || (a.voice.stance == Stance::Deny && !rules_out(a)) || days_exclude(a, b) {
        return false;
    }
    let (out, was_out) = (rules_out(a), rules_out(b));
    if b.voice.stance == Stance::Deny && !was_out {
        return false;
    }
    let real = |clause: &&Clause| !clause.unreal;
    a.content.clauses.iter().filter(real).any(|x| {
        b.content.clauses.iter().any(|y| {
            let (Some(s), Some(t)) = (act(a, x), act(b, y)) else { return false };
            let same_sign = (x.negated != out) == (y.negated != was_out);
            let contrary = opposite(pair.data, s, t);
            let reversed = if contrary { same_sign } else { !same_sign && similarity(s, t) >= 0.8 };
            reversed && may_turn(pair, x, y, contrary) && same_matter(pair, (x, s), (y, t))
        })
    })
}

/// True where the clause of before was still open when it was told, and the later one is no fact that had been so already.
fn may_turn(pair: &Pair, x: &Clause, y: &Clause, contrary: bool) -> bool {
    let (a, b) = (pair.a, pair.b);
    let already = a.conceding || a.words.contains("déjà") || a.words.contains("avai");
    if is_past(b, y) || ((is_past(a, x) || x.passive) && already) {
        return false;
    }
    let planned = y.future || !y.finite || b.voice.stance == Stance::Promise;
    let decided = x.future || !x.finite || x.negation == "plus" || is_revision(pair);
    let own = x.first && y.first;
    // *Les recherches continuent*, then *les recherches sont suspendues*.
    planned || decided || own || contrary
}

/// True where two clauses with such acts are about one thing.
fn same_matter(pair: &Pair, (x, s): (&Clause, &Term), (y, t): (&Clause, &Term)) -> bool {
    let (a, b) = (pair.a, pair.b);
    if strangers(&a.named_in(x), &b.named_in(y)) {
        return false;
    }
    let (m, n) = (reach(a, x), reach(b, y));
    let beside = |terms: &[&'_ Term], act: &Term| -> Vec<Term> {
        let others = heavy(terms.iter().copied()).filter(|term| *term != act && term.span != act.span);
        others.cloned().collect()
    };
    let (p, q) = (beside(&m, s), beside(&n, t));
    // *La suspension des trois agents*, *les trois restent en service*.
    let counted = a.tallies.iter().any(|tally| {
        let like = |other: &&crate::relate::tally::Tally| {
            other.figure.low == tally.figure.low && other.figure.unit == tally.figure.unit && tally.figure.low > 1.0
        };
        b.tallies.iter().any(|other| like(&other))
    });
    let (cover, shared) = coverage(p.iter(), q.iter());
    let (back, _) = coverage(q.iter(), p.iter());
    let cover = cover.max(back);
    let said_first = x.first && y.first;
    match (p.is_empty(), q.is_empty()) {
        (true, true) => said_first || one_person(pair) && similarity(s, t) >= 0.8,
        (true, false) | (false, true) => {
            counted || (one_person(pair) && (x.pronoun || y.pronoun || is_revision(pair)) && similarity(s, t) >= 0.8)
        }
        (false, false) => {
            (shared >= 0.7 && cover >= 0.4) || counted || (is_revision(pair) && one_person(pair) && similarity(s, t) >= 1.0)
        }
    }
}

/// *La piste n'est plus privilégiée* after the claim that followed it.
fn ceased(pair: &Pair) -> bool {
    let (a, b) = (pair.a, pair.b);
    if b.voice.stance == Stance::Deny || a.voice.stance == Stance::Deny {
        return false;
    }
    let ended = |clause: &&Clause| clause.negation == "plus" && clause.negated && !clause.only && !clause.unreal;
    a.content.clauses.iter().filter(ended).any(|x| {
        let said = |y: &Clause| {
            let (m, n) = (a.content.of(x), reach(b, y));
            let (cover, shared) = coverage(heavy(m), n.iter().copied());
            let like = cover >= 0.6 && shared >= 1.5 || is_revision(pair) && one_person(pair) && shared >= 0.7;
            !y.negated && like && !strangers(&a.named_in(x), &b.named_in(y))
        };
        b.content.clauses.iter().any(said)
    })
}

/// *Aucun repreneur ne s'est manifesté*, and days later one that has: it came about since.
fn come_about(pair: &Pair) -> bool {
    let (a, b) = (pair.a, pair.b);
    let since = a.event_day > b.published || a.days.iter().any(|day| Some(day.first) > b.published) || a.anew;
    if !since || a.voice.stance == Stance::Deny || !a.asserts() || a.negates() {
        return false;
    }
    let open = |clause: &&Clause| clause.negated && !clause.unreal && !clause.future && clause.negation != "jamais";
    b.categorical
        && b.content.clauses.iter().filter(open).any(|y| {
            let thing = heavy(b.content.of(y)).find(|term| term.kind == Kind::Noun);
            let told = thing.is_some_and(|thing| a.content.terms.iter().any(|term| similarity(thing, term) >= 0.8));
            let (cover, shared) = coverage(heavy(b.content.of(y)), a.content.terms.iter());
            told && cover >= 0.5 && shared >= 0.8
        })
}

/// *Vendre le domaine*, which was ruled out, and then *je vends le domaine*.
fn did_after_all(pair: &Pair) -> Option<String> {
    let (a, b) = (pair.a, pair.b);
    let denies = b.voice.stance == Stance::Deny && rules_out(b);
    if !denies || !one_person(pair) || a.voice.stance == Stance::Deny || !a.asserts() || a.negates() {
        return None;
    }
    let own = a.content.clauses.iter().find(|clause| clause.first && !clause.unreal)?;
    let told: Vec<&Term> = heavy(b.content.terms.iter()).collect();
    let (cover, _) = coverage(told.iter().copied(), heavy(a.content.of(own)));
    (!told.is_empty() && cover >= 0.5).then(|| {
        format!(
            "Later, the same voice says \"{}\" though it had ruled out \"{}\".",
            short(&a.words),
            short(&b.words)
        )
    })
}

/// The words of both claims where the later one gives another hour for what the earlier one planned, or grants another one.
pub(super) fn retimed(pair: &Pair) -> Option<String> {
    let (a, b) = (pair.a, pair.b);
    let shared_time = a.times.iter().any(|(time, _)| b.times.iter().any(|(other, _)| time == other));
    if a.times.is_empty() || b.times.is_empty() || shared_time || !one_voice(pair) || a.published <= b.published {
        return None;
    }
    let nouns = |facts: &Facts| -> Vec<Term> {
        let noun = |term: &&Term| term.kind == Kind::Noun && term.weight > 0.5;
        facts.content.terms.iter().filter(noun).cloned().collect()
    };
    let (m, n) = (nouns(a), nouns(b));
    let (_, shared) = coverage(m.iter(), n.iter());
    if strangers(&a.named(), &b.named()) || days_exclude(a, b) {
        return None;
    }
    let future = b.content.clauses.iter().any(|clause| clause.future);
    let planned = future || matches!(b.voice.stance, Stance::Promise | Stance::Demand);
    let said = |facts: &Facts| facts.times.first().map(|(_, words)| words.clone()).unwrap_or_default();
    let single = a.times.len() == 1 && b.times.len() == 1;
    let granted = single && a.conceding && (shared >= 0.7 || pair.shared_topics() > 0);
    (granted || (planned && shared >= 0.8)).then(|| {
        format!(
            "Later, the same side says \"{}\" where it said \"{}\" before.",
            said(a), said(b)
        )
    })
}
