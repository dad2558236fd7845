//! What a claim answers to the questions that news comes back to: told or not, held or free, on purpose or by accident.

use super::content::{Clause, Term};
use super::facts::Facts;
use crate::lexicon::issue::{Frame, QuestionId};
use crate::lexicon::relation::Relations;
use crate::model::{Modality, Stance};

/// Most words of a phrase that names what happened.
const NAMED: usize = 4;

/// A claim's answer to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    /// Which question, as an index of the lexicon's.
    pub question: QuestionId,
    /// The answer.
    pub yes: bool,
    /// Index of the clause that gives it.
    pub clause: usize,
    /// The words that give it, as indices of terms.
    pub words: Vec<usize>,
}

/// The answers of a claim, at most one a question: who gives two gives none. Linear in its terms.
pub(super) fn read(data: &Relations, facts: &Facts) -> Vec<Stand> {
    let voice = &facts.voice;
    // *Aucun ordre n'a été donné, promet X* promises nothing.
    let ahead = facts
        .content
        .clauses
        .iter()
        .any(|clause| clause.future || !clause.finite);
    if voice.stance == Stance::Demand
        || (voice.stance == Stance::Promise && ahead)
        || voice.modality == Modality::Question
        || facts.asks()
    {
        return Vec::new();
    }
    let sets = sets(data, facts);
    let mut out: Vec<Stand> = Vec::new();
    let mut torn: Vec<QuestionId> = Vec::new();
    for (at, clause) in facts.content.clauses.iter().enumerate() {
        // *n'ont été prévenus que mardi* is neither.
        if clause.unreal || clause.future || clause.only {
            continue;
        }
        for stand in answers(data, facts, &sets, at, clause) {
            match out.iter().find(|known| known.question == stand.question) {
                Some(known) if known.yes != stand.yes => torn.push(stand.question),
                Some(_) => {}
                None => out.push(stand),
            }
        }
    }
    out.retain(|stand| !torn.contains(&stand.question));
    out
}

/// For each term, the sets that it begins a phrase of.
fn sets(data: &Relations, facts: &Facts) -> Vec<Vec<(usize, bool)>> {
    let terms = &facts.content.terms;
    let none: &[String] = &[];
    let forms = |at: usize| terms.get(at).map_or(none, |term| &term.forms);
    let links = |term: &Term| [term.link, term.outer];
    (0..terms.len())
        .map(|at| data.issues.sets_at(links(&terms[at]), |n| forms(at + n)))
        .collect()
}

/// The answers of one clause: of the frames that fit, those that need most, and of those the first.
fn answers(data: &Relations, facts: &Facts, sets: &[Vec<(usize, bool)>], at: usize, clause: &Clause) -> Vec<Stand> {
    let mut best: Vec<(usize, Stand)> = Vec::new();
    for frame in &data.issues.frames {
        let Some((yes, words)) = answer(data, facts, sets, clause, frame) else {
            continue;
        };
        let needs = frame.needs.len() + usize::from(frame.negated.is_some());
        let stand = Stand {
            question: frame.question,
            yes,
            clause: at,
            words,
        };
        match best.iter_mut().find(|(_, known)| known.question == frame.question) {
            Some((most, known)) if needs > *most => (*most, *known) = (needs, stand),
            Some(_) => {}
            None => best.push((needs, stand)),
        }
    }
    best.into_iter().map(|(_, stand)| stand).collect()
}

/// The answer that a clause gives by a frame, with the words that give it.
fn answer(
    data: &Relations,
    facts: &Facts,
    sets: &[Vec<(usize, bool)>],
    clause: &Clause,
    frame: &Frame,
) -> Option<(bool, Vec<usize>)> {
    let (mut words, mut lacking) = (Vec::new(), false);
    let causal = data.issues.set("causal");
    for (nth, set) in frame.needs.iter().enumerate() {
        let predicate = frame.predicate && nth == 0;
        let found = clause.terms.iter().copied().find_map(|i| {
            let term = facts.content.terms.get(i)?;
            let spoken_of = predicate && term.before && clause.verb != Some(i);
            let fits = !words.contains(&i) && !spoken_of;
            let (_, linked) = sets.get(i)?.iter().find(|(known, _)| known == set).filter(|_| fits)?;
            Some((i, !linked && term.link == "sans"))
        });
        match found {
            Some((word, without)) => {
                words.push(word);
                lacking |= without && !clause.negated;
            }
            // *attribue l'arrêt à la corrosion*, *c'est un sabotage*: a cause is told without a word for it.
            None if Some(*set) == causal && (!facts.causes.is_empty() || is_attribute(clause)) => {}
            None => return None,
        }
    }
    let denied = facts.voice.stance == Stance::Deny && !clause.embedded;
    let negated = clause.negated || denied || lacking;
    if frame.negated.is_some_and(|wanted| wanted != negated) {
        return None;
    }
    Some((frame.yes != negated, words))
}

/// True where a clause says what something is, or is no more than a name for it: *c'est un sabotage*, *évoque un acte criminel*.
fn is_attribute(clause: &Clause) -> bool {
    clause.verb.is_none() && (clause.copula.is_some() || clause.terms.len() <= NAMED)
}
