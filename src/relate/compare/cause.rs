//! Two causes of one event that exclude each other: *tués par les gardes* against *morts sous les obus de l'armée*.

use super::align::{best, short, similarity, subject};
use super::{Outcome, Pair, conflict};
use crate::model::{ConflictType, Modality, Stance};
use crate::relate::answer::Answer;
use crate::relate::cause::{Cause, Telling};
use crate::relate::content::{Clause, Kind, Term};
use crate::relate::facts::Facts;

use super::polarity::days_exclude;

/// Most days between two tellings of one event.
const WINDOW: i32 = 60;

pub(super) fn compare(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    let told = !a.causes.is_empty() && !b.causes.is_empty();
    let bare = a.is_bare() || b.is_bare();
    if bare || !(told || countered(pair)) {
        return Err("not both tell of a cause".to_owned());
    }
    if [a, b].iter().any(|f| {
        matches!(f.voice.stance, Stance::Deny | Stance::Demand | Stance::Promise)
            || f.voice.modality == Modality::Question
            || f.asks()
    }) {
        return Err("one asserts nothing".to_owned());
    }
    if pair.days_apart() > WINDOW || days_exclude(a, b) {
        return Err("they belong to other days".to_owned());
    }
    if pair.same_side() && (pair.same_article() || !pair.is_conceded()) {
        return Err("one side says both".to_owned());
    }
    for x in &a.causes {
        for y in &b.causes {
            let pointed = |one: &Cause, other: &Cause| one.telling == Telling::Focus && other.telling == Telling::Cause;
            let alike = x.telling == y.telling || (pair.same_article() && (pointed(x, y) || pointed(y, x)));
            // *La dette atteint 64 millions*, *il a touché une prime*: sums hit nobody.
            // *Touché par un missile*. *Il s'est posé à cause d'une panne, corrige X*.
            let counter = pair.is_next() && pair.later().answer >= Answer::Contrast && {
                let one = (x.telling, y.telling);
                matches!(one, (Telling::Harm, Telling::Cause) | (Telling::Cause, Telling::Harm))
            };
            let sums = x.telling == Telling::Harm && (measures(a) || measures(b));
            let one_event = counter || one_damage(pair, x, y) || alike && same_effect(pair, x, y);
            if one_event && !sums && exclusive(pair, x, y) {
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
    if countered(pair) {
        let explanation = format!(
            "One blames \"{}\", and the other answers that somebody else did it: \"{}\".",
            short(&pair.earlier().words),
            short(&pair.later().words)
        );
        return Ok(conflict(ConflictType::Blame, "blame", 0.6, explanation));
    }
    Err("no event is given two causes".to_owned())
}

/// True where a claim gives a sum or a share.
fn measures(facts: &Facts) -> bool {
    let measured = |measure: &str| matches!(measure, "money" | "share");
    facts
        .tallies
        .iter()
        .any(|tally| tally.figure.measure.as_deref().is_some_and(measured))
}

/// *X impute l'incendie à Y. Z a jeté un mégot, réplique W*: the answer to a blame tells what somebody else did.
fn countered(pair: &Pair) -> bool {
    let (earlier, later) = (pair.earlier(), pair.later());
    if !pair.is_next() || later.answer != Answer::Rejoinder {
        return false;
    }
    let blames = earlier.causes.iter().filter(|cause| cause.telling == Telling::Cause);
    let named: Vec<&Term> = blames.flat_map(|cause| terms(earlier, &cause.by)).collect();
    let did =
        |clause: &&Clause| clause.finite && !clause.negated && !clause.unreal && !clause.future && !clause.passive;
    let first = later.content.clauses.iter().find(did);
    first.filter(|clause| clause.verb.is_some()).is_some_and(|clause| {
        let doers = subject(later, clause);
        let mut doers = doers.iter().filter(|term| term.weight > 0.5).peekable();
        !named.is_empty() && doers.peek().is_some() && doers.all(|term| best(term, named.iter().copied()).0 < 0.8)
    })
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
    if x.telling == Telling::Focus || y.telling == Telling::Focus {
        return same_damage(pair, x, y);
    }
    if x.telling == Telling::Manner {
        return same_sufferer(pair, x, y) && !other_count(pair);
    }
    // An effect left out is that of the claim which is answered.
    if p.is_empty() || q.is_empty() {
        let near = pair.same_article() && pair.a.paragraph.abs_diff(pair.b.paragraph) <= 1;
        return p.is_empty() != q.is_empty() && (pair.in_exchange() || near);
    }
    let like = p
        .iter()
        .filter(|term| term.weight > 0.5 || term.kind == Kind::Verb)
        .any(|term| best(term, q.iter().copied()).0 >= 0.8);
    if x.telling == Telling::Cause {
        let disaster = |terms: &[&Term]| terms.iter().any(|term| pair.is("disasters", term));
        return like || (disaster(&p) && disaster(&q));
    }
    like && same_sufferer(pair, x, y) && !other_count(pair)
}

/// True where both point out what is behind one damage: one word in common, or one of both names nothing that was damaged.
fn same_damage(pair: &Pair, x: &Cause, y: &Cause) -> bool {
    let objects = |facts, cause: &Cause| -> Vec<&Term> {
        let all = terms(facts, &cause.effect);
        all.into_iter()
            .filter(|term| term.kind != Kind::Verb && term.weight > 0.5)
            .collect()
    };
    let (p, q) = (objects(pair.a, x), objects(pair.b, y));
    let (v, w) = (terms(pair.a, &x.effect), terms(pair.b, &y.effect));
    let like = v.iter().any(|s| w.iter().any(|t| similarity(s, t) >= 0.8));
    let near = pair.same_article() || pair.shared_topics() > 0;
    // *L'accident* is whatever is told to have broken.
    let whole = |terms: &[&Term]| {
        terms
            .iter()
            .any(|term| term.forms.iter().any(|form| pair.data.is("mishaps", form)))
    };
    like || (near && (whole(&p) || whole(&q))) || (near && (p.is_empty() || q.is_empty())) || (pair.shared_topics() > 1)
}

/// True where the same may have suffered it: a word in common, or one side tells of people only.
fn same_sufferer(pair: &Pair, x: &Cause, y: &Cause) -> bool {
    let (p, q) = (terms(pair.a, &x.sufferer), terms(pair.b, &y.sufferer));
    let open =
        |some: &[&Term]| some.iter().any(|term| pair.is("anybody", term)) && !some.iter().any(|t| t.country.is_some());
    let noun = |term: &&&Term| term.kind != Kind::Adjective && term.weight > 0.2;
    let under = |s: &Term, t: &Term| pair.data.falls_under(&s.forms, &t.forms);
    let shared = p.iter().filter(noun).any(|s| {
        q.iter()
            .filter(noun)
            .any(|t| similarity(s, t) >= 0.8 || under(s, t) || under(t, s))
    });
    // People by their names may be any of those who are counted.
    let named = |some: &[&Term]| {
        some.iter()
            .all(|term| term.kind == Kind::Name && term.country.is_none())
    };
    let killed = |facts: &Facts, cause: &Cause| {
        let classes = terms(facts, &cause.effect)
            .into_iter()
            .flat_map(|term| term.classes.iter());
        classes
            .into_iter()
            .any(|&class| pair.data.class("killed") == Some(class))
    };
    let all_killed = killed(pair.a, x) && killed(pair.b, y);
    if p.is_empty() || q.is_empty() {
        // Shots of which only one tells whom they hit: of two articles, both must name one thing more.
        let near = pair.same_article() || (pair.days_apart() <= 3 && names_more(pair, x, y));
        return !all_killed && x.telling == Telling::Harm && near;
    }
    shared || open(&p) || open(&q) || (all_killed && named(&p) != named(&q))
}

/// *A saboté la cuve* against *la rupture de la cuve est due à la corrosion*: what one did something to is in the other's effect.
fn one_damage(pair: &Pair, x: &Cause, y: &Cause) -> bool {
    let (p, q) = match (x.telling, y.telling) {
        (Telling::Harm, Telling::Cause) => (terms(pair.a, &x.sufferer), terms(pair.b, &y.effect)),
        (Telling::Cause, Telling::Harm) => (terms(pair.b, &y.sufferer), terms(pair.a, &x.effect)),
        _ => return false,
    };
    let thing = |term: &&&Term| term.kind == Kind::Noun && term.weight >= 1.0 && !pair.is("anybody", term);
    p.iter()
        .filter(thing)
        .any(|term| best(term, q.iter().copied()).0 >= 1.0)
}

/// True where both claims name one thing, person or place beside the act and who or what did it.
fn names_more(pair: &Pair, x: &Cause, y: &Cause) -> bool {
    let beside = |facts: &'_ Facts, cause: &Cause| -> Vec<Term> {
        let terms = facts.content.terms.iter().enumerate();
        let told = terms.filter(|(at, _)| !cause.by.contains(at) && !cause.effect.contains(at));
        let named = told.filter(|(_, term)| matches!(term.kind, Kind::Noun | Kind::Name) && term.weight > 0.5);
        named.map(|(_, term)| term.clone()).collect()
    };
    let (p, q) = (beside(pair.a, x), beside(pair.b, y));
    p.iter().any(|term| best(term, q.iter()).0 >= 0.8)
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
    let manner = x.telling == Telling::Manner;
    let causer = |term: &&&Term| {
        let says = term.weight > 0.5 || term.own;
        (says && (manner || term.kind != Kind::Adjective)) || term.country.is_some()
    };
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
    // *Un drone a frappé l'hôpital*, *les FSR l'ont frappé*: whoever fired has fired something.
    let arms = |terms: &[&Term]| terms.iter().any(|term| pair.is("arms", term));
    let named = |terms: &[&Term]| terms.iter().any(|term| term.kind == Kind::Name);
    let fired = arms(&p) && !named(&p) && named(&q) || arms(&q) && !named(&q) && named(&p);
    !p.is_empty() && !q.is_empty() && !fired && !p.iter().any(|s| q.iter().any(|t| meet(s, t)))
}
