//! One voice takes back what it said: *je ne démissionnerai pas*, then *il quitte ses fonctions*; a promise, then *je n'ai jamais promis*.

use super::align::{coverage, heavy, short, similarity, subject};
use super::{Finding, Pair, conflict};
use crate::model::{ConflictType, Stance};
use crate::relate::content::{Clause, Term};
use crate::relate::facts::Facts;

/// How many days apart a voice may take back what it said.
const WINDOW: i32 = 60;

pub(super) fn compare(pair: &Pair) -> Option<Finding> {
    let (earlier, later) = (pair.earlier(), pair.later());
    let one_voice = earlier.voice.speaker.is_some() && pair.same_side();
    if pair.a.is_bare() || !one_voice || pair.same_article() || earlier.published >= later.published {
        return None;
    }
    if pair.days_apart() > WINDOW || earlier.asks() || later.asks() {
        return None;
    }
    let taken_back = gives_in(earlier, later) || unsays(pair, earlier, later);
    taken_back.then(|| {
        let explanation = format!(
            "\"{}\" takes back \"{}\", and both come from the same side.",
            short(&later.words),
            short(&earlier.words)
        );
        conflict(ConflictType::Polarity, "polarity", 0.7, explanation)
    })
}

/// *Je ne démissionnerai pas* against *il a démissionné*: an act of the speaker without an object.
fn gives_in(earlier: &Facts, later: &Facts) -> bool {
    if earlier.voice.speaker != later.voice.speaker || later.voice.stance == Stance::Deny {
        return false;
    }
    let alone = |facts: &Facts, clause: &Clause| clause.finite && (clause.first || of_speaker(facts, clause));
    let resolved = |clause: &&Clause| clause.negated && !clause.unreal && clause.verb.is_some();
    let done = |clause: &&Clause| !clause.negated && !clause.unreal && clause.verb.is_some();
    earlier
        .content
        .clauses
        .iter()
        .filter(resolved)
        .filter(|x| alone(earlier, x))
        .any(|x| {
            let verb = earlier.content.verb_of(x);
            let bare = |term: &Term| Some(term) == verb || term.before || !term.outer.is_empty();
            let intransitive = heavy(earlier.content.of(x)).all(bare);
            let mut acts = later.content.clauses.iter().filter(done).filter(|y| alone(later, y));
            intransitive
                && acts.any(|y| match (verb, later.content.verb_of(y)) {
                    (Some(v), Some(w)) => v.weight > 0.5 && similarity(v, w) >= 0.8,
                    _ => false,
                })
        })
}

/// True where the subject of a clause is a pronoun, or the speaker by name.
fn of_speaker(facts: &Facts, clause: &Clause) -> bool {
    let (terms, words) = (subject(facts, clause), facts.speaker_words());
    match terms.is_empty() {
        true => clause.pronoun,
        false => terms
            .iter()
            .any(|term| words.iter().any(|word| term.forms.contains(word))),
    }
}

/// *Nous n'avons jamais promis de renforts* against the promise of them.
fn unsays(pair: &Pair, earlier: &Facts, later: &Facts) -> bool {
    let list = match earlier.voice.stance {
        Stance::Promise => "promising",
        Stance::Demand => "demanding",
        Stance::Deny => return false,
        _ => "saying",
    };
    let negated = |clause: &&Clause| clause.negated && !clause.unreal && (clause.first || clause.pronoun);
    later.content.clauses.iter().filter(negated).any(|clause| {
        let Some(verb) = later.content.verb_of(clause) else {
            return false;
        };
        let said = verb.forms.iter().any(|form| pair.data.is(list, form));
        let what = heavy(later.content.of(clause)).filter(|term| *term != verb && !term.before);
        let (cover, shared) = coverage(what, earlier.content.terms.iter());
        said && cover >= 0.7 && shared >= 0.8 && !earlier.negates()
    })
}
