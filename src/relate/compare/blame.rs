//! Each says that the other did it: X attacked Y against Y attacked X.

use super::align::{best, short, subject};
use super::{Outcome, Pair, cause, conflict, days_between};
use crate::lexicon::relation::Relations;
use crate::model::{ConflictType, Stance};
use crate::relate::content::{Clause, Kind, Term};
use crate::relate::facts::Facts;

/// How many days apart two accusations may be about one attack where no day is named.
const WINDOW: i32 = 1;

/// A wrong with who is said to have done it.
#[derive(Clone, Debug, PartialEq)]
struct Wrong {
    /// Code of the country that did it.
    by: &'static str,
    /// The word for it.
    word: String,
    /// It began the fight.
    first: bool,
}

pub(super) fn compare(pair: &Pair) -> Outcome {
    sides(pair).or_else(|note| cause::compare(pair).map_err(|_| note))
}

/// Two sides that each blame the other.
fn sides(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    if [a, b]
        .iter()
        .any(|f| matches!(f.voice.stance, Stance::Deny | Stance::Demand))
    {
        return Err("one accuses nobody".to_owned());
    }
    if let Ok(found) = swapped(pair) {
        return Ok(found);
    }
    if pair.same_side() {
        return Err("one side says both".to_owned());
    }
    let (x, y) = (wrongs(pair.data, a), wrongs(pair.data, b));
    let (Some(one), Some(other)) = (x.first(), y.first()) else {
        return Err("not both say who did a wrong".to_owned());
    };
    let several = |wrongs: &[Wrong]| wrongs.iter().any(|w| w.by != wrongs[0].by);
    if several(&x) || several(&y) {
        return Err("one speaks of wrongs of both sides".to_owned());
    }
    let clash = match (one.by, other.by) {
        (OTHER, OTHER) => a.voice.country != b.voice.country,
        (OTHER, by) => a.voice.country == Some(by),
        (by, OTHER) => b.voice.country == Some(by),
        (by, against) => by != against,
    };
    if !clash {
        return Err("both blame the same side".to_owned());
    }
    if a.voice.country == Some(one.by) || b.voice.country == Some(other.by) {
        return Err("one speaks of what its own side did".to_owned());
    }
    let began = x.iter().any(|w| w.first) && y.iter().any(|w| w.first);
    let near = match (a.as_of, b.as_of) {
        (Some(s), Some(t)) => days_between(s, t) <= WINDOW,
        _ => true,
    };
    if !(began || near) {
        return Err("they speak of other days".to_owned());
    }
    let accused = |f: &Facts| f.voice.stance == Stance::Accuse;
    if !(began || (accused(a) && accused(b))) {
        return Err("neither says who began".to_owned());
    }
    let explanation = format!(
        "Each blames the other side: \"{}\" ({}) against \"{}\" ({}).",
        one.word,
        short(&a.words),
        other.word,
        short(&b.words)
    );
    Ok(conflict(ConflictType::Blame, "blame", 0.8, explanation))
}

/// Who is said to have done a wrong in a claim.
fn wrongs(data: &Relations, facts: &Facts) -> Vec<Wrong> {
    let mut out = Vec::new();
    let us = facts.voice.country;
    let replies = class(data, facts, "reply");
    let strikes = data.class("attack");
    for clause in facts
        .content
        .clauses
        .iter()
        .filter(|clause| !clause.negated && !clause.unreal)
    {
        for &at in &clause.terms {
            let term = &facts.content.terms[at];
            if !term
                .classes
                .iter()
                .any(|&c| data.classes.get(usize::from(c)).is_some_and(|class| class.hostile))
            {
                continue;
            }
            let by = if term.own {
                us
            } else if clause.verb == Some(at)
                || Some(at) == clause.verb.map(|v| v + 1)
                    && term.kind != Kind::Name
                    && is_object_of_phrase(facts, clause, at)
            {
                doer(facts, clause)
            } else {
                owner(data, facts, clause, at).or_else(|| suffered(facts, clause, us))
            };
            if let Some(by) = by {
                let attack =
                    strikes.is_some_and(|class| term.classes.contains(&class)) || class_of(data, term, "sabotage");
                out.push(Wrong {
                    by,
                    word: term.word.clone(),
                    first: attack || replies,
                });
            }
        }
    }
    out
}

fn class_of(data: &Relations, term: &Term, name: &str) -> bool {
    data.class(name).is_some_and(|class| term.classes.contains(&class))
}

fn class(data: &Relations, facts: &Facts, name: &str) -> bool {
    data.class(name)
        .is_some_and(|class| facts.content.terms.iter().any(|term| term.classes.contains(&class)))
}

/// True where the term after the verb makes one phrase with it: *ouvrir le feu*.
fn is_object_of_phrase(facts: &Facts, clause: &Clause, at: usize) -> bool {
    let verb = clause.verb.and_then(|v| facts.content.terms.get(v));
    verb.is_some_and(|verb| {
        verb.classes
            .iter()
            .any(|class| facts.content.terms[at].classes.contains(class))
    })
}

/// The country of who does what the clause's verb says.
fn doer(facts: &Facts, clause: &Clause) -> Option<&'static str> {
    let country = |term: &Term| if term.own { facts.voice.country } else { term.country };
    if clause.passive {
        return facts
            .content
            .of(clause)
            .filter(|t| !t.before && t.outer == "par")
            .find_map(country);
    }
    subject(facts, clause).into_iter().find_map(country)
}

/// The country that stands after a noun of an act, *l'attaque de l'Arménie*, *commis par*; else who carries the act out.
fn owner(data: &Relations, facts: &Facts, clause: &Clause, at: usize) -> Option<&'static str> {
    let noun = &facts.content.terms[at];
    if noun.country.is_some() {
        return noun.country;
    }
    let mut adjectives = true;
    for term in clause
        .terms
        .iter()
        .filter(|&&i| i > at)
        .take(6)
        .filter_map(|&i| facts.content.terms.get(i))
    {
        if term.country.is_some()
            && (term.link == "par" || (adjectives && (term.link == "de" || term.kind == Kind::Adjective)))
        {
            return term.country;
        }
        adjectives &= term.kind == Kind::Adjective;
    }
    let carries_out = facts
        .content
        .verb_of(clause)
        .is_some_and(|verb| verb.forms.iter().any(|form| data.is("performing", form)));
    let its_object = !noun.before || clause.passive;
    (carries_out && its_object).then(|| doer(facts, clause)).flatten()
}

/// *L'attaque visait notre territoire*: done by whoever is not the speaker; told as the code of nobody in particular.
fn suffered(facts: &Facts, clause: &Clause, us: Option<&'static str>) -> Option<&'static str> {
    let us = us?;
    let hit = facts
        .content
        .of(clause)
        .any(|t| !t.before && (t.own || t.country == Some(us)) && t.outer != "par");
    let other = facts
        .names_of_countries()
        .into_iter()
        .filter(|code| *code != us)
        .collect::<Vec<_>>();
    (hit && !clause.passive).then(|| if other.len() == 1 { other[0] } else { OTHER })
}

/// Whoever is not the speaker.
const OTHER: &str = "??";

impl Facts {
    /// Codes of the countries that a claim names, each once.
    fn names_of_countries(&self) -> Vec<&'static str> {
        let mut out: Vec<&'static str> = self.content.terms.iter().filter_map(|term| term.country).collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// The same wrong with subject and object in each other's place, for sides that are no countries.
fn swapped(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    for x in a.content.clauses.iter().filter(|c| !c.negated && !c.unreal) {
        for y in b.content.clauses.iter().filter(|c| !c.negated && !c.unreal) {
            let (Some(v), Some(w)) = (a.content.verb_of(x), b.content.verb_of(y)) else {
                continue;
            };
            let hostile = v
                .classes
                .iter()
                .any(|&c| pair.data.classes.get(usize::from(c)).is_some_and(|class| class.hostile));
            if !hostile || super::align::similarity(v, w) < 0.8 {
                continue;
            }
            let (xa, xp) = roles(a, x);
            let (ya, yp) = roles(b, y);
            let meets = |s: &[&Term], t: &[&Term]| {
                s.iter()
                    .any(|term| term.weight > 0.5 && best(term, t.iter().copied()).0 >= 0.9)
            };
            if meets(&xa, &yp) && meets(&xp, &ya) && !meets(&xa, &ya) && !meets(&xp, &yp) {
                let explanation = format!(
                    "Each has the other do it: \"{}\" against \"{}\".",
                    short(&a.words),
                    short(&b.words)
                );
                return Ok(conflict(ConflictType::Blame, "blame", 0.85, explanation));
            }
        }
    }
    Err("nobody changes places".to_owned())
}

/// Who does it and who suffers it.
fn roles<'a>(facts: &'a Facts, clause: &'a Clause) -> (Vec<&'a Term>, Vec<&'a Term>) {
    let subject = subject(facts, clause);
    let verb = facts.content.verb_of(clause);
    let after: Vec<&Term> = facts
        .content
        .of(clause)
        .filter(|t| !t.before && Some(*t) != verb)
        .collect();
    if clause.passive {
        (after.into_iter().filter(|t| t.outer == "par").collect(), subject)
    } else {
        (
            subject,
            after
                .into_iter()
                .filter(|t| matches!(t.outer, "" | "contre" | "sur" | "de"))
                .collect(),
        )
    }
}
