//! What something was, of kinds that exclude one another, and who won or decided alone.

use super::align::{best, heavy, short, similarity, subject};
use super::{Outcome, Pair, conflict};
use crate::fold::{fold, name_key};
use crate::model::ConflictType;
use crate::relate::content::{Kind, Term};
use crate::relate::facts::Facts;

/// Days apart after which two claims speak of two things.
const WINDOW: i32 = 90;

pub(super) fn compare(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    let idle = |f: &Facts| !f.asserts() || f.asks();
    if [a, b].iter().any(|f| idle(f)) || pair.same_side() || pair.days_apart() > WINDOW {
        return Err("they belong to other times".to_owned());
    }
    let found = kinds(pair)
        .or_else(|| majorities(pair))
        .or_else(|| alone(pair))
        .or_else(|| roles(pair));
    let Some(what) = found else {
        return Err("they name no two kinds, winners or deciders".to_owned());
    };
    let explanation = format!(
        "They differ on {what}: one says \"{}\", the other \"{}\".",
        short(&a.words),
        short(&b.words)
    );
    Ok(conflict(ConflictType::Identity, "kind", 0.8, explanation))
}

/// A kind of things with those of it that a claim names, and whether it says that it was not these.
struct Named {
    kind: u16,
    members: Vec<u16>,
    denied: bool,
}

/// *C'est une salmonelle* against *il s'agit d'un norovirus*, *aucune trace de salmonelle*.
fn kinds(pair: &Pair) -> Option<&'static str> {
    let (x, y) = (named(pair, pair.a)?, named(pair, pair.b)?);
    let shared = x.members.iter().any(|member| y.members.contains(member));
    let fires = match (x.denied, y.denied) {
        (false, false) => !shared,
        (true, true) => false,
        _ => shared,
    };
    (x.kind == y.kind && fires).then_some("what it was")
}

/// The members of one exclusive kind that a claim says it was.
fn named(pair: &Pair, facts: &Facts) -> Option<Named> {
    let member = |term: &Term| {
        term.forms
            .iter()
            .chain([&term.stem])
            .find_map(|form| pair.data.member(form))
    };
    let mut found: Option<Named> = None;
    for clause in &facts.content.clauses {
        for (kind, member) in facts.content.of(clause).filter_map(member) {
            match &mut found {
                None => {
                    found = Some(Named {
                        kind,
                        members: vec![member],
                        denied: clause.negated,
                    });
                }
                Some(named) if named.kind == kind && named.denied == clause.negated => named.members.push(member),
                // *un drone, pas un missile*: two kinds in one claim are read by nobody.
                Some(_) => return None,
            }
        }
    }
    let found = found?;
    let words = fold(&facts.words);
    let marks = [
        "s'agi",
        "en cause",
        "a l'origine",
        "responsable",
        "coupable",
        "c'est un",
        "c'etait un",
        "ce sont des",
        "est un",
        "etait un",
        "est bien un",
        "trace d",
        "identifi",
        "isole",
        "detect",
        "decel",
        "retrouve",
        "revel",
        "imput",
        "tir d",
        "impact d",
        "chute d",
        "attaque d",
        "oeuvre d",
        "presence d",
        "explosion d",
        "souffr",
        "malade",
        "attein",
        "contract",
        "empoisonn",
        "contien",
        "mort d",
        "tue par",
    ];
    let said = marks.iter().any(|mark| words.contains(mark));
    let unreal = facts
        .content
        .clauses
        .iter()
        .any(|clause| clause.unreal || clause.future);
    // *l'autre patient*
    let other = words.contains("autre ");
    (said && !unreal && !other).then_some(found)
}

/// Two of whom each is given more than half of the votes.
fn majorities(pair: &Pair) -> Option<&'static str> {
    let (p, q) = (elected(pair, pair.a)?, elected(pair, pair.b)?);
    let (a, b) = (pair.a, pair.b);
    let days = |facts: &Facts| facts.days.first().map(|day| day.first);
    let dated = matches!((days(a), days(b)), (Some(s), Some(t)) if s != t);
    let meets = p.iter().any(|name| q.contains(name));
    // A part of the country may have another winner.
    let places = |facts: &'_ Facts| -> Vec<String> {
        let placed = |term: &&Term| term.kind == Kind::Name && matches!(term.link, "à" | "en" | "dans" | "sur");
        facts
            .content
            .terms
            .iter()
            .filter(placed)
            .map(|term| term.stem.clone())
            .collect()
    };
    (!meets && !dated && places(a) == places(b)).then_some("who won")
}

/// Keys of the names of whom a claim gives more than half of the votes: those in it, else its speaker's.
fn elected(pair: &Pair, facts: &Facts) -> Option<Vec<String>> {
    let is = |list: &str| {
        let mut terms = facts.content.terms.iter();
        terms.any(|term| term.forms.iter().any(|form| pair.data.is(list, form)))
    };
    let mut shares = facts
        .tallies
        .iter()
        .filter(|tally| tally.figure.measure.as_deref() == Some("share"));
    let share = shares.next().filter(|_| shares.next().is_none())?;
    if share.figure.low < 50.0 || !is("ballots") || is("polls") || facts.negates() {
        return None;
    }
    let placed = |term: &&Term| matches!(term.link, "à" | "en" | "dans" | "sur");
    let names = facts
        .content
        .terms
        .iter()
        .filter(|term| term.kind == Kind::Name && !placed(term));
    let names: Vec<String> = names.map(|term| term.stem.clone()).collect();
    if names.is_empty() {
        let own: Vec<String> = facts.speaker_words().iter().map(|word| name_key(word)).collect();
        return (!own.is_empty() && facts.content.clauses.iter().all(|c| c.pronoun || !c.finite)).then_some(own);
    }
    Some(names)
}

/// Two of whom each is said to have done one thing of his own accord.
fn alone(pair: &Pair) -> Option<&'static str> {
    let (a, b) = (pair.a, pair.b);
    let own = |facts: &Facts| {
        let words = fold(&facts.words);
        let marks = [
            "elle-meme",
            "lui-meme",
            "eux-memes",
            "elles-memes",
            "moi-meme",
            "nous-memes",
            "propre chef",
            "propre initiative",
            "propre autorite",
            "propre mouvement",
            "sans attendre",
            "decide seul",
            "decidee seul",
            "seul a decid",
            "seule a decid",
            "pris seul",
            "prise seul",
            "sans ordre",
            "sans consulter",
            "de son initiative",
            "a son initiative",
            "de leur initiative",
        ];
        marks.iter().any(|mark| words.contains(mark))
    };
    if !own(a) || !own(b) || a.negates() != b.negates() {
        return None;
    }
    let shuts = |term: &Term| term.forms.iter().any(|form| pair.data.is("shutting", form));
    let act = |term: &&Term| matches!(term.kind, Kind::Verb | Kind::Noun);
    let (p, q): (Vec<&Term>, Vec<&Term>) = (
        heavy(a.content.terms.iter()).filter(act).collect(),
        heavy(b.content.terms.iter()).filter(act).collect(),
    );
    let one_act = p.iter().any(|s| {
        q.iter()
            .any(|t| (similarity(s, t) >= 0.8 && s.kind == Kind::Verb) || (shuts(s) && shuts(t)))
    });
    let things = |facts: &'_ Facts| -> Vec<Term> {
        let object = |t: &&Term| !t.before && t.kind == Kind::Noun && matches!(t.link, "" | "de");
        let told = heavy(facts.content.terms.iter())
            .filter(object)
            .filter(|term| !shuts(term));
        told.filter(|term| !term.forms.iter().any(|form| pair.data.is("deciding", form)))
            .cloned()
            .collect()
    };
    let (m, n) = (things(a), things(b));
    if !m.is_empty() && !n.is_empty() && !m.iter().any(|term| best(term, n.iter()).0 > 0.0) {
        return None;
    }
    let doer = |facts: &'_ Facts| -> Vec<Term> {
        let clause = facts.content.clauses.iter().find(|clause| !clause.embedded);
        clause
            .map(|clause| subject(facts, clause).into_iter().cloned().collect())
            .unwrap_or_default()
    };
    let (x, y) = (doer(a), doer(b));
    let meets = x.iter().any(|term| best(term, y.iter()).0 > 0.0);
    let names = |facts: &Facts, terms: &[Term]| {
        let speaker: Vec<String> = facts.speaker_words().iter().map(|word| name_key(word)).collect();
        terms.iter().any(|term| {
            let office = term.forms.iter().find_map(|form| pair.data.offices().of(form));
            let own =
                speaker.contains(&term.stem) || facts.speaker_words().iter().any(|word| term.forms.contains(word));
            own || office.is_some() && office == facts.voice.office
        })
    };
    (one_act && !meets && !names(a, &y) && !names(b, &x)).then_some("who decided alone")
}

/// Two whom a claim each names as the one that held a part: *le pilote était X* against *c'est Y qui pilotait*.
fn roles(pair: &Pair) -> Option<&'static str> {
    let read = |facts: &'_ Facts| -> Option<(Vec<&'static str>, Vec<Term>)> {
        let words = fold(&facts.words);
        let told = ["c'est ", "c'etait ", " etait ", " est ", " par "]
            .iter()
            .any(|mark| format!(" {words}").contains(mark));
        let clause = facts
            .content
            .clauses
            .iter()
            .filter(|c| !c.negated && !c.unreal && !c.future);
        let terms: Vec<&Term> = clause.flat_map(|clause| facts.content.of(clause)).collect();
        let forms = terms.iter().flat_map(|term| &term.forms);
        let parts: Vec<&'static str> = forms.flat_map(|form| pair.data.listings("role", form)).collect();
        let names = terms
            .iter()
            .filter(|t| t.kind == Kind::Name && t.country.is_none() && matches!(t.link, "" | "par"));
        let names: Vec<Term> = names.map(|term| (*term).clone()).collect();
        (told && !parts.is_empty() && (1..=3).contains(&names.len())).then_some((parts, names))
    };
    let ((p, x), (q, y)) = (read(pair.a)?, read(pair.b)?);
    let meets = x.iter().any(|name| best(name, y.iter()).0 > 0.0);
    let dated = matches!((pair.a.event_day, pair.b.event_day), (Some(s), Some(t)) if s != t);
    (p.iter().any(|part| q.contains(part)) && !meets && !dated).then_some("who it was")
}
