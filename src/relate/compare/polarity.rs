//! One asserts what the other negates, or each asserts one of two states that exclude each other.

use super::align::{
    best, coverage, heavy, opposite, reach, rest, short, similarity, strangers, subject, subjects_meet,
};
use super::denial::names;
use super::sweeping::of_two_events;
use super::{Finding, Outcome, Pair, conflict, control, either_way, is_told, retraction, state};
use crate::model::{ConflictType, Modality, Stance};
use crate::relate::answer::Answer;
use crate::relate::content::{Clause, Kind, Term};
use crate::relate::date::{Day, Sense};
use crate::relate::facts::Facts;
use crate::relate::tally::Tally;

pub(super) fn compare(pair: &Pair) -> Outcome {
    if let Some(found) = retraction::compare(pair) {
        return Ok(found);
    }
    let (a, b) = (pair.a, pair.b);
    let asserts = |f: &Facts| {
        !matches!(f.voice.stance, Stance::Demand | Stance::Deny) && f.voice.modality != Modality::Question && !f.asks()
    };
    if !(asserts(a) && asserts(b)) {
        return Err("one asserts nothing".to_owned());
    }
    if pair.days_apart() > 45 {
        return Err("they belong to other times".to_owned());
    }
    if pair.same_article() && pair.same_side() {
        return Err("one side says both in one article".to_owned());
    }
    if days_exclude(a, b) {
        return Err("they speak of other days".to_owned());
    }
    if of_two_events(pair) {
        return Err("one says of another event what it was not".to_owned());
    }
    if a.says("sparing") || b.says("sparing") {
        return Err("one rules out others than this".to_owned());
    }
    // An article's own account tells what came before, and how it went on.
    if is_told(a) || is_told(b) {
        return Err("one is an article's own account".to_owned());
    }
    state::compare(pair)
        .or_else(|_| either_way(pair, negates))
        .or_else(|_| both_ways(pair))
        .or_else(|_| state::opposed(pair))
        .or_else(|_| either_way(pair, none_of))
        .or_else(|_| either_way(pair, state::harmless))
        .or_else(|_| either_way(pair, state::not_one))
        .or_else(|_| either_way(pair, state::nobody))
        .or_else(|_| either_way(pair, state::unaware))
        .or_else(|_| either_way(pair, control::compare))
        .or_else(|_| either_way(pair, super::nobody::compare))
        .or_else(|_| either_way(pair, restricts))
        .or_else(|note| answered(pair).ok_or(note))
}

/// *Aucun tir n'a eu lieu* against a claim that tells of one: the first claim says that there was none.
fn none_of(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    let nothing = Err("nothing of a kind is denied that the other tells of".to_owned());
    let one_side = pair.same_side() || a.voice.both_public(&b.voice);
    let later = one_side && !pair.same_article() && b.published > a.published;
    if a.is_bare() || (pair.same_side() && !later) {
        return nothing;
    }
    let none = |word: &str| matches!(word, "aucun" | "aucune" | "nul" | "nulle" | "moindre");
    let exists = |term: &Term| term.forms.iter().any(|form| pair.data.is("existence", form));
    for x in a.content.clauses.iter().filter(|c| c.negated && !c.unreal && !c.future) {
        let Some(thing) = heavy(a.content.of(x)).find(|t| t.kind == Kind::Noun) else {
            continue;
        };
        let before = a.words.split(&thing.word).next().unwrap_or_default();
        let absent = before
            .split_whitespace()
            .next_back()
            .is_some_and(|word| none(&crate::fold::fold(word)));
        let verb = a.content.verb_of(x).filter(|verb| verb.weight > 0.5);
        // *plus aucun disparu* takes back nothing that was said before.
        let ceased = x.negation == "plus" || crate::fold::fold(before).ends_with("plus aucun ");
        let acted_on = verb.is_some_and(|verb| !exists(verb));
        if !absent || ceased || (acted_on && thing.before) {
            continue;
        }
        let core: Vec<&Term> = heavy(a.content.of(x)).filter(|t| Some(*t) != verb).collect();
        let tells = |c: &&Clause| c.finite && !c.negated && !c.unreal && !c.future;
        for y in b.content.clauses.iter().filter(tells) {
            let told = best(thing, b.content.of(y)).0;
            let (cover, shared) = coverage(core.iter().copied(), b.content.terms.iter());
            let near = told >= 1.0 && (pair.same_article() || later || acted_on || names(a, b));
            if told >= 0.8 && cover >= 0.5 && (shared >= 1.7 || (near && shared >= 0.9)) {
                let explanation = format!(
                    "One says that there was no \"{}\" (\"{}\"), the other tells of one: \"{}\".",
                    thing.word,
                    short(&a.words),
                    short(&b.words)
                );
                return Ok(conflict(ConflictType::Polarity, "polarity", 0.65, explanation));
            }
        }
    }
    nothing
}

/// An answer, or what a side grants later, that negates or excludes a word of the claim before it: there, less needs to be said again.
fn answered(pair: &Pair) -> Option<Finding> {
    let (a, b) = (pair.earlier(), pair.later());
    if !(pair.in_exchange() || pair.is_conceded()) {
        return None;
    }
    let needed = if pair.later().answer == Answer::Rejoinder || pair.is_conceded() {
        0.7
    } else {
        0.9
    };
    if [a, b].iter().any(|facts| is_maxim(facts)) {
        return None;
    }
    // Whoever only speaks next, and has a *pas* in what he says, answers nobody.
    let told = pair.is_conceded() || b.answer > Answer::None;
    let real = |clause: &&Clause| !clause.unreal;
    for x in a.content.clauses.iter().filter(real) {
        for y in b.content.clauses.iter().filter(real) {
            if strangers(&a.named_in(x), &b.named_in(y)) {
                continue;
            }
            let (m, n) = (reach(a, x), reach(b, y));
            // Both name a country of the story for the most part.
            let (_, shared) = coverage(
                heavy(m.iter().copied()).filter(|term| term.country.is_none()),
                n.iter().copied(),
            );
            // *La région a payé*, *l'assureur n'a rien versé*: of two, more must be the same.
            let (p, q) = (subject(a, x), subject(b, y));
            let two = heavy(p.iter().copied()).next().is_some()
                && heavy(q.iter().copied()).next().is_some()
                && !subjects_meet(&p, &q, x, y);
            let needed = if two { needed + 0.7 } else { needed };
            let opposed = m
                .iter()
                .find_map(|s| n.iter().find(|t| opposite(pair.data, s, t)).map(|t| (*s, *t)));
            // *Vous dites en avoir tué 60 et sauvé 20* against *avoir tué ou blessé*: one says both.
            let opposed =
                opposed.filter(|(s, t)| best(t, m.iter().copied()).0 < 0.8 && best(s, n.iter().copied()).0 < 0.8);
            // *Treize corps sans vie* are dead.
            let without = opposed.is_some_and(|(s, t)| (s.link == "sans") != (t.link == "sans"));
            match opposed {
                Some((s, t)) if x.negated == y.negated && !without && shared >= needed && (told || b.debated) => {
                    let explanation = format!(
                        "\"{}\" answers \"{}\", and \"{}\" excludes \"{}\".",
                        short(&pair.later().words),
                        short(&pair.earlier().words),
                        s.word,
                        t.word
                    );
                    return Some(conflict(ConflictType::Polarity, "polarity", 0.65, explanation));
                }
                None if x.negated != y.negated && shared >= needed && told => {
                    let explanation = format!(
                        "\"{}\" answers \"{}\" and negates it.",
                        short(&pair.later().words),
                        short(&pair.earlier().words)
                    );
                    return Some(conflict(ConflictType::Polarity, "polarity", 0.6, explanation));
                }
                _ => {}
            }
        }
    }
    None
}

/// *On ne meurt pas en quarante secondes*, *un chirurgien n'est pas un juge*: what never is so denies no event; *on ne nous a pas prévenus* does.
pub(super) fn is_maxim(facts: &Facts) -> bool {
    let words: Vec<String> = facts.each_word().take(7).collect();
    let of_kinds = |rest: &[String]| matches!(rest, [n, est, pas, un] if n == "n" && est == "est" && pas == "pas" && (un == "un" || un == "une"));
    if words.first().is_some_and(|word| word == "un" || word == "une") && words.windows(4).any(of_kinds) {
        return true;
    }
    let told = |word: &String| matches!(&**word, "a" | "avait" | "est" | "etait" | "ai" | "ont");
    matches!(words.as_slice(), [on, ne, rest @ ..] if on == "on" && ne == "ne" && !rest.iter().take(2).any(told))
}

/// True where both name days for what they say, and no day is shared.
pub(super) fn days_exclude(a: &Facts, b: &Facts) -> bool {
    let on = |f: &Facts| {
        // *En juin*, of what has been, is no month ahead.
        let ahead = |d: &&Day| {
            f.published.is_some_and(|day| d.first > day) && !f.content.clauses.iter().any(|clause| clause.future)
        };
        // *À ce jour* is any time until then.
        let until_now = |d: &&Day| f.categorical && Some(d.last) == f.published && d.first == d.last;
        f.days
            .iter()
            .filter(|d| d.sense == Sense::On && !until_now(d) && !ahead(d))
            .cloned()
            .collect::<Vec<_>>()
    };
    let (x, y) = (on(a), on(b));
    !x.is_empty() && !y.is_empty() && x.iter().all(|d| y.iter().all(|e| d.last < e.first || e.last < d.first))
}

/// The first claim negates what the second asserts.
fn negates(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    let promised = |f: &Facts| f.voice.stance == Stance::Promise;
    if outside(a, b) {
        return Err("the other one tells of a day outside that time".to_owned());
    }
    // *Le feu n'est pas encore fixé*, and ten days later it is.
    if a.words.contains("encore") && b.published > a.published {
        return Err("it was not yet so".to_owned());
    }
    for x in a.content.clauses.iter().filter(|c| c.negated && !c.unreal) {
        // *Il n'a rien payé* leaves room for a promise to pay.
        let kept = |y: &&Clause| (x.future || !promised(b)) && (y.future || !promised(a));
        for y in b
            .content
            .clauses
            .iter()
            .filter(|c| !c.negated && !c.unreal)
            .filter(kept)
        {
            if let Some(score) = negated_says(pair, x, y) {
                let explanation = format!(
                    "One says \"{}\" (negated by \"{}\"), the other \"{}\"{}.",
                    short(&a.words),
                    x.negation,
                    short(&b.words),
                    pair.by_whom()
                );
                return Ok(conflict(ConflictType::Polarity, "polarity", score, explanation));
            }
        }
    }
    Err("no negated clause has its like asserted".to_owned())
}

/// *Je n'en ai pas pris connaissance*, *le parquet a pris connaissance de l'article*: true where a clause is about its speaker, and the other's subject is
/// neither he, nor his side, nor his office.
pub(super) fn is_somebody_else(pair: &Pair, (facts, clause): (&Facts, &Clause), subject: &[&Term]) -> bool {
    let voice = &facts.voice;
    let side = voice.side.iter().flat_map(|side| side.split(' ').map(str::to_owned));
    let own: Vec<String> = facts.speaker_words().into_iter().chain(side).collect();
    let offices = pair.data.offices();
    let in_office = |term: &Term| {
        let mut forms = term.forms.iter().filter_map(|form| offices.of(form));
        forms.any(|office| voice.office == Some(office))
    };
    let known = |term: &&&Term| (term.kind == Kind::Name && own.contains(&term.stem)) || in_office(term);
    let spoken = pair.a.voice.speaker.is_some() && pair.b.voice.speaker.is_some();
    clause.first && spoken && heavy(subject.iter().copied()).next().is_some() && !subject.iter().any(|t| known(&t))
}

/// *Pas depuis 2016*, *pas avant 2030* says nothing of a day before the one, of a day after the other.
pub(super) fn outside(a: &Facts, b: &Facts) -> bool {
    let ([time], [day]) = (a.days.as_slice(), b.days.as_slice()) else {
        return false;
    };
    match (time.sense, day.sense) {
        (Sense::Since, Sense::On) => day.first <= time.last,
        (Sense::Before, Sense::On | Sense::Since) => day.first >= time.first,
        _ => false,
    }
}

/// How surely the asserted clause `y` says what `x` negates: all that is negated must be asserted.
fn negated_says(pair: &Pair, x: &Clause, y: &Clause) -> Option<f32> {
    let (a, b) = (pair.a, pair.b);
    let (v, w) = (a.content.verb_of(x), b.content.verb_of(y));
    let verbs = match (v, w) {
        (Some(v), Some(w)) => {
            let s = similarity(v, w);
            if s < 0.8 || opposite(pair.data, v, w) {
                return None;
            }
            s
        }
        (None, None) => 0.9,
        _ => return None,
    };
    let (p, q) = (subject(a, x), subject(b, y));
    if !subjects_meet(&p, &q, x, y) {
        return None;
    }
    if is_somebody_else(pair, (a, x), &q) || is_somebody_else(pair, (b, y), &p) {
        return None;
    }
    let other: Vec<&Term> = heavy(a.content.of(x)).filter(|t| Some(*t) != v).collect();
    let (near, back_near) = (reach(b, y), reach(a, x));
    let in_clause = coverage(other.iter().copied(), near.iter().copied());
    if other.is_empty() || in_clause.1 < if a.is_bare() { 0.9 } else { 0.75 } {
        return None;
    }
    let needed = if a.is_bare() { 0.6 } else { 0.7 };
    if in_clause.0 < needed || !object_said(a, x, b, y) {
        return None;
    }
    if a.is_bare() {
        let back = coverage(
            heavy(b.content.of(y)).filter(|t| Some(*t) != w),
            back_near.iter().copied(),
        );
        if in_clause.0 < 0.8 && (back.0 < 0.6 || in_clause.1 < 1.5) {
            return None;
        }
    }
    // A number that is negated leaves room for another number.
    if !a.tallies.is_empty()
        && a.tallies
            .iter()
            .any(|t| t.figure.high > 0.0 && !b.tallies.iter().any(|u| u.figure == t.figure || u.agrees(t)))
    {
        return None;
    }
    Some(0.5 + 0.4 * in_clause.0 * verbs)
}

/// True where the first noun after the negated verb, its object or attribute, is said too.
fn object_said(a: &Facts, x: &Clause, b: &Facts, y: &Clause) -> bool {
    let verb = a.content.verb_of(x);
    let mut objects = heavy(a.content.of(x)).filter(|t| !t.before && Some(*t) != verb);
    let attribute = x.verb.is_none() && x.copula.is_some();
    if attribute {
        // *n'est pas un traitement efficace*: any word of the attribute that is said.
        return objects.any(|t| matches!(t.outer, "" | "de") && best(t, b.content.of(y)).0 >= 0.8);
    }
    let direct = objects.find(|t| t.kind != Kind::Adjective && matches!(t.outer, "" | "de"));
    direct.is_none_or(|t| best(t, b.content.of(y)).0 >= 0.8)
}

/// What [`excludes`] finds, where it does so whichever claim is the first.
fn both_ways(pair: &Pair) -> Outcome {
    excludes(&pair.swapped())?;
    excludes(pair)
}

/// Both assert, or both negate, and one word excludes its counterpart while the rest is the same.
fn excludes(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    // *Les bureaux ont ouvert à 8 heures*, *les bureaux ont fermé à 18 heures*
    if !a.times.is_empty() && !b.times.is_empty() && !a.times.iter().any(|(s, _)| b.times.iter().any(|(t, _)| s == t)) {
        return Err("they speak of other hours".to_owned());
    }
    // *412 postes sont supprimés*, *nous garderons 280 salariés*: two groups of them.
    let counted = |tally: &&Tally| tally.figure.unit.is_none();
    let (mut m, n) = (a.tallies.iter().filter(counted), b.tallies.iter().filter(counted));
    let both = m.clone().next().is_some() && n.clone().next().is_some();
    if both && m.all(|s| n.clone().all(|t| s.excludes(t))) {
        return Err("they count two groups".to_owned());
    }
    for x in a.content.clauses.iter().filter(|c| !c.unreal) {
        for y in b.content.clauses.iter().filter(|c| !c.unreal && c.negated == x.negated) {
            // *Quatre ponts sont fermés*, *deux ponts rouvriront*
            if x.finite && y.finite && x.future != y.future && !a.is_bare() {
                continue;
            }
            let found = opposed(pair, x, y).filter(|(one, other, _)| !state::ended(pair, one, other));
            if let Some((one, other, score)) = found {
                let explanation = format!(
                    "\"{}\" and \"{}\" exclude each other: \"{}\" against \"{}\"{}.",
                    one.word,
                    other.word,
                    short(&a.words),
                    short(&b.words),
                    pair.by_whom()
                );
                return Ok(conflict(ConflictType::Polarity, "polarity", score, explanation));
            }
        }
    }
    Err("no two words exclude each other where the rest is the same".to_owned())
}

/// Two opposite words in like clauses.
fn opposed<'p>(pair: &'p Pair, x: &'p Clause, y: &'p Clause) -> Option<(&'p Term, &'p Term, f32)> {
    let (a, b) = (pair.a, pair.b);
    let (v, w) = (a.content.verb_of(x), b.content.verb_of(y));
    let (p, q) = (subject(a, x), subject(b, y));
    // *A est rejeté par B* against *B adopte A*: subject and object change places.
    let turned = x.passive != y.passive;
    if !turned && !subjects_meet(&p, &q, x, y) {
        return None;
    }
    let mut found: Option<(&Term, &Term)> = None;
    match (v, w) {
        (Some(v), Some(w)) if opposite(pair.data, v, w) && similarity(v, w) < 1.0 => found = Some((v, w)),
        (Some(v), Some(w)) if similarity(v, w) < 0.8 => return None,
        // *est authentique* against *est truquée*, an adjective against a participle.
        (Some(v), None) => {
            found = b
                .content
                .of(y)
                .find(|t| y.copula.is_some() && !t.before && opposite(pair.data, v, t))
                .map(|t| (v, t))
        }
        (None, Some(w)) => {
            found = a
                .content
                .of(x)
                .find(|t| x.copula.is_some() && !t.before && opposite(pair.data, t, w))
                .map(|t| (t, w))
        }
        _ => {}
    }
    if found.is_none() && v.is_some() == w.is_some() {
        let (m, n) = (rest(a, x), rest(b, y));
        for s in &m {
            for t in &n {
                let kinds = (s.kind == Kind::Adverb) == (t.kind == Kind::Adverb);
                // *sous contrôle* against *aux mains de*
                if kinds
                    && (s.link == t.link || s.senses.exclude(&t.senses))
                    && opposite(pair.data, s, t)
                    && best(s, n.iter().copied()).0 < 1.0
                    && best(t, m.iter().copied()).0 < 1.0
                {
                    found = found.or(Some((*s, *t)));
                }
            }
        }
    }
    let (one, other) = found?;
    let by_verb = Some(one) == v;
    // Where somebody goes and where somebody stays are two places by nature.
    let going = ["move", "stay"].map(|name| pair.data.class(name));
    let moves = by_verb
        && [one, other]
            .iter()
            .any(|t| t.classes.iter().any(|class| going.contains(&Some(*class))));
    let goal = |term: &Term| {
        moves && term.kind == Kind::Name && !term.before && matches!(term.outer, "à" | "en" | "dans" | "vers")
    };
    let others = |facts: &'p Facts, clause: &'p Clause, but: &'p Term| {
        facts
            .content
            .of(clause)
            .filter(move |t| *t != but && !goal(t))
            .collect::<Vec<_>>()
    };
    let (m, n) = (others(a, x, one), others(b, y, other));
    let (s, shared) = coverage(m.iter().copied(), n.iter().copied());
    let (t, _) = coverage(n.iter().copied(), m.iter().copied());
    let (needed, weight) = if a.is_bare() { (0.75, 1.5) } else { (0.6, 0.75) };
    let needed = if turned { 0.8 } else { needed };
    let whole = s.min(t) >= 0.95 || (by_verb && s.max(t) >= 0.99 && !turned);
    let weight: f32 = if whole { 0.9 } else { weight };
    let full = s.max(t) >= needed && s.min(t) >= 0.4 && shared >= weight;
    full.then_some((one, other, 0.45 + 0.4 * s.max(t)))
}

/// *Nos frappes se limitent à des objectifs militaires* against *des infrastructures civiles ont été touchées*.
fn restricts(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    for x in a.content.clauses.iter().filter(|c| c.only && !c.negated && !c.unreal) {
        for y in b.content.clauses.iter().filter(|c| !c.negated && !c.unreal && !c.only) {
            for s in a.content.of(x).filter(|t| !t.before) {
                for t in b.content.of(y).filter(|t| opposite(pair.data, s, t)) {
                    let act = |term: &&Term| term.weight > 0.5 && term.kind != Kind::Adjective && *term != t;
                    let shared = b
                        .content
                        .of(y)
                        .filter(act)
                        .any(|term| best(term, a.content.of(x).filter(|o| *o != s)).0 >= 0.8);
                    if shared {
                        let explanation = format!(
                            "One allows for nothing but \"{}\", the other tells of \"{}\": \"{}\" against \"{}\".",
                            s.word,
                            t.word,
                            short(&a.words),
                            short(&b.words)
                        );
                        return Ok(conflict(ConflictType::Polarity, "polarity", 0.7, explanation));
                    }
                }
            }
        }
    }
    Err("nothing is negated or opposite in like clauses".to_owned())
}
