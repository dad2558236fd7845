//! What is said of all, or of nothing else, against what leaves some out: *tous les pots ont été retirés* against *des pots sont encore en vente*.

use super::align::{opposite, short, similarity, strangers, subject};
use super::polarity::days_exclude;
use super::{Finding, Outcome, Pair, conflict, either_way};
use crate::model::{ConflictType, Stance};
use crate::relate::all::All;
use crate::relate::content::{Kind, Term};

/// Most days between what is said of all and what leaves some out.
const WINDOW: i32 = 60;

pub(super) fn compare(pair: &Pair) -> Outcome {
    either_way(pair, excepts)
}

/// The first claim as the one that leaves nothing out.
fn excepts(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    if a.is_bare() || b.is_bare() {
        return Err("nobody is known to have said it".to_owned());
    }
    if [a, b]
        .iter()
        .any(|f| f.voice.stance == Stance::Demand || f.is_question())
        || a.voice.stance == Stance::Deny
        || b.voice.stance == Stance::Deny
    {
        return Err("one asserts nothing".to_owned());
    }
    if pair.days_apart() > WINDOW {
        return Err("they belong to other times".to_owned());
    }
    let granted = b.published > a.published && b.conceding;
    if pair.same_side() && (pair.same_article() || !granted) {
        return Err("one side says both".to_owned());
    }
    for all in &a.alls {
        if let Some(found) = left_out(pair, all) {
            return Ok(found);
        }
    }
    nothing_else(pair).ok_or_else(|| "the other one leaves nothing out".to_owned())
}

/// The clause of the second claim in which some of all are not as the first says.
fn left_out(pair: &Pair, all: &All) -> Option<Finding> {
    let (a, b) = (pair.a, pair.b);
    let x = a.content.clauses.get(all.clause)?;
    let thing = a.content.terms.get(all.thing)?;
    let act = a.content.verb_of(x).filter(|verb| *verb != thing);
    // *Tous les pots … ont été retirés*: a noun that was read as a verb has its predicate in the next clause.
    let act = act.or_else(|| {
        let next = a.content.clauses.get(all.clause + 1)?;
        a.content.verb_of(next).filter(|_| a.content.verb_of(x) == Some(thing))
    })?;
    let clears = pair.is("clearing", act);
    let of_them = ["d'entre eux", "d'entre elles", "d’entre eux", "d’entre elles"];
    let of_them = of_them.iter().any(|words| b.words.contains(words));
    let remaining = b.each_word().any(|word| pair.data.is("remaining", &word));
    let prompt = a.each_word().any(|word| {
        matches!(
            &*word,
            "delai" | "tarder" | "retard" | "aussitot" | "immediatement" | "temps"
        )
    }) || !a.times.is_empty();
    for y in b
        .content
        .clauses
        .iter()
        .filter(|clause| !clause.unreal && !clause.future)
    {
        let said: Vec<&Term> = b.content.of(y).collect();
        let instance = said.iter().any(|term| meets(pair, thing, term))
            || b.content
                .terms
                .iter()
                .any(|term| similarity(thing, term) >= 1.0 && term.span.end > b.extent.start);
        // *La commune attend encore*, *rien reçu*: one of them without its general word.
        let other = subject(b, y)
            .into_iter()
            .any(|term| term.kind == Kind::Noun && term.weight > 0.5);
        let near = (pair.in_exchange() || pair.is_replied()) && (!other || pair.shared_topics() > 0);
        if !(instance || (near && clears && (remaining || of_them))) || strangers(&a.named_in(x), &b.named_in(y)) {
            continue;
        }
        let same = said
            .iter()
            .any(|term| term.kind == Kind::Verb && similarity(act, term) >= 0.8);
        let undone = same && y.negated;
        let excluded = !y.negated && said.iter().any(|term| opposite(pair.data, act, term));
        let left = clears && remaining && (y.negated || !same);
        // *Trois d'entre elles dorment dehors*, told right after it.
        let some = near && clears && !same && of_them;
        let late = prompt && said.iter().any(|term| pair.is("dragging", term));
        let days = days_exclude(a, b) && !remaining;
        if (undone || excluded || left || some || late) && !days {
            let explanation = format!(
                "One says it of every \"{}\" (\"{}\"), the other leaves some out: \"{}\".",
                thing.word,
                short(&a.words),
                short(&b.words)
            );
            return Some(conflict(ConflictType::Denial, "exception", 0.65, explanation));
        }
    }
    None
}

/// *ne disposaient que de gaz lacrymogène* against *un policier a épaulé son fusil*: another thing of the kind to which the first restricts it.
fn nothing_else(pair: &Pair) -> Option<Finding> {
    let (a, b) = (pair.a, pair.b);
    let near = pair.same_article() && a.paragraph.abs_diff(b.paragraph) <= 1;
    if !near || days_exclude(a, b) || a.says("resignations") {
        return None;
    }
    let restricted = a
        .content
        .clauses
        .iter()
        .filter(|clause| clause.only && !clause.unreal && !clause.negated);
    for x in restricted {
        let objects = a
            .content
            .of(x)
            .filter(|term| !term.before && term.kind == Kind::Noun && Some(*term) != a.content.verb_of(x));
        for thing in objects {
            let told = b
                .content
                .clauses
                .iter()
                .filter(|clause| !clause.negated && !clause.unreal);
            let mut said = told.flat_map(|clause| b.content.of(clause));
            let other = |term: &&Term| {
                term.kind == Kind::Noun
                    && similarity(thing, term) < 0.8
                    && pair.data.same_kind(&thing.forms, &term.forms)
                    && !pair.data.falls_under(&thing.forms, &term.forms)
                    && !pair.data.falls_under(&term.forms, &thing.forms)
            };
            if let Some(other) = said.find(other) {
                let explanation = format!(
                    "One allows for nothing but \"{}\" (\"{}\"), the other tells of \"{}\": \"{}\".",
                    thing.word,
                    short(&a.words),
                    other.word,
                    short(&b.words)
                );
                return Some(conflict(ConflictType::Denial, "exception", 0.6, explanation));
            }
        }
    }
    None
}

/// True where a told word is one of all that a word names.
fn meets(pair: &Pair, all: &Term, told: &Term) -> bool {
    let named = all.kind == Kind::Name || told.kind == Kind::Name;
    similarity(all, told) >= 0.8 || (!named && pair.data.falls_under(&told.forms, &all.forms))
}
