//! Two times that two voices set against each other: one says that nothing took place before it, or since, and the other tells of something; one
//! says when it began, or ended, and the other that it had not, or went on.

use super::align::{shared_weights, short};
use super::date::{exclusive, only_then};
use super::denial::names;
use super::figure::elsewhere;
use super::moment::{no_earlier, opens_with_none, until};
use super::{Outcome, Pair, conflict, either_way};
use crate::model::{ConflictType, Stance};
use crate::relate::answer::Answer;
use crate::relate::date::{Day, Sense};
use crate::relate::facts::Facts;

/// Minutes that two times must lie apart.
const MINUTES: u16 = 10;

pub(super) fn compare(pair: &Pair) -> Outcome {
    if !(pair.in_debate() || pair.is_conceded()) {
        return Err("neither answers the other".to_owned());
    }
    let idle = |facts: &Facts| facts.voice.stance == Stance::Demand || facts.is_question();
    if idle(pair.a) || idle(pair.b) {
        return Err("one asserts nothing".to_owned());
    }
    if elsewhere(pair.a, pair.b) {
        return Err("they speak of other places".to_owned());
    }
    if pair.is_what_is_answered() && (two_onsets(pair) || two_hours(pair)) {
        return Ok(told(pair, "when it began"));
    }
    either_way(pair, leaves_no_room)
}

/// What the first claim rules out is what the second tells.
fn leaves_no_room(pair: &Pair) -> Outcome {
    let (a, b) = (pair.a, pair.b);
    if lasted(pair) {
        return Ok(told(pair, "when it was over"));
    }
    if !(days(a, b) || hours(a, b)) {
        return Err("neither names a time that the other leaves no room for".to_owned());
    }
    // *La route sera fermée en août*, *aucun camion ne passera avant septembre* say the same.
    let shuts = |facts: &Facts| pair.has("shutting", facts) || pair.has("endings", facts);
    if shuts(b) && !shuts(a) && refuses(a) {
        return Err("what is closed lets nothing pass".to_owned());
    }
    let granted = pair.is_conceded() && pair.shared_topics() > 0;
    if granted || of_one_event(pair) {
        Ok(rules_out(pair))
    } else {
        Err("nothing tells that they speak of one event".to_owned())
    }
}

/// True where two claims, the first of which bounds a time, speak of one event: the one answers the other, about the same things or right after it.
fn of_one_event(pair: &Pair) -> bool {
    let (a, b) = (pair.a, pair.b);
    let (earlier, later) = (pair.earlier(), pair.later());
    let (one, other) = shared_weights(a, b);
    let same = one.max(other) >= 0.7;
    let alike = same || pair.shared_topics() > 0;
    let told = later.answer >= Answer::Contrast || later.voice.stance == Stance::Deny;
    let next = pair.is_next() && earlier.paragraph == later.paragraph;
    // *Rien n'est envisagé avant le printemps* is said of what stands before it.
    let nothing = a.words.to_lowercase().starts_with("rien ");
    let answered = pair.is_what_is_answered() || (told && pair.in_exchange()) || (next && nothing);
    // *N'est arrivé que dimanche* says so of what it names only: the same, a pronoun, or an objection.
    let clauses = || later.content.clauses.iter();
    let taken_up = clauses().any(|clause| clause.finite && clause.pronoun && !clause.first);
    let of_him = clauses().all(|clause| !clause.finite) && names(later, earlier);
    let objects = later.answer == Answer::Rejoinder || (alike && later.answer >= Answer::Contrast);
    let of_it = refuses(a) || same || taken_up || of_him || objects || same_onset(pair);
    answered && (alike || told || next) && of_it
}

/// The finding that the first claim rules out what the second tells.
fn rules_out(pair: &Pair) -> super::Finding {
    let explanation = format!(
        "The time that one names, \"{}\", is what the other rules out: \"{}\"{}.",
        short(&pair.b.words),
        short(&pair.a.words),
        pair.by_whom()
    );
    conflict(ConflictType::Date, "bounded", 0.7, explanation)
}

fn told(pair: &Pair, what: &str) -> super::Finding {
    let explanation = format!(
        "They differ on {what}: one says \"{}\", who answers \"{}\".",
        short(&pair.earlier().words),
        short(&pair.later().words)
    );
    conflict(ConflictType::Date, "bounded", 0.65, explanation)
}

/// *La panne remontait au 3*, *le défaut n'est apparu que le 11*, *le fioul coulait dès samedi soir*: both tell when something began.
fn same_onset(pair: &Pair) -> bool {
    let begins = |facts: &Facts| pair.has("onsets", facts);
    let from = |facts: &Facts| facts.words.to_lowercase().contains("dès ");
    (begins(pair.a) && (begins(pair.b) || from(pair.b))) || (begins(pair.b) && from(pair.a))
}

/// *Le sol s'est dérobé à 2 h 30. D'après X, l'effondrement s'est produit à 3 h 50*: what took place is what was told before.
fn two_hours(pair: &Pair) -> bool {
    let (a, b) = (pair.a, pair.b);
    let took_place = |facts: &Facts| {
        let main = facts.content.clauses.iter().find(|clause| clause.finite);
        let plain = main.is_some_and(|clause| !clause.negated && !clause.unreal && !clause.future);
        plain && pair.has("occurring", facts)
    };
    let near = pair.is_next() && a.paragraph == b.paragraph && !a.negates() && !b.negates();
    let hours = matches!((a.times.as_slice(), b.times.as_slice()), ([(s, _)], [(t, _)]) if s.abs_diff(*t) >= MINUTES);
    let one_day = a.days.is_empty() || b.days.is_empty() || a.days[0].first == b.days[0].first;
    near && hours && one_day && (took_place(a) || took_place(b))
}

/// *Les premiers coups de feu ont claqué à 3 h 40. La mutinerie a commencé à 5 heures, soutient X*.
fn two_onsets(pair: &Pair) -> bool {
    let (a, b) = (pair.a, pair.b);
    if !same_onset(pair) || a.negates() != b.negates() && !only_then(a) && !only_then(b) {
        return false;
    }
    let one_day = match (a.days.as_slice(), b.days.as_slice()) {
        ([x], [y]) => x.first == y.first,
        _ => true,
    };
    let hours = matches!((a.times.as_slice(), b.times.as_slice()), ([(s, _)], [(t, _)]) if s.abs_diff(*t) >= MINUTES);
    let days = matches!((a.days.as_slice(), b.days.as_slice()), ([x], [y]) if exclusive(x, y));
    let about = pair.shared_topics() > 0 || pair.later().answer >= Answer::Contrast || pair.is_next();
    about && ((hours && one_day) || (days && a.times.is_empty() && b.times.is_empty()))
}

/// *L'appareil est sorti des écrans à 1 h 12. Ses stations l'ont suivi jusqu'à 1 h 47, affirme X*: over for the one, going on for the other.
fn lasted(pair: &Pair) -> bool {
    let (a, b) = (pair.a, pair.b);
    let ends = |facts: &Facts| {
        let clauses = facts.content.clauses.iter();
        let mut clauses = clauses.filter(|clause| !clause.negated && !clause.unreal && !clause.future);
        clauses.any(|clause| facts.content.of(clause).any(|term| pair.is("endings", term)))
    };
    if !pair.is_what_is_answered() || !ends(a) || b.negates() || refuses(b) {
        return false;
    }
    let days = matches!((a.days.as_slice(), b.days.as_slice()), ([x], [y])
        if matches!(x.sense, Sense::On | Sense::Before) && y.sense == Sense::Until && y.first > x.last);
    let hours =
        matches!((a.times.as_slice(), b.times.as_slice()), ([(s, _)], [(t, words)]) if t > s && until(b, words));
    days || (hours && a.days.len().max(b.days.len()) <= 1)
}

/// True where a claim says that something was not so: *n'a rien entendu*, *exclut toute reprise*, *pas de trains*.
fn refuses(facts: &Facts) -> bool {
    facts.negates() || facts.ruling_out || facts.voice.stance == Stance::Deny || opens_with_none(facts)
}

/// True where `a` bounds the days so that the one of `b` lies outside: *aucun train avant mardi* against *reprendra lundi*.
fn days(a: &Facts, b: &Facts) -> bool {
    let ([bound], [day]) = (a.days.as_slice(), b.days.as_slice()) else {
        return false;
    };
    if !b.times.is_empty() && !a.times.is_empty() || no_earlier(b, day) {
        return false;
    }
    let on = matches!(day.sense, Sense::On | Sense::Since);
    let published = b.published;
    let over = |day: &Day| published.is_none_or(|told| day.last <= told);
    let tells = !b.negates() && !refuses(b);
    let not_before =
        (bound.sense == Sense::Before && refuses(a)) || (no_earlier(a, bound) && bound.sense != Sense::Since);
    // *La dernière date de 2021*: none since.
    let last = a.words.contains("derni") && gives_day_of_last(a);
    let not_since = (bound.sense == Sense::Since && a.negates()) || (last && bound.sense == Sense::On && !a.negates());
    // *Pas avant l'automne* and *en mars dernier* speak of two times: what is ahead, and what was.
    let one_time = over(day) == published.is_none_or(|told| bound.first <= told);
    (not_before && tells && (on || day.sense == Sense::Before) && day.last < bound.first && one_time)
        || (not_since && tells && on && day.sense == Sense::On && day.first > bound.last && over(day))
}

/// *Date de 2021*, *remonte à mars*.
fn gives_day_of_last(facts: &Facts) -> bool {
    let dates = |form: &String| matches!(&**form, "dater" | "remonter");
    facts.content.terms.iter().any(|term| term.forms.iter().any(dates)) || facts.words.contains(" date d")
}

/// True where `a` bounds the hours so that the one of `b` lies outside: *n'a rien entendu avant 22 heures* against *dès 21 h 15*.
fn hours(a: &Facts, b: &Facts) -> bool {
    let ([(bound, words)], [(time, other)]) = (a.times.as_slice(), b.times.as_slice()) else {
        return false;
    };
    let before = |facts: &Facts, words: &str| {
        let at = facts.words.find(words).unwrap_or_default();
        facts.words[..at].trim_end().ends_with("avant")
    };
    let not_before = (before(a, words) && refuses(a)) || only_then(a);
    let one_day = match (a.days.as_slice(), b.days.as_slice()) {
        ([x], [y]) => x.first == y.first,
        _ => true,
    };
    let later = *bound > *time && bound - time >= MINUTES;
    not_before && later && one_day && !refuses(b) && !before(b, other) && !only_then(b)
}
