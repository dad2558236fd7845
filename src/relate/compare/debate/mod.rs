//! What a claim is told to answer, in words that need not be the same: the denial of it, another place for it, another who did it.

mod doer;
mod figure;
mod message;
mod place;

use super::align::{shared_weights, short};
use super::{Outcome, Pair, conflict};
use crate::fold::fold;
use crate::model::{ConflictType, Modality, Stance};
use crate::relate::answer::{Answer, Bearing};
use crate::relate::facts::Facts;

pub(super) fn compare(pair: &Pair) -> Outcome {
    let idle = |facts: &Facts| {
        matches!(facts.voice.stance, Stance::Demand | Stance::Promise)
            || facts.voice.modality == Modality::Question
            || facts.asks()
    };
    if idle(pair.a) || idle(pair.b) {
        return Err("one asserts nothing".to_owned());
    }
    let (earlier, later) = (pair.earlier(), pair.later());
    let quotes = || {
        format!(
            "The article sets \"{}\" against \"{}\".",
            short(&later.words),
            short(&earlier.words)
        )
    };
    if message::lost(pair) {
        return Ok(conflict(ConflictType::Denial, "debate", 0.6, quotes()));
    }
    if !pair.is_what_is_answered() || !pair.in_debate() {
        return Err("neither is what the other answers".to_owned());
    }
    if denies(pair) || denied_before(pair) {
        return Ok(conflict(ConflictType::Denial, "debate", 0.6, quotes()));
    }
    // Where the article tells no reply, another place or doer is what another witness speaks of.
    let found = Some(pair)
        .filter(|_| later.debated)
        .and_then(place::elsewhere)
        .map(|what| (ConflictType::Place, what));
    let found = found.or_else(|| {
        doer::others(pair)
            .filter(|_| later.debated)
            .map(|what| (ConflictType::Blame, what))
    });
    // A figure told as an earlier one is no longer given.
    let given = !(pair.a.recalled || pair.b.recalled);
    let found = found.or_else(|| {
        let differs = given.then(|| figure::differs(pair)).flatten();
        differs.map(|what| (ConflictType::Figure, what))
    });
    if let Some((kind, (one, other))) = found {
        let explanation = format!(
            "Of one thing, the one says \"{one}\" and who answers \"{other}\": \"{}\" against \"{}\".",
            short(&earlier.words),
            short(&later.words)
        );
        return Ok(conflict(kind, "debate", 0.6, explanation));
    }
    if doer::turned(pair) || doer::alone(pair) {
        return Ok(conflict(ConflictType::Blame, "debate", 0.6, quotes()));
    }
    if denied_existence(pair) || not_then(pair) {
        return Ok(conflict(ConflictType::Denial, "debate", 0.6, quotes()));
    }
    Err("the answer leaves room for what it answers".to_owned())
}

/// The weight of what two claims share, whichever says less.
fn shared(pair: &Pair) -> f32 {
    let (one, other) = shared_weights(pair.a, pair.b);
    one.max(other)
}

/// *X accuse Y d'avoir rouvert le feu. Y dément toute violation de la trêve*, *toute mesure de cet ordre*.
fn denies(pair: &Pair) -> bool {
    let (earlier, later) = (pair.earlier(), pair.later());
    let denial = later.voice.stance == Stance::Deny && !later.voice.own_words;
    if !denial
        || matches!(earlier.voice.stance, Stance::Deny | Stance::Opine)
        || later.before.third == Some(earlier.extent)
    {
        return false;
    }
    let backwards = later.says("said_before");
    let near = earlier.paragraph == later.paragraph || later.answer == Answer::Rejoinder;
    let alike = backwards || earlier.voice.stance == Stance::Accuse || pair.shared_topics() > 1 || shared(pair) >= 0.7;
    // *Le défibrillateur n'a jamais démarré. X nie tout dysfonctionnement*: a fault, and no more is said of it.
    let fault = pair.is_next() && earlier.paragraph == later.paragraph && is_bare_fault(pair, later);
    near && (alike || fault)
}

/// *Exclut une fuite. L'eau vient de là, maintient X*: what the first denies the second stands by.
fn denied_before(pair: &Pair) -> bool {
    let (earlier, later) = (pair.earlier(), pair.later());
    let denied = earlier.voice.stance == Stance::Deny && !earlier.voice.own_words;
    let maintains = later.voice.stance == Stance::Assert
        && later.answer >= Answer::Contrary
        && later.bearing != Bearing::Agrees
        && !later.negates();
    let ahead = later.content.clauses.iter().any(|clause| clause.future);
    denied && maintains && !ahead && pair.is_next() && (pair.shared_topics() > 1 || shared(pair) >= 0.7)
}

/// *L'a reçu le 2 mai. Son agenda ne comporte aucune visite ce jour-là*: nothing of it on the day that the other names.
fn not_then(pair: &Pair) -> bool {
    let (earlier, later) = (pair.earlier(), pair.later());
    let dated = !earlier.days.is_empty() || !earlier.times.is_empty();
    dated && later.negates() && !earlier.negates() && later.says("same_moment") && pair.is_next()
}

/// *Tout dysfonctionnement*, *la moindre faute*: a general word for what went wrong, and nothing beside it.
fn is_bare_fault(pair: &Pair, facts: &Facts) -> bool {
    let mut words = facts.content.terms.iter().filter(|term| term.weight > 0.2);
    let first = words.next();
    let alone = words.next().is_none() && facts.content.clauses.iter().all(|clause| !clause.finite);
    alone && first.is_some_and(|term| pair.is("faults", term))
}

/// *Ce rapport n'existe pas. L'avoir remis en main propre, assure X*: one says that there is none of what the other tells of.
fn denied_existence(pair: &Pair) -> bool {
    let none = |facts: &Facts| {
        let mut clauses = facts
            .content
            .clauses
            .iter()
            .filter(|clause| clause.negated && !clause.unreal);
        clauses.any(|clause| {
            let verb = facts.content.verb_of(clause);
            verb.is_some_and(|verb| verb.forms.iter().any(|form| matches!(&**form, "exister")))
        })
    };
    let (earlier, later) = (pair.earlier(), pair.later());
    let told = |facts: &Facts| !facts.negates() && facts.voice.stance != Stance::Deny;
    let words = fold(&later.words).replace('’', "'");
    let taken_up = ["l'avoir ", "les avoir "].iter().any(|begin| words.starts_with(begin));
    (none(earlier) && told(later) && (taken_up || shared(pair) >= 0.7))
        || (none(later) && told(earlier) && shared(pair) >= 0.7)
}
