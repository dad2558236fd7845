//! Why a reporting verb gave no claim.

use super::attribution;
use super::clause::Complement;
use super::scope::Scope;
use super::unit::VerbCue;
use crate::span::Span;

/// A reporting verb that no claim came of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The verb's words.
    pub cue: Span,
    /// Its dictionary form.
    pub lemma: String,
    /// The sentence, or the sentences that a quotation holds together.
    pub sentence: Span,
    /// Why nothing came of it.
    pub reason: &'static str,
}

/// The reporting verbs of a unit that the rules left alone; weak ones (*tranche, sourit*) are not asked about.
pub fn unread(scope: &Scope) -> Vec<Unread> {
    let unit = scope.unit;
    let mut found: Vec<Unread> = Vec::new();
    for cue in unit
        .cues
        .iter()
        .filter(|cue| cue.verb.strong && !scope.is_used(cue.group))
    {
        let span = unit.span(cue.words.clone());
        if found.last().is_some_and(|last| last.cue.overlaps(span)) {
            continue;
        }
        found.push(Unread {
            cue: span,
            lemma: cue.verb.lemma.to_string(),
            sentence: unit.span(0..unit.words.len()),
            reason: reason(scope, cue),
        });
    }
    found
}

fn reason(scope: &Scope, cue: &VerbCue) -> &'static str {
    let unit = scope.unit;
    let group = &unit.groups[cue.group];
    if scope.is_reported(cue.words.clone()) {
        return "stands inside words that are reported already";
    }
    if attribution::is_denied(unit, cue) {
        return "is negated, or governed by a verb that denies it: nothing is reported";
    }
    if !group.third {
        return "is not in the third person";
    }
    if group.addressed {
        return "is addressed to the first or second person";
    }
    if group.passive {
        return "is passive: it names no speaker as its subject";
    }
    let after = super::clause::end(unit, scope.lexicon, cue.words.end, Complement::Clause);
    if after <= cue.words.end {
        return "has nothing behind it that it could report";
    }
    if attribution::speaker(unit, cue).is_none() {
        return "has no subject that can speak";
    }
    "has no clause, infinitive, quotation or object of the kinds that this verb reports with"
}
