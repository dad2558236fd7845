//! States that exclude each other: a truce that holds and fighting that goes on, what works and what is broken.

use super::align::{best, coverage, rest, short, similarity, subject, words_of};
use super::polarity::is_somebody_else;
use super::{Outcome, Pair, conflict};
use crate::lexicon::relation::ClassId;
use crate::model::{ConflictType, Stance};
use crate::relate::content::{Clause, Kind, Term};
use crate::relate::facts::Facts;

/// How many days apart two claims may tell the state of one thing.
const WINDOW: i32 = 10;

/// A truce that holds against fighting that goes on, on one day.
pub(super) fn compare(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    if a.as_of != b.as_of {
        return Err("they speak of other days".to_owned());
    }
    let (x, y) = (state(pair, a), state(pair, b));
    match (x, y) {
        (Some((one, word)), Some((other, against))) if one != other => {
            let hours = |f: &Facts| f.times.first().map(|(minutes, _)| *minutes);
            if matches!((hours(a), hours(b)), (Some(s), Some(t)) if s != t) {
                return Err("they speak of other hours".to_owned());
            }
            let explanation = format!(
                "One tells of {one} (\"{}\"), the other of {other} (\"{}\") at the same time.",
                short(&word),
                short(&against)
            );
            Ok(conflict(ConflictType::Polarity, "polarity", 0.75, explanation))
        }
        _ => Err("no two states exclude each other".to_owned()),
    }
}

/// The state that a claim tells, if it tells one alone.
fn state<'a>(pair: &'a Pair, facts: &'a Facts) -> Option<(&'a str, String)> {
    let mut found: Option<(&str, String)> = None;
    for clause in facts.content.clauses.iter().filter(|clause| !clause.unreal) {
        let Some(verb) = facts.content.verb_of(clause) else {
            continue;
        };
        let classes: Vec<ClassId> = facts
            .content
            .of(clause)
            .filter(|t| *t != verb)
            .flat_map(|t| t.classes.clone())
            .collect();
        if let Some(state) = pair.data.state(&classes, &verb.classes, clause.negated) {
            match &found {
                Some((known, _)) if *known != state => return None,
                _ => found = Some((state, words_of(facts, clause))),
            }
        }
    }
    found
}

/// Two voices that tell opposite states of the same thing, whatever else each of them says of it.
pub(super) fn opposed(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    let promised = [a, b].iter().any(|f| f.voice.stance == Stance::Promise);
    if a.is_bare() || promised || pair.same_side() || pair.days_apart() > WINDOW {
        return Err("no two voices tell a state at one time".to_owned());
    }
    // *Les bureaux ont ouvert à 8 heures*, *ont fermé à 18 heures*
    if !a.times.is_empty() && !b.times.is_empty() && !a.times.iter().any(|(s, _)| b.times.iter().any(|(t, _)| s == t)) {
        return Err("they tell the states of other hours".to_owned());
    }
    let told = |clause: &&Clause| !clause.unreal && !clause.future;
    for x in a.content.clauses.iter().filter(told) {
        for y in b.content.clauses.iter().filter(told) {
            let Some((s, t)) = exclusive(pair, x, y).filter(|(s, t)| !ended(pair, s, t)) else {
                continue;
            };
            if let Some(thing) = same_thing(a, x, b, y) {
                let explanation = format!(
                    "Of \"{}\", one says \"{}\" and the other \"{}\": \"{}\" against \"{}\".",
                    thing.word,
                    s.word,
                    t.word,
                    short(&a.words),
                    short(&b.words)
                );
                return Ok(conflict(ConflictType::Polarity, "polarity", 0.65, explanation));
            }
        }
    }
    Err("no two states of one thing exclude each other".to_owned())
}

/// *La source ne présente aucun danger* against *la source est polluée*: what harms excludes that it does no harm.
pub(super) fn harmless(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    let nothing = Err("nothing is called harmless that the other calls harmful".to_owned());
    let classes = (pair.data.class("hazard"), pair.data.class("dangerous"));
    let (Some(hazard), Some(dangerous)) = classes else {
        return nothing;
    };
    if a.is_bare() || pair.same_side() || pair.days_apart() > WINDOW {
        return nothing;
    }
    let told = |clause: &&Clause| !clause.unreal && !clause.future && clause.finite;
    let noun = |term: &&Term| matches!(term.kind, Kind::Noun | Kind::Name) && term.weight >= 1.0;
    for x in a.content.clauses.iter().filter(told).filter(|clause| clause.negated) {
        let of_hazard = |term: &Term| !term.before && term.classes.contains(&hazard);
        let things: Vec<&Term> = subject(a, x).into_iter().filter(noun).collect();
        if things.is_empty() || !a.content.of(x).any(of_hazard) {
            continue;
        }
        for y in b.content.clauses.iter().filter(told).filter(|clause| !clause.negated) {
            let harms =
                |term: &&Term| !term.before && [hazard, dangerous].iter().any(|class| term.classes.contains(class));
            let Some(word) = b.content.of(y).find(harms) else {
                continue;
            };
            let others = subject(b, y);
            let (cover, shared) = coverage(things.iter().copied(), others.iter().copied());
            // *sans danger pour l'homme* leaves the fish out.
            let whom = |facts, clause| {
                rest(facts, clause)
                    .into_iter()
                    .filter(|t: &&Term| t.outer == "pour")
                    .collect::<Vec<_>>()
            };
            let (p, q) = (whom(a, x), whom(b, y));
            let apart = !p.is_empty() && !q.is_empty() && p.iter().all(|term| best(term, q.iter().copied()).0 == 0.0);
            if cover >= 0.6 && shared >= 1.0 && !apart {
                let explanation = format!(
                    "One says that \"{}\" does no harm (\"{}\"), the other calls it \"{}\": \"{}\".",
                    things[0].word,
                    short(&a.words),
                    word.word,
                    short(&b.words)
                );
                return Ok(conflict(ConflictType::Polarity, "polarity", 0.65, explanation));
            }
        }
    }
    nothing
}

/// What befalls people in a toll.
const TOLL: &[&str] = &["killed", "wounded", "missing", "captured"];

/// *Dix rebelles ont été tués, et pas un seul civil* against *des civils ont été tués*.
pub(super) fn not_one(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    let nothing = Err("not one is said to have suffered what the other tells of".to_owned());
    if a.is_bare() || pair.same_side() && pair.same_article() {
        return nothing;
    }
    let suffers = |terms: &[&Term], class: ClassId| terms.iter().any(|term| term.classes.contains(&class));
    let (all, told) = (super::align::all(a), |clause: &&Clause| {
        !clause.negated && !clause.unreal && !clause.future
    });
    let people = |term: &&&Term| matches!(term.kind, Kind::Noun | Kind::Adjective) && term.weight >= 0.7;
    for thing in all.iter().filter(people) {
        let Some((before, _)) = a.words.split_once(&*thing.word) else {
            continue;
        };
        let before = crate::fold::fold(before);
        let none = ["pas un seul", "pas une seule", "pas un", "pas une", "pas le moindre"];
        if !none.iter().any(|words| before.trim_end().ends_with(words)) {
            continue;
        }
        for class in TOLL
            .iter()
            .filter_map(|name| pair.data.class(name))
            .filter(|class| suffers(&all, *class))
        {
            for y in b.content.clauses.iter().filter(told) {
                let terms: Vec<&Term> = b.content.of(y).collect();
                let same = terms
                    .iter()
                    .any(|term| !term.classes.contains(&class) && similarity(thing, term) >= 1.0);
                if same && suffers(&terms, class) {
                    let explanation = format!(
                        "One says that not one \"{}\" did (\"{}\"), the other tells of some: \"{}\".",
                        thing.word,
                        short(&a.words),
                        short(&b.words)
                    );
                    return Ok(conflict(ConflictType::Polarity, "polarity", 0.7, explanation));
                }
            }
        }
    }
    nothing
}

/// *Nous ne détenons plus personne* against *deux otages sont encore aux mains des rebelles*.
pub(super) fn nobody(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    let nothing = Err("nobody is said to be free whom the other tells held".to_owned());
    let person = || {
        a.words
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| matches!(word, "personne" | "Personne"))
    };
    let same_time = pair.same_article() || a.published == b.published;
    if a.is_bare() || pair.same_side() || !same_time || !person() {
        return nothing;
    }
    let holding: Vec<ClassId> = HELD.iter().filter_map(|name| pair.data.class(name)).collect();
    let free: Vec<ClassId> = FREE.iter().filter_map(|name| pair.data.class(name)).collect();
    let of = |facts: &Facts, clause: &Clause, classes: &[ClassId]| {
        let mut terms = facts.content.of(clause);
        terms.any(|term| term.classes.iter().any(|class| classes.contains(class)))
    };
    let told = |clause: &&Clause| clause.finite && !clause.unreal && !clause.future;
    let denied = a.content.clauses.iter().filter(told).any(|x| {
        let held = a.content.verb_of(x).is_none_or(|verb| of_class(verb, &holding));
        x.negated && held && of(a, x, &holding)
    });
    let mut others = b.content.clauses.iter().filter(told);
    match others.find(|y| denied && !y.negated && of(b, y, &holding) && !of(b, y, &free)) {
        Some(_) => {
            let explanation = format!(
                "One says that nobody is held (\"{}\"), the other tells of some: \"{}\".",
                short(&a.words),
                short(&b.words)
            );
            Ok(conflict(ConflictType::Polarity, "polarity", 0.65, explanation))
        }
        None => nothing,
    }
}

/// *Je n'étais pas au courant du rejet* against *X avait été informé du rejet*: the second claim names who did not know.
pub(super) fn unaware(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    let nothing = Err("nobody is said to know what he did not".to_owned());
    let named = super::denial::names(a, b) || pair.is_next();
    if a.is_bare() || pair.same_side() || !named {
        return nothing;
    }
    let told = |clause: &&Clause| !clause.unreal && !clause.future;
    let knows = |facts: &Facts, clause: &Clause| facts.content.of(clause).any(|term| pair.is("informed", term));
    let own = |clause: &Clause| clause.first || !clause.finite;
    for x in a
        .content
        .clauses
        .iter()
        .filter(told)
        .filter(|x| x.negated && own(x) && knows(a, x))
    {
        for y in b
            .content
            .clauses
            .iter()
            .filter(told)
            .filter(|y| !y.negated && knows(b, y) && !is_somebody_else(pair, (a, x), &subject(b, y)))
        {
            let what = a
                .content
                .of(x)
                .filter(|term| term.weight > 0.5 && !pair.is("informed", term));
            let (cover, shared) = coverage(what, b.content.of(y));
            if cover >= 0.5 && shared >= 0.7 {
                let explanation = format!(
                    "One says that he did not know (\"{}\"), the other that he did: \"{}\".",
                    short(&a.words),
                    short(&b.words)
                );
                return Ok(conflict(ConflictType::Denial, "polarity", 0.7, explanation));
            }
        }
    }
    nothing
}

/// Classes of being held, and of being let go.
const HELD: &[&str] = &["captured", "held captive"];
const FREE: &[&str] = &["release", "at large", "killed", "escape"];

fn of_class(term: &Term, classes: &[ClassId]) -> bool {
    term.classes.iter().any(|class| classes.contains(class))
}

/// *Ils sont détenus* on Monday, *ils ont été relâchés* on Friday: the later claim tells how it ended. `one` is the first claim's.
pub(super) fn ended(pair: &Pair, one: &Term, other: &Term) -> bool {
    let last = if pair.in_order() { other } else { one };
    !pair.same_article() && pair.days_apart() > 0 && pair.is("undoing", last)
}

/// Predicates of two clauses that cannot hold of one thing at one time.
fn exclusive<'p>(pair: &'p Pair, x: &'p Clause, y: &'p Clause) -> Option<(&'p Term, &'p Term)> {
    let (m, n) = (predicates(pair.a, x), predicates(pair.b, y));
    m.iter().find_map(|s| {
        let against = n.iter().find(|t| {
            let opposed = pair.data.are_opposed(&s.classes, &t.classes) || s.senses.exclude(&t.senses);
            x.negated == y.negated && opposed && similarity(s, t) == 0.0
        });
        against.map(|t| (*s, *t))
    })
}

/// The words of a clause that tell a state: a verb that says something, what follows *être*, *tomber*, *rester*.
fn predicates<'f>(facts: &'f Facts, clause: &'f Clause) -> Vec<&'f Term> {
    let verb = facts.content.verb_of(clause);
    // *figure parmi les morts* says no more than *est*.
    let among = |verb: &Term| {
        verb.forms
            .iter()
            .any(|form| matches!(&**form, "figurer" | "compter" | "demeurer"))
    };
    let light = verb.is_none_or(|verb| verb.weight < 0.5 || among(verb));
    let attribute = |term: &&Term| {
        let bare = matches!(term.outer, "" | "en" | "other" | "sans");
        light && !term.before && bare && matches!(term.kind, Kind::Adjective | Kind::Noun) && clause.finite
    };
    let terms = facts.content.of(clause);
    terms
        .filter(|term| (Some(*term) == verb && !light) || attribute(term))
        .collect()
}

/// The thing that both clauses speak of: a noun or name that is the subject of both, or the object of both.
fn same_thing<'f>(a: &'f Facts, x: &'f Clause, b: &'f Facts, y: &'f Clause) -> Option<&'f Term> {
    let named = |term: &Term| term.kind == Kind::Name || term.country.is_some();
    let names =
        |facts: &'f Facts, clause: &'f Clause| facts.content.of(clause).filter(|t| named(t)).collect::<Vec<_>>();
    let (p, q) = (names(a, x), names(b, y));
    let strange = !p.is_empty() && !q.is_empty() && p.iter().all(|name| best(name, q.iter().copied()).0 == 0.0);
    if strange {
        return None;
    }
    let objects = |facts: &'f Facts, clause: &'f Clause| {
        let verb = facts.content.verb_of(clause);
        let terms = facts.content.of(clause);
        let object = terms.filter(|t| !t.before && t.outer.is_empty() && Some(*t) != verb && t.kind == Kind::Noun);
        object.collect::<Vec<_>>()
    };
    let shared = |some: &[&'f Term], others: &[&'f Term]| {
        let heavy = some.iter().filter(|t| t.weight >= 1.0 && t.kind != Kind::Adjective);
        heavy.copied().find(|term| best(term, others.iter().copied()).0 >= 0.8)
    };
    // What the state is said of: the object of an act, else its subject.
    let theme = |facts: &'f Facts, clause: &'f Clause| {
        let objects = if clause.passive {
            Vec::new()
        } else {
            objects(facts, clause)
        };
        if objects.is_empty() {
            subject(facts, clause)
        } else {
            objects
        }
    };
    let agent = |facts: &'f Facts, clause: &'f Clause| match clause.passive {
        true => Vec::new(),
        false => subject(facts, clause),
    };
    // *Je suis vivant*: the other one names who speaks.
    let speaks_of = |facts: &Facts, clause: &Clause, others: Vec<&'f Term>| {
        let words = facts.speaker_words();
        let named =
            |term: &&Term| term.kind == Kind::Name && words.last().is_some_and(|word| term.forms.contains(word));
        others.into_iter().find(named).filter(|_| clause.first)
    };
    shared(&theme(a, x), &theme(b, y))
        .or_else(|| shared(&agent(a, x), &agent(b, y)))
        .or_else(|| speaks_of(a, x, theme(b, y)))
        .or_else(|| speaks_of(b, y, theme(a, x)))
}
