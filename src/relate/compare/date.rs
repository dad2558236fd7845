//! The same event on two days, or at two hours, that exclude each other.

use super::align::{best, coverage, heavy, opposite, shared_weights, short, subject};
use super::{Outcome, Pair, conflict, is_told};
use crate::model::ConflictType;
use crate::relate::answer::Answer;
use crate::relate::content::{Clause, Kind, Term};
use crate::relate::date::{Day, Sense};
use crate::relate::facts::Facts;
use crate::relate::point::stops_work;
use crate::relate::tally::Tally;

/// How many minutes two times must lie apart to exclude each other.
const MINUTES: u16 = 5;
/// The same for two voices of which neither answers the other.
const APART: u16 = 15;

pub(super) fn compare(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    if [a, b].iter().any(|f| !f.asserts()) {
        return Err("one asserts no day".to_owned());
    }
    if pair.days_apart() > 30 {
        return Err("they belong to other times".to_owned());
    }
    // *Ils étaient 205 000 le 31 janvier*, *140 000 le 19*: each day has its own.
    if super::crowd::are_counted(pair) {
        return Err("each day has its own count".to_owned());
    }
    // One side plans many things for many days.
    let one = !pair.same_side() || super::plan::is_one(pair);
    if let Some(explanation) = differs(pair).filter(|_| one) {
        return Ok(conflict(ConflictType::Date, "date", 0.8, explanation));
    }
    if is_told(a) || is_told(b) {
        return Err("an article's own account denies nothing".to_owned());
    }
    if let Some(explanation) = unheard_of(pair).or_else(|| unheard_of(&pair.swapped())) {
        return Ok(conflict(ConflictType::Date, "date", 0.7, explanation));
    }
    Err("they name no two days for one event".to_owned())
}

/// The revision of a date by the side that gave it: the explanation.
pub(super) fn revised(pair: &Pair) -> Result<String, String> {
    differs(pair).ok_or_else(|| "no figure and no date was revised".to_owned())
}

/// What two days are named for one event.
fn differs(pair: &Pair) -> Option<String> {
    let (a, b) = (pair.a, pair.b);
    let untimed = a.times.is_empty() || b.times.is_empty();
    if untimed && (a.days.is_empty() || b.days.is_empty()) {
        return None;
    }
    if is_told(a) && is_told(b) {
        return None;
    }
    let Some(event) = same_event(pair).or_else(|| stops(pair)) else {
        return answered(pair);
    };
    if let (Some((s, said)), Some((t, other))) = (a.times.first(), b.times.first())
        && a.times.len() == 1
        && b.times.len() == 1
        && s.abs_diff(*t) >= MINUTES
    {
        let told = is_told(a) || is_told(b);
        if of_two_days(pair, said, other) || (told && pair.days_apart() > 0) {
            return None;
        }
        return Some(format!(
            "For {event}, one says \"{said}\" and the other \"{other}\"{}.",
            pair.by_whom()
        ));
    }
    let (x, y) = (only_day(a)?, only_day(b)?);
    // *En mai, le port a traité …*, *en juin …*: a figure for each month.
    let month = |facts: &Facts, day: &Day| day.first < day.last && !facts.tallies.is_empty();
    if two_tolls(a, b) || (month(a, x) && month(b, y)) {
        return None;
    }
    // *44 000 personnes vaccinées depuis décembre* holds for one of them in March too.
    let counted = |facts: &Facts, day: &Day| day.sense == Sense::Since && !facts.tallies.is_empty();
    (exclusive(x, y) && !counted(a, x) && !counted(b, y)).then(|| {
        let say = |day: &Day| {
            if day.first == day.last {
                day.first.to_string()
            } else {
                format!("{} to {}", day.first, day.last)
            }
        };
        format!(
            "For {event}, one says {} and the other {}{}.",
            say(x),
            say(y),
            pair.by_whom()
        )
    })
}

/// True where one tells since which hour something lasts, days after or before the other: *le texte est respecté depuis 20 heures*.
fn of_two_days(pair: &Pair, one: &str, other: &str) -> bool {
    let lasts = |facts: &Facts, hour: &str| facts.words.contains(&format!("depuis {hour}"));
    pair.days_apart() > 1 && (lasts(pair.a, one) || lasts(pair.b, other))
}

/// True where both count people in a toll, or measure, and not as many: on two days, in two events.
fn two_tolls(a: &Facts, b: &Facts) -> bool {
    let differ = |x: &Tally, y: &Tally| {
        let measured = x.grows() || x.figure.unit.is_some();
        measured && x.figure.measure == y.figure.measure && x.figure.unit == y.figure.unit && x.excludes(y)
    };
    a.tallies.iter().any(|x| b.tallies.iter().any(|y| differ(x, y)))
}

/// An answer that names another hour or day than the claim before it, neither naming a second one.
fn answered(pair: &Pair) -> Option<String> {
    let (a, b) = (pair.a, pair.b);
    let (one, other) = shared_weights(a, b);
    let shared = one.min(other);
    let like = if pair.in_exchange() {
        let told = pair.later().answer == Answer::Rejoinder
            || only_then(pair.later())
            || (pair.is_next() && is_elliptic(pair.later()))
            || shared >= if pair.is_answered() { 0.5 } else { 0.8 };
        told && !two_doers(pair)
    } else {
        let (acts, things) = told_alike(pair);
        // *Tous les téléphones ont sonné*, *aucun habitant n'a reçu de message*
        let none_of_all = |all: &Facts, none: &Facts| all.speaks_of_all() && none.negates() && none.categorical;
        let same = acts || none_of_all(a, b) || none_of_all(b, a);
        (things >= 1.4 || (things >= 0.7 && same)) && !a.is_bare() && !pair.same_side()
    };
    let acts = |facts: &Facts| -> Vec<Term> { facts.content.verbs().cloned().collect() };
    // *Les bureaux ont ouvert à 8 heures*, *les bureaux ont fermé à 18 heures*
    let two_acts = acts(a)
        .iter()
        .any(|v| acts(b).iter().any(|w| opposite(pair.data, v, w)));
    let unreal = |facts: &Facts| facts.content.clauses.iter().any(|clause| clause.unreal);
    // Nor is it where an article tells hour by hour what went on that day.
    let told = (pair.same_article() || pair.days_apart() > 0) && (is_told(a) || is_told(b));
    if !like || told || two_acts || unreal(a) || unreal(b) {
        return None;
    }
    let said = |one: &str, other: &str| {
        format!(
            "One says \"{}\" ({one}), the other \"{}\" ({other}).",
            short(&a.words),
            short(&b.words)
        )
    };
    if let ([(s, one)], [(t, other)]) = (a.times.as_slice(), b.times.as_slice()) {
        let open = |facts: &Facts, words: &str| {
            let until = super::moment::until(facts, words);
            until || (facts.words.contains(&format!("avant {words}")) && !facts.negates())
        };
        let least = if pair.in_exchange() { MINUTES } else { APART };
        let apart = s.abs_diff(*t) >= least && !of_two_days(pair, one, other);
        return (apart && !open(a, one) && !open(b, other)).then(|| said(one, other));
    }
    if !pair.in_exchange() || !a.times.is_empty() || !b.times.is_empty() || two_tolls(a, b) {
        return None;
    }
    let (x, y) = (only_day(a)?, only_day(b)?);
    let not_before = |facts: &Facts, day: &Day| day.sense == Sense::Before && facts.negates();
    let apart = match (not_before(a, x), not_before(b, y)) {
        (true, true) => false,
        (true, false) => y.first < x.first,
        (false, true) => x.first < y.first,
        (false, false) => exclusive(x, y),
    };
    apart.then(|| said(&x.first.to_string(), &y.first.to_string()))
}

/// Whether two claims tell of a like act, and how much of the same things: not of the same colour, nor for as many minutes.
fn told_alike(pair: &Pair) -> (bool, f32) {
    let time = |term: &Term| term.forms.iter().any(|form| TIMES.contains(&&**form));
    // Any two claims of a story have its names.
    let of_story = |term: &Term| term.kind == Kind::Name && !pair.same_article();
    let thing = |term: &&Term| term.weight > 0.5 && term.kind != Kind::Adjective && !time(term) && !of_story(term);
    let said = |facts: &'_ Facts| facts.content.terms.iter().filter(thing).cloned().collect::<Vec<_>>();
    let (p, q) = (said(pair.a), said(pair.b));
    let acts = |facts: &Facts, others: &[Term]| {
        let mut verbs = facts.content.verbs();
        verbs.any(|verb| best(verb, others.iter()).0 >= 0.8)
    };
    let (_, one) = coverage(p.iter(), q.iter());
    let (_, other) = coverage(q.iter(), p.iter());
    (acts(pair.a, &q) || acts(pair.b, &p), one.min(other))
}

/// Nouns of a stretch of time.
const TIMES: &[&str] = &[
    "seconde", "minute", "heure", "nuit", "matin", "matinee", "soir", "soiree", "jour", "journee",
];

/// True where each tells of somebody or something of its own: *l'eau a été coupée*, *l'électricité est revenue*.
fn two_doers(pair: &Pair) -> bool {
    let doer = |facts: &Facts| {
        let main = facts.content.clauses.iter().find(|clause| clause.finite);
        main.is_some_and(|clause| heavy(subject(facts, clause).into_iter()).next().is_some())
    };
    let nouns = |facts: &'_ Facts| -> Vec<Term> {
        let terms = facts.content.terms.iter();
        terms
            .filter(|term| term.kind != Kind::Verb && term.weight > 0.5)
            .cloned()
            .collect()
    };
    let (p, q) = (nouns(pair.a), nouns(pair.b));
    let shared = p.iter().any(|term| best(term, q.iter()).0 > 0.0);
    !shared && doer(pair.a) && doer(pair.b)
}

/// *Pas avant septembre*: a day that is refused, and no more.
fn is_elliptic(facts: &Facts) -> bool {
    let verbless = facts
        .content
        .clauses
        .iter()
        .all(|clause| !clause.finite && clause.terms.is_empty());
    verbless && facts.negates() && facts.days.len() == 1
}

/// *N'est arrivé qu'à 9 heures*, *que vers midi*: the hour is told as later than was said.
pub(super) fn only_then(facts: &Facts) -> bool {
    let [(_, time)] = facts.times.as_slice() else {
        return false;
    };
    let Some((before, _)) = facts.words.split_once(time.as_str()) else {
        return false;
    };
    let before = before.to_lowercase().replace('’', "'");
    let negated = before.contains("ne ") || before.contains("n'");
    let links = [
        "qu'à ",
        "qu'après ",
        "que vers ",
        "que peu avant ",
        "que peu après ",
        "que bien après ",
        "qu'aux environs de ",
    ];
    negated && links.iter().any(|link| before.ends_with(link))
}

/// *N'a plus été contrôlé depuis 2016*, *rien ne fermera avant 2030* against the act on a day in between.
fn unheard_of(pair: &Pair) -> Option<String> {
    let (a, b) = (pair.a, pair.b);
    let (none, day) = (only_day(a)?, only_day(b)?);
    let within = match none.sense {
        Sense::Since => day.first > none.last && a.published.is_none_or(|told| day.last <= told),
        Sense::Before => day.last < none.first && a.published.is_none_or(|told| day.first >= told),
        _ => false,
    };
    let once = matches!(day.sense, Sense::On) || (day.sense == Sense::Since && none.sense == Sense::Before);
    if a.is_bare() || !within || !once {
        return None;
    }
    for x in a.content.clauses.iter().filter(|c| c.negated && !c.unreal) {
        let act = a.content.verb_of(x).filter(|verb| verb.weight > 0.5);
        let Some(act) = act else { continue };
        for y in b.content.clauses.iter().filter(|c| !c.negated && !c.unreal) {
            let told = b.content.of(y).find(|term| {
                let verb = Some(*term) == b.content.verb_of(y) || term.kind == Kind::Noun;
                verb && super::align::similarity(act, term) >= 0.8
            });
            let Some(told) = told else { continue };
            let (p, q) = (others(a, x), others(b, y));
            let named = |t: &&&Term| t.kind == Kind::Name;
            let strange = p.iter().any(|t| named(&t))
                && q.iter().any(|t| named(&t))
                && !p.iter().filter(named).any(|t| best(t, q.iter().copied()).0 > 0.0);
            let heavies: Vec<&Term> = heavy(p.iter().copied()).collect();
            let (_, shared) = coverage(heavies.iter().copied(), b.content.terms.iter());
            if !strange && (shared >= 0.7 || heavies.is_empty() || pair.same_article()) {
                return Some(format!(
                    "One says \"{}\", the other tells of \"{}\" in that time: \"{}\".",
                    short(&a.words),
                    told.word,
                    short(&b.words)
                ));
            }
        }
    }
    None
}

/// The single day that a claim names.
fn only_day(facts: &Facts) -> Option<&Day> {
    match facts.days.as_slice() {
        [day] if facts.content.clauses.iter().filter(|c| c.finite).count() <= 2 => Some(day),
        _ => None,
    }
}

pub(super) fn exclusive(x: &Day, y: &Day) -> bool {
    match (x.sense, y.sense) {
        // *Dès le 15*, *depuis le 15* give the first day of what lasts.
        (Sense::On, Sense::On | Sense::Since) | (Sense::Since, Sense::On) => x.last < y.first || y.last < x.first,
        (Sense::On, Sense::Before) => x.first >= y.first,
        (Sense::Before, Sense::On) => y.first >= x.first,
        (Sense::On, Sense::After) => x.last <= y.last,
        (Sense::After, Sense::On) => y.last <= x.last,
        _ => false,
    }
}

/// *L'usine fermera le 30 juin*, *les machines s'arrêteront le 31 mars*: the end of work at one site, by whatever stops there.
fn stops(pair: &Pair) -> Option<String> {
    let (a, b) = (pair.a, pair.b);
    let works = |facts: &Facts| stops_work(pair.data, facts);
    let (x, y) = (works(a)?, works(b)?);
    let ahead = |facts: &Facts| {
        facts
            .published
            .zip(facts.days.first())
            .is_some_and(|(told, day)| day.first > told)
    };
    let apart = super::figure::elsewhere(a, b);
    // *Trois mois plus tôt que prévu* gives anew what was said before.
    let words = crate::fold::fold(&pair.later().words).replace('’', "'");
    let revises = ["qu'annonce", "que prevu", "qu'initialement"]
        .iter()
        .any(|mark| words.contains(mark));
    (ahead(a) && ahead(b) && !revises && !apart && !pair.same_side()).then(|| format!("\"{x}\" and \"{y}\""))
}

/// The words of a clause beside its verb.
fn others<'f>(facts: &'f Facts, clause: &Clause) -> Vec<&'f Term> {
    let terms = clause.terms.iter().filter(|i| Some(**i) != clause.verb);
    terms.map(|&i| &facts.content.terms[i]).collect()
}

/// Words of the one event that both claims tell: a clause of each with like verbs, like subjects, and little else that differs.
fn same_event(pair: &Pair) -> Option<String> {
    let (a, b) = (pair.a, pair.b);
    let told = |c: &&Clause| !c.negated && !c.unreal && !c.terms.is_empty();
    for x in a.content.clauses.iter().filter(told) {
        for y in b.content.clauses.iter().filter(told) {
            let (Some(v), Some(w)) = (a.content.verb_of(x), b.content.verb_of(y)) else {
                continue;
            };
            // What is ahead is not what took place.
            if x.finite && y.finite && x.future != y.future && !a.is_bare() && !pair.same_side() {
                continue;
            }
            let verbs = super::align::similarity(v, w);
            let (p, q) = (others(a, x), others(b, y));
            let (one, shared) = coverage(heavy(p.iter().copied()), q.iter().copied());
            let (other, back) = coverage(heavy(q.iter().copied()), p.iter().copied());
            let like = one.max(other);
            let mut names = p.iter().filter(|t| t.kind == Kind::Name).peekable();
            let apart = names.peek().is_some()
                && q.iter().any(|t| t.kind == Kind::Name)
                && names.all(|name| best(name, q.iter().copied()).0 == 0.0);
            // *La fuite s'est produite le 4*, *la fuite a commencé le 1er*
            let occurs = pair.is("occurring", v) && pair.is("occurring", w) && one.min(other) >= 0.5 && shared >= 0.9;
            let timed = !a.times.is_empty() && !b.times.is_empty();
            let enough = if occurs && !a.is_bare() {
                true
            } else if verbs > 0.0 {
                (like >= 0.6 && shared >= 1.0)
                    || (timed && like >= 0.75 && shared.min(back) >= 0.75)
                    || ((p.is_empty() || q.is_empty()) && verbs >= 1.0 || pair.same_article() && like >= 0.4)
            } else {
                // Two names may be of one person.
                let things = p.iter().copied().filter(|t| t.kind != Kind::Name);
                let (_, things) = coverage(heavy(things), q.iter().copied());
                (one.min(other) >= 0.75 && shared >= 2.5 && things >= 0.7)
                    || (timed && pair.same_article() && like >= 0.9 && shared >= 0.9)
            };
            let enough = enough && !(a.is_bare() && (like < 0.75 || shared < 1.5 || one.min(other) < 0.5));
            let weak = verbs > 0.0
                && (p.is_empty() || q.is_empty())
                && !(pair.same_article() || pair.same_side() || pair.a.voice.both_public(&pair.b.voice));
            if enough && !apart && !weak {
                return Some(format!("\"{}\"", short(&super::align::words_of(a, x))));
            }
        }
    }
    None
}
